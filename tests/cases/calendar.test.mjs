// The official calendar of mainland China, compared day by day with a second, independent source.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import chineseDays from "chinese-days";

const calendar = JSON.parse(await readFile(new URL("../../standards/calendars/cn.json", import.meta.url), "utf8"));
const holidays = new Set(calendar.holidays), makeup = new Set(calendar.makeupWorkdays);

function* days(from, to) {
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) yield new Date(at).toISOString().slice(0, 10);
}

const isWeekend = (day) => [0, 6].includes(new Date(day).getUTCDay());

test("every day from 2020 to 2026 is a workday or not, as in the second source", () => {
  let count = 0;
  for (const day of days(calendar.from, calendar.to)) {
    count += 1;
    const isWorkday = makeup.has(day) || (!isWeekend(day) && !holidays.has(day));
    assert.equal(isWorkday, chineseDays.isWorkday(day), day);
  }
  assert.equal(count, 2557);
});

test("its lists are sorted, without duplicates, within its years, and consistent", () => {
  for (const list of [calendar.holidays, calendar.makeupWorkdays]) {
    assert.deepEqual(list, [...new Set(list)].sort());
    assert.ok(list.every((day) => day >= calendar.from && day <= calendar.to));
  }
  for (const day of makeup) assert.ok(isWeekend(day) && !holidays.has(day), day);
  const years = calendar.sources.map(({ year }) => year);
  assert.deepEqual([...new Set(years)], [2020, 2021, 2022, 2023, 2024, 2025, 2026]);
  assert.ok(calendar.sources.every(({ document, number }) => document && /^国办发明电〔\d{4}〕\d+号$/.test(number)));
});
