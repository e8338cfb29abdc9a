//! Who depends on whom in a form, so that an edit re-evaluates only what it touches.

use super::form::{Form, field_expressions};
use crate::check::Field;
use crate::feel::{Expression, Slot, space};
use smol_str::SmolStr;

/// One thing that is evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// The value of a field: relevance, computation, the rows of a table.
    Value(usize),
    /// Whether a field is required, and its built-in finding.
    Mark(usize),
    /// A rule of the form.
    Rule(usize),
    /// The findings inside the rows of a table.
    Rows(usize),
    /// A deadline.
    Deadline(usize),
}

/// The nodes in an order in which each stands after those it reads.
#[derive(Debug, Default)]
pub struct Graph {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// For each field, the places of the nodes that read it.
    pub readers: Vec<Vec<u32>>,
    /// For each field, the place of the node that makes its value.
    pub values: Vec<u32>,
    /// The places of the nodes that read the moment.
    pub moment: Vec<u32>,
}

impl Graph {
    /// Orders the nodes of a form.
    ///
    /// # Errors
    /// The fields that depend on each other in a circle.
    pub fn build(form: &Form) -> Result<Self, Vec<SmolStr>> {
        let order = values_in_order(form)?;
        let mut values = vec![0; order.len()];
        for (place, index) in (0u32..).zip(&order) {
            values.iter_mut().skip(*index).take(1).for_each(|value| *value = place);
        }
        let mut nodes: Vec<Node> = order.into_iter().map(Node::Value).collect();
        nodes.extend((0..form.fields.len()).map(Node::Mark));
        nodes.extend((0..form.rules.len()).map(Node::Rule));
        let tables = form.tables.iter().enumerate().filter(|(_, table)| table.is_some());
        nodes.extend(tables.map(|(index, _)| Node::Rows(index)));
        nodes.extend((0..form.deadlines.len()).map(Node::Deadline));
        let mut graph =
            Self { readers: vec![Vec::new(); form.fields.len()], values, moment: Vec::new(), nodes };
        for (place, node) in (0u32..).zip(&graph.nodes) {
            for slot in reads(form, *node) {
                match slot.space {
                    space::FORM => graph
                        .readers
                        .get_mut(usize::from(slot.index))
                        .into_iter()
                        .for_each(|list| list.push(place)),
                    space::MOMENT => graph.moment.push(place),
                    _ => {}
                }
            }
        }
        for list in graph.readers.iter_mut().chain([&mut graph.moment]) {
            list.dedup();
        }
        Ok(graph)
    }
}

/// The fields, each after those that its value reads.
fn values_in_order(form: &Form) -> Result<Vec<usize>, Vec<SmolStr>> {
    let mut order: Vec<usize> = Vec::new();
    let mut placed = vec![false; form.fields.len()];
    loop {
        let before = order.len();
        for index in 0..form.fields.len() {
            let settled = |slot: &Slot| {
                slot.space != space::FORM || placed.get(usize::from(slot.index)).copied().unwrap_or(true)
            };
            let open = placed.get(index) == Some(&false);
            if open && reads(form, Node::Value(index)).iter().all(settled) {
                placed.iter_mut().skip(index).take(1).for_each(|place| *place = true);
                order.push(index);
            }
        }
        if order.len() == form.fields.len() {
            return Ok(order);
        }
        if order.len() == before {
            let open = form.fields.iter().zip(&placed).filter(|(_, placed)| !**placed);
            return Err(open.map(|(field, _)| field.spec.id.clone()).collect());
        }
    }
}

/// The slots that a node reads, its own field's aside.
fn reads(form: &Form, node: Node) -> Vec<Slot> {
    let own = |index: usize| Slot { space: space::FORM, index: u16::try_from(index).unwrap_or(u16::MAX) };
    let rows = |index: usize| form.tables.get(index).and_then(Option::as_ref);
    match node {
        Node::Value(index) => {
            let field = form.fields.get(index).into_iter().flat_map(value_expressions);
            let cells =
                rows(index).into_iter().flat_map(|table| table.fields.iter().flat_map(value_expressions));
            slots(field.chain(cells))
        }
        Node::Mark(index) => {
            let mut list = slots(form.fields.get(index).into_iter().flat_map(field_expressions));
            list.push(own(index));
            list
        }
        Node::Rule(index) => form.rules.get(index).map_or(Vec::new(), |rule| {
            let named = rule.fields.iter().chain(&rule.needs).copied();
            rule.check.slots().iter().copied().chain(named).collect()
        }),
        Node::Rows(index) => {
            let table = rows(index);
            let cells = table.into_iter().flat_map(|table| table.fields.iter().flat_map(field_expressions));
            let checks = table.into_iter().flat_map(|table| table.rules.iter().map(|rule| &rule.check));
            let mut list = slots(cells.chain(checks));
            list.push(own(index));
            list
        }
        Node::Deadline(index) => {
            let mut list =
                slots(form.deadlines.get(index).into_iter().flat_map(|deadline| deadline.expressions()));
            list.push(Slot { space: space::MOMENT, index: 0 });
            list
        }
    }
}

/// What makes a field's value: its relevance and its computation.
fn value_expressions(field: &Field) -> impl Iterator<Item = &Expression> {
    let relevant = match &field.relevant {
        crate::check::Condition::When(expression) => Some(expression),
        crate::check::Condition::Fixed(_) => None,
    };
    relevant.into_iter().chain(&field.computed)
}

fn slots<'a>(expressions: impl Iterator<Item = &'a Expression>) -> Vec<Slot> {
    expressions.flat_map(|expression| expression.slots().iter().copied()).collect()
}
