// Carries over what was shown when a form is attached again, for example in another language.

/** Does nothing if the form or the standard is another. */
export function resumeFrom(attachment, { fields, options, submitted }) {
  const { detached, options: { form, mode, standard } } = attachment;
  if (detached || form !== options.form || standard.id !== options.standard.id) return;
  for (const field of attachment.fields) if (fields.at(field.path)?.touched) field.touched = true;
  attachment.submitted = submitted;
  attachment.tick();
  if (submitted && mode === "summary") attachment.summary.open(true);
}
