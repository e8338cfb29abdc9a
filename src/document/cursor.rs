//! A place in the document. Where it is becomes a JSON pointer only when something is wrong.

use super::error::one_of;
use super::name::check_name;
use super::{Defects, Need, Shape};
use crate::data::json::{Json, JsonKind, Member};
use crate::data::{Gather, Phrase, Span};

/// A value of the document.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    /// The value.
    pub node: &'a Json,
}

/// An object whose keys were checked against a shape.
#[derive(Clone, Copy, Debug)]
pub struct Object<'a>(Cursor<'a>);

/// What is done with a member of an object.
pub(super) type Visit<'v> = &'v mut dyn FnMut(&Member, Cursor, &mut Defects);

impl<'a> Cursor<'a> {
    /// A value of the document.
    pub fn at(node: &'a Json) -> Self {
        Self { node }
    }

    /// Where the value stands in the text.
    pub fn span(self) -> Span {
        self.node.span
    }

    /// Reports an error here.
    pub fn report(self, defects: &mut Defects, code: &'static str, message: Phrase, help: Option<Phrase>) {
        defects.add(code, self.span(), self.span().start, message, help);
    }

    /// Reports an error here: a sentence, with a text for each `{}`.
    pub fn refuse(self, defects: &mut Defects, code: &'static str, both: &[&str; 2], texts: &[&str]) {
        self.report(defects, code, Phrase::filled(both, texts), None);
    }

    /// Reports that something else was due here.
    pub fn wrong_type(self, defects: &mut Defects, zh: &str, en: &str) {
        let message = Phrase::filled_apart(&["这里应是{}", "{} is due here"], &[zh], &[en]);
        self.report(defects, "wrong_type", message, None);
    }

    /// Reports that a key is missing here.
    pub fn missing(self, key: &str, defects: &mut Defects) {
        self.refuse(defects, "missing_key", &["缺少「{}」", "`{}` is missing"], &[key]);
    }

    /// The members of an object of free keys, such as the fields of a form; empty where it is none.
    pub fn members(self, defects: &mut Defects) -> &'a [Member] {
        if let JsonKind::Object(members) = &self.node.kind {
            return members;
        }
        self.wrong_type(defects, "对象", "an object");
        &[]
    }

    /// The items of a list; empty where it is none.
    pub fn items(self, defects: &mut Defects) -> impl Iterator<Item = Self> + use<'a> {
        let items = if let JsonKind::List(items) = &self.node.kind {
            items.as_slice()
        } else {
            self.wrong_type(defects, "列表", "a list");
            &[]
        };
        items.iter().map(Self::at)
    }

    /// The object here, its keys checked: unknown ones and missing ones are reported.
    pub fn object(self, shape: &Shape, defects: &mut Defects) -> Option<Object<'a>> {
        let known: Vec<&str> = shape.keys.iter().map(|key| key.name).gather();
        let JsonKind::Object(members) = &self.node.kind else {
            let both = &["这里应是一个对象（{}）", "an object ({}) is due here"];
            self.report(defects, "wrong_type", Phrase::filled(both, &[shape.name]), Some(one_of(&known)));
            return None;
        };
        for member in members.iter().filter(|member| member.key != "$schema") {
            if !known.contains(&member.key.as_str()) {
                let both = &["没有「{}」这个键", "there is no key `{}`"];
                defects.none_of("unknown_key", member.span, both, &member.key, &known);
            }
        }
        for key in shape.keys.iter().filter(|key| key.need == Need::Required) {
            if !members.iter().any(|member| member.key == key.name) {
                self.missing(key.name, defects);
            }
        }
        Some(Object(self))
    }
}

impl<'a> Object<'a> {
    /// The value of a key.
    pub fn get(self, key: &str) -> Option<Cursor<'a>> {
        self.0.node.get(key).map(Cursor::at)
    }

    /// Reports that the object at a key, where there is one, has nothing in it.
    pub fn refuse_empty(self, key: &str, defects: &mut Defects) {
        if let Some(at) = self.get(key).filter(|at| at.node.members().is_some_and(<[Member]>::is_empty)) {
            at.refuse(defects, "empty", &["「{}」里什么都没有", "there is nothing in `{}`"], &[key]);
        }
    }

    /// Shows the members of the object at a key, such as the options of a choice; none where the key is absent.
    pub fn each(self, key: &str, defects: &mut Defects, visit: Visit) {
        if let Some(at) = self.get(key) {
            for member in at.members(defects) {
                visit(member, Cursor::at(&member.value), defects);
            }
        }
    }

    /// The same, where the keys must be names that expressions can use.
    pub fn each_named(self, key: &str, defects: &mut Defects, visit: Visit) {
        self.each(key, defects, &mut |member, at, defects| {
            check_name(&member.key, member.span, defects);
            visit(member, at, defects);
        });
    }

    /// Shows the items of the list at a key; none where the key is absent.
    pub fn each_item(self, key: &str, defects: &mut Defects, visit: &mut dyn FnMut(Cursor, &mut Defects)) {
        if let Some(at) = self.get(key) {
            for item in at.items(defects) {
                visit(item, defects);
            }
        }
    }

    /// Where the object stands.
    pub fn cursor(self) -> Cursor<'a> {
        self.0
    }
}
