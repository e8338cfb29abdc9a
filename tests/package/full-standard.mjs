// A standard that contains every key of every part. It makes no sense, but it loads.

const text = (en = "label", zh = "标签") => ({ zh, en });
export const fullStandard = () => ({
  $schema: "./standard.schema.json",
  gongdan: 1, id: "whole", version: "1.0.0", title: text(), description: text(), trade: "property",
  source: { document: "文件", section: "一" }, zone: "+08:00", validFrom: "2026-01-01", validTo: "2027-01-01",
  readings: [text()], exceptions: [{ lint: "unused", at: "/parameters/rate", reason: text() }],
  parameters: {
    rate: { type: "money", label: text(), default: 80, unit: "CNY", range: { min: 0 }, source: "1" },
    holidays: { type: "list", of: "date", label: text(), default: ["2026-10-01"], source: { document: "d", section: "s" } },
    grade: { type: "choice", label: text(), options: { a: text(), b: text() }, default: "a" },
    grace: { type: "duration", label: text(), default: "PT4H" },
    unset: { type: "number", label: text() },
    on: { type: "bool", label: text(), default: true },
  },
  dictionaries: { prices: { label: text(), source: "2", rows: [{ item: "camera", from: 1, price: 120, name: text() }, { item: "lock", from: 5, price: 100, name: text() }] } },
  functions: { net: { parameters: ["gross"], value: "gross / 1.06", label: text(), source: "3" }, nouns: { parameters: [], value: "prices.item" } },
  calendars: { office: { label: text(), days: ["monday", "tuesday"], hours: [{ from: "08:30", to: "12:00" }, { from: "13:30", to: "24:00" }], holidays: "holidays", makeupWorkdays: "holidays", source: "4" } },
  formats: {
    no: { label: text(), source: "5", normalise: ["halfwidth", "blanks", { replace: { "﹔": ";" } }, { tighten: "#-" }, { until: { nth: 2, of: "#" }, steps: ["upper"] }],
      grammar: [{ id: "kind", literal: ["WX", "BX"], keep: true, anyCase: true, label: text() }, { id: "year", chars: "0-9", count: 4, check: "number(value) > 2000", label: text() }, { id: "seq", chars: "0-9", count: { min: 1, max: 4 }, interrupt: "-", check: "value != \"0000\"", as: "value", label: text() },
        { optional: [{ id: "tail", pattern: "-[a-z]+", label: text() }], when: "-" }], derive: { whole: { value: "year + seq", label: text() } }, examples: ["WX20260001"] },
    work: { label: text(), tokens: { words: { devices: "nouns()" }, anchors: { device: { first: "devices" }, other: { last: "devices", after: "device", start: false }, early: { first: "devices", before: "other" } } },
      grammar: [{ id: "place", until: ["device"], label: text(), trim: true }, { id: "device", token: "device", label: text() }, { id: "more", rest: true, min: 0, each: "char != \"x\"", suggest: "prices.item", default: "\"none\"", label: text() }], examples: ["3楼camera坏"] },
    list: { label: text(), grammar: [{ id: "things", list: { id: "thing", oneOf: "prices.item", label: text() }, separator: ",", label: text() }, { id: "pick", label: text(), choice: { a: [{ id: "g", group: [{ id: "x", literal: "A", keep: true, label: text() }], label: text() }], b: [{ id: "n", format: "no", label: text() }] } }], examples: ["camera,lockA"] },
  },
  forms: {
    order: {
      title: text(), description: text(), source: "6",
      fields: {
        status: { type: "choice", label: text(), options: { open: text(), closed: text() }, rating: false, required: true, source: "6.1" },
        no: { type: "text", label: text(), format: "no", hint: text(), length: { min: 1, max: 20 } },
        name: { type: "text", label: text(), pattern: "[a-z]+" },
        at: { type: "datetime", label: text(), required: "status = \"closed\"" },
        done: { type: "datetime", label: text() },
        day: { type: "date", label: text() },
        paid: { type: "bool", label: text(), required: true },
        fee: { type: "money", label: text(), unit: "CNY", relevant: "paid = true", range: { min: 0, below: 100000 } },
        score: { type: "integer", label: text(), range: { above: 0, max: 5 } },
        kinds: { type: "multi_choice", label: text(), options: { a: text(), b: text() }, length: { max: 2 } },
        total: { type: "money", label: text(), computed: "sum(parts.price)" },
        parts: { type: "table", label: text(), length: { max: 10 }, fields: { item: { type: "text", label: text(), required: true }, price: { type: "money", label: text() }, qty: { type: "integer", label: text() } },
          rules: { "price-positive": { check: "price > 0", fields: ["price"], message: text() } } },
        waits: { type: "table", label: text(), fields: { from: { type: "datetime", label: text() }, to: { type: "datetime", label: text() } } },
      },
      blocks: [{ title: text(), from: "status" }], copies: [text()],
      rules: {
        "done-after-at": { check: "done >= at", fields: ["done", "at"], needs: ["at"], severity: "warning", message: text(), source: "7" },
        "qty-positive": { check: "qty > 0", fields: ["qty"], each: "parts", message: text() },
      },
      deadlines: {
        arrive: { label: text(), start: "at", stop: "done", within: { hours: 2 }, when: "paid = true", pause: "waits", warnBefore: "PT1H", severity: "error", source: "8" },
        reply: { label: text(), start: "at", within: { workdays: "3", calendar: "office" } },
        shift: { label: text(), start: "at", within: { endOf: "shift", at: "time(\"17:00\")", given: "done" } },
        eod: { label: text(), start: "at", within: { endOf: "day", days: 2 } },
        due: { label: text(), start: "at", due: "at + grace" },
        work: { label: text(), start: "at", within: { workingHours: 4, calendar: "office" } },
      },
      workflow: { field: "status", initial: "open", transitions: [{ from: ["open"], to: "closed", guard: "fee > 0", demands: ["done"], message: text(), source: "9" }] },
    },
    second: { title: text(), fields: { a: { type: "text", label: text() } }, workflow: { states: { x: text(), y: text() }, initial: "x", transitions: [{ from: "x", to: "y" }] } },
  },
  calculations: {
    cost: {
      label: text(), description: text(), source: "10",
      inputs: { hours: { type: "number", label: text(), unit: "hour", range: { min: 0 }, source: "1" }, price: { type: "money", label: text(), default: 80 }, kind: { type: "choice", label: text(), options: { a: text(), b: text() } }, days: { type: "list", of: "date", label: text() },
        lines: { type: "table", label: text(), fields: { qty: { type: "number", label: text() } } } },
      steps: {
        size: { label: text(), unit: "x", source: "1", table: { inputs: ["kind", "hours"], hitPolicy: "F", rules: [{ when: ["\"a\"", "-"], then: "1", source: "2" }, { when: ["-", "> 2"], then: 2 }], default: "null" } },
        pri: { label: text(), table: { inputs: ["hours"], hitPolicy: "P", values: "[3, 2, 1]", rules: [{ when: ["> 2"], then: 3 }, { when: ["> 1"], then: 2 }] } },
        sum: { label: text(), value: "hours * price * size + net(sum(lines.qty))", reasons: [{ when: "hours > 100", code: "too_long", message: text() }] },
      },
      outputs: { sum: { type: "money", label: text(), unit: "CNY", round: 1, source: "3" }, sized: { type: "number", label: text(), value: "size" }, o: { type: "choice", label: text(), options: { a: text() }, value: "kind" }, li: { type: "list", of: "date", label: text(), value: "days" } },
    },
  },
});
