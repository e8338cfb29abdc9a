//! Reads and compiles the parts of a grammar, and collects the names for their expressions.

use super::part::{Format, Name, Part, PartKind, Role, slot};
use super::words::Vocabulary;
use crate::data::json::JsonKind;
use crate::data::{Gather, Phrase};
use crate::document::{Cursor, Defects, Key, Object, Shape, check_name};
use crate::feel::{Expression, RawExpression, Regex, Scope, Slot, Type, space};
use smol_str::SmolStr;

/// The keys of a part; exactly one of the first twelve defines its kind.
pub(super) const PART: Shape = Shape {
    name: "part",
    keys: &[
        Key::optional("literal"),
        Key::optional("chars"),
        Key::optional("pattern"),
        Key::optional("oneOf"),
        Key::optional("group"),
        Key::optional("format"),
        Key::optional("list"),
        Key::optional("optional"),
        Key::optional("choice"),
        Key::optional("rest"),
        Key::optional("token"),
        Key::optional("until"),
        Key::optional("id"),
        Key::optional("label"),
        Key::optional("keep"),
        Key::optional("anyCase"),
        Key::optional("count"),
        Key::optional("min"),
        Key::optional("separator"),
        Key::optional("when"),
        Key::optional("check"),
        Key::optional("each"),
        Key::optional("trim"),
        Key::optional("interrupt"),
        Key::optional("default"),
        Key::optional("as"),
        Key::optional("suggest"),
    ],
};

/// How many of the keys define the kind of a part.
const KINDS: usize = 12;

/// Keys that only some kinds of parts have.
const KEYS_BY_KIND: &[(&str, &[&str])] = &[
    ("anyCase", &["literal"]),
    ("count", &["chars"]),
    ("min", &["rest"]),
    ("separator", &["list"]),
    ("when", &["optional"]),
    ("each", &["chars", "rest"]),
    ("trim", &["chars", "rest", "until"]),
    ("interrupt", &["chars"]),
];

/// The state while a grammar is read.
pub(super) struct Grammar<'l> {
    pub(super) scope: Scope,
    earlier: &'l [Format],
    pub(super) names: Vec<Name>,
    pub(super) lists: Vec<Vocabulary>,
    pub(super) filled: Vec<(usize, Expression)>,
    /// The slots that its expressions read.
    reads: Vec<Slot>,
}

impl<'l> Grammar<'l> {
    pub(super) fn new(scope: &Scope, earlier: &'l [Format]) -> Self {
        let mut scope = scope.clone();
        for (name, index) in ["value", "char", "previous"].into_iter().zip(0u16..) {
            scope.add_value(name, Slot { space: space::LOCAL, index }, Type::Text);
        }
        Self { scope, earlier, names: Vec::new(), lists: Vec::new(), filled: Vec::new(), reads: Vec::new() }
    }

    /// Returns the index of a name and makes it available to later expressions. `None` as the type stands for
    /// any type.
    pub(super) fn add_name(&mut self, name: Name, kind: Option<Type>) -> usize {
        let known = self.names.iter().position(|known| {
            known.id == name.id && (known.role == Role::Anchor) == (name.role == Role::Anchor)
        });
        let place = known.unwrap_or(self.names.len());
        if known.is_none() {
            let index = u16::try_from(place).unwrap_or(u16::MAX).saturating_add(slot::COUNT);
            self.scope.add_value(
                name.id.clone(),
                Slot { space: space::LOCAL, index },
                kind.unwrap_or(Type::Any),
            );
            self.names.push(name);
        }
        place
    }

    /// Reads the expression for a list of words.
    pub(super) fn read_words(
        &mut self,
        cursor: Cursor,
        defects: &mut Defects,
    ) -> Option<(RawExpression, Expression)> {
        let written = RawExpression::read(cursor, defects)?;
        let expression = self.compile(&written, &Type::Any, defects)?;
        Some((written, expression))
    }

    pub(super) fn compile(
        &mut self,
        written: &RawExpression,
        wanted: &Type,
        defects: &mut Defects,
    ) -> Option<Expression> {
        let expression = written.compile_as(wanted, &self.scope, defects)?;
        self.reads.extend_from_slice(expression.slots());
        Some(expression)
    }

    /// Whether an expression reads the name with this index.
    pub(super) fn is_read(&self, name: usize) -> bool {
        let is = |slot: &Slot| {
            slot.space == space::LOCAL
                && usize::from(slot.index) == name.saturating_add(usize::from(slot::COUNT))
        };
        self.reads.iter().any(is)
    }

    /// Reads a list of words for one part and returns its index.
    fn add_list(&mut self, object: Object, key: &str, defects: &mut Defects) -> Option<usize> {
        let list = self.read_words(object.get(key)?, defects)?;
        self.lists.push(Vocabulary::new(vec![list]));
        self.lists.len().checked_sub(1)
    }

    /// Reads a list of parts; `inside` a group they are not segments.
    pub(super) fn read_parts(&mut self, cursor: Cursor, inside: bool, defects: &mut Defects) -> Vec<Part> {
        let mut parts = Vec::new();
        for item in cursor.items(defects) {
            parts.extend(self.read_part(item, inside, defects));
        }
        parts
    }

    fn read_part(&mut self, cursor: Cursor, inside: bool, defects: &mut Defects) -> Option<Part> {
        let object = cursor.object(&PART, defects)?;
        let mut kinds =
            PART.keys.iter().take(KINDS).map(|key| key.name).filter(|key| object.get(key).is_some());
        let (Some(kind), None) = (kinds.next(), kinds.next()) else {
            let all = PART.keys.iter().take(KINDS).map(|key| key.name).joined(", ");
            cursor.report_wrong_type(
                defects,
                &["一个部分，", &all, " 之一"].concat(),
                &["a part, which is one of ", &all, ","].concat(),
            );
            return None;
        };
        report_other_keys(kind, object, defects);
        let mut part_kind = self.read_kind(kind, object.get(kind)?, object, inside, defects)?;
        let mut ready =
            |key, wanted| self.compile(&RawExpression::read_at(object, key, defects)?, wanted, defects);
        let (check, each) = (ready("check", &Type::Bool), ready("each", &Type::Bool));
        let (becomes, default) = (ready("as", &Type::Any), ready("default", &Type::Any));
        let id = object.text("id", defects).unwrap_or_default();
        let label = object.phrase("label", defects);
        inherit_name(&mut part_kind, &id, label.as_ref());
        let interrupt = object.get("interrupt").and_then(|at| read_set(at, defects));
        let suggest = self.add_list(object, "suggest", defects);
        let keep = object.get("keep").and_then(|at| at.flag(defects)).unwrap_or(kind != "literal");
        let mut segment = None;
        if keep && !inside && !id.is_empty() && !matches!(kind, "optional" | "choice") {
            check_name(&id, cursor.span(), defects);
            let value = match kind {
                _ if becomes.is_some() => None,
                "list" => Some(Type::List(Box::new(Type::Text))),
                _ => Some(Type::Text),
            };
            let name =
                self.add_name(Name { id: id.clone(), label: label.clone(), role: Role::Segment }, value);
            self.filled.extend(default.map(|default| (name, default)));
            segment = Some(name);
        }
        let trim = object.get("trim").and_then(|at| at.flag(defects)).unwrap_or(false);
        Some(Part { id, label, kind: part_kind, segment, trim, interrupt, check, each, becomes, suggest })
    }

    fn read_kind(
        &mut self,
        kind: &str,
        at: Cursor,
        object: Object,
        inside: bool,
        defects: &mut Defects,
    ) -> Option<PartKind> {
        let chars = |text: SmolStr| text.chars().gather();
        let named = |defects: &mut Defects| {
            if object.get("id").is_none() && !inside {
                object.cursor().report_missing_key("id", defects);
            }
        };
        Some(match kind {
            "literal" => {
                let any_case = object.get("anyCase").and_then(|at| at.flag(defects)).unwrap_or(false);
                PartKind::Literal(read_texts(at, defects).into_iter().map(chars).gather(), any_case)
            }
            "chars" => {
                let (least, most) = object.get("count").map_or((1, usize::MAX), |at| read_count(at, defects));
                PartKind::Chars(read_set(at, defects)?, least, most)
            }
            "pattern" => PartKind::Pattern(RawExpression::read(at, defects)?.compile_pattern(defects)?),
            "oneOf" => {
                named(defects);
                PartKind::OneOf(self.add_list(object, kind, defects)?)
            }
            "group" => {
                named(defects);
                PartKind::Group(self.read_parts(at, true, defects))
            }
            "format" => {
                named(defects);
                let known = self.earlier.iter().map(|format| format.id.to_string()).gather();
                PartKind::Format(at.index_among(&known, defects)?)
            }
            "list" => {
                let item = self.read_part(at, true, defects)?;
                let Some(separator) = object.text("separator", defects) else {
                    object.cursor().report_missing_key("separator", defects);
                    return None;
                };
                PartKind::List(Box::new(item), chars(separator))
            }
            "optional" => {
                let when = RawExpression::read_at(object, "when", defects)
                    .and_then(|when| when.compile_pattern(defects));
                PartKind::Optional(self.read_parts(at, inside, defects), when)
            }
            "choice" => {
                named(defects);
                let mut branches = Vec::new();
                object.each(kind, defects, &mut |member, at, defects| {
                    branches.push((member.key.clone(), self.read_parts(at, inside, defects)));
                });
                PartKind::Choice(branches)
            }
            "rest" => {
                at.flag(defects);
                let least = object.get("min").and_then(|at| at.count(defects));
                PartKind::Rest(least.map_or(1, |least| least as usize))
            }
            _ => {
                named(defects);
                let anchors = self.names.iter().filter(|name| name.role == Role::Anchor);
                let known = anchors.map(|name| name.id.to_string()).gather();
                let items = match &at.node.kind {
                    JsonKind::List(items) if !items.is_empty() => items.as_slice(),
                    _ => core::slice::from_ref(at.node),
                };
                let place = |item| Cursor::at(item).index_among(&known, defects);
                let places = items.iter().filter_map(place).gather();
                if kind == "until" { PartKind::Until(places) } else { PartKind::Token(*places.first()?) }
            }
        })
    }
}

/// Reports keys that this kind of part does not have.
fn report_other_keys(kind: &str, object: Object, defects: &mut Defects) {
    for (key, _) in KEYS_BY_KIND.iter().filter(|(_, kinds)| !kinds.contains(&kind)) {
        if let Some(at) = object.get(key) {
            at.report_filled(
                defects,
                "key_without_effect",
                &["「{}」不用「{}」", "`{}` has no `{}`"],
                &[kind, key],
            );
        }
    }
}

/// Gives parts without an id the name of the part that contains them, so that suggestions have one.
fn inherit_name(kind: &mut PartKind, id: &SmolStr, label: Option<&Phrase>) {
    let name = |part: &mut Part| {
        if part.id.is_empty() {
            (part.id, part.label) = (id.clone(), label.cloned());
        }
    };
    match kind {
        PartKind::List(item, _) => name(item),
        PartKind::Group(parts) => parts.iter_mut().for_each(name),
        PartKind::Choice(branches) => {
            branches.iter_mut().filter_map(|(_, parts)| parts.first_mut()).for_each(name);
        }
        _ => {}
    }
}

/// Reads one text or a list of texts.
fn read_texts(cursor: Cursor, defects: &mut Defects) -> Vec<SmolStr> {
    match &cursor.node.kind {
        JsonKind::List(_) => cursor.items(defects).filter_map(|item| item.text(defects)).gather(),
        _ => cursor.text(defects).into_iter().gather(),
    }
}

/// Reads a set of characters, written as between the brackets of a pattern.
fn read_set(cursor: Cursor, defects: &mut Defects) -> Option<Regex> {
    let JsonKind::Text(text) = &cursor.node.kind else {
        cursor.report_wrong_type(defects, "字符集", "a set of characters");
        return None;
    };
    RawExpression::from_text(["[", text, "]"].concat().into(), cursor).compile_pattern(defects)
}

/// Reads a number, or a minimum and a maximum.
fn read_count(cursor: Cursor, defects: &mut Defects) -> (usize, usize) {
    let count = |at: Option<Cursor>, defects: &mut Defects| {
        at.and_then(|at| at.count(defects)).map(|count| count as usize)
    };
    if let JsonKind::Object(_) = cursor.node.kind {
        let Some(object) = cursor.object(&crate::document::LENGTH, defects) else { return (1, usize::MAX) };
        let least = count(object.get("min"), defects).unwrap_or(1);
        return (least, count(object.get("max"), defects).unwrap_or(usize::MAX));
    }
    count(Some(cursor), defects).map_or((1, usize::MAX), |exact| (exact, exact))
}
