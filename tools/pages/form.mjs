// A form on the page of its standard: fields, rules, deadlines, workflow, a passing order and failing ones.
import { diagram } from "./diagram.mjs";
import { changes, findingsOf } from "./examples.mjs";
import { both, html, phrase } from "./html.mjs";
import { clause, section, SEVERITIES, shownValue, table } from "./parts.mjs";
import { limits, typeText, within } from "./field-words.mjs";
import { wordsOf } from "./names.mjs";

export function formPart([id, form], document, standard, examples) {
  const words = wordsOf(document, form);
  const part = (title, body) => body && html`<h3>${both(title)}</h3>${body}`;
  return section(`form-${id}`, form.title, html`
${form.description && both(form.description, "p")}
<p class="fine">${clause(form.source)} <a href="../try.html?standard=${document.id}&form=${id}">${both(phrase("试填这张表单", "Try this form"))}</a></p>
${part(phrase("字段", "Fields"), fields(form.fields, words))}
${part(phrase("规则", "Rules"), rules(form, words))}
${part(phrase("时限", "Deadlines"), deadlines(form.deadlines, words))}
${part(phrase("流程", "Workflow"), form.workflow && diagram(workflowOf(form)))}
${part(phrase("例子", "Examples"), orders(id, form, standard, examples.forms[id]))}`);
}

const heads = (...texts) => texts.map((text) => both(text));
const always = phrase("必填", "always"), never = phrase("选填", "optional");

function fields(all, words, tableId = null) {
  const rows = Object.entries(all).map(([id, field]) => [
    html`${both(field.label)} <code>${tableId ? `${tableId}[].` : ""}${id}</code>`,
    html`${both(typeText(field))}${limits(field).map((limit) => html`<br>${limit}`)}${field.hint && html`<br>${both(field.hint, "span", html` class="quiet"`)}`}`,
    html`${required(field, words)}${field.relevant && html`<br>${both(phrase("适用：", "applies: "))}${words(field.relevant)}`}${field.computed && html`<br>${both(phrase("计算：", "computed: "))}${words(field.computed)}`}`,
    clause(field.source),
  ]);
  const inner = Object.entries(all).filter(([, field]) => field.fields);
  return html`${table(heads(phrase("字段", "Field"), phrase("填什么", "What"), phrase("何时必填", "Required"), phrase("依据", "Clause")), rows)}
${inner.map(([id, field]) => html`<h4>${both({ zh: `${field.label.zh}的每一行`, en: `Each row of ${field.label.en}` })}</h4>${fields(field.fields, wordsOf.row(words, field), id)}`)}`;
}

const when = (condition, words) => html`${both(phrase("当 ", "when "))}${words(condition)}${both(phrase(" 时", ""))}`;

function required({ required }, words) {
  if (required === true) return both(always);
  return required ? when(required, words) : both(never);
}

function rules(form, words) {
  const ownRules = Object.entries(form.rules ?? {}).map(([id, rule]) => ruleItem(id, rule, rule.each ? wordsOf.row(words, form.fields[rule.each]) : words));
  const inner = Object.values(form.fields).flatMap((field) => Object.entries(field.rules ?? {}).map(([id, rule]) => ruleItem(id, rule, wordsOf.row(words, field))));
  const all = [...ownRules, ...inner];
  return all.length > 0 && html`<ul class="rules">${all}</ul>`;
}

const ruleItem = (id, { check, message, severity = "error", source }, words) => html`<li class="${severity}">
<p><b class="severity">${both(SEVERITIES[severity])}</b> ${both(message)}</p>
<p class="quiet">${words(check)}</p>
<div class="fine"><code>${id}</code> ${clause(source)} <details><summary>FEEL</summary><code>${check}</code></details></div>
</li>`;

function deadlines(all, words) {
  if (!all || !Object.keys(all).length) return null;
  const rows = Object.entries(all).map(([id, deadline]) => [
    html`${both(deadline.label)} <code>${id}</code>`,
    html`${words(deadline.start)} → ${deadline.stop ? words(deadline.stop) : "–"}`,
    html`${deadline.due ? words(deadline.due) : both(within(deadline.within, words))}${deadline.when && html`<br>${when(deadline.when, words)}`}`,
    html`${both(SEVERITIES[deadline.severity ?? "error"])} ${clause(deadline.source)}`,
  ]);
  return table(heads(phrase("时限", "Deadline"), phrase("起算 → 完成", "From … to"), phrase("多长", "Time allowed"), phrase("超时算作", "Late is")), rows);
}

function workflowOf({ workflow, fields }) {
  const states = Object.entries(workflow.field ? fields[workflow.field].options : workflow.states);
  const pairs = workflow.transitions.flatMap(({ from, to }) => [from].flat().map((state) => [state, to]));
  return { states, initial: workflow.initial, transitions: pairs };
}

function orders(id, form, standard, { passes, breaks }) {
  const several = breaks.length > 1;
  return html`${passes && order(phrase("通过的工单", "An order that passes"), passes.order, [], form)}
${breaks.map((example, index) => {
    const number = several ? ` ${index + 1}` : "";
    const title = { zh: `违反规则的工单${number}`, en: `An order that breaks rules${number}` };
    const [zh, en] = ["zh", "en"].map((locale) => findingsOf(standard, id, example, locale));
    return order(title, changes(example.order, passes?.order), zh.map((finding, at) => [finding, en[at]]), form);
  })}`;
}

function order(title, values, findings, form) {
  const rows = Object.entries(values).map(([key, value]) => {
    const field = form.fields[key];
    return [field ? both(field.label) : html`<code>${key}</code>`, both({ zh: shownValue(value, field, "zh"), en: shownValue(value, field, "en") })];
  });
  const head = findings.length ? phrase("与通过的工单不同之处", "What differs from the one that passes") : phrase("填写", "Value");
  return html`<details class="example"><summary>${both(title)}${findings.length > 0 && html` <span class="quiet">${both({ zh: `· ${findings.length} 个问题`, en: `· ${findings.length} ${findings.length === 1 ? "finding" : "findings"}` })}</span>`}</summary>
${findings.length > 0 && html`<ul class="findings">${findings.map(([zh, en]) => html`<li class="${zh.severity}">${both({ zh: zh.message, en: en.message })} <code>${zh.path}</code></li>`)}</ul>`}
${rows.length > 0 && table(heads(phrase("字段", "Field"), head), rows)}</details>`;
}
