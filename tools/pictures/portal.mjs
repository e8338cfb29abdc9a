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

async function request(page) {
  await form(page).locator("form").waitFor();
  await fill(page, REPAIR);
}

async function ordered(page) {
  await request(page);
  await send(page);
  await page.locator("h1.number").waitFor();
}

/** Fills in the workers' part, by the form for demonstrations. */
async function note(page, state, values) {
  await page.locator(".desk-part > summary").click();
  await page.locator("#next-state").selectOption(state);
  await fill(page, values, ".desk-part");
  await send(page, ".desk-part");
  await page.locator(`.portal:not(.waiting) #next-state option[value="${state}"]`).waitFor({ state: "detached" });
}

async function worked(page) {
  await ordered(page);
  await note(page, "dispatched", { repairer: "王师傅" });
  await note(page, "arrived", { arrived_at: "2026-03-02T10:55" });
  await form(page, ".confirm").locator("form").waitFor();
}

async function signed(page) {
  await worked(page);
  await fill(page, { completed_at: "2026-03-02T11:40", signature: "李四" }, ".confirm");
  await form(page, ".confirm").locator('[name=service_rating][value="满意"]').check({ force: true });
}

const at = (hash, prepare) => [`/portal.html${hash}`, prepare, ".portal:not(.waiting) h1"];

export const PORTAL = {
  "portal-services": at("", async () => {}),
  "portal-orders": at("#new/home-repair", async (page) => {
    await ordered(page);
    await page.evaluate(() => (location.hash = "#new/it-service"));
    await form(page).locator("[name=client_unit]").waitFor();
    await fill(page, { client_unit: "某单位", system_name: "门户" });
    await page.evaluate(() => (location.hash = "#"));
    await page.locator(".portal:not(.waiting) .orders").waitFor();
  }),
  "portal-request": at("#new/home-repair", request),
  "portal-wrong": at("#new/community", async (page) => {
    await form(page).locator("form").waitFor();
    await form(page).locator("[name=category]").selectOption("facility");
    await send(page);
  }),
  "portal-order": at("#new/home-repair", ordered),
  "portal-desk": at("#new/home-repair", async (page) => {
    await ordered(page);
    await page.locator(".desk-part > summary").click();
  }),
  "portal-confirm": at("#new/home-repair", signed),
  "portal-signed": at("#new/home-repair", async (page) => {
    await signed(page);
    await send(page, ".confirm");
    await page.locator(".notice[data-tone=good]").waitFor();
  }),
  "portal-waiting": at("#new/home-repair", async (page) => {
    await request(page);
    await page.context().setOffline(true);
    await send(page);
    await page.locator(".notice[data-tone=warning]").waitFor();
  }),
  "portal-refused": at("#new/home-repair", async (page) => {
    await request(page);
    await page.route("**/api/orders", (route) => route.continue({ postData: JSON.stringify({ ...route.request().postDataJSON(), order: { ...REPAIR, appointment_at: "2020-01-01T08:00", accepted_at: "2026-03-02T10:22" } }) }));
    await send(page);
    await page.locator(".notice[data-tone=error]").waitFor();
  }),
};
