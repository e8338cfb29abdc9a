//! A place in the document. Its JSON pointer is only computed when an error is reported.

use super::error::allowed_words;
use super::name::check_name;
use super::{Defects, Presence, Shape};
use crate::data::json::{Json, JsonKind, Member};
use crate::data::{Gather, Phrase, Span};

/// A value of the document.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    /// The JSON value.
    pub node: &'a Json,
}

/// An object whose keys were checked against a shape.
#[derive(Clone, Copy, Debug)]
pub struct Object<'a>(Cursor<'a>);

/// A callback for the members of an object.
pub(super) type Visit<'v> = &'v mut dyn FnMut(&Member, Cursor, &mut Defects);

impl<'a> Cursor<'a> {
    /// A cursor at a JSON value.
    pub fn at(node: &'a Json) -> Self {
        Self { node }
    }

    /// The span of the value in the text.
    pub fn span(self) -> Span {
        self.node.span
    }

    /// Reports an error at this value.
    pub fn report(self, defects: &mut Defects, code: &'static str, message: Phrase, help: Option<Phrase>) {
        defects.add(code, self.span(), self.span().start, message, help);
    }

    /// Reports an error at this value: a sentence in both languages, with `texts` in place of each `{}`.
    pub fn report_filled(self, defects: &mut Defects, code: &'static str, both: &[&str; 2], texts: &[&str]) {
        self.report(defects, code, Phrase::filled(both, texts), None);
    }

    /// Reports that another type is expected here.
    pub fn report_wrong_type(self, defects: &mut Defects, zh: &str, en: &str) {
        let message = Phrase::filled_each(&["这里应是{}", "{} is expected here"], &[zh], &[en]);
        self.report(defects, "wrong_type", message, None);
    }

    /// Reports that this object lacks a key.
    pub fn report_missing_key(self, key: &str, defects: &mut Defects) {
        self.report_filled(defects, "missing_key", &["缺少「{}」", "`{}` is missing"], &[key]);
    }

    /// The members of an object with free keys, such as the fields of a form. Reports any other value and
    /// returns an empty slice.
    pub fn members(self, defects: &mut Defects) -> &'a [Member] {
        if let JsonKind::Object(members) = &self.node.kind {
            return members;
        }
        self.report_wrong_type(defects, "对象", "an object");
        &[]
    }

    /// The items of a list. Reports any other value and returns no items.
    pub fn items(self, defects: &mut Defects) -> impl Iterator<Item = Self> + use<'a> {
        let items = if let JsonKind::List(items) = &self.node.kind {
            items.as_slice()
        } else {
            self.report_wrong_type(defects, "列表", "a list");
            &[]
        };
        items.iter().map(Self::at)
    }

    /// Checks the keys of the object here: unknown and missing keys are reported. `None` if the value is not
    /// an object.
    pub fn object(self, shape: &Shape, defects: &mut Defects) -> Option<Object<'a>> {
        let known: Vec<&str> = shape.keys.iter().map(|key| key.name).gather();
        let JsonKind::Object(members) = &self.node.kind else {
            let both = &["这里应是一个对象（{}）", "an object ({}) is expected here"];
            self.report(
                defects,
                "wrong_type",
                Phrase::filled(both, &[shape.name]),
                Some(allowed_words(&known)),
            );
            return None;
        };
        for member in members.iter().filter(|member| member.key != "$schema") {
            if !known.contains(&member.key.as_str()) {
                let both = &["没有「{}」这个键", "there is no key `{}`"];
                defects.add_unknown_word("unknown_key", member.span, both, &member.key, &known);
            }
        }
        for key in shape.keys.iter().filter(|key| key.presence == Presence::Required) {
            if !members.iter().any(|member| member.key == key.name) {
                self.report_missing_key(key.name, defects);
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

    /// Reports the object at a key if it is empty.
    pub fn report_empty(self, key: &str, defects: &mut Defects) {
        if let Some(at) = self.get(key).filter(|at| at.node.members().is_some_and(<[Member]>::is_empty)) {
            at.report_filled(defects, "empty", &["「{}」里什么都没有", "there is nothing in `{}`"], &[key]);
        }
    }

    /// Calls `visit` for the members of the object at a key, such as the options of a choice. Does nothing if
    /// the key is absent.
    pub fn each(self, key: &str, defects: &mut Defects, visit: Visit) {
        if let Some(at) = self.get(key) {
            for member in at.members(defects) {
                visit(member, Cursor::at(&member.value), defects);
            }
        }
    }

    /// Like [`Self::each`], but reports keys that cannot be names in expressions.
    pub fn each_named(self, key: &str, defects: &mut Defects, visit: Visit) {
        self.each(key, defects, &mut |member, at, defects| {
            check_name(&member.key, member.span, defects);
            visit(member, at, defects);
        });
    }

    /// Calls `visit` for the items of the list at a key. Does nothing if the key is absent.
    pub fn each_item(self, key: &str, defects: &mut Defects, visit: &mut dyn FnMut(Cursor, &mut Defects)) {
        if let Some(at) = self.get(key) {
            for item in at.items(defects) {
                visit(item, defects);
            }
        }
    }

    /// The cursor at the object itself.
    pub fn cursor(self) -> Cursor<'a> {
        self.0
    }
}
