//! What can be refused before anybody fills in a form.

use super::{Ast, AstKind, Binary, Compiler, ExpressionError};

impl Compiler<'_> {
    /// Refuses a comparison that can never hold, such as a date with a number.
    pub(super) fn check_kinds(&mut self, operator: Binary, a: &Ast, b: &Ast) {
        let compares = !matches!(
            operator,
            Binary::Or
                | Binary::And
                | Binary::Add
                | Binary::Subtract
                | Binary::Multiply
                | Binary::Divide
                | Binary::Power
        );
        let (Some(left), Some(right)) = (self.kind_of(a), self.kind_of(b)) else { return };
        if compares && left != right {
            let (zh, en) = (
                format!("{left} 不能与 {right} 比较"),
                format!("a {left} cannot be compared with a {right}"),
            );
            self.errors.push(ExpressionError::new("expression.kinds", a.span.to(b.span), zh, en));
        }
    }

    fn kind_of(&self, ast: &Ast) -> Option<&'static str> {
        use crate::feel::scope::Type;
        match &ast.kind {
            AstKind::Number(_) => Some("number"),
            AstKind::Text(_) => Some("string"),
            AstKind::Bool(_) => Some("boolean"),
            AstKind::Name(name) if self.locals.is_empty() => match self.scope.find(name)?.1 {
                Type::Number => Some("number"),
                Type::Text => Some("string"),
                Type::Bool => Some("boolean"),
                Type::Date => Some("date"),
                Type::Time => Some("time"),
                Type::DateTime => Some("date and time"),
                _ => None,
            },
            _ => None,
        }
    }
}
