//! Reads a format of the document and compiles it. Every error is reported with its place.

use super::anchor::Anchor;
use super::explain;
use super::grammar::Grammar;
use super::normalise::{Step, WORDS};
use super::parse::BoundFormat;
use super::part::{Format, Name, Role};
use super::words::Vocabulary;
use crate::data::json::Member;
use crate::data::{Gather, Locale, Phrase};
use crate::document::{Cursor, Defects, Key, Object, Shape};
use crate::feel::{Environment, RawExpression, Scope, Type};
use crate::finding::{Source, sentence};

/// The keys of a format.
pub(super) const FORMAT: Shape = Shape {
    name: "format",
    keys: &[
        Key::required("label"),
        Key::optional("normalise"),
        Key::optional("tokens"),
        Key::required("grammar"),
        Key::optional("derive"),
        Key::optional("examples"),
        Key::optional("source"),
    ],
};

/// The keys of a normalisation step that is not a single word.
pub(super) const NORMALISATION: Shape = Shape {
    name: "normalisation",
    keys: &[
        Key::optional("replace"),
        Key::optional("tighten"),
        Key::optional("until"),
        Key::optional("steps"),
    ],
};

/// The keys of the place up to which steps apply.
pub(super) const NTH: Shape = Shape { name: "nth", keys: &[Key::required("nth"), Key::required("of")] };

/// The keys of the words that a text is cut into.
pub(super) const TOKENS: Shape =
    Shape { name: "tokens", keys: &[Key::required("words"), Key::required("anchors")] };

/// The keys of an anchor.
pub(super) const ANCHOR: Shape = Shape {
    name: "anchor",
    keys: &[
        Key::optional("first"),
        Key::optional("last"),
        Key::optional("before"),
        Key::optional("after"),
        Key::optional("start"),
    ],
};

/// The keys of a derived segment.
pub(super) const DERIVED: Shape =
    Shape { name: "derived", keys: &[Key::optional("label"), Key::required("value")] };

impl Format {
    /// Reads the format `member`; `earlier` are the formats before it.
    pub fn load(
        member: &Member,
        cursor: Cursor,
        scope: &Scope,
        earlier: &[Self],
        defects: &mut Defects,
    ) -> Option<Self> {
        let object = cursor.object(&FORMAT, defects)?;
        let mut grammar = Grammar::new(scope, earlier);
        let steps = object.get("normalise").map_or(Vec::new(), |at| read_steps(at, defects));
        let (mut anchors, mut tokens) = (Vec::<Anchor>::new(), Vocabulary::new(Vec::new()));
        if let Some(at) = object.get("tokens") {
            (anchors, tokens) = read_tokens(at, &mut grammar, defects)?;
        }
        let parts = object.get("grammar").map_or(Vec::new(), |at| grammar.read_parts(at, false, defects));
        object.each_named("derive", defects, &mut |member, at, defects| {
            let Some(derived) = at.object(&DERIVED, defects) else { return };
            let value = RawExpression::read_at(derived, "value", defects);
            let value = value.and_then(|value| grammar.compile(&value, &Type::Any, defects));
            let label = derived.phrase("label", defects);
            let name = grammar.add_name(Name { id: member.key.clone(), label, role: Role::Derived }, None);
            grammar.filled.extend(value.map(|value| (name, value)));
        });
        for (name, anchor) in anchors.iter_mut().enumerate() {
            anchor.is_read = grammar.is_read(name);
        }
        Some(Self {
            id: member.key.clone(),
            label: object.label("label", defects),
            source: Source::read(object, defects),
            names: grammar.names,
            examples: RawExpression::read_names_at(object, "examples", defects),
            steps,
            parts,
            anchors,
            tokens,
            lists: grammar.lists,
            filled: grammar.filled,
        })
    }

    /// Prepares the word lists with the standard's own parameters.
    pub fn prepare(&mut self, environment: &Environment, defects: &mut Defects) {
        for words in self.lists.iter_mut().chain([&mut self.tokens]) {
            words.prepare(&self.steps, environment, defects);
        }
    }

    /// Reports the examples that it does not accept.
    pub fn check_examples(&self, formats: &[Self], environment: &Environment, defects: &mut Defects) {
        for example in &self.examples {
            let text = self.normalised(&example.text);
            if let Err(failure) = (BoundFormat { format: self, formats, environment }).parse(&text) {
                let says = |locale| {
                    let params = explain::params(&self.label, &failure, &text, None, locale);
                    sentence(failure.code(&text), &params, locale)
                };
                let message = Phrase::new(says(Locale::Zh), says(Locale::En));
                example.report(defects, "format.example", message, None);
            }
        }
    }
}

fn read_steps(cursor: Cursor, defects: &mut Defects) -> Vec<Step> {
    let items = cursor.items(defects);
    let mut steps = Vec::new();
    for item in items {
        if item.node.text().is_some() {
            let step = item.one_of(WORDS, defects);
            steps.extend(step.map(|step| step.map_or(Step::Blanks, Step::Each)));
        } else {
            steps.extend(read_step(item, defects));
        }
    }
    steps
}

fn read_step(cursor: Cursor, defects: &mut Defects) -> Option<Step> {
    let object = cursor.object(&NORMALISATION, defects)?;
    let mut pairs = Vec::new();
    object.each("replace", defects, &mut |member, at, defects| {
        let to = at.node.text().map_or("", |text| text.as_str());
        match (single_char(&member.key), single_char(to)) {
            (Some(from), Some(to)) => pairs.push((from, to)),
            _ => at.report_wrong_type(defects, "一个字符换成一个字符", "one character for one character"),
        }
    });
    if !pairs.is_empty() {
        return Some(Step::Replace(pairs));
    }
    if let Some(beside) = object.text("tighten", defects) {
        return Some(Step::Tighten(beside.chars().gather()));
    }
    let until = object.get("until").and_then(|at| {
        let until = at.object(&NTH, defects)?;
        let nth = until.get("nth").and_then(|at| at.count(defects));
        Some((nth?, until.text("of", defects)?.chars().gather()))
    });
    let Some((nth, of)) = until else {
        cursor.report_wrong_type(
            defects,
            "「replace」「tighten」或「until」",
            "`replace`, `tighten` or `until`",
        );
        return None;
    };
    if object.get("steps").is_none() {
        cursor.report_missing_key("steps", defects);
    }
    Some(Step::Until { nth, of, steps: read_steps(object.get("steps")?, defects) })
}

fn single_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn read_tokens(
    cursor: Cursor,
    grammar: &mut Grammar,
    defects: &mut Defects,
) -> Option<(Vec<Anchor>, Vocabulary)> {
    let object = cursor.object(&TOKENS, defects)?;
    let (mut kinds, mut lists) = (Vec::new(), Vec::new());
    object.each("words", defects, &mut |member, at, defects| {
        let list = grammar.read_words(at, defects);
        kinds.push(member.key.to_string());
        lists.extend(list);
    });
    let mut anchors: Vec<Anchor> = Vec::new();
    object.each_named("anchors", defects, &mut |member, at, defects| {
        let Some(object) = at.object(&ANCHOR, defects) else { return };
        let last = object.get("last").is_some();
        let list = index_at_key(object, if last { "last" } else { "first" }, &kinds, defects);
        if list.is_none() && !last && object.get("first").is_none() {
            at.report_wrong_type(defects, "「first」或「last」", "`first` or `last`");
        }
        let known = grammar.names.iter().map(|name| name.id.to_string()).gather();
        let mut other = |key| index_at_key(object, key, &known, defects);
        let (before, after) = (other("before"), other("after"));
        let start = object.get("start").and_then(|at| at.flag(defects));
        grammar.add_name(Name { id: member.key.clone(), label: None, role: Role::Anchor }, None);
        let list = list.unwrap_or(usize::MAX);
        anchors.push(Anchor { list, last, before, after, start, is_read: false });
    });
    Some((anchors, Vocabulary::new(lists)))
}

/// The index in `known` of the name at a key.
fn index_at_key(object: Object, key: &str, known: &[String], defects: &mut Defects) -> Option<usize> {
    object.get(key)?.index_among(known, defects)
}
