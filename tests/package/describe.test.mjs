// What `describe` returns besides fields: parameters, formats, purposes of forms and calculations.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { before, test } from "node:test";
import init, { Standard, loadStandard } from "../../pkg/index.js";

const FOLDER = new URL("../../pkg/standards/", import.meta.url);

before(() => init());

test("describes parameters, with the options of a choice", async () => {
  const { parameters } = (await loadStandard("visit-fee")).describe("en");
  const { label, options, default: defaultValue } = parameters.find(({ id }) => id === "per_km_for");
  assert.deepEqual([label, options, defaultValue], ["Kilometres are charged for", [{ value: "person_visit", label: "each person and visit" }, { value: "visit", label: "each visit" }], "person_visit"]);
  assert.ok(parameters.every(({ type, options }) => options.length > 0 === (type === "choice")));
});

test("describes the purposes of forms and calculations, and a report the units of its steps", async () => {
  for (const file of (await readdir(FOLDER)).filter((name) => name.endsWith(".json") && !name.endsWith(".schema.json"))) {
    const written = JSON.parse(await readFile(new URL(file, FOLDER), "utf8")), standard = Standard.parse(written);
    const { forms, calculations } = standard.describe("en");
    for (const { id, description } of forms) assert.equal(description, written.forms[id].description?.en ?? null);
    for (const { id, description } of calculations) {
      assert.equal(description, written.calculations[id].description?.en ?? null);
      const { steps, outputs } = written.calculations[id];
      for (const step of standard.calculate(id, {}).steps) assert.equal(step.unit, steps[step.id].unit ?? outputs[step.id]?.unit ?? null);
    }
  }
});

test("describes formats and the fields that have them", async () => {
  const { formats, forms } = (await loadStandard("sms-transfer")).describe("en");
  assert.deepEqual(formats.map(({ id, label }) => [id, label]), [["zp_message", "Transfer message"]]);
  assert.deepEqual(formats[0].segments.slice(0, 2), [{ id: "command", label: "Command ZP", derived: false }, { id: "centre", label: "Centre", derived: false }]);
  assert.equal(forms[0].fields[0].format, "zp_message");
});
