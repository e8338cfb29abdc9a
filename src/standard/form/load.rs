//! Reads a form of the document and compiles it. Every error is reported with its place.

use super::{Form, SharedPart, Table};
use crate::check::{Field, FieldSpec, Rule, RuleSpec, read_fields};
use crate::data::json::Member;
use crate::data::{Context, Cycle, Gather, Value};
use crate::deadline::DeadlineSpec;
use crate::document::{Cursor, Defects, Key, Object, Shape};
use crate::feel::{Expression, Scope, Slot, space};
use crate::finding::Source;
use crate::standard::graph::Graph;
use crate::standard::paper::Paper;
use crate::workflow::WorkflowSpec;

/// The keys of a form.
pub(crate) const FORM: Shape = Shape {
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

impl Form {
    /// Reads and compiles the form `member`.
    pub fn load(member: &Member, cursor: Cursor, outer: &Scope, defects: &mut Defects) -> Option<Self> {
        let object = cursor.object(&FORM, defects)?;
        let title = object.label("title", defects);
        let description = object.phrase("description", defects);
        let source = Source::read(object, defects);
        let mut specs = read_fields(object, defects);
        let paper = Paper::read(object, &specs, defects);
        let rules = RuleSpec::read_all(object, None, defects);
        let deadlines = DeadlineSpec::read_all(object, defects);
        let workflow = WorkflowSpec::read(object, &specs, defects);
        let mut scope = make_scope(outer, &specs, space::FORM);
        for (deadline, index) in deadlines.iter().zip(0u16..) {
            let index = index.saturating_add(u16::try_from(specs.len()).unwrap_or(u16::MAX));
            scope.add_deadline(&deadline.statement.id, Slot { space: space::FORM, index });
        }
        let shared = scope.collect_shared(specs.len().saturating_add(deadlines.len()));
        let (of_rows, rules): (Vec<_>, Vec<_>) = rules.into_iter().partition(|rule| rule.each.is_some());
        let mut row_rules: Vec<RuleSpec> = Vec::new();
        specs.iter_mut().for_each(|spec| row_rules.append(&mut spec.rules));
        row_rules.extend(of_rows);
        check_each(&row_rules, &specs, defects);
        let mut tables: Vec<Option<Box<Table>>> = specs
            .iter_mut()
            .map(|spec| Table::compile(spec, &row_rules, &scope, defects).map(Box::new))
            .gather();
        let fields = specs.into_iter().map(|spec| spec.compile(&scope, defects)).gather();
        let rules = rules.iter().filter_map(|rule| compile_rule(rule, &scope, defects)).gather();
        let deadlines = deadlines.into_iter().filter_map(|spec| spec.compile(&scope, defects)).gather();
        let workflow = workflow.map(|spec| spec.compile(&scope, defects));
        let part = |part| SharedPart::from_expression(part, &mut tables);
        let shared = shared.take().into_iter().map(part).gather();
        let mut form = Self {
            id: member.key.clone(),
            title,
            description,
            source,
            paper,
            fields,
            tables,
            rules,
            deadlines,
            workflow,
            shared,
            graph: Graph::default(),
            scope: scope.without_shared(),
        };
        form.mark_read();
        match Graph::build(&form) {
            Ok(graph) => form.graph = graph,
            Err(cycle) => report_cycle(object, &cycle, defects),
        }
        Some(form)
    }

    /// Marks the fields and deadlines whose values are read; the texts of other fields need not be kept.
    fn mark_read(&mut self) {
        let mut slots: Vec<Slot> = Vec::new();
        self.expressions(&mut |expression| slots.extend_from_slice(expression.reads()));
        let parts = self.shared.iter().filter(|part| part.table.is_none());
        parts.for_each(|part| slots.extend_from_slice(part.expression.reads()));
        for slot in slots.into_iter().filter(|slot| slot.space == space::FORM) {
            let index = usize::from(slot.index);
            if let Some(field) = self.fields.get_mut(index) {
                field.is_read = true;
            } else if let Some(deadline) =
                index.checked_sub(self.fields.len()).and_then(|at| self.deadlines.get_mut(at))
            {
                deadline.is_read = true;
            }
        }
        for (table, field) in self.tables.iter_mut().zip(&self.fields) {
            if let Some(table) = table {
                table.mark_read_cells(field.is_read);
            }
        }
    }
}

impl SharedPart {
    /// Wraps a shared expression. If it sums over the rows of a table, marks the cells that it reads.
    fn from_expression(mut expression: Expression, tables: &mut [Option<Box<Table>>]) -> Self {
        let mut cells = Vec::new();
        let keys = |table: Slot| Some(&*tables.get(usize::from(table.index))?.as_ref()?.keys);
        let table = expression.rewrite_row_sum(&keys, &mut cells);
        if let Some(Some(summed)) = table.and_then(|table| tables.get_mut(usize::from(table.index))) {
            summed.mark_cells(&cells);
        }
        Self { expression, table }
    }
}

impl Table {
    /// Compiles the rows of a field and takes its cells out of `spec`; `None` if it has none.
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
        let scope = make_scope(outer, &specs, space::ROW);
        let keys = specs.iter().map(|field| field.id.clone()).collect();
        let fields = specs.into_iter().map(|field| field.compile(&scope, defects)).gather();
        let own = rules.iter().filter(|rule| rule.each.as_ref().is_some_and(|each| each.text == spec.id));
        let rules = own.filter_map(|rule| compile_rule(rule, &scope, defects)).gather();
        let direct = fields.iter().map(Field::is_direct).gather();
        let seen = vec![false; fields.len()];
        Some(Self { fields, rules, keys, direct, is_read: seen })
    }

    /// Marks cells as read by an expression.
    fn mark_cells(&mut self, cells: &[Slot]) {
        for cell in cells.iter().filter(|slot| slot.space == space::ROW) {
            if let Some(seen) = self.is_read.get_mut(usize::from(cell.index)) {
                *seen = true;
            }
        }
    }

    /// Marks the cells that the expressions of the rows read, or all cells if rows are read as a whole. The
    /// texts of all cells are kept, since a batch may need them.
    fn mark_read_cells(&mut self, whole: bool) {
        let mut slots = Vec::new();
        self.expressions(&mut |expression| slots.extend_from_slice(expression.reads()));
        self.mark_cells(&slots);
        self.is_read.iter_mut().for_each(|seen| *seen |= whole);
        self.fields.iter_mut().for_each(|field| field.is_read = true);
    }
}

/// Reports a cycle of fields at its first field.
fn report_cycle(form: Object, Cycle { names, .. }: &Cycle, defects: &mut Defects) {
    let both = &["字段互相依赖，成了一圈：{}", "fields depend on each other in a circle: {}"];
    let place = |key| form.get(key)?.node.get(names.split([' ', '.']).next()?);
    let first = place("fields").or_else(|| place("deadlines")).map_or(form.cursor(), Cursor::at);
    first.report_filled(defects, "cycle", both, &[names]);
}

fn make_scope(outer: &Scope, fields: &[FieldSpec], space: u8) -> Scope {
    let mut scope = outer.clone();
    for (field, index) in fields.iter().zip(0u16..) {
        scope.add_value(field.id.clone(), Slot { space, index }, field.value_type());
        if !field.options.is_empty() {
            let keys = field.options.iter().map(|option| option.id.clone()).gather();
            let labels = field.options.iter().map(|option| Value::Text(option.label.zh.clone())).gather();
            scope.add_labels(field.id.clone(), Context::new(keys.into(), labels));
        }
    }
    scope
}

fn compile_rule(spec: &RuleSpec, scope: &Scope, defects: &mut Defects) -> Option<Rule> {
    let fields = spec.fields.iter().filter_map(|field| field.compile_slot(scope, defects)).gather();
    let needs = spec.needs.iter().filter_map(|field| field.compile_slot(scope, defects)).gather();
    let check = spec.check.compile_condition(scope, defects)?;
    Some(Rule { statement: spec.statement.clone(), check, fields, needs })
}

fn check_each(rules: &[RuleSpec], fields: &[FieldSpec], defects: &mut Defects) {
    for each in rules.iter().filter_map(|rule| rule.each.as_ref()) {
        if !fields.iter().any(|field| field.id == each.text && !field.fields.is_empty()) {
            each.report_unknown(
                defects,
                "unknown_field",
                &["「{}」不是表格字段", "`{}` is not a table"],
                None,
            );
        }
    }
}
