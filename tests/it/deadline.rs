//! Deadlines by the clock, the calendar and working time; calendars; due times in other expressions.

use super::fixture::{self, load};
use gongdan::standard::Standard;
use gongdan::wire;
use serde_json::{Value, json};

/// A standard with a form `f` of a few date-times, and the given calendars, deadlines and rules.
fn document(calendars: Value, deadlines: Value, rules: Value) -> Value {
    let label = json!({ "zh": "标", "en": "label" });
    let moment = |kind: &str| json!({ "type": kind, "label": label });
    fixture::document(json!({
        "parameters": {
            "holidays": { "type": "list", "of": "date", "label": label, "default": ["2026-05-01", "2026-05-04", "2026-05-05"] },
            "makeup_workdays": { "type": "list", "of": "date", "label": label, "default": ["2026-05-09"] },
            "days_allowed": { "type": "number", "label": label, "default": 2 },
        },
        "calendars": calendars,
        "forms": { "f": {
            "title": label,
            "fields": {
                "a": moment("datetime"), "b": moment("datetime"), "day": moment("date"), "n": moment("number"),
                "pauses": { "type": "table", "label": label, "fields": { "from": moment("datetime"), "to": moment("datetime") } },
            },
            "deadlines": deadlines, "rules": rules,
        } },
    }))
}

fn office() -> Value {
    json!({ "office": {
        "label": { "zh": "办公", "en": "office" },
        "hours": [{ "from": "08:30", "to": "12:00" }, { "from": "13:30", "to": "18:00" }],
        "holidays": "holidays", "makeupWorkdays": "makeup_workdays",
    } })
}

/// The only deadline of an order, with the given members; its start is `a` unless they have another.
fn clock(calendars: Value, members: &Value, order: &Value, options: &Value) -> Value {
    let mut deadline = json!({ "label": { "zh": "办结", "en": "done" }, "start": "a", "stop": "b" });
    deadline.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    let standard = load(&document(calendars, json!({ "due": deadline }), json!({})));
    let report = wire::deadlines(&standard, "f", &order.to_string(), &options.to_string()).unwrap();
    serde_json::to_value(report).unwrap().get(0).cloned().unwrap_or_default()
}

fn check_due(within: Value, order: Value, due: Value) {
    let found = clock(office(), &json!({ "within": within }), &order, &json!({ "now": "2026-04-01T09:00" }));
    assert_eq!(found["due"], due, "{within} {order}");
}

#[test]
fn every_unit_of_time_gives_its_due_moment() {
    let at = |text: &str| json!({ "a": text });
    let friday = || at("2026-05-08T16:00");
    let cases = [
        (json!({ "workdays": 1 }), friday(), "2026-05-09T16:00:00+08:00"),
        (json!({ "workdays": "days_allowed" }), friday(), "2026-05-11T16:00:00+08:00"),
        (json!({ "workdays": 1, "calendar": "office" }), at("2026-04-30T16:00"), "2026-05-06T16:00:00+08:00"),
        (
            json!({ "workingHours": -4, "calendar": "office" }),
            at("2026-04-29T10:00"),
            "2026-04-28T15:30:00+08:00",
        ),
        (
            json!({ "workingHours": -4, "calendar": "office" }),
            at("2026-05-06T10:00"),
            "2026-04-30T15:30:00+08:00",
        ),
        (json!({ "workdays": -1 }), at("2026-05-06T16:00"), "2026-04-30T16:00:00+08:00"),
        (json!({ "workdays": 0 }), friday(), "2026-05-08T16:00:00+08:00"),
        (json!({ "workingHours": 3 }), friday(), "2026-05-09T09:30:00+08:00"),
        (json!({ "workingHours": 0.5 }), friday(), "2026-05-08T16:30:00+08:00"),
        (json!({ "workingHours": 2 }), friday(), "2026-05-08T18:00:00+08:00"),
        (json!({ "workingHours": 8 }), at("2026-05-01T03:00"), "2026-05-06T18:00:00+08:00"),
        (json!({ "endOf": "day" }), friday(), "2026-05-08T23:59:59+08:00"),
        (json!({ "endOf": "day", "days": 3 }), friday(), "2026-05-11T23:59:59+08:00"),
        (
            json!({ "endOf": "day", "days": "-n" }),
            json!({ "a": "2026-05-08T16:00", "n": 8 }),
            "2026-04-30T23:59:59+08:00",
        ),
        (json!({ "endOf": "day", "workdays": 2 }), friday(), "2026-05-11T23:59:59+08:00"),
        (json!({ "endOf": "month" }), friday(), "2026-05-31T23:59:59+08:00"),
        (json!({ "endOf": "month" }), at("2024-02-29T00:00"), "2024-02-29T23:59:59+08:00"),
        (json!({ "days": -2 }), friday(), "2026-05-06T16:00:00+08:00"),
        (json!({ "hours": 0 }), friday(), "2026-05-08T16:00:00+08:00"),
        (json!({ "months": -1 }), at("2026-03-31T10:00"), "2026-02-28T10:00:00+08:00"),
    ];
    for (within, order, due) in cases {
        check_due(within, order, json!(due));
    }
    check_due(json!({ "workdays": "n" }), friday(), Value::Null);
    check_due(json!({ "workdays": 1.5 }), friday(), Value::Null);
}

#[test]
fn without_a_calendar_workdays_are_monday_to_friday() {
    let found = clock(
        json!({}),
        &json!({ "within": { "workdays": 5 } }),
        &json!({ "a": "2026-05-02T10:00" }),
        &json!({}),
    );
    assert_eq!(found["due"], "2026-05-08T10:00:00+08:00");
}

#[test]
fn holidays_can_be_parameters_of_the_call() {
    let options = json!({ "parameters": { "holidays": ["2026-05-11"], "makeup_workdays": [] } });
    let found = clock(
        office(),
        &json!({ "within": { "workdays": 1 } }),
        &json!({ "a": "2026-05-08T16:00" }),
        &options,
    );
    assert_eq!(found["due"], "2026-05-12T16:00:00+08:00");
}

#[test]
fn the_official_calendar_can_be_passed_as_parameters() {
    let official: Value = serde_json::from_str(include_str!("../../standards/calendars/cn.json")).unwrap();
    let days = json!({ "holidays": official["holidays"], "makeup_workdays": official["makeupWorkdays"] });
    let cases = [
        ("2026-09-30T10:00", 1, "2026-10-08T10:00:00+08:00"),
        ("2026-02-13T10:00", 2, "2026-02-24T10:00:00+08:00"),
        ("2020-01-23T10:00", 1, "2020-02-03T10:00:00+08:00"),
    ];
    for (start, count, due) in cases {
        let options = json!({ "parameters": days });
        let found =
            clock(office(), &json!({ "within": { "workdays": count } }), &json!({ "a": start }), &options);
        assert_eq!(found["due"], due, "{start} + {count}");
    }
}

#[test]
fn a_date_starts_and_stops_a_deadline_at_midnight() {
    let members = json!({ "start": "date(a)", "stop": "day", "within": { "days": 1 } });
    let found =
        clock(office(), &members, &json!({ "a": "2026-05-08T16:00", "day": "2026-05-09" }), &json!({}));
    assert_eq!((&found["due"], &found["status"]), (&json!("2026-05-09T00:00:00+08:00"), &json!("met")));
}

#[test]
fn the_clock_stops_during_a_pause() {
    let members = |within: Value| json!({ "within": within, "pause": "pauses" });
    let order =
        |from: &str, to: Value| json!({ "a": "2026-05-06T09:00", "pauses": [{ "from": from, "to": to }] });
    let full_pause = order("2026-05-06T10:00", json!("2026-05-06T11:30"));
    let cases = [
        (json!({ "hours": 2 }), full_pause.clone(), "2026-05-06T12:30:00+08:00"),
        (json!({ "hours": 1 }), full_pause.clone(), "2026-05-06T10:00:00+08:00"),
        (json!({ "workingHours": 2 }), full_pause, "2026-05-06T14:00:00+08:00"),
        (
            json!({ "workingHours": 2 }),
            order("2026-05-06T11:00", json!("2026-05-07T08:00")),
            "2026-05-06T11:00:00+08:00",
        ),
        (
            json!({ "workdays": 2 }),
            order("2026-05-06T10:00", json!("2026-05-08T10:00")),
            "2026-05-11T09:00:00+08:00",
        ),
        // A due time within a pause moves to its end.
        (
            json!({ "workdays": 1 }),
            order("2026-05-07T08:00", json!("2026-05-07T17:00")),
            "2026-05-07T17:00:00+08:00",
        ),
        (
            json!({ "endOf": "day", "workdays": 0 }),
            order("2026-05-06T20:00", json!("2026-05-07T07:00")),
            "2026-05-07T23:59:59+08:00",
        ),
        (json!({ "workdays": 1 }), order("2026-05-06T08:00", Value::Null), "2026-05-07T09:00:00+08:00"),
        // A pause that begins after the due time changes nothing.
        (
            json!({ "workdays": 1 }),
            order("2026-05-07T10:00", json!("2026-05-11T10:00")),
            "2026-05-07T09:00:00+08:00",
        ),
        (json!({ "workdays": 0 }), order("2026-05-06T08:00", Value::Null), "2026-05-06T12:00:00+08:00"),
        (
            json!({ "workdays": -1 }),
            order("2026-05-06T10:00", json!("2026-05-08T10:00")),
            "2026-04-30T09:00:00+08:00",
        ),
        // Still paused at the current time.
        (json!({ "hours": 2 }), order("2026-05-06T10:00", Value::Null), "2026-05-06T13:00:00+08:00"),
    ];
    for (within, order, due) in cases {
        let found = clock(office(), &members(within.clone()), &order, &json!({ "now": "2026-05-06T12:00" }));
        assert_eq!(found["due"], due, "{within} {order}");
    }
    let open = order("2026-05-06T10:00", Value::Null);
    assert_eq!(clock(office(), &members(json!({ "hours": 2 })), &open, &json!({})), Value::Null);
}

#[test]
fn the_next_change_is_reported_and_nothing_changes_before() {
    let deadline = json!({
        "label": { "zh": "办结", "en": "done" }, "start": "a", "stop": "b", "within": { "hours": 2 },
        "warnBefore": "PT30M", "pause": "pauses",
    });
    let standard = load(&document(office(), json!({ "due": deadline }), json!({})));
    let at = |order: &Value, now: &str| {
        let report =
            wire::evaluate(&standard, "f", &order.to_string(), &json!({ "now": now }).to_string()).unwrap();
        let report = serde_json::to_value(report).unwrap();
        let deadline = &report["deadlines"][0];
        (report["nextChangeAt"].clone(), [deadline["status"].clone(), deadline["warning"].clone()])
    };
    let order = |pauses: Value| json!({ "a": "2026-05-06T09:00", "pauses": pauses });
    let planned = |from: &str| order(json!([{ "from": from }]));
    let cases = [
        (order(json!([])), "2026-05-06T09:00", json!("2026-05-06T10:30:00+08:00")),
        (order(json!([])), "2026-05-06T10:30", json!("2026-05-06T11:00:00.001+08:00")),
        (order(json!([])), "2026-05-06T11:01", Value::Null),
        // The time is paused without an end, so there is no warning.
        (planned("2026-05-06T10:00"), "2026-05-06T10:00", Value::Null),
        (planned("2026-05-06T10:45"), "2026-05-06T15:00", Value::Null),
        // A pause in the future changes nothing yet.
        (planned("2026-05-06T10:45"), "2026-05-06T09:30", json!("2026-05-06T10:30:00+08:00")),
        (planned("2026-05-06T12:00"), "2026-05-06T09:30", json!("2026-05-06T10:30:00+08:00")),
    ];
    for (order, now, expected) in cases {
        let (next, status) = at(&order, now);
        assert_eq!(next, expected, "{order} {now}");
        for minutes in 9 * 60..30 * 60 {
            let (day, hour) = (6 + minutes / 1440, minutes / 60 % 24);
            let later = format!("2026-05-{day:02}T{hour:02}:{:02}", minutes % 60);
            let is_before = next.as_str().is_none_or(|next| later.as_str() < next.get(..16).unwrap());
            if later.as_str() > now && is_before {
                assert_eq!(at(&order, &later).1, status, "{order} {now} {later}");
            }
        }
    }
    assert_eq!(at(&planned("2026-05-06T10:45"), "2026-05-06T15:00").1, [json!("pending"), json!(false)]);
}

fn timeline(order: &Value, members: &Value, options: &Value) -> Vec<String> {
    let found = clock(office(), members, order, options);
    let describe =
        |event: &Value| format!("{} {}", event["kind"].as_str().unwrap(), event["text"].as_str().unwrap());
    found["timeline"].as_array().unwrap().iter().map(describe).collect()
}

#[test]
fn the_timeline_lists_skipped_days_and_pauses() {
    let order = json!({ "a": "2026-04-30T09:00", "pauses": [{ "from": "2026-05-06T10:00", "to": "2026-05-06T11:00" }] });
    let members = json!({ "within": { "workdays": 5 }, "pause": "pauses" });
    let chinese = [
        "start 开始计时",
        "skipped 2026-05-01 至 2026-05-05 不计（节假日、休息日）",
        "pause 暂停计时",
        "resume 恢复计时",
        "makeup 2026-05-09 调休上班，计入",
        "skipped 2026-05-10 不计（休息日）",
        "due 最迟时间",
        "now 现在，超时 1 天 1 小时",
    ];
    assert_eq!(timeline(&order, &members, &json!({ "now": "2026-05-12T10:00" })), chinese);
    let english = [
        "start the clock starts",
        "skipped 2026-05-01 to 2026-05-05 do not count (holidays and days off)",
        "pause the clock stops",
        "resume the clock resumes",
        "makeup 2026-05-09 is a make-up workday and counts",
        "skipped 2026-05-10 does not count (day off)",
        "due due",
        "now now, 59 s late",
    ];
    assert_eq!(timeline(&order, &members, &json!({ "now": "2026-05-11T09:00:59", "locale": "en" })), english);
    let order = json!({ "a": "2026-05-12T09:00", "b": "2026-05-14T09:00" });
    let holiday = json!({ "parameters": { "holidays": ["2026-05-13"] } });
    let chinese = ["start 开始计时", "skipped 2026-05-13 不计（节假日）", "due 最迟时间", "stop 完成"];
    assert_eq!(timeline(&order, &json!({ "within": { "workdays": 1 } }), &holiday), chinese);
    let english =
        ["start the clock starts", "skipped 2026-05-13 does not count (holiday)", "due due", "stop done"];
    let options = json!({ "locale": "en", "parameters": { "holidays": ["2026-05-13"] } });
    assert_eq!(timeline(&order, &json!({ "within": { "workdays": 1 } }), &options), english);
}

#[test]
fn a_deadline_whose_condition_is_false_or_unknown_is_omitted() {
    let order = |n: Value| json!({ "a": "2026-05-06T10:00", "n": n });
    let status = |n: Value| {
        let members = json!({ "within": { "hours": 1 }, "when": "n > 1" });
        clock(office(), &members, &order(n), &json!({ "now": "2026-05-06T10:30" }))["status"].clone()
    };
    assert_eq!(
        [status(json!(2)), status(json!(1)), status(json!(null))],
        [json!("pending"), json!(null), json!(null)]
    );
}

#[test]
fn the_warning_lasts_from_its_moment_until_due_stopped_or_paused() {
    let pauses = json!([{ "from": "2026-05-06T11:50" }]);
    let cases = [
        ("2026-05-06T11:29:59", json!(null), json!([]), false),
        ("2026-05-06T11:30", json!(null), json!([]), true),
        ("2026-05-06T12:00", json!(null), json!([]), true),
        ("2026-05-06T12:00:01", json!(null), json!([]), false),
        ("2026-05-06T11:40", json!("2026-05-06T11:35"), json!([]), false),
        ("2026-05-06T11:49", json!(null), pauses.clone(), true),
        ("2026-05-06T11:55", json!(null), pauses, false),
    ];
    for (now, stop, pauses, warning) in cases {
        let order = json!({ "a": "2026-05-06T10:00", "b": stop, "pauses": pauses });
        let members = json!({ "within": { "hours": 2 }, "warnBefore": "PT30M", "pause": "pauses" });
        let found = clock(json!({}), &members, &order, &json!({ "now": now }));
        assert_eq!(found["warning"], warning, "{now} {order} {found}");
    }
}

#[test]
fn rules_and_other_deadlines_can_read_a_due_moment() {
    let phrase = json!({ "zh": "标", "en": "label" });
    let deadlines = json!({
        "second": { "label": phrase, "start": "deadline(\"first\")", "within": { "hours": 1 } },
        "first": { "label": phrase, "start": "a", "stop": "b", "within": { "hours": "n" } },
    });
    let rule =
        json!({ "in-time": { "check": "b <= deadline(\"first\")", "fields": ["b"], "message": phrase } });
    let standard = load(&document(json!({}), deadlines, rule));
    let order = |b: &str| json!({ "a": "2026-05-06T09:00", "b": b, "n": 2 }).to_string();
    let report = wire::deadlines(&standard, "f", &order("2026-05-06T10:00"), "").unwrap();
    let report = serde_json::to_value(report).unwrap();
    assert_eq!(report[0]["due"], "2026-05-06T12:00:00+08:00");
    for (b, count) in [("2026-05-06T11:00", 0), ("2026-05-06T11:01", 1)] {
        let found = serde_json::to_value(wire::validate(&standard, "f", &order(b), "").unwrap()).unwrap();
        assert_eq!(found["findings"].as_array().unwrap().len(), count, "{b}");
    }
    let open =
        wire::validate(&standard, "f", "{\"a\": \"2026-05-06T09:00\", \"b\": \"2026-05-06T09:00\"}", "")
            .unwrap();
    assert_eq!(serde_json::to_value(open).unwrap()["notEvaluated"][0]["missing"], json!(["n"]));
}

#[test]
fn workdays_are_counted_in_expressions() {
    let cases = [
        ("is workday(date(\"2026-05-09\"))", "true"),
        ("is workday(a)", "false"),
        ("workdays after(a, 2)", "[2026-05-06, 2026-05-07]"),
        ("add workdays(a, 2)", "2026-05-07T10:00:00+08:00"),
        ("add workdays(date(a), -1, \"office\")", "2026-04-30"),
        ("workdays between(a, date(\"2026-05-11\"))", "5"),
        ("add workdays(a, null)", "null"),
    ];
    for (expression, value) in cases {
        let mut document = document(office(), json!({}), json!({}));
        let label = json!({ "zh": "标", "en": "label" });
        document["calculations"] = json!({ "c": {
            "label": label, "inputs": { "a": { "type": "datetime", "label": label } },
            "steps": { "x": { "value": format!("string({expression})"), "label": label } },
            "outputs": { "x": { "type": "text", "label": label } },
        } });
        let standard = load(&document);
        let report = wire::calculate(&standard, "c", "{\"a\": \"2026-05-01T10:00\"}", "").unwrap();
        let found = serde_json::to_value(report).unwrap()["outputs"]["x"].clone();
        assert_eq!(found.as_str().unwrap_or("null"), value, "{expression}");
    }
}

#[test]
fn an_invalid_calendar_or_deadline_is_refused() {
    let calendar = |members: Value| {
        let mut one = json!({ "label": { "zh": "办公", "en": "office" } });
        one.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        (json!({ "c": one }), json!({ "workdays": 1 }))
    };
    let within = |within: Value| (office(), within);
    let cases = [
        (calendar(json!({ "days": [] })), "calendar.empty"),
        (calendar(json!({ "hours": [] })), "calendar.empty"),
        (calendar(json!({ "hours": [{ "from": "22:00", "to": "06:00" }] })), "calendar.hours"),
        (
            calendar(
                json!({ "hours": [{ "from": "09:00", "to": "12:00" }, { "from": "11:00", "to": "18:00" }] }),
            ),
            "calendar.hours",
        ),
        (calendar(json!({ "hours": [{ "from": "9", "to": "25:00" }] })), "wrong_type"),
        (calendar(json!({ "holidays": "a" })), "expression.unknown_name"),
        (within(json!({ "workdays": 1, "calendar": "offices" })), "unknown_calendar"),
        (within(json!({ "workdays": 1, "hours": 1 })), "deadline.unit"),
        (within(json!({ "endOf": "month", "days": 1 })), "deadline.unit"),
        (within(json!({ "hours": 1, "calendar": "office" })), "key_without_effect"),
        (within(json!({ "endOf": "shift" })), "missing_key"),
        (
            within(json!({ "hours": "if is workday(a, \"offices\") then 1 else 2" })),
            "expression.unknown_calendar",
        ),
        (within(json!({ "hours": "if deadline(\"due\") = null then 1 else 2" })), "cycle"),
        (
            within(json!({ "hours": "if deadline(\"other\") = null then 1 else 2" })),
            "expression.unknown_name",
        ),
        ((json!({}), json!({ "workingHours": 1 })), "deadline.calendar"),
    ];
    for ((calendars, within), code) in cases {
        let deadline =
            json!({ "due": { "label": { "zh": "标", "en": "l" }, "start": "a", "within": within } });
        let errors = Standard::parse(&document(calendars, deadline, json!({})).to_string()).unwrap_err();
        assert!(errors.iter().any(|error| error.code == code), "{within} {code}: {errors:?}");
    }
    let paused =
        json!({ "due": { "label": { "zh": "标", "en": "l" }, "start": "a", "due": "b", "pause": "pauses" } });
    let errors = Standard::parse(&document(json!({}), paused, json!({})).to_string()).unwrap_err();
    assert!(errors.iter().any(|error| error.code == "deadline.pause"), "{errors:?}");
}

#[test]
fn a_rule_that_reads_now_through_functions_follows_the_clock() {
    let phrase = json!({ "zh": "标", "en": "label" });
    let rule = json!({ "not-ahead": { "check": "ahead(a) = false", "fields": ["a"], "message": phrase } });
    let mut document = document(json!({}), json!({}), rule);
    document["functions"] = json!({
        "ahead": { "parameters": ["at"], "value": "later(at)" },
        "later": { "parameters": ["at"], "value": "at > now" },
    });
    let standard = std::sync::Arc::new(load(&document));
    let mut session = wire::open_session(&standard, "f", "{\"a\": \"2026-05-06T09:00\"}", "").unwrap();
    for (now, count) in [("2026-05-06T08:00", 1), ("2026-05-06T10:00", 0), ("", 0), ("2026-05-06T08:59", 1)] {
        let edit = serde_json::to_value(wire::tick(&standard, &mut session, now).unwrap()).unwrap();
        assert_eq!(edit["findings"].as_array().unwrap().len(), count, "{now}");
    }
    let report = wire::validate(&standard, "f", "{\"a\": \"2026-05-06T09:00\"}", "").unwrap();
    assert_eq!(serde_json::to_value(report).unwrap()["notEvaluated"][0]["missing"], json!(["now"]));
}
