//! Ids that can be used as names in expressions.

use super::Defects;
use crate::data::letter::{continues_name, starts_name};
use crate::data::{Phrase, Span};

/// Reports an id that is not a plain identifier. `__proto__` is none, since JavaScript objects lose its value.
pub fn check_name(id: &str, span: Span, defects: &mut Defects) {
    let plain = |(index, c): (usize, char)| starts_name(c) || (index > 0 && continues_name(c));
    if id.is_empty() || id == "__proto__" || !id.chars().enumerate().all(plain) {
        let message = Phrase::filled(
            &[
                "「{}」不能作名称：只用字母、数字和下划线，不以数字开头，也不用 __proto__",
                "`{}` is not a valid name: use letters, digits and underscores, no digit first, and not `__proto__`",
            ],
            &[id],
        );
        defects.add("bad_name", span, span.start, message, None);
    }
}
