// A form that is attached anew, in another language perhaps: what a person was shown before is said on.

/** Another form of another standard has said nothing yet. */
export function goOn(attachment, { fields, options, submitted }) {
  const { detached, options: { form, mode, standard } } = attachment;
  if (detached || form !== options.form || standard.id !== options.standard.id) return;
  for (const field of attachment.fields) if (fields.at(field.path)?.settled) field.settled = true;
  attachment.submitted = submitted;
  attachment.tick();
  if (submitted && mode === "summary") attachment.summary.open(true);
}
