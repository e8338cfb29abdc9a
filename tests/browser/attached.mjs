// Attaches a form of a test's own page to a test's own standard.

/** @param {any} page a page with a form `f` @param {object} standard its form is `order` */
export async function attachTo(page, standard) {
  await page.evaluate(async (standard) => {
    const [{ default: init, Standard }, { attach }] = await Promise.all([import("/pkg/index.js"), import("/pkg/form.js")]);
    await init();
    window.attached = attach(document.getElementById("f"), { standard: Standard.parse(standard), form: "order", locale: "en" });
  }, standard);
  return page;
}
