//! Who depends on whom in a form, so that an edit re-evaluates only what it touches.

mod build;

pub use build::reads;

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

/// A set of nodes, one bit for each.
pub type Nodes = Vec<u64>;

/// Adds a node to a set.
pub fn add(nodes: &mut [u64], place: usize) {
    if let Some(word) = nodes.get_mut(place >> 6) {
        *word |= 1 << (place & 63);
    }
}

/// The nodes in an order in which each stands after those it reads.
#[derive(Debug, Default)]
pub struct Graph {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// For each field, the nodes that read it.
    pub readers: Vec<Nodes>,
    /// For each field, the place of the node that makes its value; none where the value is what was put.
    pub values: Vec<Option<usize>>,
    /// For each field, whether its finding follows from what was put alone.
    pub settled: Vec<bool>,
    /// For each field, whether nothing that follows from its own rows bears on how they are evaluated.
    pub alone: Vec<bool>,
    /// For each field, the cells of its rows, each after those of the row that it reads.
    pub cells: Vec<Vec<usize>>,
    /// The nodes that read the moment.
    pub moment: Nodes,
    /// All of them.
    pub all: Nodes,
}
