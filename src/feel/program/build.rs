//! Translates expressions to operations. An expression that operations cannot express makes the program
//! unsupported.

use super::{Content, EQUAL, GREATER, LESS, Operation, Orderings, Program, REGISTERS, Register};
use crate::data::{Rounding, Value};
use crate::feel::ast::Binary;
use crate::feel::builtin::call::CallKind;
use crate::feel::dialect::Dialect;
use crate::feel::expression::Expression;
use crate::feel::node::{Node, NodeKind};
use crate::feel::slot::{Slot, space};
use smol_str::SmolStr;

/// A program under construction.
pub struct Builder<'a> {
    /// Until `finish`, jumps refer to labels.
    program: Program,
    /// The positions of the labels.
    labels: Vec<u16>,
    /// The distinct texts; a register holds an index into them.
    texts: Vec<SmolStr>,
    /// The next free register.
    next: u16,
    /// The values of the parameters, constant for all runs.
    parameters: &'a [Value],
    is_unsupported: bool,
}

impl<'a> Builder<'a> {
    /// Starts a program. Its first `locals` registers are the slots of the space `LOCAL`.
    pub fn new(locals: usize, parameters: &'a [Value]) -> Self {
        let registers = Box::new([Content::NULL; REGISTERS]);
        let program = Program { operations: Vec::new(), registers };
        let next = u16::try_from(locals).unwrap_or(u16::MAX);
        let (labels, texts) = Default::default();
        Self { program, labels, texts, next, parameters, is_unsupported: false }
    }

    /// Finishes the program; `None` if something in it is unsupported.
    pub fn finish(mut self) -> Option<Program> {
        for operation in &mut self.program.operations {
            if let Operation::Jump(to)
            | Operation::JumpUnless(to, _)
            | Operation::JumpUnlessCompare(_, to, ..) = operation
            {
                *to = self.labels.get(usize::from(*to)).copied().unwrap_or(u16::MAX);
            }
        }
        let fits = self.program.operations.len() < 1 << 15 && usize::from(self.next) <= REGISTERS;
        (fits && !self.is_unsupported).then_some(self.program)
    }

    /// A text as a register holds it.
    pub fn text(&mut self, text: &SmolStr) -> Content {
        let texts = &mut self.texts;
        let place = texts.iter().position(|known| known == text).unwrap_or(texts.len());
        if place == texts.len() {
            texts.push(text.clone());
        }
        Content::of_text(place)
    }

    /// A value as a register holds it.
    pub fn constant(&mut self, value: &Value) -> Content {
        match value {
            Value::Null => Content::NULL,
            Value::Bool(flag) => Content::of_flag(*flag),
            // Amounts, with two decimals, are the most common operands: an equal scale takes the fast path.
            Value::Number(number) => match number.with_min_decimals(2).units() {
                Some((units, kind)) => Content { units, kind },
                None => self.unsupported(Content::NULL),
            },
            Value::Text(text) => self.text(text),
            _ => self.unsupported(Content::NULL),
        }
    }

    /// Emits operations that put the value of an expression into a register.
    pub fn emit_value(&mut self, expression: &Expression, to: usize) {
        self.emit(&expression.root, to_register(to));
    }

    /// Returns the register that will hold the value of an expression.
    pub fn value_register(&mut self, expression: &Expression) -> Register {
        self.register(&expression.root)
    }

    /// Returns the register that will hold a number rounded half up.
    pub fn rounded_register(&mut self, from: Register, places: u32) -> Register {
        let to = self.allocate();
        let Ok(places) = u8::try_from(places) else { return self.unsupported(0) };
        self.push(Operation::Round(Rounding::HalfUp, places, to, from));
        to
    }

    /// Marks the program as unsupported, since something cannot be expressed by operations.
    pub fn unsupported<T>(&mut self, instead: T) -> T {
        self.is_unsupported = true;
        instead
    }

    /// Allocates a register; `finish` checks that there were enough.
    fn allocate(&mut self) -> Register {
        let register = to_register(self.next.into());
        self.next = self.next.saturating_add(1);
        register
    }

    fn push(&mut self, operation: Operation) {
        self.program.operations.push(operation);
    }

    /// The register of a local, parameter or constant, known before the program runs.
    fn leaf_register(&mut self, node: &Node) -> Register {
        let value = match &node.kind {
            NodeKind::Slot(Slot { space: space::LOCAL, index }) => return to_register((*index).into()),
            NodeKind::Slot(Slot { space: space::PARAMETER, index }) => {
                self.parameters.get(usize::from(*index))
            }
            NodeKind::Constant(value) => Some(value),
            _ => None,
        };
        let Some(value) = value else { return self.unsupported(0) };
        let content = self.constant(value);
        let register = self.allocate();
        if let Some(place) = self.program.registers.get_mut(usize::from(register)) {
            *place = content;
        }
        register
    }

    fn register(&mut self, node: &Node) -> Register {
        if is_leaf(node) {
            return self.leaf_register(node);
        }
        let to = self.allocate();
        self.emit(node, to);
        to
    }

    fn emit(&mut self, node: &Node, to: Register) {
        let made = match &node.kind {
            NodeKind::Slot(_) | NodeKind::Constant(_) => Operation::Copy(to, self.leaf_register(node)),
            NodeKind::Binary(operator, Dialect::Standard, pair) => {
                let [a, b] = &**pair;
                let (a, b) = (self.register(a), self.register(b));
                match operator {
                    // Quotients rarely fit into 18 digits.
                    Binary::And | Binary::Or | Binary::Divide | Binary::Power => return self.unsupported(()),
                    operator if operator.is_comparison() => {
                        Operation::Compare(accepted_orderings(*operator), to, a, b)
                    }
                    operator => Operation::Arithmetic(*operator, to, a, b),
                }
            }
            NodeKind::If(Dialect::Standard, parts) => return self.emit_if(parts, to),
            NodeKind::Present(inner, present) => Operation::Present(*present, to, self.register(inner)),
            NodeKind::Builtin(CallKind::Scalar(_, Some(rounding)), arguments) => {
                let places = match arguments.get(1).map(|places| &places.kind) {
                    None => Some(0),
                    Some(NodeKind::Constant(Value::Number(places))) => places.to_i64(),
                    _ => None,
                };
                let places = places.and_then(|places| u8::try_from(places).ok());
                let (Some(number), Some(places)) = (arguments.first(), places) else {
                    return self.unsupported(());
                };
                Operation::Round(*rounding, places, to, self.register(number))
            }
            _ => return self.unsupported(()),
        };
        self.push(made);
    }

    fn emit_if(&mut self, parts: &[Node; 3], to: Register) {
        let [condition, then, otherwise] = parts;
        let (miss, end) = (self.new_label(), self.new_label());
        self.emit_jump_unless(condition, miss);
        self.emit(then, to);
        self.push(Operation::Jump(end));
        self.bind_label(miss);
        self.emit(otherwise, to);
        self.bind_label(end);
    }

    /// Emits a jump to `miss` unless the condition is true.
    fn emit_jump_unless(&mut self, condition: &Node, miss: u16) {
        match &condition.kind {
            NodeKind::Binary(Binary::And, _, pair) => {
                pair.iter().for_each(|part| self.emit_jump_unless(part, miss))
            }
            NodeKind::Binary(Binary::Or, _, pair) => {
                let hit = self.new_label();
                for part in pair.iter() {
                    let other = self.new_label();
                    self.emit_jump_unless(part, other);
                    self.push(Operation::Jump(hit));
                    self.bind_label(other);
                }
                self.push(Operation::Jump(miss));
                self.bind_label(hit);
            }
            NodeKind::Binary(operator, Dialect::Standard, pair) if operator.is_comparison() => {
                let [a, b] = &**pair;
                let (a, b) = (self.register(a), self.register(b));
                self.push(Operation::JumpUnlessCompare(accepted_orderings(*operator), miss, a, b));
            }
            _ => {
                let from = self.register(condition);
                self.push(Operation::JumpUnless(miss, from));
            }
        }
    }

    fn new_label(&mut self) -> u16 {
        self.labels.push(0);
        u16::try_from(self.labels.len()).unwrap_or(u16::MAX).saturating_sub(1)
    }

    /// Binds a label to the current position.
    fn bind_label(&mut self, label: u16) {
        if let Some(place) = self.labels.get_mut(usize::from(label)) {
            *place = u16::try_from(self.program.operations.len()).unwrap_or(u16::MAX);
        }
    }
}

fn is_leaf(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Slot(_) | NodeKind::Constant(_))
}

fn to_register(register: usize) -> Register {
    Register::try_from(register).unwrap_or(Register::MAX)
}

fn accepted_orderings(operator: Binary) -> Orderings {
    match operator {
        Binary::Equal => EQUAL,
        Binary::NotEqual => LESS | GREATER,
        Binary::Less => LESS,
        Binary::LessEqual => LESS | EQUAL,
        Binary::Greater => GREATER,
        _ => GREATER | EQUAL,
    }
}
