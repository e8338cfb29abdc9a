// Forms of a standard in form libraries that accept a Standard Schema: React Hook Form's resolver and TanStack Form.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { FormApi } from "@tanstack/form-core";
import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { Standard, loadStandard } from "../../pkg/index.js";
import { standardSchema } from "../../pkg/standard-schema.js";

let schema;
before(async () => {
  await init();
  schema = standardSchema(await loadStandard("visit-fee"), "visit_charge", { locale: "en" });
});

const ORDER = { customer: "甲公司", persons: "2", visits: "1", distance_km: "5", solved_same_day: true, device_return: false, severe_fault: false, visit_fee_charged: "60.00" };

test("React Hook Form's resolver returns the errors by field, and the values if there are none", async () => {
  const resolve = (values) => standardSchemaResolver(schema)(values, undefined, { fields: {}, shouldUseNativeValidation: false });
  const invalid = await resolve({ ...ORDER, persons: "two", customer: "" });
  assert.deepEqual(Object.keys(invalid.errors).sort(), ["customer", "persons"]);
  assert.match(invalid.errors.persons.message, /\w/);
  const valid = await resolve(ORDER);
  assert.deepEqual(valid, { values: ORDER, errors: {} });
});

test("TanStack Form blocks a submission until the order is valid", async () => {
  const sent = [];
  const form = new FormApi({ defaultValues: { ...ORDER, customer: "" }, validators: { onChange: schema }, onSubmit: ({ value }) => sent.push(value) });
  form.mount();
  await form.handleSubmit();
  assert.equal(sent.length, 0);
  assert.ok(Object.hasOwn(form.state.errors[0] ?? {}, "customer"), JSON.stringify(form.state.errors));
  form.setFieldValue("customer", "甲公司");
  await form.handleSubmit();
  assert.deepEqual(sent, [ORDER]);
});

test("files of a library are names for the standard, and stay files", async () => {
  const label = { zh: "照片", en: "Photos" }, photos = { type: "attachment_list", label, required: true, length: { max: 1 } };
  const fields = { photos, rows: { type: "table", label, fields: { photos } } };
  const files = standardSchema(Standard.parse({ gongdan: 1, id: "files", version: "1.0.0", title: label, source: { document: "-", section: "-" }, forms: { form: { title: label, fields } } }), "form");
  const [firstFile, secondFile] = ["a.png", "b.png"].map((name) => new File(["x"], name));
  // Like that of browsers.
  const list = (...all) => ({ [Symbol.iterator]: () => all.values(), [Symbol.toStringTag]: "FileList" });
  const codes = (value) => files["~standard"].validate(value).issues?.map(({ code, path }) => `${path.join(".")} ${code}`) ?? "right";
  assert.equal(codes({ photos: [firstFile], rows: [{ photos: list(secondFile) }] }), "right");
  assert.deepEqual(codes({ photos: list(), rows: [{ photos: ["old.png", secondFile] }] }), ["photos required", "rows.0.photos length.max"]);
  assert.deepEqual(codes(new Date(0)), [" type"]);
  const value = { photos: list(firstFile) };
  assert.equal(files["~standard"].validate(value).value, value);
});
