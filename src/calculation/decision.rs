//! A decision table as the body of a step: input expressions, rows of unary tests, one result.

use crate::data::Gather;
use crate::document::{Cursor, Defects, Key, Shape};
use crate::feel::{HitPolicy, RawExpression, Scope, Table};
use crate::finding::Source;

/// The keys of a decision table.
pub(super) const DECISION: Shape = Shape {
    name: "decision",
    keys: &[
        Key::required("inputs"),
        Key::optional("hitPolicy"),
        Key::optional("values"),
        Key::required("rules"),
        Key::optional("default"),
    ],
};

/// The keys of a row of a decision table.
pub(super) const DECISION_RULE: Shape = Shape {
    name: "decisionRule",
    keys: &[Key::required("when"), Key::required("then"), Key::optional("source")],
};

/// A decision table as written in the document.
#[derive(Clone, Debug)]
pub(super) struct DecisionSpec {
    policy: HitPolicy,
    pub(super) inputs: Vec<RawExpression>,
    values: Option<RawExpression>,
    rules: Vec<DecisionRuleSpec>,
    default: Option<RawExpression>,
}

#[derive(Clone, Debug)]
struct DecisionRuleSpec {
    when: Vec<RawExpression>,
    then: RawExpression,
    source: Option<Source>,
}

/// A compiled decision table.
#[derive(Debug)]
pub struct Decision {
    /// The table.
    pub table: Table,
    /// The sources of its rows.
    pub sources: Vec<Option<Source>>,
}

impl DecisionSpec {
    pub(super) fn read(cursor: Cursor, defects: &mut Defects) -> Option<Self> {
        let object = cursor.object(&DECISION, defects)?;
        let inputs = RawExpression::read_names_at(object, "inputs", defects);
        let policy = object.get("hitPolicy").and_then(|at| at.one_of(HitPolicy::WORDS, defects));
        let mut rules = Vec::new();
        object.each_item("rules", defects, &mut |at, defects| {
            let rule = DecisionRuleSpec::read(at, defects);
            let is_reported = at.node.get("when").is_none() || object.get("inputs").is_none();
            if !is_reported && rule.as_ref().is_some_and(|rule| rule.when.len() != inputs.len()) {
                at.report_filled(
                    defects,
                    "decision.cells",
                    &["「when」要与「inputs」一样多", "`when` needs as many cells as there are `inputs`"],
                    &[],
                );
            }
            rules.extend(rule);
        });
        let values = RawExpression::read_at(object, "values", defects);
        if matches!(policy, Some(HitPolicy::Priority | HitPolicy::OutputOrder))
            && object.get("values").is_none()
        {
            cursor.report_filled(
                defects,
                "decision.values",
                &[
                    "P、O 两种策略要有「values」：按先后排列的结果",
                    "`P` and `O` need `values`, the results in their order",
                ],
                &[],
            );
        }
        let default = RawExpression::read_at(object, "default", defects);
        Some(Self { policy: policy.unwrap_or(HitPolicy::Unique), inputs, values, rules, default })
    }

    pub(super) fn compile(&self, scope: &Scope, defects: &mut Defects) -> Decision {
        let inputs = self.inputs.iter().filter_map(|input| input.compile(scope, defects)).gather();
        let values = self.values.as_ref().and_then(|values| values.compile_tests(scope, defects));
        let default = self.default.as_ref().and_then(|value| value.compile(scope, defects));
        let (mut rules, mut sources) = (Vec::new(), Vec::new());
        for rule in &self.rules {
            let tests = rule.when.iter().filter_map(|cell| cell.compile_tests(scope, defects)).gather();
            rules.push((tests, rule.then.compile(scope, defects).into_iter().gather()));
            sources.push(rule.source.clone());
        }
        Decision { table: Table::with_one_output(self.policy, inputs, values, rules, default), sources }
    }
}

impl DecisionRuleSpec {
    fn read(cursor: Cursor, defects: &mut Defects) -> Option<Self> {
        let object = cursor.object(&DECISION_RULE, defects)?;
        let when = RawExpression::read_names_at(object, "when", defects);
        let then = RawExpression::read_at(object, "then", defects);
        Some(Self { when, then: then?, source: Source::read(object, defects) })
    }
}
