//! The dependencies within a form, so that an edit re-evaluates only what it affects.

mod build;

pub use build::slots_read;

/// One unit of evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// The value of a field: its relevance, its computation, the values in its rows; or that of a due time or
    /// shared part.
    Value(usize),
    /// Whether a field is required, and its built-in finding.
    Mark(usize),
    /// A rule of the form.
    Rule(usize),
    /// The findings inside the rows of a table.
    Rows(usize),
    /// A deadline: its status and its finding.
    Deadline(usize),
}

/// A set of nodes, one bit for each.
pub type Nodes = Vec<u64>;

/// Adds a node to a set.
pub fn add(nodes: &mut [u64], place: usize) {
    if let Some(word) = nodes.get_mut(place >> 6) {
        *word |= 1 << (place & 63);
    }
}

/// The nodes of a form, each after those that it reads.
#[derive(Debug, Default)]
pub struct Graph {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// For each value (field, due time, shared part), the nodes that read it.
    pub readers: Vec<Nodes>,
    /// For each value, the index of the node that computes it; `None` if it is always the one that was
    /// entered or nothing reads it.
    pub values: Vec<Option<usize>>,
    /// For each value, whether the finding of its field depends on the entered value alone.
    pub settled: Vec<bool>,
    /// For each field, whether its rows read only entered values of the form, so that an edit of one row
    /// cannot change how the others are evaluated.
    pub independent_rows: Vec<bool>,
    /// For each field, the computed cells of its rows, each after those that it reads.
    pub cells: Vec<Vec<usize>>,
    /// The nodes that read the current time.
    pub moment_readers: Nodes,
    /// All nodes.
    pub all: Nodes,
}
