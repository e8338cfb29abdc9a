//! Decision tables: rules with input and output cells, and the hit policies that decide which of the matching
//! rules count.

use super::builtin::{count, extreme, sum};
use super::environment::Environment;
use super::error::Fault;
use super::operator::equal;
use super::{Expression, ExpressionError, Scope, Tests, compile, compile_tests};
use crate::data::{Context, Gather, Span, Value, sorted};
use core::cmp::Ordering;
use smol_str::SmolStr;
use std::sync::Arc;

/// Which of the matching rules counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitPolicy {
    /// `U`: at most one rule may match.
    Unique,
    /// `A`: several rules may match if their outputs are equal.
    Any,
    /// `P`: the match whose output comes first in the list of output values.
    Priority,
    /// `F`: the first match.
    First,
    /// `R`: all matches, in rule order.
    RuleOrder,
    /// `O`: all matches, in the order of the output values.
    OutputOrder,
    /// `C`: all matches.
    Collect,
    /// `C+`: the sum of the matches.
    Sum,
    /// `C#`: the number of matches.
    Count,
    /// `C<`: the smallest output.
    Least,
    /// `C>`: the largest output.
    Greatest,
}

impl HitPolicy {
    /// The policies by abbreviation.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("U", Self::Unique),
        ("F", Self::First),
        ("A", Self::Any),
        ("P", Self::Priority),
        ("R", Self::RuleOrder),
        ("O", Self::OutputOrder),
        ("C", Self::Collect),
        ("C+", Self::Sum),
        ("C#", Self::Count),
        ("C<", Self::Least),
        ("C>", Self::Greatest),
    ];

    /// Parses the abbreviation of a policy.
    pub fn parse(text: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(word, _)| *word == text).map(|(_, policy)| *policy)
    }
}

/// A decision table as written; all texts are FEEL.
#[derive(Clone, Debug)]
pub struct TableSpec {
    /// The hit policy.
    pub policy: HitPolicy,
    /// For each input: its expression, and unary tests for its allowed values.
    pub inputs: Vec<(String, Option<String>)>,
    /// For each output: its name, its values in order of priority, and its default.
    pub outputs: Vec<(SmolStr, Option<String>, Option<String>)>,
    /// For each rule: its input cells and its output cells.
    pub rules: Vec<(Vec<String>, Vec<String>)>,
}

/// A compiled decision table.
#[derive(Debug)]
pub struct Table {
    policy: HitPolicy,
    inputs: Vec<(Expression, Tests)>,
    names: Arc<[SmolStr]>,
    priorities: Vec<Tests>,
    defaults: Vec<Expression>,
    rules: Vec<(Vec<Tests>, Vec<Expression>)>,
}

impl Table {
    /// Compiles a table over the names in scope.
    ///
    /// # Errors
    /// Returns every error in every cell.
    pub fn compile(spec: &TableSpec, scope: &Scope) -> Result<Self, Vec<ExpressionError>> {
        let mut errors = Vec::new();
        let mut inputs = Vec::new();
        for (text, values) in &spec.inputs {
            let tests = ok_or_collect(compile_tests(values.as_deref().unwrap_or("-"), scope), &mut errors);
            inputs.extend(ok_or_collect(compile(text, scope), &mut errors).zip(tests));
        }
        let (mut priorities, mut defaults) = (Vec::new(), Vec::new());
        // If any output has a default, the others default to null.
        let defaulted = spec.outputs.iter().any(|(_, _, default)| default.is_some());
        for (_, values, default) in &spec.outputs {
            priorities
                .extend(ok_or_collect(compile_tests(values.as_deref().unwrap_or("-"), scope), &mut errors));
            let default = defaulted.then(|| compile(default.as_deref().unwrap_or("null"), scope));
            defaults.extend(default.and_then(|found| ok_or_collect(found, &mut errors)));
        }
        let mut rules = Vec::new();
        for (tests, values) in &spec.rules {
            let tests = tests
                .iter()
                .filter_map(|text| ok_or_collect(compile_tests(text, scope), &mut errors))
                .gather();
            let values =
                values.iter().filter_map(|text| ok_or_collect(compile(text, scope), &mut errors)).gather();
            rules.push((tests, values));
        }
        let names = spec.outputs.iter().map(|(name, _, _)| name.clone()).collect();
        let table = Self { policy: spec.policy, inputs, names, priorities, defaults, rules };
        if errors.is_empty() { Ok(table) } else { Err(errors) }
    }

    /// Creates a table with one output; `values` are the output values in order of priority.
    pub fn with_one_output(
        policy: HitPolicy,
        inputs: Vec<Expression>,
        values: Option<Tests>,
        rules: Vec<(Vec<Tests>, Vec<Expression>)>,
        default: Option<Expression>,
    ) -> Self {
        let inputs = inputs.into_iter().map(|input| (input, Tests::any())).gather();
        let (priorities, defaults) = (values.into_iter().gather(), default.into_iter().gather());
        Self { policy, inputs, names: Arc::default(), priorities, defaults, rules }
    }

    /// The input expressions.
    pub fn inputs(&self) -> impl Iterator<Item = &Expression> {
        self.inputs.iter().map(|(input, _)| input)
    }

    /// Returns the tests and the outputs of a rule.
    pub fn rule(&self, index: usize) -> Option<&(Vec<Tests>, Vec<Expression>)> {
        self.rules.get(index)
    }

    /// The outputs if no rule matches.
    pub fn defaults(&self) -> &[Expression] {
        &self.defaults
    }

    /// Visits all expressions, including those of tests.
    pub fn expressions(&self, visit: &mut dyn FnMut(&Expression)) {
        self.inputs().chain(&self.defaults).for_each(&mut *visit);
        for (tests, outputs) in &self.rules {
            tests.iter().filter_map(Tests::expression).chain(outputs).for_each(&mut *visit);
        }
    }

    /// Returns the indices of the matching rules in rule order, at most one under `First`; empty if an input
    /// is not among its allowed values.
    pub fn hits(&self, environment: &Environment) -> Vec<usize> {
        let values: Vec<_> = self.inputs.iter().map(|(input, _)| input.evaluate(environment)).collect();
        let allowed = |((_, tests), value): (&(Expression, Tests), &std::borrow::Cow<Value>)| {
            tests.passes(value, environment)
        };
        if !self.inputs.iter().zip(&values).all(allowed) {
            return Vec::new();
        }
        let hit = |tests: &Vec<Tests>| {
            tests.iter().zip(&values).all(|(test, value)| test.passes(value, environment))
        };
        let most = if matches!(self.policy, HitPolicy::First) { 1 } else { usize::MAX };
        let rules = self.rules.iter().enumerate();
        rules.filter(|(_, (tests, _))| hit(tests)).map(|(index, _)| index).take(most).gather()
    }

    /// Evaluates the table by its policy. If no rule matches, the value is the default; null if there is
    /// none, or if the policy is violated.
    pub fn evaluate(&self, environment: &Environment) -> Value {
        let hits = self.hits(environment);
        let value = self.value_of_hits(&hits, environment);
        // After a limit was exceeded, no more notes are added.
        let silent = !value.is_null() || environment.exceeded().is_some();
        if let (false, Some(fault)) = (silent, self.fault(hits.len())) {
            environment.add_note(false, &|_| fault.note(Span::default()));
        }
        value
    }

    /// Returns why `hits` matching rules gave null; `None` if their own outputs are null.
    pub fn fault(&self, hits: usize) -> Option<Fault> {
        match (hits, self.policy) {
            (0, _) => Some(Fault::NoMatch),
            (2.., HitPolicy::Unique | HitPolicy::Any) => Some(Fault::Ambiguous),
            (_, HitPolicy::Sum | HitPolicy::Least | HitPolicy::Greatest) => Some(Fault::Kind),
            _ => None,
        }
    }

    /// Like [`Self::evaluate`], for known matches.
    pub fn value_of_hits(&self, hits: &[usize], environment: &Environment) -> Value {
        let value = self.apply_policy(hits, environment);
        if environment.exceeded().is_some() { Value::Null } else { value }
    }

    fn apply_policy(&self, hits: &[usize], environment: &Environment) -> Value {
        let mut rows: Vec<Vec<Value>> = Vec::new();
        for index in hits {
            let cells = self.rules.get(*index).map(|(_, cells)| cells.as_slice()).unwrap_or(&[]);
            rows.push(cells.iter().map(|cell| cell.evaluate(environment).into_owned()).gather());
        }
        if rows.is_empty() {
            let default: Vec<Value> =
                self.defaults.iter().map(|default| default.evaluate(environment).into_owned()).gather();
            return if default.is_empty() { Value::Null } else { self.output(default) };
        }
        if matches!(self.policy, HitPolicy::Priority | HitPolicy::OutputOrder) {
            let keys: Vec<Vec<usize>> = rows.iter().map(|row| self.priority(row, environment)).gather();
            let order = sorted(rows.len(), &mut |a, b| keys.get(a) <= keys.get(b));
            rows = order.into_iter().filter_map(|at| rows.get(at).cloned()).gather();
        }
        self.combine(rows)
    }

    fn combine(&self, rows: Vec<Vec<Value>>) -> Value {
        let single = rows.len() == 1;
        let mut outputs = rows.into_iter().map(|row| self.output(row));
        match self.policy {
            HitPolicy::Unique => outputs.next().filter(|_| single).unwrap_or_default(),
            HitPolicy::First | HitPolicy::Priority => outputs.next().unwrap_or_default(),
            HitPolicy::Any => {
                let first = outputs.next().unwrap_or_default();
                if outputs.all(|other| equal(&first, &other) == Some(true)) { first } else { Value::Null }
            }
            HitPolicy::RuleOrder | HitPolicy::OutputOrder | HitPolicy::Collect => {
                Value::list(outputs.gather())
            }
            HitPolicy::Count => count(outputs.count()),
            HitPolicy::Sum => sum(&[Value::list(outputs.gather())]).unwrap_or_default(),
            HitPolicy::Least => extreme(&[Value::list(outputs.gather())], Ordering::Less).unwrap_or_default(),
            HitPolicy::Greatest => {
                extreme(&[Value::list(outputs.gather())], Ordering::Greater).unwrap_or_default()
            }
        }
    }

    /// The positions of a row's values in the priority lists of their outputs.
    fn priority(&self, row: &[Value], environment: &Environment) -> Vec<usize> {
        let places = self.priorities.iter().zip(row);
        places.map(|(tests, value)| tests.matching_index(value, environment).unwrap_or(usize::MAX)).gather()
    }

    /// A single output is its bare value, several form a context.
    fn output(&self, mut row: Vec<Value>) -> Value {
        if self.names.len() < 2 {
            return row.pop().unwrap_or_default();
        }
        Value::Context(Arc::new(Context::new(self.names.clone(), row)))
    }
}

fn ok_or_collect<T>(result: Result<T, Vec<ExpressionError>>, errors: &mut Vec<ExpressionError>) -> Option<T> {
    result.map_err(|found| errors.extend(found)).ok()
}
