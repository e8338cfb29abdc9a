//! Mutated standards: either loaded, or rejected with every error at its place and in both languages.

use super::{check_both_outcomes, mutation, soak};
use gongdan::data::Locale;
use gongdan::standard::Standard;
use serde_json::Value;

const STANDARDS: [&str; 3] = [
    include_str!("../../../standards/demand-intake.json"),
    include_str!("../../../standards/mine-maintenance-order.json"),
    include_str!("../../../standards/sms-transfer.json"),
];

#[test]
fn a_mutated_standard_loads_or_is_refused_with_places_and_messages() {
    let documents = STANDARDS.map(|text| serde_json::from_str::<Value>(text).unwrap());
    let (mut loaded, mut refused) = (0, 0);
    soak(|random| {
        let which = random.below(STANDARDS.len());
        let text = if random.once_in(4) {
            mutation::text(STANDARDS[which], random)
        } else {
            mutation::tree(&documents[which], random).to_string()
        };
        let Err(errors) = Standard::parse(&text) else { return loaded += 1 };
        refused += 1;
        assert!(!errors.is_empty(), "rejected without an error");
        for error in &errors {
            let sentence = error.render(Locale::En);
            assert!(
                !error.message.zh.is_empty()
                    && !error.message.en.is_empty()
                    && !sentence.contains("panicked"),
                "{error:?}"
            );
            assert!(error.pointer.is_empty() || error.pointer.starts_with('/'), "{error:?}");
        }
    });
    check_both_outcomes(loaded, refused);
}
