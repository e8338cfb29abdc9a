//! An expression as it stands in a document: read with its place, compiled later when the names are known.

use super::regex::Regex;
use super::{Expression, ExpressionError, Scope, Slot, Tests, Type, compile_as, compile_tests, space};
use crate::data::json::JsonKind;
use crate::data::{Phrase, Span};
use crate::document::{Cursor, Defects, Object};
use core::ops::Deref;
use smol_str::SmolStr;

/// An expression of a document and its place. It is no larger than a pointer, since every object of a document has
/// room for several.
#[derive(Clone, Debug)]
pub struct Written(Box<Placed>);

/// A text and its place.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The text.
    pub text: SmolStr,
    span: Span,
}

impl Deref for Written {
    type Target = Placed;

    fn deref(&self) -> &Placed {
        &self.0
    }
}

impl Written {
    /// Reads a text, or a plain number or flag.
    pub fn read(cursor: Cursor, defects: &mut Defects) -> Option<Self> {
        let text = match &cursor.node.kind {
            JsonKind::Number(text) => text.clone(),
            JsonKind::Bool(flag) => flag.to_string().into(),
            _ => cursor.text(defects)?,
        };
        Some(Self::plain(text, cursor))
    }

    /// The expression at a key, where it stands.
    pub fn at(object: Object, key: &str, defects: &mut Defects) -> Option<Self> {
        Self::read(object.get(key)?, defects)
    }

    /// The list of names at a key; empty where it is absent. What is no name stands as a blank, of which nothing more
    /// is told.
    pub fn names_at(object: Object, key: &str, defects: &mut Defects) -> Vec<Self> {
        let mut names = Vec::new();
        object.each_item(key, defects, &mut |item, defects| {
            let name = Self::read(item, defects);
            names.push(name.unwrap_or_else(|| Self::plain(SmolStr::default(), item)));
        });
        names
    }

    /// A text that stands at a place.
    pub fn plain(text: SmolStr, cursor: Cursor) -> Self {
        Self(Box::new(Placed { text, span: cursor.span() }))
    }

    /// Reports an error about it.
    pub fn report(&self, defects: &mut Defects, code: &'static str, message: Phrase, help: Option<Phrase>) {
        defects.add(code, self.span, self.span.start, message, help);
    }

    /// The same: a sentence, with a text for each `{}`.
    pub fn refuse(&self, defects: &mut Defects, code: &'static str, both: &[&str; 2], texts: &[&str]) {
        self.report(defects, code, Phrase::filled(both, texts), None);
    }

    /// Reports that there is nothing of its name; `meant` is what is near.
    pub fn unknown(&self, defects: &mut Defects, code: &'static str, both: &[&str; 2], meant: Option<&str>) {
        self.report(defects, code, Phrase::filled(both, &[&self.text]), meant.map(Phrase::meant));
    }

    /// Compiles it; every error goes to the document's.
    pub fn compile(&self, scope: &Scope, defects: &mut Defects) -> Option<Expression> {
        self.compile_as(&Type::Any, scope, defects)
    }

    /// Compiles it as a condition.
    pub fn compile_condition(&self, scope: &Scope, defects: &mut Defects) -> Option<Expression> {
        self.compile_as(&Type::Bool, scope, defects)
    }

    /// Compiles it as an instant, or a day for its beginning.
    pub fn compile_instant(&self, scope: &Scope, defects: &mut Defects) -> Option<Expression> {
        self.compile_as(&Type::DateTime, scope, defects)
    }

    /// Compiles it as what must give a value of a type.
    pub fn compile_as(&self, wanted: &Type, scope: &Scope, defects: &mut Defects) -> Option<Expression> {
        compile_as(&self.text, scope, wanted).map_err(|errors| self.tell(errors, defects)).ok()
    }

    /// Compiles it as unary tests.
    pub fn compile_tests(&self, scope: &Scope, defects: &mut Defects) -> Option<Tests> {
        compile_tests(&self.text, scope).map_err(|errors| self.tell(errors, defects)).ok()
    }

    fn tell(&self, errors: Vec<ExpressionError>, defects: &mut Defects) {
        for error in errors.into_iter().filter(|_| !self.text.is_empty()) {
            // The quote that opens the text stands before it, and a backslash before some of its signs.
            let escaped = |text: &str| text.bytes().filter(|byte| b"\"\\\n\t".contains(byte)).count();
            let before = self.text.get(..error.span.start as usize).unwrap_or("");
            let start = self.span.start.saturating_add(1).saturating_add(error.span.start);
            let start = start.saturating_add(escaped(before) as u32);
            defects.add(error.code, self.span, start.min(self.span.end), error.message, error.help);
        }
    }

    /// The slot of the field that it names.
    pub fn compile_slot(&self, scope: &Scope, defects: &mut Defects) -> Option<Slot> {
        let found = scope.find(&self.text).map(|(slot, _)| slot);
        let found = found.filter(|slot| matches!(slot.space, space::FORM | space::ROW));
        if found.is_none() && !self.text.is_empty() {
            // What has the name but is no field is not meant.
            let meant = scope.nearest(&self.text).filter(|meant| **meant != self.text);
            self.unknown(defects, "unknown_field", &["没有「{}」这个字段", "there is no field `{}`"], meant);
        }
        found
    }

    /// Compiles it as a pattern.
    pub fn compile_pattern(&self, defects: &mut Defects) -> Option<Regex> {
        Regex::parse(&self.text)
            .map_err(|error| self.report(defects, "bad_pattern", error.message, None))
            .ok()
    }
}
