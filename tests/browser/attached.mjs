// A form of a page of the test's own, attached to a standard of the test's own. What stands on the page is the test's.

/** @param {any} page one with a form `f` @param {object} standard whose form is `order` */
export async function attachedTo(page, standard) {
  await page.evaluate(async (standard) => {
    const [{ default: init, Standard }, { attach }] = await Promise.all([import("/pkg/index.js"), import("/pkg/form.js")]);
    await init();
    window.attached = attach(document.getElementById("f"), { standard: Standard.parse(standard), form: "order", locale: "en" });
  }, standard);
  return page;
}
