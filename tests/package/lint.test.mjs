// The lint: finds nothing in the built-in standards, and each kind of fault where it was inserted.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import init from "../../pkg/index.js";
import { lint } from "../../pkg/lint.js";
import { newFolder } from "../folder.mjs";

const root = new URL("../../", import.meta.url);
const read = (path) => readFile(new URL(path, root), "utf8");
const names = (await readdir(new URL("standards/", root))).filter((name) => name.endsWith(".json") && name !== "standard.schema.json");

before(() => init());

for (const name of names) {
  test(`${name} has no findings`, async () => {
    const document = JSON.parse(await read(`pkg/standards/${name}`));
    const { forms } = JSON.parse(await read(`tests/cases/examples/${name}`));
    const { cases } = JSON.parse(await read(`tests/cases/${name}`));
    const examples = Object.entries(forms).flatMap(([form, { passes, breaks }]) => [passes, ...breaks].filter(Boolean).map((example) => ({ form, ...example })));
    const orders = [...examples, ...cases.filter(({ kind }) => kind === "validate")];
    const found = lint(await read(`standards/${name}`), { document, orders });
    assert.deepEqual(found.map(({ code, pointer, line, message }) => `standards/${name}:${line} ${code} ${pointer} ${message.en}`), []);
  });
}

test("the example of docs/standards.md has no findings", async () => {
  const [, example] = /```json\n([^]*?)```/.exec(await read("docs/standards.md"));
  assert.deepEqual(lint(example).map(({ code, pointer }) => `${code} ${pointer}`), []);
});

const t = (en) => ({ zh: "文字", en });
const validDocument = () => ({
  gongdan: 1, id: "bent", version: "1.0.0", title: t("bent"), source: { document: "文件", section: "一" },
  forms: {
    order: {
      title: t("order"), source: "一",
      fields: {
        kind: { type: "choice", label: t("kind"), options: { a: t("a"), b: t("b") }, source: "一" },
        note: { type: "text", label: t("note"), relevant: 'kind = "a"', required: 'kind = "a"', source: "一" },
      },
      rules: { "note-not-x": { check: 'note != "x"', fields: ["note"], message: t("not x"), source: "一" } },
    },
  },
  calculations: {
    fee: {
      label: t("fee"), source: "一", inputs: { hours: { type: "number", label: t("hours") } },
      steps: { rate: { label: t("rate"), table: { inputs: ["hours"], hitPolicy: "U", rules: [{ when: ["< 2"], then: "1" }, { when: [">= 2"], then: "2" }] } } },
      outputs: { rate: { type: "number", label: t("rate") } },
    },
  },
});
const passing = { form: "order", order: { kind: "a", note: "y" } }, breaking = { form: "order", order: { kind: "a", note: "x" } };

const FAULTS = [
  ["a text in the wrong language", "text.language", (d) => (d.forms.order.title.en = "订单"), "/forms/order/title/en"],
  ["a rule without a clause", "source.missing", (d) => delete d.forms.order.rules["note-not-x"].source, "/forms/order/rules/note-not-x"],
  ["an unknown option", "option.unknown", (d) => (d.forms.order.fields.note.required = 'kind = "c"'), "/forms/order/fields/note/required"],
  ["an option that is always refused", "option.refused", (d) => (d.forms.order.rules["kind-b"] = { check: 'kind != "b"', fields: ["kind"], message: t("no"), source: "一" }), "/forms/order/fields/kind/options/b"],
  ["an option that is refused with and without the other field", "option.refused", (d) => (d.forms.order.rules["kind-b"] = { check: 'kind = "a" or (note = null and kind = "a")', fields: ["kind"], message: t("no"), source: "一" }), "/forms/order/fields/kind/options/b"],
  ["an unknown option in a filter", "option.unknown", (d) => {
    d.forms.order.fields.rows = { type: "table", label: t("rows"), source: "一", fields: { mark: { type: "choice", label: t("mark"), options: { x: t("x") } } } };
    d.forms.order.fields.note.required = 'count(rows[mark = "z"]) > 0';
  }, "/forms/order/fields/note/required"],
  ["a state that cannot be reached", "state.unreachable", (d) => (d.forms.order.workflow = { field: "kind", initial: "a", transitions: [] }), "/forms/order/workflow"],
  ["an unused parameter", "unused", (d) => (d.parameters = { rest: { type: "number", label: t("rest"), default: 1, source: "一" } }), "/parameters/rest"],
  ["a field that is never required", "field.never_required", (d) => (d.forms.order.fields.note.required = 'kind = "b"'), "/forms/order/fields/note/required"],
  ["an empty range", "bounds.empty", (d) => (d.forms.order.fields.fee = { type: "money", label: t("fee"), range: { min: 5, below: 5 }, source: "一" }), "/forms/order/fields/fee/range"],
  ["an impossible length", "bounds.empty", (d) => (d.forms.order.fields.note.length = { min: 9, max: 3 }), "/forms/order/fields/note/length"],
  ["a range of a computed field", "bounds.ignored", (d) => (d.forms.order.fields.fee = { type: "money", label: t("fee"), computed: "1", range: { min: 0 }, source: "一" }), "/forms/order/fields/fee/range"],
  ["a format of a computed column", "bounds.ignored", (d) => (d.forms.order.fields.rows = { type: "table", label: t("rows"), source: "一", fields: { n: { type: "text", label: t("n"), computed: "note", pattern: "x" } } }), "/forms/order/fields/rows/fields/n/pattern"],
  ["a length of one option", "bounds.ignored", (d) => (d.forms.order.fields.kind.length = { max: 1 }), "/forms/order/fields/kind/length"],
  ["a period in force that ends before it begins", "bounds.empty", (d) => Object.assign(d, { validFrom: "2026-02-01", validTo: "2026-01-31" }), "/validTo"],
  ["a table within a table", "table.nested", (d) => (d.forms.order.fields.rows = { type: "table", label: t("rows"), source: "一", fields: { inner: { type: "table", label: t("inner"), fields: { x: { type: "text", label: t("x") } } } } }), "/forms/order/fields/rows/fields/inner"],
  ["a gap between tiers", "tier.gap", (d) => (d.calculations.fee.steps.rate.table.rules[1].when = ["> 2"]), "/calculations/fee/steps/rate/table"],
  ["a gap beside a parameter", "tier.gap", (d) => {
    d.parameters = { most: { type: "number", label: t("most"), default: 2, source: "一" } };
    d.calculations.fee.steps.rate.table.rules = [{ when: ["< most"], then: "1" }, { when: ["> most"], then: "2" }];
  }, "/calculations/fee/steps/rate/table"],
  ["a gap between whole numbers", "tier.gap", (d) => {
    d.calculations.fee.inputs.hours.type = "integer";
    d.calculations.fee.steps.rate.table.rules = [{ when: ["< 5"], then: "1" }, { when: ["> 5"], then: "2" }];
  }, "/calculations/fee/steps/rate/table"],
  ["a gap between days", "tier.gap", (d) => {
    d.calculations.fee.inputs.hours.type = "date";
    d.calculations.fee.steps.rate.table.rules = [{ when: ['< date("2026-02-01")'], then: "1" }, { when: ['> date("2026-02-01")'], then: "2" }];
  }, "/calculations/fee/steps/rate/table"],
  ["tiers that overlap", "tier.overlap", (d) => (d.calculations.fee.steps.rate.table.rules[0].when = ["<= 2"]), "/calculations/fee/steps/rate/table/rules/1"],
  ["overlapping tiers of conditions", "tier.overlap", (d) => (d.calculations.fee.steps.rate.table.rules = [{ when: ["? < 3"], then: "1" }, { when: ["? > 2"], then: "2" }]), "/calculations/fee/steps/rate/table/rules/1"],
  ["a name that expressions cannot read", "name.unreadable", (d) => (d.forms.order.fields.if = { type: "text", label: t("if"), source: "一" }), "/forms/order/fields/if"],
  ["a name that hides the moment", "name.hidden", (d) => (d.parameters = { now: { type: "number", label: t("now"), default: 1, source: "一" } }), "/parameters/now"],
  ["a parameter of a function that is no name", "name.unreadable", (d) => (d.functions = { net: { parameters: ["the gross"], value: "1", source: "一" } }), "/functions/net/parameters/0"],
  ["a function that hides a built-in one", "name.hidden", (d) => (d.functions = { sum: { parameters: ["a"], value: "a", source: "一" } }), "/functions/sum"],
  ["a function named like a calculation", "name.hidden", (d) => (d.functions = { fee: { parameters: ["a"], value: "a", source: "一" } }), "/functions/fee"],
  ["a step named like an input", "name.hidden", (d) => (d.calculations.fee.steps.hours = { label: t("hours"), value: "1" }), "/calculations/fee/steps/hours"],
  ["an id of a rule with capitals", "id.style", (d) => (d.forms.order.rules.Late_Note = d.forms.order.rules["note-not-x"]), "/forms/order/rules/Late_Note"],
  ["an id of a deadline with a blank", "id.style", (d) => (d.forms.order.deadlines = { "be there": { label: t("there"), start: "now", within: { hours: 1 }, source: "一" } }), "/forms/order/deadlines/be there"],
  ["a rule of rows named like one of the form", "id.twice", (d) => (d.forms.order.fields.rows = { type: "table", label: t("rows"), source: "一", fields: { n: { type: "number", label: t("n") } }, rules: { "note-not-x": { check: "n > 1", fields: ["n"], message: t("n"), source: "一" } } }), "/forms/order/fields/rows/rules/note-not-x"],
  ["a deadline named like a built-in rule", "id.twice", (d) => (d.forms.order.deadlines = { required: { label: t("there"), start: "now", within: { hours: 1 }, source: "一" } }), "/forms/order/deadlines/required"],
  ["an id of the standard with capitals", "id.style", (d) => (d.id = "Bent"), "/id"],
  ["an invalid version", "id.style", (d) => (d.version = "draft"), "/version"],
  ["a table without columns", "list.empty", (d) => (d.forms.order.fields.none = { type: "table", label: t("none"), fields: {}, source: "一" }), "/forms/order/fields/none/fields"],
  ["a field that is listed twice", "list.twice", (d) => d.forms.order.rules["note-not-x"].fields.push("note"), "/forms/order/rules/note-not-x/fields/1"],
  ["an input that is a choice without options", "options.missing", (d) => (d.calculations.fee.inputs.kind = { type: "choice", label: t("kind") }), "/calculations/fee/inputs/kind"],
  ["options that read the same", "options.same", (d) => (d.forms.order.fields.kind.options.b = t("a")), "/forms/order/fields/kind/options/b"],
  ["a condition that always holds", "condition.constant", (d) => (d.forms.order.rules["note-not-x"].check = "1 = 1"), "/forms/order/rules/note-not-x/check"],
  ["a check that is a plain false", "condition.constant", (d) => (d.forms.order.rules["note-not-x"].check = false), "/forms/order/rules/note-not-x/check"],
  ["a comparison with null", "comparison.null", (d) => (d.forms.order.fields.note.required = "string length(note) > null"), "/forms/order/fields/note/required"],
  ["a list compared with an option", "comparison.list", (d) => {
    d.forms.order.fields.several = { type: "multi_choice", label: t("several"), options: { a: t("a"), b: t("b") }, source: "一" };
    d.forms.order.fields.note.required = 'some one in several satisfies one = "b" and several = "a"';
  }, "/forms/order/fields/note/required"],
  ["a text indexed from 0", "comparison.first", (d) => (d.forms.order.fields.note.required = 'substring(note, 0, 2) = "ab"'), "/forms/order/fields/note/required"],
  ["a part without a label", "part.unlabelled", (d) => (d.formats = { no: { label: t("no"), source: "一", grammar: [{ id: "city", chars: "A-Z" }, { literal: "-" }, { id: "seq", chars: "0-9", label: t("seq") }] } }), "/formats/no/grammar/0"],
  ["one of several calendars that is unused", "unused", (d) => {
    d.calendars = { day: { label: t("day"), hours: [{ from: "08:00", to: "17:00" }] }, night: { label: t("night"), hours: [{ from: "00:00", to: "06:00" }] } };
    d.forms.order.fields.at = { type: "datetime", label: t("at"), source: "一" };
    d.forms.order.deadlines = { come: { label: t("come"), start: "at", within: { workingHours: 2, calendar: "day" }, source: "一" } };
  }, "/calendars/night"],
  ["a field that hides a parameter", "name.hidden", (d) => {
    d.parameters = { most: { type: "number", label: t("most"), default: 2, source: "一" } };
    d.forms.order.fields.most = { type: "number", label: t("most"), source: "一" };
    d.forms.order.rules["note-not-x"].check = 'note != "x" or most > 2';
  }, "/forms/order/fields/most"],
  ["a field that hides a dictionary", "name.hidden", (d) => {
    d.dictionaries = { rows: { label: t("rows"), source: "一", rows: [{ a: 1 }] } };
    d.forms.order.fields.rows = { type: "number", label: t("rows"), source: "一" };
  }, "/forms/order/fields/rows"],
  ["a sum of which a part may not be relevant", "sum.missing", (d) => {
    d.forms.order.fields.fee = { type: "money", label: t("fee"), source: "一", relevant: 'kind = "a"' };
    d.forms.order.fields.all = { type: "money", label: t("all"), source: "一", computed: "5 + fee" };
    d.forms.order.fields.safe = { type: "money", label: t("safe"), source: "一", computed: "5 + coalesce(fee, 0)" };
  }, "/forms/order/fields/all/computed"],
  ["a deadline due at the beginning of a day", "deadline.day", (d) => {
    Object.assign(d.forms.order.fields, { by: { type: "date", label: t("by"), source: "一" }, at: { type: "datetime", label: t("at"), source: "一" } });
    d.forms.order.deadlines = { late: { label: t("late"), start: "by", stop: "at", due: "by", source: "一" }, fine: { label: t("fine"), start: "by", stop: "at", due: "end of day(by)", source: "一" }, day: { label: t("day"), start: "by", stop: "by + duration(\"P1D\")", due: "by", source: "一" } };
  }, "/forms/order/deadlines/late/due"],
  ["a comparison with a blank", "comparison.blank", (d) => (d.forms.order.rules["note-not-x"].check = 'note != "x" and note != ""'), "/forms/order/rules/note-not-x/check"],
  ["a comparison with an empty list", "comparison.blank", (d) => {
    d.forms.order.fields.all = { type: "multi_choice", label: t("all"), source: "一", options: { x: t("x") } };
    d.forms.order.rules["note-not-x"].check = 'note != "x" or all = []';
  }, "/forms/order/rules/note-not-x/check"],
  ["a column compared with itself", "comparison.same", (d) => {
    d.forms.order.fields.rows = { type: "table", label: t("rows"), source: "一", fields: { kind: { type: "text", label: t("kind"), source: "一" } } };
    d.forms.order.rules["note-not-x"].check = 'note != "x" or count(rows[kind = kind]) > 0';
  }, "/forms/order/rules/note-not-x/check"],
  ["a range of time over midnight", "comparison.range", (d) => {
    d.forms.order.fields.clock = { type: "time", label: t("clock"), source: "一" };
    d.forms.order.rules["note-not-x"].check = 'note != "x" or clock in [time("22:00")..time("06:00")]';
  }, "/forms/order/rules/note-not-x/check"],
  ["a range with its bounds reversed", "comparison.range", (d) => (d.forms.order.rules["note-not-x"].check = 'note != "x" or string length(note) between 9 and 3'), "/forms/order/rules/note-not-x/check"],
  ["a list indexed from 0", "comparison.first", (d) => {
    d.forms.order.fields.parts = { type: "table", label: t("parts"), source: "一", fields: { no: { type: "text", label: t("no") } } };
    d.forms.order.fields.note.required = 'parts[0].no = "a"';
  }, "/forms/order/fields/note/required"],
  ["a warning after the due moment", "deadline.warn", (d) => (d.forms.order.deadlines = { come: { label: t("come"), start: "now", within: { hours: 2 }, warnBefore: "PT3H", source: "一" } }), "/forms/order/deadlines/come/warnBefore"],
  ["a deadline that stops where it starts", "deadline.stop", (d) => (d.forms.order.deadlines = { come: { label: t("come"), start: "now", stop: "now", within: { hours: 2 }, source: "一" } }), "/forms/order/deadlines/come/stop"],
  ["workdays without a calendar if there are several", "deadline.calendar", (d) => {
    d.calendars = { office: { label: t("office") }, shop: { label: t("shop") } };
    d.forms.order.deadlines = { come: { label: t("come"), start: "now", within: { workdays: 2 }, source: "一" } };
  }, "/forms/order/deadlines/come/within"],
  ["a pause that is not a table of periods", "deadline.pause", (d) => {
    d.forms.order.fields.parts = { type: "table", label: t("parts"), source: "一", fields: { no: { type: "text", label: t("no") } } };
    d.forms.order.deadlines = { come: { label: t("come"), start: "now", within: { hours: 2 }, pause: "parts", source: "一" } };
  }, "/forms/order/deadlines/come/pause"],
  ["holidays that are not dates", "calendar.dates", (d) => {
    d.parameters = { days: { type: "list", label: t("days"), source: "一" } };
    d.calendars = { office: { label: t("office"), holidays: "days" } };
  }, "/calendars/office/holidays"],
  ["a pause that the engine refuses", "expression.kinds", (d) => (d.forms.order.deadlines = { come: { label: t("come"), start: "now", within: { hours: 2 }, pause: "note", source: "一" } }), "/forms/order/deadlines/come/pause"],
  ["holidays that the engine refuses", "expression.kinds", (d) => (d.calendars = { office: { label: t("office"), holidays: 5 } }), "/calendars/office/holidays"],
  ["a range written as a difference", "cell.range", (d) => (d.calculations.fee.steps.rate.table.rules[1].when = ["2-5"]), "/calculations/fee/steps/rate/table/rules/1/when/0"],
  ["a cell with an unknown option", "option.unknown", (d) => {
    d.calculations.fee.inputs.kind = { type: "choice", label: t("kind"), options: { a: t("a") } };
    d.calculations.fee.steps.rate.table = { inputs: ["kind"], rules: [{ when: ['"c"'], then: 1 }] };
  }, "/calculations/fee/steps/rate/table/rules/0/when/0"],
  ["a part without an id that may fail", "part.unnamed", (d) => (d.formats = { no: { label: t("no"), source: "一", grammar: [{ literal: "A" }, { chars: "0-9", count: 4 }] } }), "/formats/no/grammar/1"],
  ["a further part of a branch without an id", "part.unnamed", (d) => (d.formats = { no: { label: t("no"), source: "一", grammar: [{ id: "which", label: t("which"), choice: { a: [{ chars: "a-z" }, { pattern: "[0-9]" }] } }] } }), "/formats/no/grammar/0/choice/a/1"],
  ["a sign that normalisation removes", "part.lost", (d) => (d.formats = { no: { label: t("no"), source: "一", normalise: ["halfwidth"], grammar: [{ id: "n", chars: "0-9", label: t("n") }, { optional: [{ literal: ["(", "（"] }] }] } }), "/formats/no/grammar/1/optional/0/literal"],
  ["a part with an impossible count", "bounds.empty", (d) => (d.formats = { no: { label: t("no"), source: "一", grammar: [{ id: "n", chars: "0-9", count: { min: 5, max: 2 }, label: t("n") }] } }), "/formats/no/grammar/0/count"],
  ["a derived segment named like a part", "name.hidden", (d) => (d.formats = { no: { label: t("no"), source: "一", grammar: [{ id: "n", chars: "0-9", label: t("n") }], derive: { n: { label: t("n"), value: "n" } } } }), "/formats/no/derive/n"],
  ["a message that is never shown", "key.ignored", (d) => (d.forms.order.workflow = { field: "kind", initial: "a", transitions: [{ from: "a", to: "b", message: t("no") }] }), "/forms/order/workflow/transitions/0/message"],
  ["a pattern between slashes", "pattern.slashes", (d) => (d.forms.order.fields.note.pattern = "/[a-z]+/"), "/forms/order/fields/note/pattern"],
  ["a pattern without a hint", "pattern.unexplained", (d) => (d.forms.order.fields.note.pattern = "[a-z]+"), "/forms/order/fields/note/pattern"],
  ["an unused exception", "exception.unused", (d) => (d.exceptions = [{ lint: "unused", at: "/parameters/gone", reason: t("gone") }]), "/exceptions/0"],
  ["an error of the standard itself", "expression.unknown_name", (d) => (d.forms.order.fields.note.required = "kin = 1"), "/forms/order/fields/note/required"],
];

for (const [title, code, change, pointer] of FAULTS) {
  test(`the lint finds ${title}`, () => {
    const document = validDocument();
    change(document);
    const found = lint(JSON.stringify(document, null, 2), { orders: [passing, breaking] });
    assert.ok(found.some((finding) => finding.code === code && finding.pointer === pointer && finding.line > 1), JSON.stringify(found));
  });
}

const field = (type, rest = {}) => ({ type, label: t(type), source: "一", ...rest });
const fields = (more) => (d) => Object.assign(d.forms.order.fields, more);
const rule = (check, more = {}) => (d) => {
  Object.assign(d.forms.order.fields, more);
  d.forms.order.rules.another = { check, fields: ["kind"], message: t("another"), source: "一" };
};
const rows = { rows: field("table", { fields: { kind: { type: "choice", label: t("kind"), options: { x: t("x"), y: t("y") } } } }) };
const tiers = (type, ...cells) => (d) => {
  const { inputs, steps } = d.calculations.fee;
  inputs.hours = { type, label: t("hours") };
  steps.rate.table.rules = cells.map((cell) => ({ when: [cell], then: "1" }));
};
const why = (relevant) => ({ why: field("text", { relevant, required: true }) });

const WITHOUT_FINDINGS = [
  ["a field that depends on one which depends on another", fields({ mark: field("choice", { relevant: 'kind = "a"', options: { good: t("good"), bad: t("bad") } }), ...why('mark = "bad"') })],
  ["a field that depends on a computed one", fields({ hours: field("number"), long: field("bool", { computed: "hours > 5" }), ...why("long = true") })],
  ["a field that depends on the current time", fields(why('now > date and time("2026-01-01T00:00:00")'))],
  ["a field that depends on a deadline", (d) => {
    fields({ at: field("datetime"), ...why('deadline("come") != null') })(d);
    d.forms.order.deadlines = { come: { label: t("come"), start: "at", within: { hours: 2 }, source: "一" } };
  }],
  ["a field that depends on a parameter", (d) => {
    fields(why("strict = true"))(d);
    d.parameters = { strict: { type: "bool", default: false, label: t("strict"), source: "一" } };
  }],
  ["fields with Chinese ids", fields({ 状态: field("choice", { options: { 开: t("open"), 关: t("closed") } }), 原因: field("text", { relevant: '状态 = "关"', required: true }) })],
  ["an option that needs another field", rule('kind != "a" or note != null')],
  ["an option that needs a row", rule('if kind = "a" then count(rows) > 0 else true', rows)],
  ["an option that needs an amount", rule('if kind = "a" then coalesce(fee, 0) > 0 else true', { fee: field("money") })],
  ["a row's own options under a name that the form also has", rule('every r in rows satisfies r.kind = "x"', rows)],
  ["a filter's options under a name that the form also has", rule('count(rows[1][kind = "y"][kind in ("x", "y")]) < 2', rows)],
  ["tiers of days", tiers("date", '< date("2026-02-01")', '[@"2026-02-01"..date("2026-03-01")]', '> date("2026-03-01")')],
  ["tiers of durations", tiers("duration", '< duration("PT2H")', '>= duration("PT2H")')],
  ["tiers of clock times", tiers("time", '< time("08:00")', '>= time("08:00")')],
  ["tiers of whole numbers", tiers("integer", "<= 5", "[6..10]", "> 10")],
  ["tiers of cents", tiers("money", "<= 9.99", ">= 10")],
  ["tiers of a step that counts", (d) => {
    tiers("list", "<= 5", ">= 6")(d);
    d.calculations.fee.steps.all = { label: t("all"), value: "count(hours)" };
    d.calculations.fee.steps.rate.table.inputs = ["all"];
  }],
  ["tiers as far as an input goes", (d) => {
    tiers("percent", "[0..60)", "[60..100]")(d);
    d.calculations.fee.inputs.hours.range = { min: 0, max: 100 };
  }],
  ["tiers of conditions", tiers("text", "string length(?) > 5", "string length(?) <= 5")],
  ["tiers with a dictionary", (d) => {
    d.dictionaries = { limits: { label: t("limits"), source: "一", rows: [{ most: 2 }] } };
    tiers("number", "<= limits[1].most", "> limits[1].most")(d);
  }],
  ["tiers with an input named like a member of every object", (d) => {
    d.calculations.fee.inputs.constructor = { type: "number", label: t("most") };
    tiers("number", "< constructor", ">= constructor")(d);
  }],
  ["tiers with a parameter without a value", (d) => {
    d.parameters = { most: { type: "number", label: t("most"), source: "一" } };
    tiers("number", "< most", "> most")(d);
  }],
  ["tiers with a parameter that is a day", (d) => {
    d.parameters = { last: { type: "date", default: "2026-03-01", label: t("last"), source: "一" } };
    tiers("date", "<= last", "> last")(d);
  }],
  ["tiers with a function of the standard", (d) => {
    d.functions = { most: { parameters: ["hours"], value: "hours > 2", label: t("most"), source: "一" } };
    tiers("number", "most(?)", "< 2")(d);
  }],
  ["parts that cannot fail and have no name", (d) => {
    const digits = { chars: "0-9" }, blank = { chars: " ", count: { min: 0 } };
    d.formats = { no: { label: t("no"), source: "一", grammar: [{ literal: "A" }, blank, { id: "whole", label: t("whole"), group: [digits, { literal: "-" }, digits] }, { optional: [{ chars: "b" }, { optional: [{ literal: "." }] }] }, { id: "which", label: t("which"), choice: { a: [digits] } }, { rest: true, min: 0 }] } };
    d.forms.order.fields.note.format = "no";
  }],
  ["signs as the normalisation leaves them", (d) => {
    d.formats = { no: { label: t("no"), source: "一", normalise: ["halfwidth", "upper", "blanks", { replace: { "—": "-" } }], grammar: [{ literal: "zp", anyCase: true }, { literal: ["-", "("] }, { literal: "年" }] } };
    d.forms.order.fields.note.format = "no";
  }],
  ["a deadline before its start", (d) => {
    fields({ at: field("datetime") })(d);
    d.forms.order.deadlines = { call: { label: t("call"), start: "at", within: { days: -1 }, warnBefore: "PT3H", source: "一" } };
  }],
  ["a dictionary with a column named range", (d) => (d.dictionaries = { limits: { label: t("limits"), source: "一", rows: [{ range: { min: 5, max: 3 } }] } })],
];

for (const [title, change] of WITHOUT_FINDINGS) {
  test(`the lint accepts ${title}`, () => {
    const document = validDocument();
    change(document);
    assert.deepEqual(lint(JSON.stringify(document)).map(({ code, pointer, message }) => `${code} ${pointer} ${message.en}`), []);
  });
}

test("the lint finds nothing in a correct document, and untested rules without orders that test them", () => {
  const text = JSON.stringify(validDocument());
  assert.deepEqual(lint(text, { orders: [passing, breaking] }), []);
  assert.deepEqual(lint(text, { orders: [passing] }).map(({ code }) => code), ["rule.never_fails"]);
  assert.deepEqual(lint(text, { orders: [breaking] }).map(({ code }) => code), ["rule.never_holds"]);
});

test("for a label in a formula, and an option given by its label, suggests the id", () => {
  const document = validDocument(), { fields } = document.forms.order;
  fields.note.label = { zh: "备注", en: "the note" };
  fields.kind.options.b = { zh: "乙", en: "second" };
  const firstFinding = (required) => {
    fields.note.required = required;
    return lint(JSON.stringify(document)).map(({ code, help }) => [code, help?.zh, help?.en])[0];
  };
  for (const label of ["备注", "the note"]) assert.deepEqual(firstFinding(`${label} = "x"`), ["expression.unknown_name", "是否想写「note」？", "did you mean `note`?"]);
  assert.deepEqual(firstFinding("别的 = 1"), ["expression.unknown_name", '是否想写「"别的"」？', 'did you mean `"别的"`?']);
  for (const option of ["乙", "Second", "B"]) assert.deepEqual(firstFinding(`kind = "${option}"`), ["option.unknown", '是否想写「"b"」？', 'did you mean `"b"`?']);
  assert.deepEqual(firstFinding('kind = "c"'), ["option.unknown", "可用：a, b", "use one of a, b"]);
});

test("an exception stated by the standard is skipped", () => {
  const document = validDocument();
  document.parameters = { rest: { type: "number", label: t("rest"), default: 1, source: "一" } };
  document.exceptions = [{ lint: "unused", at: "/parameters/rest", reason: t("the host reads it") }];
  assert.deepEqual(lint(JSON.stringify(document)), []);
});

test("a document of any depth is refused by the limit", () => {
  assert.deepEqual(lint("[".repeat(100_000) + "]".repeat(100_000)).map(({ code }) => code), ["limit.json_depth"]);
});

const run = (...args) => new Promise((resolve) => execFile(process.execPath, [new URL("pkg/bin/gongdan.js", root).pathname, ...args], (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr })));

test("the command prints file, line, code and pointer, and its exit code says whether anything was found", async () => {
  const file = join(newFolder(), "bent.json");
  await writeFile(file, JSON.stringify(validDocument(), null, 2));
  assert.deepEqual(await run("lint", file), { code: 0, stdout: "", stderr: "" });
  const document = validDocument();
  document.forms.order.title.en = "订单";
  await writeFile(file, JSON.stringify(document, null, 2));
  const output = await run("lint", "--en", file);
  assert.equal(output.code, 1);
  assert.match(output.stdout, new RegExp(`^${file}:\\d+:\\d+ text.language /forms/order/title/en `));
  document.forms.order.fields.note.required = 'kind == "a"';
  await writeFile(file, JSON.stringify(document, null, 2));
  assert.match((await run("lint", "--en", file)).stdout, /`==` is not valid here \(did you mean `=`\?\)\n/);
  assert.match((await run("lint", file)).stdout, /「==」不能出现在这里（是否想写「=」？）\n/);
  assert.equal((await run("look")).code, 2);
  assert.equal((await run("lint", `${file}.none`)).code, 2);
});

test("the command reads a file with a byte order mark, and reports what is no standard and no list of orders", async () => {
  const folder = newFolder(), file = join(folder, "marked.json"), orders = join(folder, "orders.json");
  await writeFile(file, `\uFEFF${JSON.stringify(validDocument())}`);
  assert.deepEqual(await run("lint", file), { code: 0, stdout: "", stderr: "" });
  for (const [content, expected] of [["{}", /must be .*, not object\n$/], ['[{ "form": "none" }]', /none/], ["[1", /: 不是 JSON：/]]) {
    await writeFile(orders, content);
    const refused = await run("lint", file, "--orders", orders);
    assert.deepEqual([refused.code, refused.stdout], [2, ""]);
    assert.ok(refused.stderr.startsWith(`${orders}: `) && !refused.stderr.includes("    at "), refused.stderr);
    assert.match(refused.stderr, expected);
  }
  await writeFile(file, Buffer.from([0x7b, 0xb5, 0xa5, 0x7d]));
  assert.deepEqual(await run("lint", "--en", file), { code: 2, stdout: "", stderr: `${file}: it is not in UTF-8; save it as UTF-8\n` });
});

test("the command prints its usage, and refuses unknown options", async () => {
  const help = await run("--help");
  assert.deepEqual([help.code, help.stderr], [0, ""]);
  assert.match(help.stdout, /^gongdan lint .*检查标准.*退出码：0 /s);
  assert.match((await run("--help", "--en")).stdout, /^gongdan lint .*ends with 0 /s);
  assert.match((await run("--version")).stdout, /^\d+\.\d+\.\d+ sha256:[0-9a-f]{64}\n$/);
  assert.match((await run("look", "a.json")).stderr, /^look: 没有这个命令\n/);
  assert.match((await run("look", "--en")).stderr, /^look: there is no such command\n/);
  const refused = await run("lint", "--order", "orders.json", "a.json");
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /^--order: 没有这个选项\n/);
  assert.match((await run("lint", "a.json", "--orders")).stderr, /^gongdan lint /);
});
