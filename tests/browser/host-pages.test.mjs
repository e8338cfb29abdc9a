// `attach` on pages as other people write them: their markup, their scripts, and what the user is told.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";

const label = (zh, en) => ({ zh, en });
const STANDARD = {
  gongdan: 1,
  id: "hosts",
  version: "1.0.0",
  title: label("各种页面", "Pages"),
  source: { document: "页面规定", section: "1" },
  forms: {
    page: {
      title: label("页面", "Page"),
      fields: {
        name: { type: "text", label: label("姓名", "Name"), required: true, length: { max: 4 } },
        urgent: { type: "bool", label: label("加急", "Urgent") },
        reason: { type: "text", label: label("原因", "Reason"), required: true, relevant: "urgent = true" },
        kind: { type: "choice", label: label("种类", "Kind"), required: "urgent = true", options: { a: label("甲", "A"), b: label("乙", "B") } },
        channels: { type: "multi_choice", label: label("渠道", "Channels"), options: { phone: label("电话", "Phone"), web: label("网站", "Web") } },
        remark: { type: "text", label: label("备注".repeat(60), "Remark"), required: true },
        called_at: { type: "datetime", label: label("来电时间", "Called at") },
        hours: { type: "number", label: label("工时", "Hours") },
        items: { type: "table", label: label("配件", "Parts"), fields: {
          part: { type: "text", label: label("名称", "Part"), required: true },
          qty: { type: "integer", label: label("数量", "Quantity"), relevant: 'coalesce(part, "") != "无"', range: { min: 1 } },
        } },
      },
      deadlines: { come: { label: label("上门", "Coming"), start: "called_at", within: { hours: 2 } } },
    },
  },
  formats: { no: { label: label("单号", "Number"), grammar: [{ id: "no", chars: "0-9", label: label("数字", "Digits") }], examples: ["1"] } },
  calculations: {
    fee: { label: label("费用", "Fee"), inputs: { hours: { type: "number", label: label("工时", "Hours") } }, steps: { sum: { value: "hours * 60", label: label("工时费", "Hours charged") } }, outputs: { sum: { type: "money", label: label("费用", "Fee") } } },
  },
};

const NAME = `<p><label for="n">姓名</label><input id="n" name="name"></p>`;
const URGENT = `<p><label><input type="checkbox" name="urgent">加急</label></p>`;
const radios = (name, values) => values.map((value) => `<label><input type="radio" required name="${name}" value="${value}">${value}</label>`).join("");

const check = (name) => (page) => page.locator(`[type=checkbox][name=${name}]`).check();
const seen = (...selectors) => (page) => Promise.all(selectors.map((selector) => page.locator(selector).isVisible()));
const texts = (...selectors) => (page) => Promise.all(selectors.map((selector) => page.locator(selector).textContent()));
const order = (page) => page.evaluate(() => window.attached.order());
const press = async (page) => {
  await page.locator("button").first().click();
  await page.locator(".gongdan-summary").waitFor();
};
/** Waits for the modules that are loaded on demand, as a person would without knowing. */
const modulesLoaded = (page) => page.evaluate(() => Promise.all(["native", "deferred"].map((name) => import(`/pkg/form/${name}.js`))).then(() => new Promise((done) => setTimeout(done))));
const listed = (page) => page.locator(".gongdan-summary-errors li").allTextContents();
/** Returns the browser's message for the first control, and whether the form is valid. */
const validity = (page) => page.evaluate(() => [document.getElementById("n").validationMessage, document.getElementById("f").checkValidity()]);
const spokenTexts = (page) => page.evaluate(() => window.spoken);
/** Creates an element of the host page. */
const createElement = (tag, attributes) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
/** Runs a script of the host page, with the form and its first control. */
const script = (run) => (page) => page.evaluate(`((createElement) => (${run})(document.getElementById("f"), document.getElementById("n")))(${createElement})`);
const write = (text, selector = "#n") => async (page) => {
  await page.locator(selector).fill(text);
  await page.locator(selector).blur();
};
/** Returns the descriptions of the first control in the order of their ids. */
const described = (page) => page.evaluate(() => document.getElementById("n").getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).lastChild.textContent));
/** The page disables or enables a part of its form; the effect follows shortly. */
const switched = (off) => (page) => page.evaluate((off) => ((document.querySelector("fieldset").disabled = off), new Promise((done) => setTimeout(done))), off);
/** Returns the heights of the lines reserved for messages. */
const lines = (page) => page.locator(".gongdan-slot").evaluateAll((slots) => slots.map((slot) => slot.offsetHeight));
const SHORT = "「姓名」最多 4 个字";
/** Returns the neighbours of our messages. */
const places = (page) => page.evaluate(() => [...document.querySelectorAll(".gongdan-slot")].map((slot) => `${slot.parentElement.tagName} > ${slot.previousElementSibling.tagName}`));
const ROW = `<div class="row"><label>名称 <input name="items[0].part"></label><label>数量 <input name="items[0].qty"></label></div><button type="button" id="add">+</button>`;
/** Adds a row as jQuery pages do: a copy of the last one, blank and with the next number. */
const copyRow = script((form) => {
  const rows = form.querySelectorAll(".row"), copy = rows[rows.length - 1].cloneNode(true);
  for (const control of copy.querySelectorAll("input")) Object.assign(control, { name: control.name.replace(/\d/, rows.length), value: "" });
  const button = form.querySelector("#add");
  button.addEventListener("click", () => rows[rows.length - 1].after(copy), { once: true });
  button.click();
});
/** Returns the messages of each row, and which of them screen readers are told. */
const rows = async (page) => {
  await page.waitForFunction(() => !document.querySelector(".gongdan-slot + .gongdan-slot"));
  return page.evaluate(() => [...document.querySelectorAll(".row")].map((row) => [row.querySelectorAll(".gongdan-star").length, row.querySelectorAll(".gongdan-sentence").length, [...row.querySelectorAll("input")].map((control) => [control.hasAttribute("aria-invalid"), control.disabled, control.checkVisibility()].map(Number).join("")).join(" ")]));
};

/** The host page's styles of labels and controls. */
const STYLE = ".block { display: block; } .gone { display: none; } .away { position: absolute; opacity: 0; } .grid { display: grid; grid-template-columns: max-content 1fr; }";
const STYLED = `<link rel="stylesheet" href="/host.css">`;

const CASES = [
  ["a hidden control beside a checkbox gives the unchecked value, and the checkbox is the field", `${NAME}<p><input type="hidden" name="urgent" value="0"><label><input type="checkbox" name="urgent" value="1">加急</label></p><p><input name="reason"></p>`, [check("urgent")], [[order, { urgent: true }], [seen("[name=reason]"), [true]], [texts("p:has([name=reason]) > .gongdan-slot"), [""]]]],
  ["a hidden control beside a multiple select does not affect its value", `${NAME}<p><input type="hidden" name="channels" value=""><select multiple name="channels"><option value="phone">p<option value="web">w</select></p>`, [(page) => page.locator("select").selectOption(["phone", "web"])], [[order, { channels: ["phone", "web"] }]]],
  ["one checkbox or a multiple select gives a single-value field its value, and two checked boxes give two", `${NAME}<p><input type="checkbox" name="kind" value="a"><input type="checkbox" name="hours" value="8"><input type="checkbox" name="hours" value="4"></p><select multiple name="remark"><option>x<option>y</select>`, [], [[order, {}], [async (page) => (await check("kind")(page), await page.locator("[name=hours]").first().check(), await page.locator("select").selectOption("x"), order(page)), { kind: "a", hours: "8", remark: "x" }], [async (page) => (await page.locator("[name=hours]").last().check(), order(page)), { kind: "a", hours: ["8", "4"], remark: "x" }]]],
  ["a hidden control takes no space until it has a message", `${NAME}<input type="hidden" name="remark"><button>s</button>`, [], [[lines, [24, 0]], [async (page) => (await press(page), (await lines(page))[1] >= 24), true]]],
  ["a control mapped to no field is left to the page", `${NAME}<p><input name="remark" value="x"></p>`, [write("王")], [[order, { name: "王" }]], { names: { remark: "" } }],
  ["in a named group of fields the star is on the field's own label", `<div role="group" aria-labelledby="h"><h2 id="h">客户</h2>${NAME}</div>`, [], [[texts("h2", "label"), ["客户", "姓名*必填"]]]],
  ["the star of a group is on the first of its labelling texts", `${URGENT}<div role="radiogroup" aria-labelledby="a b"><span id="a">种类</span><span id="b">选一</span>${radios("kind", ["a", "b"])}</div>`, [check("urgent")], [[texts("#a", "#b"), ["种类*必填", "选一"]]]],
  ["the star of a control without a label is on its labelling text", `<p><span id="a">姓名</span><input name="name" aria-labelledby="a"></p>`, [], [[texts("#a"), ["姓名*必填"]]]],
  ["the star of a group without a legend is on the label in its row that belongs to no choice", `${URGENT}<div><label>种类</label><div>${radios("kind", ["a", "b"])}</div></div>`, [check("urgent")], [[texts("label:first-child:not(:has(input))"), ["种类*必填"]], [(page) => page.locator(".gongdan-star").count(), 1]]],
  ["a group named only by aria-label has no star", `${URGENT}<div role="radiogroup" aria-label="种类">${radios("kind", ["a", "b"])}</div>`, [check("urgent")], [[(page) => page.locator(".gongdan-star").count(), 0]]],
  ["a group of radio buttons required by the page is one error", `<fieldset><legend>部门</legend>${radios("dept", ["1", "2", "3"])}</fieldset><fieldset><legend>种类</legend>${radios("kind", ["a", "b"])}</fieldset><button>s</button>`, [press], [[async (page) => (await listed(page)).length, 4], [(page) => page.locator("fieldset .gongdan-finding").count(), 1]]],
  ["controls inside a label are not part of the name", `<label>部门： <select name="dept" required><option value="">请选择<option>甲<option>乙</select></label><button>s</button>`, [press], [[async (page) => (await listed(page)).find((text) => text.includes("部门")).split("：")[0], "部门"], [async (page) => (await listed(page)).some((text) => /：：|请选择甲/.test(text)), false]]],
  ["a label in another cell is hidden with its control", `<table><tr><td><label for="n">姓名</label></td><td><input id="n" name="name"></td><td><label for="r">原因</label></td><td><input id="r" name="reason"></td></tr></table>`, [], [[seen("[for=n]", "[for=r]", "#r"), [true, false, false]]]],
  ["a label in a description list is hidden with its control", `<dl><dt><label for="n">姓名</label></dt><dd><input id="n" name="name"></dd><dt><label for="r">原因</label></dt><dd><input id="r" name="reason"></dd></dl>`, [], [[seen("[for=n]", "[for=r]", "#r"), [true, false, false]]]],
  ["a text that names a control by aria-labelledby is hidden with it, and one that names others, too, is not", `<dl><dt id="a">姓名</dt><dd><input id="n" name="name" aria-labelledby="a"></dd><dt id="b">原因</dt><dd><input id="r" name="reason" aria-labelledby="c b"></dd></dl><p><b id="c">客户</b><input name="hours" aria-labelledby="c"></p>`, [], [[seen("#a", "#b", "#c", "#r"), [true, false, true, false]]]],
  ["a group whose first choice is disabled is invalid to the browser, too", `${URGENT}<fieldset>${radios("kind", ["a", "b"])}</fieldset><p><input name="name" value="王"></p><p><input name="remark" value="x"></p>`, [script((form) => { for (const control of form.elements.kind) Object.assign(control, { required: false, disabled: control.value === "a" }); }), check("urgent")], [[script((form) => form.checkValidity()), false], [(page) => page.locator("[value=b]").check(), undefined], [script((form) => form.checkValidity()), true]], { changes: true }],
  ["the message of a control goes when a fieldset around it outside the form is disabled", NAME, [script((form) => {
    const fieldset = createElement("fieldset", {});
    fieldset.append(createElement("input", { name: "remark", form: "f" }));
    document.body.prepend(fieldset);
  }), (page) => page.locator("fieldset .gongdan-slot").waitFor({ state: "attached" }), write("", "[name=remark]"), (page) => page.locator("fieldset .gongdan-finding").waitFor(), switched(true)], [[(page) => page.locator(".gongdan-finding").count(), 0]], { changes: true }],
  ["the message of a control appears when it is left after something was dragged", `${NAME}<b draggable="true">甲</b>`, [async (page) => {
    await page.locator("b").hover();
    await page.mouse.down();
    await page.locator("#n").hover();
    await page.mouse.up();
  }, write("一二三四五")], [[texts(".gongdan-sentence"), ["错误：" + SHORT]]]],
  ["in native mode a submission marks all that is wrong, and the browser leads to the first", `${NAME}<p><input name="remark"></p><p><input name="hours" value="x"></p><button>s</button>`, [modulesLoaded, (page) => page.locator("button").click(), (page) => page.locator("#n:focus").waitFor()], [[(page) => page.locator("[aria-invalid]").count(), 3], [script((form) => form.noValidate), false]], { mode: "native" }],
  ["the submit button stays visible when the field beside it is hidden", `${NAME}${URGENT}<div><label for="r">原因</label><input id="r" name="reason"><button>s</button></div>`, [], [[seen("#r", "button"), [false, true]]]],
  ["the summary leads into a closed details element", `<details><summary>更多</summary>${NAME}</details><button>s</button>`, [press, (page) => page.locator(".gongdan-summary a").first().click()], [[(page) => page.evaluate(() => document.activeElement.id), "n"]], { changes: true }],
  ["a click is not lost when the message of the field being left moves the page", `${NAME}<p><label for="r">备注</label><input id="r" name="remark"></p><button>s</button>`, [write("王"), (page) => page.locator("#r").focus(), slowClick], [[(page) => page.locator(".gongdan-summary").count(), 1]]],
  ["a page that resets custom validity on input leaves the form invalid", `${NAME}<p><input name="remark" value="x"></p>`, [script((form, control) => control.addEventListener("input", () => control.setCustomValidity(""))), write("一二三四五"), (page) => page.locator("#n").pressSequentially("六")], [[validity, [SHORT, false]]]],
  ["the page's own validity message comes back when ours is fixed", NAME, [write("一二三四五"), script((form, control) => control.setCustomValidity("host")), write(""), write("王")], [[validity, ["host", false]]]],
  ["a reset cancelled by the page changes nothing", `${NAME}<button>s</button><button type="reset">r</button>`, [press, script((form) => form.addEventListener("reset", (event) => event.preventDefault())), (page) => page.locator("[type=reset]").click(), (page) => page.evaluate(() => new Promise((done) => setTimeout(done, 20)))], [[seen(".gongdan-summary"), [true]]]],
  ["a field that became relevant and was disabled by the page does not block", `${NAME}${URGENT}<p><input name="reason"></p><p><input name="remark" value="x"></p>`, [write("王"), check("urgent"), script((form) => (form.elements.reason.disabled = true)), script((form) => form.requestSubmit())], [[(page) => page.locator("[name=reason][aria-invalid]").count(), 0], [(page) => page.evaluate(() => document.getElementById("f").checkValidity()), true]], { changes: true }],
  ...["summary", "native"].map((mode) => [`a field that was wrong, switched off, filled in and switched on again holds nothing back in ${mode} mode`, `<fieldset>${NAME}</fieldset><p><input name="remark" value="x"></p>`, [write(""), switched(true), script((form, control) => (control.value = "王")), switched(false)], [[validity, ["", true]]], { mode }]),
  ["a value set by a script is checked on submission", `${NAME}<p><input name="remark" value="x"></p><button>s</button>`, [write("王"), script((form, control) => (control.value = "一二三四五")), press], [[listed, [SHORT]]]],
  ["a message that occurs twice is announced twice", `${NAME}<p><input name="remark" value="x"></p>`, [write("一二三四五"), write("王"), write("一二三四五")], [[spokenTexts, [SHORT, "", SHORT]]]],
  ["announces a new error after the summary is gone", `${NAME}<p><input name="remark" value="x"></p><button>s</button>`, [press, write("王"), write("一二三四五")], [[(page) => page.locator(".gongdan-summary").count(), 0], [async (page) => (await spokenTexts(page)).at(-1), SHORT]]],
  ["ignores submit events of elements inside the form", `${NAME}<p id="inner"></p>`, [], [[script(() => document.getElementById("inner").dispatchEvent(new CustomEvent("submit", { cancelable: true }))), true], [(page) => page.locator("[aria-invalid]").count(), 0]]],
  ["controls may have names of form properties", `${NAME}<p><input name="contains"><input name="matches"><input name="elements"></p><p><input name="remark" value="x"></p><button>s</button>`, [press, write("王")], [[(page) => page.locator(".gongdan-summary").count(), 0], [order, { name: "王", remark: "x" }]]],
  ["controls may have such names when fields directly in the form are hidden", `<input name="contains"><input name="matches"><label for="r">原因</label><input id="r" name="reason"><label for="n">姓名</label><input id="n" name="name"><button>s</button>`, [press], [[seen("#r", "#n"), [false, true]]]],
  ["the title of a page with two forms is marked until both are valid", `${NAME}<p><input name="remark" value="x"></p><button>s</button>`, [press, secondForm, write("王", "#g [name=name]")], [[(page) => page.title(), "错误：hosts"], [(page) => page.locator(".gongdan-summary").count(), 1]], { changes: true }],
  ["the title of a page with two forms in two languages has one mark, which goes with the last summary", `${NAME}<p><input name="remark" value="x"></p><button>s</button>`, [press, (page) => secondForm(page, "en"), write("王", "#g [name=name]")], [[(page) => page.title(), "错误：hosts"], [async (page) => (await write("王")(page), page.title()), "hosts"], [script(() => document.title), "hosts"]], { changes: true }],
  ["a heading that names the controls of several rows shows one star", `<table><tr><th id="h">数量</th></tr>${[0, 1, 2].map((row) => `<tr><td><input name="items[${row}].part" aria-labelledby="h"></td></tr>`).join("")}</table>`, [], [[(page) => page.locator("th .gongdan-star:visible").count(), 1]]],
  ["a legend of several fields gets no star for a group in it, and the group's message is beside the group", `<fieldset><legend>客户</legend>${NAME}<div>${radios("kind", ["a", "b"])}</div>${URGENT}</fieldset>`, [check("urgent")], [[texts("legend"), ["客户"]], [places, ["P > INPUT", "FIELDSET > DIV", "P > LABEL"]]]],
  ["a group in a cell, a list item or a description has its message there", `<table><tr><td>${radios("kind", ["a", "b"])}</td></tr></table><ul><li>${radios("urgent", ["1", "0"])}</li></ul><dl><dd>${["phone", "web"].map((value) => `<label><input type="checkbox" name="channels" value="${value}">${value}</label>`).join("")}</dd></dl>`, [], [[places, ["TD > LABEL", "LI > LABEL", "DD > LABEL"]]]],
  ["a copy of an invalid row shows no messages before it was visited", `${NAME}${ROW}<p><input id="mail" name="mail" aria-required="true"></p><button id="send">s</button>`, [write("x", "[name$=qty]"), script((form) => form.requestSubmit()), (page) => page.locator(".gongdan-summary").waitFor(), copyRow], [[rows, [[1, 2, "101 101"], [1, 0, "001 001"]]], [(page) => page.locator("#mail").getAttribute("aria-required"), "true"], [(page) => page.locator("[id^=gongdan]").evaluateAll((all) => all.length - new Set(all.map(({ id }) => id)).size), 0]], { changes: true }],
  ["a row copied before any input has one star and one place for messages", `${NAME}${ROW}`, [copyRow, copyRow], [[rows, Array(3).fill([1, 0, "001 001"])]], { changes: true }],
  ["a control hidden in the copied row can be filled in in the copy", `${NAME}${ROW}`, [write("无", "[name$=part]"), copyRow], [[rows, [[1, 0, "001 010"], [1, 0, "001 001"]]]], { changes: true }],
  ["a row moved by the page keeps its messages", `${NAME}${ROW}<hr>`, [write("x", "[name$=qty]"), script((form) => form.append(form.querySelector(".row")))], [[rows, [[1, 1, "001 101"]]]], { changes: true }],
  ["a field that is not relevant is not sent, even if the page disables and enables all controls", `${NAME}${URGENT}<p><input name="reason" value="x"></p>`, [script((form) => [true, false].forEach((disabled) => [...form.elements].forEach((control) => Object.assign(control, { disabled }))))], [[(page) => page.evaluate(() => [...new FormData(document.getElementById("f")).keys()]), ["name"]]]],
  ["notices on click that a picker set a value without an event", `${NAME}<p><input name="remark" value="x"></p><a id="pick">王</a>`, [write(""), script((form, control) => document.getElementById("pick").addEventListener("click", () => (control.value = "王"))), modulesLoaded, (page) => page.locator("#pick").click()], [[(page) => page.locator(".gongdan-finding").count(), 0]]],
  ["a value set by a script does not let native validation block the submission", `${NAME}<p><input name="remark"></p><button>s</button>`, [write("x", "[name=remark]"), script((form, control) => (control.value = "王")), script((form) => form.addEventListener("submit", () => (form.dataset.sent = "yes"))), (page) => page.locator("button").click()], [[(page) => page.evaluate(() => document.getElementById("f").dataset.sent), "yes"]], { mode: "native", changes: true }],
  ["a description added by the page is kept beside our message, without it and after detaching", `${NAME}<small id="late">late</small>`, [write("一二三四五"), script((form, control) => control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby")} late`))], [[described, ["「姓名」最多 4 个字", "late"]], [async (page) => (await write("王")(page), described(page)), ["late"]], [async (page) => (await write("")(page), described(page)), ["填写「姓名」", "late"]], [async (page) => (await page.evaluate(() => window.attached.detach()), described(page)), ["late"]]], { changes: true }],
  ["announces messages after the page replaced the form's content", NAME, [write("一二三四五"), script((form) => form.replaceChildren(createElement("input", { id: "n", name: "name" }))), (page) => page.locator(".gongdan-slot").waitFor({ state: "attached" }), write("五四三二一")], [[texts("form > [role=status]"), [SHORT]]], { changes: true }],
  ["fills panels added later, also where others exist and where they are inserted again", `${NAME}<p><input name="called_at" value="2026-03-02T09:00"><input name="hours" value="2"></p><div id="there" data-gongdan-calculation="fee"></div><div id="place"></div>`, [(page) => page.locator("#there output").first().waitFor(), script(() => document.getElementById("place").append(createElement("div", { "data-gongdan-deadlines": "" }))), (page) => page.locator("#place .gongdan-chip").waitFor(), script(() => document.getElementById("there").replaceWith(createElement("div", { id: "new", "data-gongdan-calculation": "fee" }))), (page) => page.locator("#new output").first().waitFor(), write("3", "[name=hours]")], [[(page) => page.locator("#new .gongdan-total output").textContent(), "180.00"], [(page) => page.locator(".gongdan-chip").count(), 1]], { changes: true }],
  ["fills the first panel of a page when it is added later", `<p><input name="called_at" value="2026-03-02T09:00"></p><div id="place"></div>`, [script(() => document.getElementById("place").append(createElement("div", { "data-gongdan-deadlines": "" }))), (page) => page.locator("#place .gongdan-chip").waitFor()], [[texts("#place .gongdan-chip-label"), ["上门"]]], { changes: true }],
  ["a form moved to another part of the page keeps checking input and updating panels", `${NAME}${URGENT}<p><input name="reason"></p><p><input name="called_at" value="2026-03-02T09:00"></p><div data-gongdan-deadlines></div>`, [(page) => page.locator(".gongdan-chip").waitFor(), intoShadow, write("一二三四五"), check("urgent"), script(() => document.getElementById("host").shadowRoot.append(createElement("div", { id: "new", "data-gongdan-calculation": "fee" }), createElement("input", { id: "outside", form: "f", name: "hours" }))), (page) => page.locator("#new .gongdan-none").waitFor()], [[texts("p:has(#n) .gongdan-sentence"), ["错误：" + SHORT]], [seen("[name=reason]"), [true]], [async (page) => (await write("5", "#outside")(page), texts("#new .gongdan-total output")(page)), ["300.00"]]], { changes: true }],
  ["a form moved away and back works as before", NAME, [intoShadow, script(() => document.body.append(document.getElementById("host").shadowRoot.getElementById("f"))), write("一二三四五")], [[texts(".gongdan-sentence"), ["错误：" + SHORT]], [spokenTexts, [SHORT]]], { changes: true }],
  ["in right-to-left text, the icon also precedes its message", `<div dir="rtl">${NAME}</div>`, [write(""), script((form, control) => control.focus()), (page) => page.keyboard.press("Tab")], [[(page) => page.evaluate(() => document.querySelector(".gongdan-finding > .gongdan-sign").getBoundingClientRect().left >= document.querySelector(".gongdan-sentence").getBoundingClientRect().right), true]]],
  ["hides a field that is not relevant with its message line despite the page's own display style", `${STYLED}<label class="block">姓名 <input id="n" name="name"></label><label class="block">原因 <input id="r" name="reason"></label>`, [], [[seen("#n", "#r"), [true, false]], [lines, [24, 0]]]],
  ["the message of a control in a line with others is below the line", `<div class="input-group"><span>No.</span><input id="n" name="name" data-gongdan-format="no"><button type="button">…</button></div><div data-gongdan-group><input name="remark"><span>元</span></div>`, [(page) => page.locator(".gongdan-segments").waitFor({ state: "attached" })], [[(page) => page.locator(".gongdan-slot, .gongdan-segments").evaluateAll((elements) => elements.map((element) => element.parentElement.id)), ["f", "f", "f"]], [places, ["FORM > UL", "FORM > DIV"]]]],
  ["labels and controls in a grid stay side by side", `${STYLED}<div class="grid"><label for="n">姓名</label><input id="n" name="name"><label for="r">备注</label><input id="r" name="remark"></div>`, [write("一二三四五")], [[(page) => page.evaluate(() => ["n", "r"].map((id) => [document.querySelector(`[for=${id}]`), document.getElementById(id)].map((element) => Math.round(element.getBoundingClientRect().top)))).then((tops) => tops.map(([label, control]) => label === control)), [true, true]]]],
  ["the message of a control is after the label that follows it, since styles depend on their order", `<div><input type="checkbox" id="u" name="urgent"><label for="u">加急</label><i></i></div><div><input id="n" name="name"><label for="n">姓名</label></div><div><input id="h" name="hours"><label for="r">备注</label><input id="r" name="remark"></div>`, [], [[places, ["DIV > LABEL", "DIV > LABEL", "DIV > INPUT", "DIV > INPUT"]]]],
  ["the message of a control replaced by a library's widget is after the widget, and the summary leads there", `${STYLED}<p><select class="gone" name="kind"><option value="">?<option>a</select><span><b id="box" tabindex="0">?</b></span><i></i></p><p><input type="checkbox" class="away" name="urgent" checked><i></i></p><p><textarea class="gone" name="remark"></textarea><i>…</i></p><p><input type="hidden" name="name"><i></i></p><button>s</button>`, [press, (page) => page.locator(".gongdan-summary a", { hasText: "种类" }).click()], [[places, ["P > SPAN", "P > I", "P > I", "P > INPUT"]], [(page) => page.evaluate(() => document.activeElement.id), "box"]]],
  ["an unbound label in the row has the star, and a label of another control has none", `<div class="row"><label>姓名</label><div><input id="n" name="name"></div></div><div class="row"><label for="x">查找</label><input id="x"><input name="remark"></div>`, [], [[texts("label:not([for])", "[for=x]"), ["姓名*必填", "查找"]]]],
  ["a new row has its star after refresh", `${NAME}${ROW}`, [script((form) => {
    form.querySelector(".row").after(form.querySelector(".row").cloneNode(true));
    const [, row] = form.querySelectorAll(".row"), [part, , ...more] = row.children;
    part.replaceChildren("名称 ", createElement("input", { name: "items[1].part" }));
    more.forEach((element) => element.remove());
    window.attached.refresh();
    form.dataset.stars = part.querySelectorAll(".gongdan-star").length;
  })], [[(page) => page.evaluate(() => document.getElementById("f").dataset.stars), "1"]], { changes: true }],
  ["an invalid custom element without a message is left to the browser", `<p><input name="name" value="王"></p><p><input name="remark" value="x"></p><silent-control name="z"></silent-control><button>s</button>`, [addSilentControl, (page) => page.locator("button").click()], [[(page) => page.waitForFunction(() => window.asked > 0).then(() => "asked"), "asked"]]],
];

for (const [title, inside] of Object.entries({ hidden: `<input type="hidden" name="name">`, "in a hidden part": `<fieldset><div hidden>${NAME}</div></fieldset>`, absent: "", "read only": `<p><input name="name" readonly></p>` })) {
  CASES.push([`native mode lists what no bubble can point to: a field that is ${title}`, `${inside}<p><input name="remark" value="x"></p><button>s</button>`, [modulesLoaded, press], [[listed, ["填写「姓名」"]]], { mode: "native" }]);
}

const SETUP = `import init, { Standard } from "/pkg/index.js";
import { attach } from "/pkg/form.js";
export async function start(json, options) {
  await init();
  const form = document.getElementById("f");
  window.attach = (form, locale) => attach(form, { standard: Standard.parse(json), form: "page", locale, ...options });
  const before = document.documentElement.outerHTML;
  window.attached = window.attach(form);
  window.left = () => (window.attached.detach(), document.documentElement.outerHTML === before);
  window.spoken = [];
  const voice = form.querySelector(":scope > [role=status]");
  if (voice) new MutationObserver(() => window.spoken.push(voice.textContent)).observe(voice, { childList: true });
  form.addEventListener("submit", (event) => event.preventDefault());
}`;
const pageOf = (html) => `<!doctype html><html lang="zh"><title>\n  hosts\n</title><meta name="viewport" content="width=device-width"><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/pkg/form.css"><body><form id="f">${html}</form></body></html>`;
const pages = Object.fromEntries(CASES.map(([, html], index) => [`/host-${index}.html`, pageOf(html)]));
const FIELDS = "name, urgent, reason, kind, channels, remark, called_at, hours, items, items[].part, items[].qty";
const PANELS = pageOf(`${NAME}<div data-gongdan-deadlines="come gone"></div><div data-gongdan-calculation="fees"></div>`);
const { open } = await openBrowser({ pages: { ...pages, "/panels.html": PANELS, "/names.html": pageOf(`<p><label for="n">姓名</label><input id="n" name="xm"><input name="x"><button name="go">s</button></p>`), "/read.html": pageOf(`${NAME.replace("name=", 'value="王" name=')}<p><input name="day" value="2026-03-02"><input name="hour" value="09:30"></p><p><input name="parts[0].n" value="a"></p>`), "/host.css": STYLE, "/setup.mjs": SETUP } });

for (const [index, [name, , steps, expectations, { changes = false, ...options } = {}]] of CASES.entries()) {
  test(name, async () => {
    const page = await open(`/host-${index}.html`, { width: 390 });
    await page.evaluate(async ([standard, options]) => (await import("/setup.mjs")).start(standard, options), [STANDARD, options]);
    for (const step of steps) await step(page);
    for (const [read, expected] of expectations) assert.deepEqual(await read(page), expected);
    // Only changes by the page or the user remain.
    assert.equal(await page.evaluate(() => window.left()), !changes);
    assert.deepEqual(page.errors, []);
  });
}

test("reports an unknown deadline or calculation in the console", async () => {
  const page = await open("/panels.html");
  await page.evaluate(async (standard) => (await import("/setup.mjs")).start(standard, {}), STANDARD);
  for (let attempt = 0; page.errors.length < 2 && attempt < 250; attempt++) await page.waitForTimeout(20);
  assert.deepEqual(page.errors, ["`data-gongdan-deadlines`：没有「gone」，可用的有：come", "`data-gongdan-calculation`：没有「fees」，可用的有：fee"]);
});

test("reports names without a control or a field in the console, once and in the language of the page", async () => {
  const names = { xm: "name", bz: "remark", lb: "kinds", later: "items[].part", "rows[].n": "items[].qty", "rows[].m": "items[].price" };
  const expectedMessages = {
    zh: ["`names`：没有「bz」，可用的有：xm, x", "`names.lb`：没有「kinds」，可用的有：" + FIELDS, "`names.rows[].m`：没有「items[].price」，可用的有：" + FIELDS],
    en: ["`names`: there is no `bz`; there are: xm, x", "`names.lb`: there is no `kinds`; there are: " + FIELDS, "`names.rows[].m`: there is no `items[].price`; there are: " + FIELDS],
  };
  for (const [locale, expected] of Object.entries(expectedMessages)) {
    const page = await open("/names.html");
    await page.evaluate(async ([standard, options]) => (await import("/setup.mjs")).start(standard, options), [STANDARD, { locale, names }]);
    for (const text of ["王", "王五"]) await write(text)(page);
    for (let attempt = 0; page.errors.length < 3 && attempt < 250; attempt++) await page.waitForTimeout(20);
    await page.evaluate(() => window.attached.refresh());
    assert.deepEqual(page.errors, expected);
  }
});

test("attaches a form that is not in the page yet, including groups named by a text", async () => {
  const page = await open("/host-0.html");
  const star = await page.evaluate(async (standard) => {
    await (await import("/setup.mjs")).start(standard, {});
    const form = document.createElement("form"), group = document.createElement("div"), text = document.createElement("span"), choice = document.createElement("input");
    Object.assign(text, { id: "t", textContent: "种类" });
    Object.assign(choice, { type: "radio", name: "kind", value: "a" });
    group.setAttribute("role", "radiogroup");
    group.setAttribute("aria-labelledby", "t");
    group.append(text, choice);
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "urgent", checked: true });
    form.append(box, group);
    window.attach(form);
    return text.textContent;
  }, STANDARD);
  assert.equal(star, "种类*必填");
});

test("a fix is an edit for pages that override the setter of a control, as React does", async () => {
  const page = await open("/host-0.html");
  const result = await page.evaluate(async () => {
    const { setValue } = await import("/pkg/form/fill.js");
    const control = document.createElement("input"), native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value"), values = [];
    let known = "";
    Object.defineProperty(control, "value", { configurable: true, get: () => native.get.call(control), set: (value) => native.set.call(control, (known = value)) });
    control.addEventListener("input", () => control.value !== known && values.push(control.value));
    setValue([control], "王");
    return values;
  });
  assert.deepEqual(result, ["王"]);
});

test("handles events triggered by jQuery, and reports nothing for a blank field that was not visited", async () => {
  const page = await open("/host-0.html");
  const result = await page.evaluate(async (standard) => {
    const listeners = [], jqueryUsed = new Promise((resolve) => {
      // Like jQuery: calls its own listeners only, and passes them the browser's event of a user's action.
      window.jQuery = Object.assign((root) => ({ on: (types, listener) => resolve(listeners.push({ root, types, listener })), off: (types, listener) => listeners.splice(listeners.findIndex((entry) => entry.root === root && entry.hear === listener), 1) }), { fn: { on() {} } });
    });
    await (await import("/setup.mjs")).start(standard, { names: { channels: "" } });
    await jqueryUsed;
    const [name] = document.getElementsByName("name"), [urgent] = document.querySelectorAll("[type=checkbox]");
    const messages = () => [...document.querySelectorAll(".gongdan-sentence")].map((sentence) => sentence.lastChild.textContent);
    const trigger = (target, change) => (Object.assign(target, change), listeners.forEach(({ listener }) => listener({ type: "change", target })), messages());
    const all = [trigger(name, { value: "" }), trigger(name, { value: "一二三四五" }), trigger(name, { value: "王" }), trigger(urgent, { checked: true }), window.attached.order(), listeners.map(({ types }) => types)];
    window.attached.detach();
    return [...all, listeners.length];
  }, STANDARD);
  assert.deepEqual(result, [[], [SHORT], [], [], { name: "王", urgent: true }, ["input change"], 0]);
  assert.deepEqual(page.errors, []);
});

test("attaches a form inside an iframe from the outer page", async () => {
  const page = await open("/names.html");
  const result = await page.evaluate(async (standard) => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const { contentDocument: inner } = frame, form = inner.importNode(document.getElementById("f"), true);
    inner.body.append(form);
    document.getElementById = () => form;
    await (await import("/setup.mjs")).start(standard, { names: { xm: "name" } });
    form.requestSubmit();
    for (let wait = 0; wait < 250 && !form.querySelector(".gongdan-summary"); wait++) await new Promise((resolve) => setTimeout(resolve, 20));
    return [inner.querySelectorAll(".gongdan-star").length, [...inner.querySelectorAll(".gongdan-summary-errors li")].map((line) => line.textContent), inner.activeElement.className];
  }, STANDARD);
  assert.deepEqual(result, [1, ["填写「姓名」", `填写「${"备注".repeat(60)}」`], "gongdan-summary"]);
  assert.deepEqual(page.errors, []);
});

test("attaching four times as many labelled rows takes not much more than four times as long", async () => {
  const page = await open("/host-0.html");
  const [fast, slow] = await page.evaluate(async (standard) => {
    await (await import("/setup.mjs")).start(standard, {});
    window.attached.detach();
    const form = document.getElementById("f"), element = (tag, attributes) => Object.assign(document.createElement(tag), attributes);
    const row = (number) => {
      const row = element("p"), cells = ["part", "qty"].map((cell) => ({ id: `${cell}${number}`, name: `items[${number}].${cell}` }));
      row.append(...cells.flatMap(({ id, name }) => [element("label", { htmlFor: id, textContent: "名称" }), element("input", { id, name, value: "1" })]));
      return row;
    };
    const time = (count) => {
      form.replaceChildren(...Array.from({ length: count }, (_, number) => row(number)));
      const times = [1, 2, 3].map(() => {
        const start = performance.now();
        window.attach(form);
        const time = performance.now() - start;
        return time;
      });
      return Math.min(...times);
    };
    return [time(500), time(2000)];
  }, STANDARD);
  assert.ok(slow < 9 * fast, `${fast} ms, then ${slow} ms`);
});

test("a page may define how a field is read: a picker's blank, separate date and hour, codes in a row", async () => {
  const page = await open("/read.html");
  const result = await page.evaluate(async (standard) => {
    const read = (controls, path) => {
      if (path === "called_at") return controls.map(({ value }) => value).join("T");
      if (path === "items[0].part") return controls[0].value.toUpperCase();
      return undefined;
    };
    await (await import("/setup.mjs")).start(standard, { read, names: { day: "called_at", hour: "called_at", "parts[].n": "items[].part" } });
    const order = window.attached.order(), [hour] = document.getElementsByName("hour");
    hour.value = "x";
    hour.dispatchEvent(new Event("change", { bubbles: true }));
    return [order, window.attached.findings().filter(({ path }) => path === "called_at").map(({ code }) => code), new FormData(document.getElementById("f")).get("day")];
  }, STANDARD);
  assert.deepEqual(result, [{ name: "王", called_at: "2026-03-02T09:30", items: [{ part: "A" }] }, ["type.datetime"], "2026-03-02"]);
});

/** A slow click: the field is left when the button goes down. */
async function slowClick(page) {
  const { x, y, width, height } = await page.locator("button").boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.mouse.up();
  await page.locator(".gongdan-summary").waitFor();
}

/** Moves the form into the shadow root of another element. */
async function intoShadow(page) {
  await page.evaluate(() => {
    const host = Object.assign(document.createElement("div"), { id: "host" }), root = host.attachShadow({ mode: "open" });
    document.body.append(host);
    root.append(document.getElementById("f"));
  });
}

async function secondForm(page, locale) {
  await page.evaluate((locale) => {
    const form = document.createElement("form");
    form.id = "g";
    for (const [name, value] of [["name", ""], ["remark", "x"]]) form.append(Object.assign(document.createElement("input"), { name, value }));
    document.body.append(form);
    window.attach(form, locale);
    form.requestSubmit();
  }, locale);
  await page.locator("#g .gongdan-summary").waitFor();
}

async function addSilentControl(page) {
  await page.evaluate(() => {
    window.asked = 0;
    customElements.define("silent-control", class extends HTMLElement {
      static formAssociated = true;
      internals = this.attachInternals();
      connectedCallback() {
        this.internals.setValidity({ customError: true }, "no");
        this.addEventListener("invalid", (event) => (event.preventDefault(), window.asked++));
      }
    });
  });
}
