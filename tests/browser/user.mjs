// A user's actions on a page, and what is visible there, by WebDriver; the same in every engine.

import { By, Key } from "selenium-webdriver";

/** @param {import("selenium-webdriver").WebDriver} driver */
export function createUser(driver) {
  const find = (selector) => driver.findElement(By.css(selector));
  const run = (script, ...given) => driver.executeScript(script, ...given);
  const until = (condition, description = "it") => driver.wait(condition, 30_000, `waited in vain for ${description}`);
  return {
    driver,
    find,
    run,
    until,
    async open(address) {
      await driver.get(address);
      await until(() => run("return document.readyState === 'complete'"), address);
    },
    /** Runs an async function in the page. */
    runAsync: (script, ...given) => driver.executeAsyncScript(`const done = arguments[arguments.length - 1], given = [...arguments].slice(0, -1); (async () => { ${script} })().then(done, (error) => done(String(error.stack ?? error)));`, ...given),
    async type(selector, text) {
      const control = await find(selector);
      await control.clear().catch(() => {});
      await control.sendKeys(text, Key.TAB);
    },
    click: async (selector) => (await find(selector)).click(),
    press: (key) => driver.actions().sendKeys(Key[key] ?? key).perform(),
    /** Enters a value like a date picker, whose look differs between engines. */
    pick: (selector, value) =>
      run("const control = document.querySelector(arguments[0]); control.focus(); control.value = arguments[1]; for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true })); control.blur();", selector, value),
    text: (selector) => run("return document.querySelector(arguments[0])?.textContent ?? null", selector),
    texts: (selector) => run("return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)", selector),
    count: (selector) => run("return document.querySelectorAll(arguments[0]).length", selector),
    isVisible: (selector) => run("return document.querySelector(arguments[0]).checkVisibility()", selector),
    focused: () => run("return document.activeElement.name ?? document.activeElement.className"),
  };
}
