//! The rules that are neither satisfied nor violated, because a value is missing or a limit was exceeded.

use super::limit::ReasonReport;
use super::mark::{Subject, Verdict};
use super::report::NotEvaluated;
use super::row::Row;
use super::state::State;
use crate::check::Rule;
use crate::data::{Locale, Path};
use crate::feel::{Fault, Slot, space};

/// A rule that is unknown.
#[derive(Clone, Debug)]
pub struct UnknownRule<'a> {
    /// Which rule.
    pub subject: Subject,
    /// The slots whose values are missing.
    pub missing: &'a [Slot],
    /// The limit that was exceeded, if any.
    pub limit: Option<Fault>,
}

impl State<'_> {
    /// Calls `visit` with each unknown rule, in document order.
    pub fn visit_unknown_rules(&self, visit: &mut dyn FnMut(UnknownRule)) {
        let mut missing = Vec::new();
        for (index, (rule, verdict)) in self.form.rules.iter().zip(&self.rules).enumerate() {
            if is_unknown(*verdict) {
                self.missing_slots(rule, None, &mut missing);
                visit(unknown_rule(Subject::Rule(index), *verdict, &missing));
            }
        }
        for (index, rows) in self.rows.iter().enumerate().filter(|(_, rows)| !rows.is_empty()) {
            let Some(Some(table)) = self.form.tables.get(index) else { continue };
            if table.rules.is_empty() || !self.is_relevant(index) {
                continue;
            }
            for (number, row) in rows.iter().enumerate().filter(|(_, row)| row.is_object) {
                for (inner, (rule, verdict)) in table.rules.iter().zip(&row.rules).enumerate() {
                    if is_unknown(*verdict) {
                        self.missing_slots(rule, Some(row), &mut missing);
                        visit(unknown_rule(Subject::RowRule(index, number, inner), *verdict, &missing));
                    }
                }
            }
        }
    }

    fn missing_slots(&self, rule: &Rule, row: Option<&Row>, missing: &mut Vec<Slot>) {
        missing.clear();
        let mut add_missing = |slots: &[Slot]| {
            for slot in slots {
                if self.is_missing(*slot, row) && !missing.contains(slot) {
                    missing.push(*slot);
                }
            }
        };
        for slot in rule.check.slots().iter().chain(&rule.needs) {
            let place = Some(usize::from(slot.index)).filter(|_| slot.space == space::FORM);
            match place.and_then(|place| self.form.deadline_at(place)) {
                Some(deadline) => deadline.due_expressions(&mut |expression| add_missing(expression.slots())),
                None => add_missing(core::slice::from_ref(slot)),
            }
        }
    }

    fn is_missing(&self, slot: Slot, row: Option<&Row>) -> bool {
        let index = usize::from(slot.index);
        let value = match slot.space {
            space::FORM => self.values.get(index),
            space::ROW => row.and_then(|row| row.values.get(index)),
            space::MOMENT => self.moment.first(),
            _ => None,
        };
        value.is_some_and(crate::data::Value::is_null)
    }

    /// The unknown rules, with paths.
    pub(super) fn not_evaluated(&self, locale: Locale) -> Vec<NotEvaluated> {
        let mut out = Vec::new();
        self.visit_unknown_rules(&mut |UnknownRule { subject, missing, limit }| {
            let Some((rule, row)) = self.rule(subject) else { return };
            let path = self.paths(&rule.fields, row).into_iter().next().unwrap_or_else(|| Path::field(""));
            let (rule, missing) = (rule.statement.id.clone(), self.paths(missing, row));
            let reason = limit.map(|limit| ReasonReport::of_limit(limit, locale));
            out.push(NotEvaluated { rule, path, missing, reason });
        });
        out
    }
}

fn is_unknown(verdict: Verdict) -> bool {
    !matches!(verdict, Verdict::Holds | Verdict::Violated)
}

fn unknown_rule(subject: Subject, verdict: Verdict, missing: &[Slot]) -> UnknownRule<'_> {
    let limit = if let Verdict::LimitExceeded(limit) = verdict { Some(limit) } else { None };
    UnknownRule { subject, missing, limit }
}
