// Reads request bodies up to a limit, and checks their shape.

import { Problem, unreadable } from "./problem.js";

/** A form with a few signatures; photos are sent as files. */
export const ORDER_LIMIT = 1 << 20;

/** @param {import("node:http").IncomingMessage} request @param {number} limit bytes */
export async function* chunks(request, limit) {
  let size = 0;
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLarge(limit);
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    yield chunk;
  }
}

/** @param {import("node:http").IncomingMessage} request @param {number} limit bytes */
export async function readJson(request, limit) {
  const bytes = await readBytes(request, "application/json", limit);
  try {
    return isObject(JSON.parse(UTF_8.decode(bytes)));
  } catch {
    throw new Problem("unreadable", { zh: "不是 UTF-8 的 JSON 对象", en: "this is no JSON object in UTF-8" }, { members: { member: "" } });
  }
}

/** Parses the body of an ordinary form submission. @param {import("node:http").IncomingMessage} request @param {number} limit bytes */
export async function readForm(request, limit) {
  const bytes = await readBytes(request, "application/x-www-form-urlencoded", limit);
  return new URLSearchParams(bytes.toString("latin1"));
}

async function readBytes(request, requiredType, limit) {
  const type = String(request.headers["content-type"] ?? "").split(";", 1)[0].trim().toLowerCase();
  if (type !== requiredType) throw new Problem("not-this-way", { zh: `请以 ${requiredType} 发送`, en: `send it as ${requiredType}` }, { status: 415 });
  const parts = [];
  for await (const chunk of chunks(request, limit)) parts.push(chunk);
  return Buffer.concat(parts);
}

const UTF_8 = new TextDecoder("utf-8", { fatal: true });

function isObject(value) {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new TypeError("no object");
}

// Lone surrogates cannot be stored as UTF-8.
const isText = (value) => typeof value === "string" && value.length <= 255 && value.isWellFormed();

/** Kinds of members: the check, and its message. */
export const KINDS = {
  uuid: [(value) => typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value), "应是小写的 UUID", "must be a UUID in lower case"],
  name: [(value) => isText(value) && value.length > 0, "应是 1 到 255 个字符的文字", "must be a text of 1 to 255 characters"],
  text: [(value) => isText(value), "应是至多 255 个字符的文字", "must be a text of at most 255 characters"],
  object: [(value) => typeof value === "object" && value !== null && !Array.isArray(value), "应是对象", "must be an object"],
  list: [(value) => Array.isArray(value) && value.length <= 100, "应是至多 100 项的列表", "must be a list of at most 100 items"],
  size: [(value) => Number.isSafeInteger(value) && value >= 0, "应是字节数", "must be a number of bytes"],
  digest: [(value) => typeof value === "string" && /^sha256:[0-9a-f]{64}$/.test(value), "应是 sha256: 加 64 位十六进制数", "must be sha256: and 64 hexadecimal digits"],
};

/**
 * Checks the members of an object; a kind ending in `?` is optional.
 * @param {any} value
 * @param {Record<string, string>} members
 * @param {string} [at]
 */
export function checkMembers(value, members, at = "") {
  for (const [name, kind] of Object.entries(members)) {
    const given = Object.hasOwn(value ?? {}, name) ? value[name] : undefined;
    if (given === undefined && kind.endsWith("?")) continue;
    const [isValid, zh, en] = KINDS[kind.replace("?", "")];
    if (!isValid(given)) throw unreadable(`${at}${name}`, zh, en);
  }
}

/** Formats a size exactly. @param {number} size @param {string} bytes the word for them */
export function sizeText(size, bytes) {
  const [unit, name] = [[1 << 20, "MB"], [1 << 10, "KB"], [1, bytes]].find(([unit]) => size % Number(unit) === 0) ?? [1, bytes];
  return `${size / Number(unit)} ${name}`;
}

/** The refusal of a body or an order above the limit. @param {number} limit bytes */
export function tooLarge(limit) {
  return new Problem("too-large", { zh: `至多 ${sizeText(limit, "字节")}`, en: `at most ${sizeText(limit, "bytes")}` }, { members: { limit }, headers: { Connection: "close" } });
}
