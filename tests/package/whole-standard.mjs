// A standard that contains every key of every part. It makes no sense, but it loads.

const l = (en = "label", zh = "标签") => ({ zh, en });
export const whole = () => ({
  $schema: "./standard.schema.json",
  gongdan: 1, id: "whole", version: "1.0.0", title: l(), description: l(), trade: "property",
  source: { document: "文件", section: "一" }, zone: "+08:00", validFrom: "2026-01-01", validTo: "2027-01-01",
  readings: [l()], exceptions: [{ lint: "unused", at: "/parameters/rate", reason: l() }],
  parameters: {
    rate: { type: "money", label: l(), default: 80, unit: "CNY", range: { min: 0 }, source: "1" },
    holidays: { type: "list", of: "date", label: l(), default: ["2026-10-01"], source: { document: "d", section: "s" } },
    grade: { type: "choice", label: l(), options: { a: l(), b: l() }, default: "a" },
    grace: { type: "duration", label: l(), default: "PT4H" },
    unset: { type: "number", label: l() },
    on: { type: "bool", label: l(), default: true },
  },
  dictionaries: { prices: { label: l(), source: "2", rows: [{ item: "camera", from: 1, price: 120, name: l() }, { item: "lock", from: 5, price: 100, name: l() }] } },
  functions: { net: { parameters: ["gross"], value: "gross / 1.06", label: l(), source: "3" }, nouns: { parameters: [], value: "prices.item" } },
  calendars: { office: { label: l(), days: ["monday", "tuesday"], hours: [{ from: "08:30", to: "12:00" }, { from: "13:30", to: "24:00" }], holidays: "holidays", makeupWorkdays: "holidays", source: "4" } },
  formats: {
    no: { label: l(), source: "5", normalise: ["halfwidth", "blanks", { replace: { "﹔": ";" } }, { tighten: "#-" }, { until: { nth: 2, of: "#" }, steps: ["upper"] }],
      grammar: [{ id: "kind", literal: ["WX", "BX"], keep: true, anyCase: true, label: l() }, { id: "year", chars: "0-9", count: 4, check: "number(value) > 2000", label: l() }, { id: "seq", chars: "0-9", count: { min: 1, max: 4 }, interrupt: "-", check: "value != \"0000\"", as: "value", label: l() },
        { optional: [{ id: "tail", pattern: "-[a-z]+", label: l() }], when: "-" }], derive: { whole: { value: "year + seq", label: l() } }, examples: ["WX20260001"] },
    work: { label: l(), tokens: { words: { devices: "nouns()" }, anchors: { device: { first: "devices" }, other: { last: "devices", after: "device", start: false }, early: { first: "devices", before: "other" } } },
      grammar: [{ id: "place", until: ["device"], label: l(), trim: true }, { id: "device", token: "device", label: l() }, { id: "more", rest: true, min: 0, each: "char != \"x\"", suggest: "prices.item", default: "\"none\"", label: l() }], examples: ["3楼camera坏"] },
    list: { label: l(), grammar: [{ id: "things", list: { id: "thing", oneOf: "prices.item", label: l() }, separator: ",", label: l() }, { id: "pick", label: l(), choice: { a: [{ id: "g", group: [{ id: "x", literal: "A", keep: true, label: l() }], label: l() }], b: [{ id: "n", format: "no", label: l() }] } }], examples: ["camera,lockA"] },
  },
  forms: {
    order: {
      title: l(), description: l(), source: "6",
      fields: {
        status: { type: "choice", label: l(), options: { open: l(), closed: l() }, rating: false, required: true, source: "6.1" },
        no: { type: "text", label: l(), format: "no", hint: l(), length: { min: 1, max: 20 } },
        name: { type: "text", label: l(), pattern: "[a-z]+" },
        at: { type: "datetime", label: l(), required: "status = \"closed\"" },
        done: { type: "datetime", label: l() },
        day: { type: "date", label: l() },
        paid: { type: "bool", label: l(), required: true },
        fee: { type: "money", label: l(), unit: "CNY", relevant: "paid = true", range: { min: 0, below: 100000 } },
        score: { type: "integer", label: l(), range: { above: 0, max: 5 } },
        kinds: { type: "multi_choice", label: l(), options: { a: l(), b: l() }, length: { max: 2 } },
        total: { type: "money", label: l(), computed: "sum(parts.price)" },
        parts: { type: "table", label: l(), length: { max: 10 }, fields: { item: { type: "text", label: l(), required: true }, price: { type: "money", label: l() }, qty: { type: "integer", label: l() } },
          rules: { "price-positive": { check: "price > 0", fields: ["price"], message: l() } } },
        waits: { type: "table", label: l(), fields: { from: { type: "datetime", label: l() }, to: { type: "datetime", label: l() } } },
      },
      blocks: [{ title: l(), from: "status" }], copies: [l()],
      rules: {
        "done-after-at": { check: "done >= at", fields: ["done", "at"], needs: ["at"], severity: "warning", message: l(), source: "7" },
        "qty-positive": { check: "qty > 0", fields: ["qty"], each: "parts", message: l() },
      },
      deadlines: {
        arrive: { label: l(), start: "at", stop: "done", within: { hours: 2 }, when: "paid = true", pause: "waits", warnBefore: "PT1H", severity: "error", source: "8" },
        reply: { label: l(), start: "at", within: { workdays: "3", calendar: "office" } },
        shift: { label: l(), start: "at", within: { endOf: "shift", at: "time(\"17:00\")", given: "done" } },
        eod: { label: l(), start: "at", within: { endOf: "day", days: 2 } },
        due: { label: l(), start: "at", due: "at + grace" },
        work: { label: l(), start: "at", within: { workingHours: 4, calendar: "office" } },
      },
      workflow: { field: "status", initial: "open", transitions: [{ from: ["open"], to: "closed", guard: "fee > 0", demands: ["done"], message: l(), source: "9" }] },
    },
    second: { title: l(), fields: { a: { type: "text", label: l() } }, workflow: { states: { x: l(), y: l() }, initial: "x", transitions: [{ from: "x", to: "y" }] } },
  },
  calculations: {
    cost: {
      label: l(), description: l(), source: "10",
      inputs: { hours: { type: "number", label: l(), unit: "hour", range: { min: 0 }, source: "1" }, price: { type: "money", label: l(), default: 80 }, kind: { type: "choice", label: l(), options: { a: l(), b: l() } }, days: { type: "list", of: "date", label: l() },
        lines: { type: "table", label: l(), fields: { qty: { type: "number", label: l() } } } },
      steps: {
        size: { label: l(), unit: "x", source: "1", table: { inputs: ["kind", "hours"], hitPolicy: "F", rules: [{ when: ["\"a\"", "-"], then: "1", source: "2" }, { when: ["-", "> 2"], then: 2 }], default: "null" } },
        pri: { label: l(), table: { inputs: ["hours"], hitPolicy: "P", values: "[3, 2, 1]", rules: [{ when: ["> 2"], then: 3 }, { when: ["> 1"], then: 2 }] } },
        sum: { label: l(), value: "hours * price * size + net(sum(lines.qty))", reasons: [{ when: "hours > 100", code: "too_long", message: l() }] },
      },
      outputs: { sum: { type: "money", label: l(), unit: "CNY", round: 1, source: "3" }, sized: { type: "number", label: l(), value: "size" }, o: { type: "choice", label: l(), options: { a: l() }, value: "kind" }, li: { type: "list", of: "date", label: l(), value: "days" } },
    },
  },
});
