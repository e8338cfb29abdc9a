//! A rule that ties fields together: an expression that must not be false.

use crate::data::json::Member;
use crate::document::{Cursor, Defects, Key, Object, Shape};
use crate::feel::{Expression, Slot, Written};
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

/// A rule as it is written.
#[derive(Clone, Debug)]
pub struct RuleSpec {
    /// What it says of itself.
    pub statement: Statement,
    /// The expression that must not be false.
    pub check: Written,
    /// The fields it names; the first one carries the finding.
    pub fields: Vec<Written>,
    /// The fields that must be present and sound before it speaks.
    pub needs: Vec<Written>,
    /// The table whose rows it looks at, one by one.
    pub each: Option<Written>,
}

/// A rule that is ready to be evaluated.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What it says of itself.
    pub statement: Statement,
    /// The expression that must not be false.
    pub check: Expression,
    /// The fields it names; the first one carries the finding.
    pub fields: Vec<Slot>,
    /// The fields that must be present and sound before it speaks.
    pub needs: Vec<Slot>,
}

impl RuleSpec {
    /// All rules of a form or of a table; those of a table look at each of its rows.
    pub fn read_all(object: Object, table: Option<&SmolStr>, defects: &mut Defects) -> Vec<Self> {
        let mut rules = Vec::new();
        object.each("rules", defects, &mut |member, cursor, defects| {
            let Some(mut rule) = Self::read(member, cursor, defects) else { return };
            if let (None, Some(table)) = (&rule.each, table) {
                rule.each = Some(Written::plain(table.clone(), cursor));
            }
            rules.push(rule);
        });
        rules
    }

    fn read(member: &Member, cursor: Cursor, defects: &mut Defects) -> Option<Self> {
        let object = cursor.object(&RULE, defects)?;
        let check = Written::at(object, "check", defects);
        let fields = Written::names_at(object, "fields", defects);
        if let (Some(at), true) = (object.get("fields"), fields.is_empty()) {
            at.wrong_type(defects, "至少一个字段", "at least one field");
        }
        let severity = object.get("severity").and_then(|at| at.one_of(Severity::WORDS, defects));
        let text = object.label("message", defects);
        let source = Source::read(object, defects);
        let statement =
            Statement { id: member.key.clone(), severity: severity.unwrap_or_default(), text, source };
        let needs = Written::names_at(object, "needs", defects);
        let each = Written::at(object, "each", defects);
        Some(Self { statement, check: check?, fields, needs, each })
    }
}
