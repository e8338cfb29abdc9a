//! Builds the graph of a form: what each node reads determines its position and which edits affect it.

use super::{Graph, Node, add};
use crate::check::{Condition, Field};
use crate::data::{Cycle, Gather, dependency_order};
use crate::feel::{Expression, Slot, space};
use crate::standard::form::{Form, Table};
use smol_str::SmolStr;

impl Graph {
    /// Puts the nodes of a form in order.
    ///
    /// # Errors
    /// The fields that depend on each other in a cycle.
    pub(crate) fn build(form: &Form) -> Result<Self, Cycle> {
        let count = form.value_count();
        let mut graph = Self { values: vec![None; count], settled: vec![false; count], ..Self::default() };
        for (table, field) in form.tables.iter().zip(&form.fields) {
            let cells = table.as_ref().map(|table| cells_in_order(table, &field.spec.id));
            graph.cells.push(cells.unwrap_or(Ok(Vec::new()))?);
        }
        for index in values_in_order(form)? {
            if !is_direct(form, index) {
                if let Some(place) = graph.values.get_mut(index) {
                    *place = Some(graph.nodes.len());
                }
                graph.nodes.push(Node::Value(index));
            }
        }
        for (index, field) in form.fields.iter().enumerate() {
            let settled = is_direct(form, index) && matches!(field.required, Condition::Fixed(_));
            if let Some(place) = graph.settled.get_mut(index) {
                *place = settled;
            }
            if !settled {
                graph.nodes.push(Node::Mark(index));
            }
        }
        graph.nodes.extend((0..form.rules.len()).map(Node::Rule));
        let judged =
            |table: &Option<Box<Table>>| table.as_ref().is_some_and(|table| table.needs_evaluation());
        let tables = form.tables.iter().enumerate().filter(|(_, table)| judged(table));
        graph.nodes.extend(tables.map(|(index, _)| Node::Rows(index)));
        graph.nodes.extend((0..form.deadlines.len()).map(Node::Deadline));
        graph.add_readers(form);
        graph.independent_rows =
            (0..form.fields.len()).map(|index| graph.has_independent_rows(form, index)).collect();
        Ok(graph)
    }

    fn has_independent_rows(&self, form: &Form, index: usize) -> bool {
        let direct = |slot: &Slot| {
            slot.space != space::FORM || self.values.get(usize::from(slot.index)) == Some(&None)
        };
        let mut read = slots_read(form, Node::Rows(index));
        // The last entry is the table itself; an earlier one means that a row reads other rows.
        read.pop();
        read.extend(slots_read(form, Node::Value(index)));
        read.iter().all(direct)
    }

    fn add_readers(&mut self, form: &Form) {
        let none = vec![0u64; self.nodes.len().div_ceil(64)];
        self.readers = vec![none.clone(); form.value_count()];
        (self.moment_readers, self.all) = (none.clone(), none);
        for (place, node) in self.nodes.iter().enumerate() {
            add(&mut self.all, place);
            for slot in slots_read(form, *node) {
                match slot.space {
                    space::FORM => {
                        if let Some(readers) = self.readers.get_mut(usize::from(slot.index)) {
                            add(readers, place);
                        }
                    }
                    space::MOMENT => add(&mut self.moment_readers, place),
                    _ => {}
                }
            }
        }
    }
}

/// Whether a value is always the one that was entered, or is a due time that nothing reads.
fn is_direct(form: &Form, index: usize) -> bool {
    let table = form.tables.get(index).is_some_and(Option::is_some);
    let idle = form.deadline_at(index).is_some_and(|deadline| !deadline.is_read);
    idle || !table && form.fields.get(index).is_some_and(Field::is_direct)
}

/// The values of a form, each after those that it reads.
fn values_in_order(form: &Form) -> Result<Vec<usize>, Cycle> {
    let needs = (0..form.value_count())
        .map(|index| indices(&slots_read(form, Node::Value(index)), space::FORM))
        .gather();
    let fields = form.fields.iter().map(|field| &field.spec.id);
    let names = fields.chain(form.deadlines.iter().map(|deadline| &deadline.statement.id));
    dependency_order(&needs, &names.cloned().gather())
}

/// The cells of a table that are not direct, each after those of its row that it reads.
fn cells_in_order(table: &Table, id: &SmolStr) -> Result<Vec<usize>, Cycle> {
    let needs = |cell: &Field| {
        let mut list = Vec::new();
        cell.value_expressions(&mut |read| list.extend(indices(read.reads(), space::ROW)));
        list
    };
    let names = table.keys.iter().map(|cell| [id, ".", cell].concat().into()).gather();
    let mut order = dependency_order(&table.fields.iter().map(needs).gather(), &names)?;
    order.retain(|cell| table.direct.get(*cell) == Some(&false));
    Ok(order)
}

/// The indices of the slots in one space.
fn indices(slots: &[Slot], space: u8) -> Vec<usize> {
    slots.iter().filter(|slot| slot.space == space).map(|slot| slot.index.into()).gather()
}

/// The slots that a node reads. The nodes for findings also read the field itself.
pub fn slots_read(form: &Form, node: Node) -> Vec<Slot> {
    let own = |index: usize| Slot { space: space::FORM, index: u16::try_from(index).unwrap_or(u16::MAX) };
    let table = |index: usize| form.tables.get(index).and_then(Option::as_ref);
    let mut list = Vec::new();
    let mut add = |expression: &Expression| list.extend_from_slice(expression.reads());
    match node {
        Node::Value(index) => {
            if let Some((_, part)) = form.shared_part_at(index) {
                add(&part.expression);
            }
            if let Some(deadline) = form.deadline_at(index) {
                deadline.due_expressions(&mut add);
                list.extend(deadline.pause.is_some().then_some(Slot { space: space::MOMENT, index: 0 }));
                return list;
            }
            let cells = table(index).map_or(&[][..], |table| &table.fields);
            for field in form.fields.get(index).into_iter().chain(cells) {
                field.value_expressions(&mut add);
            }
        }
        Node::Mark(index) => {
            if let Some(field) = form.fields.get(index) {
                field.expressions(&mut add);
            }
            list.push(own(index));
        }
        Node::Rule(index) => {
            if let Some(rule) = form.rules.get(index) {
                add(&rule.check);
                list.extend(&rule.fields);
                list.extend(&rule.needs);
            }
        }
        Node::Rows(index) => {
            if let Some(table) = table(index) {
                table.expressions(&mut add);
            }
            list.push(own(index));
        }
        Node::Deadline(index) => {
            if let Some(deadline) = form.deadlines.get(index) {
                deadline.expressions(&mut add);
            }
            list.push(Slot { space: space::MOMENT, index: 0 });
        }
    }
    list
}
