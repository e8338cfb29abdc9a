// The fields that columns of a file can be mapped to, with labels in both languages, and the guess of the mapping.

import { normalise } from "./file/value.js";

/**
 * @typedef {{ path: string, table: string | null, id: string, type: string, required: string, label: { zh: string, en: string }, options: { value: string, labels: string[] }[] }} Target
 */

/**
 * @param {import("../../pkg/index.d.ts").Standard} standard
 * @param {{ form: string, groupBy?: string }} settlement with `groupBy`, the rows of a file are rows of a table, and the table is replaced by its fields
 * @returns {Target[]}
 */
export function targetsOf(standard, { form, groupBy }) {
  const [zh, en] = ["zh", "en"].map((locale) => standard.describe(locale).forms.filter(({ id }) => id === form)[0].fields);
  return zh.flatMap((field, index) => {
    if (!groupBy || field.fields.length === 0) return [targetOf(field, en[index], null)];
    return field.fields.map((cell, inner) => targetOf(cell, en[index].fields[inner], field.id));
  });
}

function targetOf(zh, en, table) {
  const options = zh.options.map(({ value, label }, index) => ({ value, labels: [label, en.options[index].label] }));
  return { path: table ? `${table}[].${zh.id}` : zh.id, table, id: zh.id, type: zh.type, required: zh.required, label: { zh: zh.label, en: en.label }, options };
}

/**
 * Maps fields to columns: as the last time, else by id and label.
 * @param {Target[]} targets
 * @param {string[]} header
 * @param {Record<string, string | null>} storedColumns names of columns by path; null if set to none
 * @returns {Record<string, number>} columns by path
 */
export function guessColumns(targets, header, storedColumns) {
  /** @type {Record<string, number>} */
  const columns = {};
  const used = new Set();
  const assign = (path, column) => {
    columns[path] = column;
    used.add(column);
  };
  for (const { path } of targets) {
    const column = storedColumns[path] ? header.indexOf(storedColumns[path]) : -1;
    if (column >= 0 && !used.has(column)) assign(path, column);
  }
  const unmapped = targets.filter(({ path }) => columns[path] === undefined && storedColumns[path] !== null);
  const pairs = unmapped.flatMap((target) => header.map((name, column) => ({ path: target.path, column, likeness: likeness(target, name) })));
  for (const { path, column, likeness } of pairs.sort((a, b) => b.likeness - a.likeness)) {
    if (likeness > 0 && columns[path] === undefined && !used.has(column)) assign(path, column);
  }
  return columns;
}

// Units and remarks in brackets do not count as part of a name. None is longer than a sentence: a name of opening
// brackets alone would take forever.
const REMARK = /[（(](.{0,100}?)[)）]/g;
const normalisedName = (name) => normalise(name.replace(REMARK, "")).replace(/[*：:_\-\s]/g, "");

// A remark in brackets may be another name of the same thing: 维修部件（更换的部件）.
const remarks = (name) => [...name.matchAll(REMARK)].map(([, remark]) => withoutDe(normalisedName(remark)));
const withoutDe = (name) => name.replaceAll("的", "");

function likeness({ id, label }, name) {
  const column = normalisedName(name);
  if (column === "") return 0;
  const names = [id, label.zh, label.en].map(normalisedName);
  if (names.includes(column)) return 100;
  if (column.length < 2) return 0;
  if ([label.zh, label.en].flatMap(remarks).includes(withoutDe(column))) return 60;
  const similar = names.filter((candidate) => candidate.length >= 2 && (candidate.includes(column) || column.includes(candidate)));
  return Math.max(0, ...similar.map((candidate) => (50 * Math.min(candidate.length, column.length)) / Math.max(candidate.length, column.length)));
}
