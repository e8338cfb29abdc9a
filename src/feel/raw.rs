//! An expression as written in a document: read with its position, and compiled later, when the names are
//! known.

use super::regex::Regex;
use super::{Expression, ExpressionError, Scope, Slot, Tests, Type, compile_as, compile_tests, space};
use crate::data::json::JsonKind;
use crate::data::{Phrase, Span};
use crate::document::{Cursor, Defects, Object};
use core::ops::Deref;
use smol_str::SmolStr;

/// An expression of a document and its position. It is only as large as a pointer, since every object of a
/// document has room for several.
#[derive(Clone, Debug)]
pub struct RawExpression(Box<LocatedText>);

/// A text and its position.
#[derive(Clone, Debug)]
pub struct LocatedText {
    /// The text.
    pub text: SmolStr,
    span: Span,
}

impl Deref for RawExpression {
    type Target = LocatedText;

    fn deref(&self) -> &LocatedText {
        &self.0
    }
}

impl RawExpression {
    /// Reads an expression from a string, or from a plain number or boolean.
    pub fn read(cursor: Cursor, defects: &mut Defects) -> Option<Self> {
        let text = match &cursor.node.kind {
            JsonKind::Number(text) => text.clone(),
            JsonKind::Bool(flag) => flag.to_string().into(),
            _ => cursor.text(defects)?,
        };
        Some(Self::from_text(text, cursor))
    }

    /// Reads the expression at a key, if present.
    pub fn read_at(object: Object, key: &str, defects: &mut Defects) -> Option<Self> {
        Self::read(object.get(key)?, defects)
    }

    /// Reads the list of names at a key; empty if absent. An invalid item becomes an empty text, about which
    /// nothing more is reported.
    pub fn read_names_at(object: Object, key: &str, defects: &mut Defects) -> Vec<Self> {
        let mut names = Vec::new();
        object.each_item(key, defects, &mut |item, defects| {
            let name = Self::read(item, defects);
            names.push(name.unwrap_or_else(|| Self::from_text(SmolStr::default(), item)));
        });
        names
    }

    /// A text with the position of a cursor.
    pub fn from_text(text: SmolStr, cursor: Cursor) -> Self {
        Self(Box::new(LocatedText { text, span: cursor.span() }))
    }

    /// Reports an error about this expression.
    pub fn report(&self, defects: &mut Defects, code: &'static str, message: Phrase, help: Option<Phrase>) {
        defects.add(code, self.span, self.span.start, message, help);
    }

    /// Reports an error whose message has one of `texts` for each `{}`.
    pub fn report_filled(&self, defects: &mut Defects, code: &'static str, both: &[&str; 2], texts: &[&str]) {
        self.report(defects, code, Phrase::filled(both, texts), None);
    }

    /// Reports that nothing has this name; `meant` is a similar name.
    pub fn report_unknown(
        &self,
        defects: &mut Defects,
        code: &'static str,
        both: &[&str; 2],
        meant: Option<&str>,
    ) {
        self.report(defects, code, Phrase::filled(both, &[&self.text]), meant.map(Phrase::did_you_mean));
    }

    /// Compiles the expression; errors are added to `defects`.
    pub fn compile(&self, scope: &Scope, defects: &mut Defects) -> Option<Expression> {
        self.compile_as(&Type::Any, scope, defects)
    }

    /// Compiles the expression as a condition.
    pub fn compile_condition(&self, scope: &Scope, defects: &mut Defects) -> Option<Expression> {
        self.compile_as(&Type::Bool, scope, defects)
    }

    /// Compiles the expression as an instant; a date counts as its midnight.
    pub fn compile_instant(&self, scope: &Scope, defects: &mut Defects) -> Option<Expression> {
        self.compile_as(&Type::DateTime, scope, defects)
    }

    /// Compiles the expression as one that must have a value of type `wanted`.
    pub fn compile_as(&self, wanted: &Type, scope: &Scope, defects: &mut Defects) -> Option<Expression> {
        compile_as(&self.text, scope, wanted).map_err(|errors| self.report_errors(errors, defects)).ok()
    }

    /// Compiles the text as unary tests.
    pub fn compile_tests(&self, scope: &Scope, defects: &mut Defects) -> Option<Tests> {
        compile_tests(&self.text, scope).map_err(|errors| self.report_errors(errors, defects)).ok()
    }

    fn report_errors(&self, errors: Vec<ExpressionError>, defects: &mut Defects) {
        for error in errors.into_iter().filter(|_| !self.text.is_empty()) {
            // Count the opening quote and the backslash of each escaped character before the error.
            let escaped = |text: &str| text.bytes().filter(|byte| b"\"\\\n\t".contains(byte)).count();
            let before = self.text.get(..error.span.start as usize).unwrap_or("");
            let start = self.span.start.saturating_add(1).saturating_add(error.span.start);
            let start = start.saturating_add(escaped(before) as u32);
            defects.add(error.code, self.span, start.min(self.span.end), error.message, error.help);
        }
    }

    /// Resolves the text to the slot of a field.
    pub fn compile_slot(&self, scope: &Scope, defects: &mut Defects) -> Option<Slot> {
        let found = scope.find(&self.text).map(|(slot, _)| slot);
        let found = found.filter(|slot| matches!(slot.space, space::FORM | space::ROW));
        if found.is_none() && !self.text.is_empty() {
            // Do not suggest the name itself if it exists but is not a field.
            let meant = scope.nearest(&self.text).filter(|meant| **meant != self.text);
            self.report_unknown(
                defects,
                "unknown_field",
                &["没有「{}」这个字段", "there is no field `{}`"],
                meant,
            );
        }
        found
    }

    /// Compiles the text as a pattern.
    pub fn compile_pattern(&self, defects: &mut Defects) -> Option<Regex> {
        Regex::parse(&self.text)
            .map_err(|error| self.report(defects, "bad_pattern", error.message, None))
            .ok()
    }
}
