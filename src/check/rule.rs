//! Rules between fields: expressions that must not be false.

use crate::data::json::Member;
use crate::document::{Cursor, Defects, Key, Object, Shape};
use crate::feel::{Expression, RawExpression, Slot};
use crate::finding::{Severity, Source, Statement};
use smol_str::SmolStr;

/// The keys of a rule.
pub(super) const RULE: Shape = Shape {
    name: "rule",
    keys: &[
        Key::required("check"),
        Key::required("fields"),
        Key::optional("needs"),
        Key::optional("each"),
        Key::optional("severity"),
        Key::required("message"),
        Key::optional("source"),
    ],
};

/// A rule as written in the document.
#[derive(Clone, Debug)]
pub struct RuleSpec {
    /// Its id, severity, message and source.
    pub statement: Statement,
    /// The expression that must not be false.
    pub check: RawExpression,
    /// The fields that it names; the finding is shown at the first.
    pub fields: Vec<RawExpression>,
    /// The fields that must have valid values before it is evaluated.
    pub needs: Vec<RawExpression>,
    /// The table for each of whose rows it is evaluated.
    pub each: Option<RawExpression>,
}

/// A compiled rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id, severity, message and source.
    pub statement: Statement,
    /// The expression that must not be false.
    pub check: Expression,
    /// The fields that it names; the finding is shown at the first.
    pub fields: Vec<Slot>,
    /// The fields that must have valid values before it is evaluated.
    pub needs: Vec<Slot>,
}

impl RuleSpec {
    /// Reads the rules of a form, or those of a table, which are evaluated for each of its rows.
    pub fn read_all(object: Object, table: Option<&SmolStr>, defects: &mut Defects) -> Vec<Self> {
        let mut rules = Vec::new();
        object.each("rules", defects, &mut |member, cursor, defects| {
            let Some(mut rule) = Self::read(member, cursor, defects) else { return };
            if let (None, Some(table)) = (&rule.each, table) {
                rule.each = Some(RawExpression::from_text(table.clone(), cursor));
            }
            rules.push(rule);
        });
        rules
    }

    fn read(member: &Member, cursor: Cursor, defects: &mut Defects) -> Option<Self> {
        let object = cursor.object(&RULE, defects)?;
        let check = RawExpression::read_at(object, "check", defects);
        let fields = RawExpression::read_names_at(object, "fields", defects);
        if let (Some(at), true) = (object.get("fields"), fields.is_empty()) {
            at.report_wrong_type(defects, "至少一个字段", "at least one field");
        }
        let severity = object.get("severity").and_then(|at| at.one_of(Severity::WORDS, defects));
        let text = object.label("message", defects);
        let source = Source::read(object, defects);
        let statement =
            Statement { id: member.key.clone(), severity: severity.unwrap_or_default(), text, source };
        let needs = RawExpression::read_names_at(object, "needs", defects);
        let each = RawExpression::read_at(object, "each", defects);
        Some(Self { statement, check: check?, fields, needs, each })
    }
}
