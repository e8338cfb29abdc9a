// A calculation on the page of its standard: inputs, each step in words and figures, outputs, an example.
import { both, html, phrase } from "./html.mjs";
import { clause, section, shownValue, table } from "./parts.mjs";
import { limits, typeText } from "./field-words.mjs";
import { wordsOf } from "./names.mjs";

const heads = (...texts) => texts.map((text) => both(text));

export function calculationPart([id, calculation], document, standard, examples) {
  const words = wordsOf.calculation(wordsOf(document), calculation);
  const { label, description, source, inputs, outputs } = calculation;
  const inRows = Object.entries(inputs).map(([key, input]) => [html`${both(input.label)} <code>${key}</code>`, both(typeText(input)), html`${limits(input)}${input.default !== undefined && html`${limits(input).length > 0 && both(phrase("，", ", "))}${both(phrase("默认", "default"))} ${String(input.default)}`}`]);
  const outRows = Object.entries(outputs).map(([key, output]) => [html`${both(output.label)} <code>${key}</code>`, both(typeText(output)), output.round ?? (output.type === "money" ? 2 : null)]);
  return section(`calculation-${id}`, label, html`
${description && both(description, "p")}${clause(source)}
<h3>${both(phrase("输入", "What goes in"))}</h3>${table(heads(phrase("名称", "Name"), phrase("类型", "Type"), phrase("限制", "Limits")), inRows)}
<h3>${both(phrase("步骤", "Steps"))}</h3><ol class="steps">${Object.entries(calculation.steps).map((step) => stepItem(step, words))}</ol>
<h3>${both(phrase("输出", "What comes out"))}</h3>${table(heads(phrase("名称", "Name"), phrase("类型", "Type"), phrase("小数位", "Decimals")), outRows)}
${workedExample(id, examples.calculations[id], calculation, standard, words)}`);
}

function stepItem([id, { label, value, table: decision, source }], words) {
  const formula = value === undefined ? decisionTable(decision, words) : html`<p>${both(label)} = ${words(value)}</p>`;
  return html`<li>${value === undefined && html`<p>${both(label)}</p>`}${formula}<div class="fine"><code>${id}</code> ${clause(source)} ${value !== undefined && html`<details><summary>FEEL</summary><code>${value}</code></details>`}</div></li>`;
}

function decisionTable({ inputs, rules, hitPolicy }, words) {
  const rows = rules.map(({ when, then, source }) => [...when.map((test) => (test === "-" ? both(phrase("任意", "any")) : words(test))), html`${words(then)} ${clause(source)}`]);
  return html`${table([...inputs.map(words), html`${both(phrase("结果", "Result"))} <code>${hitPolicy}</code>`], rows)}`;
}

/** Runs the example through the engine, step by step; a decision table is shown above and not repeated. */
function workedExample(id, example, calculation, standard, words) {
  if (!example) return null;
  const [zh, en] = ["zh", "en"].map((locale) => standard.calculate(id, example.inputs, { now: example.now, locale }));
  const inputs = Object.entries(example.inputs).map(([key, value]) => [both(calculation.inputs[key]?.label ?? { zh: key, en: key }), both({ zh: shownValue(value, calculation.inputs[key], "zh", words), en: shownValue(value, calculation.inputs[key], "en", words) })]);
  const formula = (step, locale) => (calculation.steps[step.id].table ? "" : ` = ${words.write(step.expression, locale)}`);
  const steps = zh.steps.map((step, index) => html`<li>${both({ zh: `${step.label}${formula(step, "zh")}`, en: `${en.steps[index].label}${formula(step, "en")}` })} = ${both({ zh: shownValue(step.value, null, "zh", words), en: shownValue(step.value, null, "en", words) }, "b")}</li>`);
  const outputs = Object.entries(zh.outputs).map(([key, value]) => [
    both(calculation.outputs[key].label),
    html`<b>${both({ zh: shownValue(value, calculation.outputs[key], "zh", words), en: shownValue(value, calculation.outputs[key], "en", words) })}</b>${zh.reasons[key] && html` ${both({ zh: zh.reasons[key].message, en: en.reasons[key].message }, "span", html` class="quiet"`)}`}`,
  ]);
  return html`<h3>${both(phrase("算一个例子", "A worked example"))}</h3><div class="sheet">${table(heads(phrase("输入", "Put in"), phrase("值", "Value")), inputs)}<ol class="steps">${steps}</ol>${table(heads(phrase("结果", "Result"), phrase("值", "Value")), outputs)}</div>`;
}
