// A form with one of everything that occurs in pages, its standard, and the page around it, for both browser suites.

const label = (zh, en) => ({ zh, en });

export const STANDARD = {
  gongdan: 1,
  id: "flow",
  version: "1.0.0",
  title: label("报修", "Repair"),
  source: { document: "报修规定", section: "1" },
  forms: {
    call: {
      title: label("报修单", "Repair call"),
      fields: {
        name: { type: "text", label: label("姓名", "Name"), required: true, length: { max: 4 }, source: "1.1" },
        kind: { type: "choice", label: label("类别", "Kind"), required: true, options: { water: label("水", "Water"), power: label("电", "Power") } },
        level: { type: "choice", label: label("等级", "Level"), options: { low: label("低", "Low"), high: label("高", "High") } },
        channels: { type: "multi_choice", label: label("渠道", "Channels"), options: { phone: label("电话", "Phone"), web: label("网站", "Web") } },
        urgent: { type: "bool", label: label("加急", "Urgent") },
        reason: { type: "text", label: label("原因", "Reason"), required: true, relevant: "urgent = true" },
        day: { type: "date", label: label("日期", "Day") },
        called_at: { type: "datetime", label: label("来电时间", "Called at") },
        come_at: { type: "datetime", label: label("上门时间", "Come at") },
        photos: { type: "attachment_list", label: label("照片", "Photos"), length: { max: 1 } },
        hours: { type: "number", label: label("工时", "Hours"), range: { min: 0, max: 8 } },
        remark: { type: "text", label: label("备注", "Remark"), length: { max: 6 } },
        serial: { type: "text", label: label("编号", "Serial"), required: true, pattern: "[A-Z]+" },
        items: { type: "table", label: label("配件", "Parts"), fields: {
          part: { type: "text", label: label("名称", "Part"), required: true },
          qty: { type: "integer", label: label("数量", "Quantity"), required: true, range: { min: 1 } },
        } },
      },
      rules: {
        "high-is-urgent": { check: "level != \"high\" or urgent = true", fields: ["level"], severity: "warning", message: label("等级高的宜加急", "A high level is best marked urgent") },
        "come-after-call": { check: "come_at >= called_at", fields: ["come_at"], severity: "error", message: label("上门不得早于来电", "Nobody comes before the call"), source: "2.1" },
      },
      deadlines: { come: { label: label("上门", "Coming"), start: "called_at", stop: "come_at", within: { hours: 2 }, severity: "error" } },
    },
  },
  calculations: {
    fee: {
      label: label("人工费", "Labour"),
      inputs: { hours: { type: "number", label: label("工时", "Hours") } },
      steps: { sum: { value: "hours * 60", label: label("工时费", "Hours charged") } },
      outputs: { sum: { type: "money", label: label("人工费", "Labour") } },
    },
  },
};

/** Control names, each with the path of its field. */
export const NAMES = { xm: "name", lb: "kind", dj: "level", "qd[]": "channels", jj: "urgent", yy: "reason", rq: "day", ldsj: "called_at", smsj: "come_at", zp: "photos", gs: "hours", bz: "remark", bh: "serial", "pj[].mc": "items[].part", sl: "items[].qty" };

export const NOW = "2026-03-02T10:00:00+08:00";

export const ROW = (number) => `<tr><td><input name="pj[${number}].mc" aria-label="名称"></td><td><input name="sl" aria-label="数量"></td></tr>`;

export const FORM = `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>报修</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/pkg/form.css"><link rel="stylesheet" href="/page.css"></head><body><main>
<h1>报修</h1>
<form id="f" class="host">
<p><label for="n">姓名</label><input id="n" name="xm" aria-describedby="hint" title="x"><small id="hint">两到四个字</small></p>
<fieldset><legend>类别</legend><label><input type="radio" name="lb" value="water">水</label><label><input type="radio" name="lb" value="power">电</label></fieldset>
<p><label for="d">等级</label><select id="d" name="dj"><option value="">请选择</option><option value="1" data-gongdan-value="low">低</option><option value="2" data-gongdan-value="high">高</option></select></p>
<fieldset><legend>渠道</legend><label><input type="checkbox" name="qd[]" value="phone">电话</label><label><input type="checkbox" name="qd[]" value="web">网站</label></fieldset>
<p><label><input type="checkbox" name="jj"> 加急</label></p>
<div class="row"><label for="r">原因</label><input id="r" name="yy" value="顾客催促"></div>
<p><label for="q">日期</label><input id="q" name="rq" type="date"></p>
<p><label for="l">来电时间</label><input id="l" name="ldsj" type="datetime-local"></p>
<p><label for="s">上门时间</label><input id="s" name="smsj"></p>
<p><label for="z">照片</label><input id="z" name="zp" type="file" multiple></p>
<p><label for="g">工时</label><x-stepper id="g" name="gs"></x-stepper></p>
<p><label for="b">编号</label><input id="b" name="bh" value="bad" disabled></p>
<p><label for="e">邮箱</label><input id="e" name="email" type="email"></p>
<table><caption>配件</caption><tbody>${ROW(7)}</tbody></table>
<div data-gongdan-deadlines></div><div data-gongdan-calculation="fee"></div>
<button>提交</button> <button name="draft" formnovalidate>存草稿</button> <button type="reset">清空</button>
</form>
<p><label for="m">备注</label><input id="m" name="bz" form="f"></p>
</main><script type="module" src="/setup.mjs"></script></body></html>`;

export const SETUP = `
import init, { Standard } from "/pkg/index.js";
import { attach } from "/pkg/form.js";

// A form-associated custom element of the page's own.
customElements.define("x-stepper", class extends HTMLElement {
  static formAssociated = true;
  #internals = this.attachInternals();
  #box = document.createElement("input");
  constructor() {
    super();
    this.#box.setAttribute("aria-label", "工时");
    this.#box.addEventListener("input", () => this.#internals.setFormValue(this.#box.value));
    this.attachShadow({ mode: "open", delegatesFocus: true }).append(this.#box);
  }
  get value() { return this.#box.value; }
  set value(value) { this.#box.value = value; this.#internals.setFormValue(value); }
  formResetCallback() { this.value = ""; }
});

const form = document.getElementById("f");
window.sent = [];
window.edits = [];
window.errors = [];
for (const type of ["error", "unhandledrejection", "securitypolicyviolation"]) addEventListener(type, (event) => window.errors.push(String(event.message ?? event.reason ?? event.violatedDirective)));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  window.sent.push({ by: event.submitter?.name ?? "", data: [...new FormData(form)].map(([name, value]) => [name, value.name ?? value]) });
});
window.start = async (json, options) => {
  await init();
  const standard = Standard.parse(json);
  window.attached = attach(form, { standard, onChange: ({ path }) => window.edits.push(path), ...options });
  return true;
};
window.ready = true;
`;
