// The mode `native`: the bubbles are the browser's, but whether a submission is held back is decided by `attach`, as the
// browser does it in silence, before `submit` fires: nothing else would be marked, and nothing hidden listed.

/** Keeps the browser from it during a click, which all submissions by a person are. */
export async function begin(page, attachment) {
  // What opens the bubbles then: nobody should wait for it after the click.
  await import("./deferred.js");
  if (attachment.detached) return;
  const { form } = attachment;
  const leaveToSubmit = () => {
    page.set(form, "novalidate", true);
    setTimeout(() => page.set(form, "novalidate", null));
  };
  page.listen(form.ownerDocument, "click", leaveToSubmit, { capture: true });
}
