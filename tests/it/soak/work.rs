//! Mutated standards with calendars, pauses, calculations and a workflow: those that still load answer every
//! question about mutated orders and inputs.

use super::{mutation, soak};
use gongdan::standard::Standard;
use gongdan::wire;
use serde_json::{Value, json};

/// A standard with all kinds of deadlines, calculations and steps.
pub(super) fn document() -> Value {
    let traces: Value = serde_json::from_str(include_str!("../../package/traces.json")).unwrap();
    let mut document = traces["standard"].clone();
    let label = json!({ "zh": "标", "en": "label" });
    let field = |kind: &str| json!({ "type": kind, "label": label });
    let deadline = |within: Value| json!({ "label": label, "start": "a", "stop": "b", "within": within, "pause": "waits", "warnBefore": "PT2H" });
    document["parameters"]["holidays"] =
        json!({ "type": "list", "of": "date", "label": label, "default": ["2026-05-01", "2026-05-04"] });
    document["calendars"] = json!({ "office": {
        "label": label, "days": ["monday", "tuesday", "friday"], "holidays": "holidays", "makeupWorkdays": "holidays[1]",
        "hours": [{ "from": "08:30", "to": "12:00" }, { "from": "13:30", "to": "24:00" }],
    } });
    document["forms"] = json!({ "f": {
        "title": label,
        "fields": {
            "status": { "type": "choice", "label": label, "options": { "open": label, "closed": label } },
            "a": field("datetime"), "b": field("datetime"), "n": field("number"),
            "waits": { "type": "table", "label": label, "fields": { "from": field("datetime"), "to": field("datetime") } },
        },
        "deadlines": {
            "hours": deadline(json!({ "workingHours": "n" })), "days": deadline(json!({ "workdays": "n", "calendar": "office" })),
            "elapsed": deadline(json!({ "minutes": "n" })),
            "end": { "label": label, "start": "deadline(\"days\")", "within": { "endOf": "day", "workdays": "n" } },
            "month": { "label": label, "start": "add workdays(a, n)", "within": { "endOf": "month" } },
        },
        "rules": { "in-time": { "check": "b <= deadline(\"hours\") and workdays between(a, b) < 5", "fields": ["b"], "message": label } },
        "workflow": { "field": "status", "initial": "open", "transitions": [
            { "from": "open", "to": "closed", "guard": "b != null", "demands": ["b", "waits"], "message": label },
        ] },
    } });
    document
}

/// An order with an open pause.
pub(super) fn order() -> Value {
    json!({
        "status": "open", "a": "2026-04-30T09:00", "b": "2026-05-06T09:00:00Z", "n": 3.5,
        "waits": [{ "from": "2026-05-05T09:00", "to": "2026-05-05T10:00" }, { "from": "2026-05-06T09:00" }],
    })
}

#[test]
fn every_mutated_standard_that_loads_answers_every_call() {
    let document = document();
    let order = order();
    let inputs = json!({ "lines": [{ "item": "a", "qty": "2.5" }], "kind": "new", "on": "2026-03-01", "reduction": "0.125" });
    assert!(
        Standard::parse(&document.to_string()).is_ok(),
        "{:?}",
        Standard::parse(&document.to_string()).err()
    );
    let mut loaded = 0;
    soak(|random| {
        let mutated = if random.once_in(3) { mutation::tree(&document, random) } else { document.clone() };
        let Ok(standard) = Standard::parse(&mutated.to_string()) else { return };
        loaded += 1;
        let (order, inputs) =
            (mutation::tree(&order, random).to_string(), mutation::tree(&inputs, random).to_string());
        let options =
            if random.once_in(2) { "" } else { "{\"now\": \"2026-05-06T12:00\", \"locale\": \"en\"}" };
        let answers = [
            wire::evaluate(&standard, "f", &order, options)
                .map(|report| serde_json::to_value(report).unwrap()),
            wire::deadlines(&standard, "f", &order, options)
                .map(|report| serde_json::to_value(report).unwrap()),
            wire::next_states(&standard, "f", "", &order, options)
                .map(|report| serde_json::to_value(report).unwrap()),
            wire::calculate(&standard, "fee", &inputs, options)
                .map(|report| serde_json::to_value(report).unwrap()),
        ];
        assert!(
            answers.iter().all(|answer| !answer.as_ref().is_err_and(|misuse| misuse.message.en.is_empty()))
        );
    });
    assert!(loaded > 0);
}
