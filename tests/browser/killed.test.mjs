// What the offline page reports as kept survives its tab and its browser: both are killed at random points during
// input. `GONGDAN_KILLS` sets the number, 500 in `make soak`.
//
// The promise: once the page reports an edit as stored on this device (`data-kept` counts them), the edit exists,
// whatever ends the tab. Unreported edits may exist, too; nothing exists that was not typed, and no other order is
// changed.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { newFolder } from "../folder.mjs";
import { openProfile, openSite } from "./site.mjs";

const KILLS = Number(process.env.GONGDAN_KILLS ?? 20);
/** Every so many kills, the whole browser is killed, not only the tab. */
const BROWSER_EVERY = 5;
const FIELD = "repairer";
const TYPED = Array.from({ length: 200 }, (_, index) => (index % 10 === 9 ? "修" : String(index % 10))).join("");

/** Kills processes of a browser profile, like a power failure, and waits until they are gone; without `only`, all of them. */
async function kill(profile, only = "") {
  const lines = execFileSync("ps", ["-axo", "pid,command"], { encoding: "utf8", maxBuffer: 1 << 26 }).split("\n");
  const processes = lines.filter((line) => line.includes(`--user-data-dir=${profile}`) && line.includes(only)).map((line) => Number(line.trim().split(" ", 1)[0]));
  assert.ok(processes.length > 0, "nothing was there to kill");
  for (const id of processes) sendSignal(id, "SIGKILL");
  // A browser that has not noticed yet may give a dead process to the next tab.
  while (processes.some((id) => sendSignal(id, 0))) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Whether there was such a process. */
function sendSignal(id, name) {
  try {
    return process.kill(id, name);
  } catch (error) {
    if (error.code === "ESRCH") return false;
    throw error;
  }
}

const waitForForm = (page) => page.waitForFunction(() => document.querySelector("gongdan-form")?.shadowRoot.querySelector("form") && !document.querySelector("gongdan-form").hasAttribute("readonly"));
const control = (page) => page.locator(`gongdan-form [name="${FIELD}"]`);

/** Types until the tab is gone; returns how many edits the page had reported as kept, and the URL of the order. */
async function typeUntilKilled(device, end) {
  const page = await device.open();
  let keptEdits = 0;
  await page.exposeBinding("sayKept", (_, count) => (keptEdits = Math.max(keptEdits, count)));
  await page.locator(".forms button", { hasText: "现场维修服务单" }).click();
  await waitForForm(page);
  await page.evaluate(() => {
    const status = document.querySelector(".kept");
    new MutationObserver(() => window.sayKept(Number(status.dataset.kept))).observe(status, { attributes: true, attributeFilter: ["data-kept"] });
  });
  const { hash } = new URL(page.url());
  await control(page).focus();
  const closed = new Promise((resolve) => page.once("crash", resolve).once("close", resolve));
  const typing = page.keyboard.type(TYPED, { delay: 5 }).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 1500));
  await end();
  await Promise.race([closed, typing]);
  await page.close().catch(() => {});
  return { keptEdits, hash };
}

async function readTyped(device, hash) {
  const page = await device.open(`/offline.html${hash}`);
  await waitForForm(page);
  const text = await control(page).inputValue();
  await page.close();
  return text;
}

test(`none of ${KILLS} kills during input loses an edit that was reported as kept`, async (t) => {
  const [site, profile] = [await openSite(t), newFolder()];
  let device = await openProfile(site, profile);
  t.after(() => device.context.close());
  const orders = new Map();
  let edits = 0;
  for (let round = 1; round <= KILLS; round++) {
    const isBrowser = round % BROWSER_EVERY === 0;
    const { keptEdits, hash } = await typeUntilKilled(device, () => kill(profile, isBrowser ? "" : "--type=renderer"));
    if (isBrowser) {
      await device.context.close().catch(() => {});
      device = await openProfile(site, profile);
    }
    const text = await readTyped(device, hash);
    assert.ok(TYPED.startsWith(text), `kill ${round}: \`${text}\` was never typed`);
    assert.ok(text.length >= keptEdits, `kill ${round}: ${keptEdits} edits were called kept, ${text.length} are there`);
    orders.set(hash, text);
    edits += keptEdits;
  }
  for (const [hash, text] of [...orders].slice(-3)) assert.equal(await readTyped(device, hash), text);
  const page = await device.open();
  await page.locator(".records li").first().waitFor();
  assert.equal(await page.locator(".records li").count(), KILLS);
  assert.ok(edits > KILLS, `${edits} edits were called kept before ${KILLS} kills`);
});
