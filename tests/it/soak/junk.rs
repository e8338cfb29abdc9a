//! Values that no form should send and that every reader must survive.

use super::random::Random;
use serde_json::{Value, json};

/// Texts that have broken readers before: signs, spaces, times at the edge, numbers that are none.
pub const TEXTS: &[&str] = &[
    "", " ", "\u{3000}", "\0", "\u{feff}", "\u{202e}abc", "e\u{301}", "👨‍👩‍👧‍👦", "𠮷", "中文", "null", "true", "是", "NaN", "Infinity",
    "-Infinity", "1e308", "1e-400", "-0", "+", "-", ".", "1.", ".5", "１２.５０", "1,000", "¥12", "0x10",
    "99999999999999999999999999999999999999999", "0.00000000000000000000000000000000000001", "12.345",
    "2026-02-29", "2024-02-29", "2026-13-01", "0000-01-01", "9999-12-31", "-9999-01-01", "+99999-01-01",
    "2026-03-02T24:00", "2026-03-02T23:59:60", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00",
    "2026-03-02 09:00", "2026/03/02", "2026-03-02T09:00+08:00", "2026-03-02T09:00:00.123456789123Z",
    "2026-03-02T09:00:00@Asia/Shanghai", "24:00", "09:60", "P1M", "PT2H", "-P9999999999Y", "PT99999999999999999999S",
    "13800138000", "010-12345678", "(a+)+$", "[", "a{999999}", "(?:(?:(?:a*)*)*)*b", "\\p{Han}", "(((((((((",
    "__proto__", "constructor", "/", "~0", "a.b", "items[0]", "items[99999999999999999999].x", "status", "received",
];

/// One value of any kind.
pub fn value(random: &mut Random) -> Value {
    match random.below(12) {
        0 => Value::Null,
        1 => json!(random.once_in(2)),
        2 => json!(random.bits() as i64),
        3 => json!(f64::from_bits(random.bits())),
        4 => json!([0, -1, 1, 2, 100, i64::MAX, i64::MIN][random.below(7)]),
        5 => json!(random.below(2_000_000) as f64 / 1000.0 - 500.0),
        6 => json!([]),
        7 => json!({}),
        8 => Value::Array((0..random.below(4)).map(|_| value(random)).collect()),
        9 => (0..random.below(80)).fold(json!(1), |inner, _| json!([inner])),
        10 => json!("长".repeat(random.below(400))),
        _ => json!(*random.pick(TEXTS)),
    }
}
