//! A form: its fields as slots, its rules, deadlines and workflow, and who depends on whom.

use super::graph::Graph;
use super::paper::Paper;
use crate::check::{Condition, Field, FieldSpec, Rule, RuleSpec, read_fields};
use crate::data::Gather;
use crate::data::json::Member;
use crate::data::{Context, Path, Phrase, Value};
use crate::deadline::{Deadline, DeadlineSpec};
use crate::document::{Cursor, Defects, Key, Shape};
use crate::feel::{Expression, Scope, Slot, space};
use crate::finding::Source;
use crate::workflow::{Workflow, WorkflowSpec};
use smol_str::SmolStr;
use std::sync::Arc;

/// The keys of a form.
pub const FORM: Shape = Shape {
    name: "form",
    keys: &[
        Key::required("title"),
        Key::optional("description"),
        Key::required("fields"),
        Key::optional("blocks"),
        Key::optional("copies"),
        Key::optional("rules"),
        Key::optional("deadlines"),
        Key::optional("workflow"),
        Key::optional("source"),
    ],
};

/// A form that is ready to judge orders. Field `i` has the slot `FORM[i]`; after the fields stand the due instants of
/// the deadlines, then the shared parts.
#[derive(Debug)]
pub struct Form {
    /// Its id.
    pub id: SmolStr,
    /// What people read.
    pub title: Phrase,
    /// What it is for.
    pub description: Option<Phrase>,
    /// Its clause.
    pub source: Option<Source>,
    /// How it stands on paper.
    pub paper: Paper,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The rows of each field that is a table.
    pub tables: Vec<Option<Table>>,
    /// Its rules, those of rows apart.
    pub rules: Vec<Rule>,
    /// Its deadlines.
    pub deadlines: Vec<Deadline>,
    /// Its workflow.
    pub workflow: Option<Workflow>,
    /// The parts of its expressions that are evaluated once.
    pub shared: Vec<Expression>,
    /// Who depends on whom.
    pub graph: Graph,
    /// The names that expressions over its orders may read and call.
    pub scope: Scope,
}

/// The rows of a table. Cell `j` has the slot `ROW[j]`.
#[derive(Debug)]
pub struct Table {
    /// The fields of a row.
    pub fields: Vec<Field>,
    /// The rules of a row.
    pub rules: Vec<Rule>,
    /// The keys of a row as a value.
    pub keys: Arc<[SmolStr]>,
    /// For each cell, whether its value is just what was put.
    pub direct: Vec<bool>,
}

impl Form {
    /// The place of a field.
    pub fn field(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.spec.id == id)
    }

    /// The place of a path: the field, and the row and its cell.
    pub fn place(&self, path: &Path) -> Option<(usize, Option<(usize, usize)>)> {
        let index = self.field(&path.field)?;
        match (path.row, &path.cell) {
            (Some(row), Some(cell)) => {
                let table = self.tables.get(index)?.as_ref()?;
                let cell = table.fields.iter().position(|field| field.spec.id == *cell)?;
                Some((index, Some((row as usize, cell))))
            }
            (None, None) => Some((index, None)),
            _ => None,
        }
    }

    /// The deadline whose due instant has a place.
    pub fn deadline_at(&self, index: usize) -> Option<&Deadline> {
        self.deadlines.get(index.checked_sub(self.fields.len())?)
    }

    /// The shared part that has a place, and which of them it is.
    pub fn shared_at(&self, index: usize) -> Option<(usize, &Expression)> {
        let number = index.checked_sub(self.fields.len())?.checked_sub(self.deadlines.len())?;
        Some((number, self.shared.get(number)?))
    }

    /// How many places it has.
    pub fn places(&self) -> usize {
        self.fields.len().saturating_add(self.deadlines.len()).saturating_add(self.shared.len())
    }

    /// Reads and compiles the form `member`.
    pub fn load(
        member: &Member,
        cursor: Cursor,
        document: &str,
        outer: &Scope,
        defects: &mut Defects,
    ) -> Option<Self> {
        let object = cursor.object(&FORM, defects)?;
        let title = object.phrase("title", defects);
        let description = object.phrase("description", defects);
        let source = Source::read(object, document, defects);
        let mut specs = read_fields(object, document, defects);
        let paper = Paper::read(object, &specs, defects);
        let rules = RuleSpec::read_all(object, None, document, defects);
        let deadlines = DeadlineSpec::read_all(object, document, defects);
        let workflow = WorkflowSpec::read(object, &specs, document, defects);
        let mut scope = scope_of(outer, &specs, space::FORM);
        for (deadline, index) in deadlines.iter().zip(0u16..) {
            let index = index.saturating_add(u16::try_from(specs.len()).unwrap_or(u16::MAX));
            scope.deadline(&deadline.statement.id, Slot { space: space::FORM, index });
        }
        let shared = scope.share(specs.len().saturating_add(deadlines.len()));
        let mut row_rules: Vec<RuleSpec> = Vec::new();
        specs.iter_mut().for_each(|spec| row_rules.append(&mut spec.rules));
        let mut own_rules = Vec::new();
        for rule in rules {
            if rule.each.is_some() { row_rules.push(rule) } else { own_rules.push(rule) }
        }
        check_each(&row_rules, &specs, defects);
        let tables = specs.iter_mut().map(|spec| Table::compile(spec, &row_rules, &scope, defects)).gather();
        let fields = specs.into_iter().map(|spec| spec.compile(&scope, defects)).gather();
        let mut form = Self {
            id: member.key.clone(),
            title: title?,
            description,
            source,
            paper,
            fields,
            tables,
            rules: own_rules.iter().filter_map(|rule| compile_rule(rule, &scope, defects)).gather(),
            deadlines: deadlines.into_iter().filter_map(|spec| spec.compile(&scope, defects)).gather(),
            workflow: workflow.map(|spec| spec.compile(&scope, defects)),
            shared: shared.take(),
            graph: Graph::default(),
            scope: scope.unshared(),
        };
        form.mark_read();
        match Graph::build(&form) {
            Ok(graph) => form.graph = graph,
            Err(names) => {
                let list = names.iter().joined(", ");
                let message = Phrase::filled(
                    &["字段互相依赖，成了一圈：{}", "fields depend on each other in a circle: {}"],
                    &[&list],
                );
                cursor.report(defects, "cycle", message, None);
            }
        }
        Some(form)
    }

    /// All expressions, those of rows included.
    fn expressions(&self, visit: &mut dyn FnMut(&Expression)) {
        self.fields.iter().for_each(|field| field.expressions(visit));
        self.tables.iter().flatten().for_each(|table| table.expressions(visit));
        self.rules.iter().for_each(|rule| visit(&rule.check));
        for transition in self.workflow.iter().flat_map(|workflow| &workflow.transitions) {
            transition.guard.iter().for_each(&mut *visit);
        }
        self.deadlines.iter().for_each(|deadline| deadline.expressions(visit));
    }

    /// Marks the fields whose values somebody reads; the texts of the others need not be kept.
    fn mark_read(&mut self) {
        let mut slots: Vec<Slot> = Vec::new();
        self.expressions(&mut |expression| slots.extend_from_slice(expression.slots()));
        for slot in slots {
            let index = usize::from(slot.index);
            if slot.space == space::FORM {
                let deadline = index.checked_sub(self.fields.len()).and_then(|at| self.deadlines.get_mut(at));
                deadline.into_iter().for_each(|deadline| deadline.is_read = true);
                self.fields.get_mut(index).into_iter().for_each(|field| field.is_read = true);
            }
        }
        // A row is read as a whole, by whoever reads its table, or cell by cell by its own rules.
        for field in self.tables.iter_mut().flatten().flat_map(|table| &mut table.fields) {
            field.is_read = true;
        }
    }
}

impl Table {
    /// Compiles the rows of a field, whose own fields move here.
    fn compile(
        spec: &mut FieldSpec,
        rules: &[RuleSpec],
        outer: &Scope,
        defects: &mut Defects,
    ) -> Option<Self> {
        let specs = core::mem::take(&mut spec.fields);
        if specs.is_empty() {
            return None;
        }
        let scope = scope_of(outer, &specs, space::ROW);
        let keys = specs.iter().map(|field| field.id.clone()).collect();
        let fields = specs.into_iter().map(|field| field.compile(&scope, defects)).gather();
        let own = rules.iter().filter(|rule| rule.each.as_ref().is_some_and(|each| each.text == spec.id));
        let rules = own.filter_map(|rule| compile_rule(rule, &scope, defects)).gather();
        let direct = fields.iter().map(Field::is_direct).gather();
        Some(Self { fields, rules, keys, direct })
    }

    /// All expressions of a row.
    pub(super) fn expressions(&self, visit: &mut dyn FnMut(&Expression)) {
        self.fields.iter().for_each(|field| field.expressions(visit));
        self.rules.iter().for_each(|rule| visit(&rule.check));
    }

    /// Whether anything in its rows is to be judged beyond what follows from what was put.
    pub(super) fn is_judged(&self) -> bool {
        !self.rules.is_empty() || (0..self.fields.len()).any(|index| !self.is_settled(index))
    }

    /// Whether the finding of a cell follows from what was put alone.
    pub fn is_settled(&self, index: usize) -> bool {
        let fixed = |field: &Field| matches!(field.required, Condition::Fixed(_));
        self.direct.get(index) == Some(&true) && self.fields.get(index).is_some_and(fixed)
    }
}

fn scope_of(outer: &Scope, fields: &[FieldSpec], space: u8) -> Scope {
    let mut scope = outer.clone();
    for (field, index) in fields.iter().zip(0u16..) {
        scope.value(field.id.clone(), Slot { space, index }, field.value_type());
        if !field.options.is_empty() {
            let keys = field.options.iter().map(|option| option.id.clone()).gather();
            let labels = field.options.iter().map(|option| Value::Text(option.label.zh.clone())).gather();
            scope.label(field.id.clone(), Context::new(keys.into(), labels));
        }
    }
    scope
}

fn compile_rule(spec: &RuleSpec, scope: &Scope, defects: &mut Defects) -> Option<Rule> {
    let fields = spec.fields.iter().filter_map(|field| field.compile_slot(scope, defects)).gather();
    let needs = spec.needs.iter().filter_map(|field| field.compile_slot(scope, defects)).gather();
    let check = spec.check.compile(scope, defects)?;
    Some(Rule { statement: spec.statement.clone(), check, fields, needs })
}

fn check_each(rules: &[RuleSpec], fields: &[FieldSpec], defects: &mut Defects) {
    for each in rules.iter().filter_map(|rule| rule.each.as_ref()) {
        if !fields.iter().any(|field| field.id == each.text && !field.fields.is_empty()) {
            let message = Phrase::filled(&["「{}」不是表格字段", "`{}` is no table"], &[&each.text]);
            each.report(defects, "unknown_field", message, None);
        }
    }
}
