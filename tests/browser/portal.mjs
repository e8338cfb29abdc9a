// Shared by the tests of the portal: a request, and a customer's actions.

export const DAY = 24 * 3600_000;
export const localTime = (offset) => new Date(Date.now() + 8 * 3600_000 + offset).toISOString().slice(0, 16);
export const REPAIR = { customer_name: "李四", phone: "13800138000", repair_address: "3 号楼 1202 室", repair_content: "厨房下水道堵塞", appointment_at: localTime(DAY) };

export const form = (page, inside = "") => page.locator(`.portal:not(.waiting) ${inside} gongdan-form`);
export const submit = (page, inside) => form(page, inside).locator("button[type=submit]").click();
export async function fill(page, values, inside) {
  for (const [name, value] of Object.entries(values)) {
    const control = form(page, inside).locator(`[name="${name}"]`).first();
    await control.fill(value);
    await control.blur();
  }
}
export async function openService(page, service = "home-repair") {
  await page.goto(`${page.url().split("#")[0]}#new/${service}`);
  await form(page).locator("form").waitFor();
}
export async function sendRequest(page) {
  await openService(page);
  await fill(page, REPAIR);
  await submit(page);
  await page.waitForURL(/#order\/gd/);
  return { number: await page.locator("h1.number").textContent(), secret: await page.locator(".ticket .code").textContent() };
}
/** Opens a draft that is kept on the device in two tabs. */
export async function openTwoTabs(open) {
  const page = await open("/portal.html");
  await openService(page);
  await fill(page, REPAIR);
  await page.locator(".kept:not([data-keeping])", { hasText: "已保存在这台设备上" }).waitFor();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.waitForFunction(() => document.querySelector("gongdan-form")?.order.customer_name);
  return [page, other];
}
