// Loads the built-in standards that the page works with; adds a form for rows that have none in the standard.

/** Returns the standard of a settlement as an object. @param {import("./settlements.js").Settlement} settlement */
export async function fetchDocument({ standard, formOf, form, fills }) {
  const response = await fetch(new URL(`../pkg/standards/${standard}.json`, import.meta.url));
  if (!response.ok) throw new Error(`${standard}.json: ${response.status}`);
  const document = await response.json();
  // A field that is calculated if the file lacks it is not required.
  for (const field of Object.keys(fills ?? {})) delete document.forms[form].fields[field].required;
  if (!formOf) return document;
  const { inputs } = document.calculations[formOf.calculation];
  const name = { type: "text", required: true, label: formOf.name.label, source: formOf.source };
  const fields = Object.fromEntries(Object.entries(inputs).map(([id, field]) => [id, { ...field, required: true, source: formOf.source }]));
  return { ...document, forms: { ...document.forms, [form]: { title: formOf.title, source: formOf.source, fields: { [formOf.name.id]: name, ...fields } } } };
}
