//! A rule that ties fields together: an expression that must not be false.

use crate::data::json::Member;
use crate::document::{Cursor, Defects, Key, Object, Shape};
use crate::feel::{Expression, Slot, Written};
use crate::finding::{Severity, Source, Statement};
use smol_str::SmolStr;

/// The keys of a rule.
pub const RULE: Shape = Shape {
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
    pub fn read_all(
        object: &Object,
        table: Option<&SmolStr>,
        document: &str,
        defects: &mut Defects,
    ) -> Vec<Self> {
        let Some(at) = object.get("rules") else { return Vec::new() };
        let entries = at.entries(defects);
        let read = |(member, cursor): &(&Member, Cursor)| {
            let mut rule = Self::read(member, cursor, document, defects)?;
            if let (None, Some(table)) = (&rule.each, table) {
                rule.each = Some(Written::plain(table.clone(), cursor));
            }
            Some(rule)
        };
        entries.iter().filter_map(read).collect()
    }

    fn read(member: &Member, cursor: &Cursor, document: &str, defects: &mut Defects) -> Option<Self> {
        let object = cursor.object(&RULE, defects)?;
        let check = object.get("check").and_then(|at| Written::read(&at, defects));
        let fields = read_names(&object, "fields", defects);
        if let (Some(at), true) = (object.get("fields"), fields.is_empty()) {
            at.wrong_type(defects, "至少一个字段", "at least one field");
        }
        let severity = object.get("severity").and_then(|at| at.one_of(Severity::WORDS, defects));
        let text = object.phrase("message", defects);
        let source = Source::read(&object, document, defects);
        let statement =
            Statement { id: member.key.clone(), severity: severity.unwrap_or_default(), text: text?, source };
        let needs = read_names(&object, "needs", defects);
        let each = object.get("each").and_then(|at| Written::read(&at, defects));
        Some(Self { statement, check: check?, fields, needs, each })
    }
}

fn read_names(object: &Object, key: &str, defects: &mut Defects) -> Vec<Written> {
    let Some(at) = object.get(key) else { return Vec::new() };
    let items = at.items(defects);
    items.iter().filter_map(|item| Written::read(item, defects)).collect()
}
