// The customer portal's states for pictures, each reached as by a customer.

const REPAIR = { customer_name: "李四", phone: "13800138000", repair_address: "翠园小区 3 号楼 1202 室", repair_content: "厨房下水道堵塞，水槽积水", appointment_at: "2026-03-02T11:00" };

const form = (page, inside = "") => page.locator(`.portal:not(.waiting) ${inside} gongdan-form`);
const send = (page, inside) => form(page, inside).locator("button[type=submit]").click();

async function fill(page, values, inside) {
  for (const [name, value] of Object.entries(values)) {
    const control = form(page, inside).locator(`[name="${name}"]`).first();
    await control.fill(value);
    await control.blur();
  }
}

async function fillRequest(page) {
  await form(page).locator("form").waitFor();
  await fill(page, REPAIR);
}

async function submitRequest(page) {
  await fillRequest(page);
  await send(page);
  await page.locator("h1.number").waitFor();
}

/** Fills in the workers' part, by the form for demonstrations. */
async function updateOrder(page, state, values) {
  await page.locator(".desk-part > summary").click();
  await page.locator("#next-state").selectOption(state);
  await fill(page, values, ".desk-part");
  await send(page, ".desk-part");
  await page.locator(`.portal:not(.waiting) #next-state option[value="${state}"]`).waitFor({ state: "detached" });
}

async function completeWork(page) {
  await submitRequest(page);
  await updateOrder(page, "dispatched", { repairer: "王师傅" });
  await updateOrder(page, "arrived", { arrived_at: "2026-03-02T10:55" });
  await form(page, ".confirm").locator("form").waitFor();
}

async function signConfirmation(page) {
  await completeWork(page);
  await fill(page, { completed_at: "2026-03-02T11:40", signature: "李四" }, ".confirm");
  await form(page, ".confirm").locator('[name=service_rating][value="满意"]').check({ force: true });
}

const state = (hash, prepare) => [`/portal.html${hash}`, prepare, ".portal:not(.waiting) h1"];

export const PORTAL = {
  "portal-services": state("", async () => {}),
  "portal-orders": state("#new/home-repair", async (page) => {
    await submitRequest(page);
    await page.evaluate(() => (location.hash = "#new/it-service"));
    await form(page).locator("[name=client_unit]").waitFor();
    await fill(page, { client_unit: "某单位", system_name: "门户" });
    await page.evaluate(() => (location.hash = "#"));
    await page.locator(".portal:not(.waiting) .orders").waitFor();
  }),
  "portal-request": state("#new/home-repair", fillRequest),
  "portal-wrong": state("#new/community", async (page) => {
    await form(page).locator("form").waitFor();
    await form(page).locator("[name=category]").selectOption("facility");
    await send(page);
  }),
  "portal-order": state("#new/home-repair", submitRequest),
  "portal-desk": state("#new/home-repair", async (page) => {
    await submitRequest(page);
    await page.locator(".desk-part > summary").click();
  }),
  "portal-confirm": state("#new/home-repair", signConfirmation),
  "portal-signed": state("#new/home-repair", async (page) => {
    await signConfirmation(page);
    await send(page, ".confirm");
    await page.locator(".notice[data-tone=good]").waitFor();
  }),
  "portal-waiting": state("#new/home-repair", async (page) => {
    await fillRequest(page);
    await page.context().setOffline(true);
    await send(page);
    await page.locator(".notice[data-tone=warning]").waitFor();
  }),
  "portal-refused": state("#new/home-repair", async (page) => {
    await fillRequest(page);
    await page.route("**/api/orders", (route) => route.continue({ postData: JSON.stringify({ ...route.request().postDataJSON(), order: { ...REPAIR, appointment_at: "2020-01-01T08:00", accepted_at: "2026-03-02T10:22" } }) }));
    await send(page);
    await page.locator(".notice[data-tone=error]").waitFor();
  }),
};
