// The client of `/api`: returns the record, a refusal, or why there is no answer. A refusal is a problem (RFC 9457) and
// final; in every other case the request is kept and sent again.

const API = new URL("../api/", import.meta.url);
const TIMEOUT_MS = 15_000;
const TOO_MANY_REQUESTS = 429;

/** @param {string} language of the messages in refusals */
export const apiClient = (language) => ({
  /** @param {object} request as described in www/server/README.md */
  send: (request) => callApi("orders", { method: "POST", body: request, language }),
  /** @param {string} number or id @param {string} [secret] */
  fetchOrder: (number, secret) => callApi(`orders/${encodeURIComponent(number)}`, { secret, language }),
  /** @param {string} number @param {string | undefined} secret @param {{ order?: object, state?: string }} amendment */
  amend: (number, secret, amendment) => callApi(`orders/${encodeURIComponent(number)}`, { method: "PATCH", secret, body: amendment, language }),
});

/** @param {string} path @param {{ method?: string, secret?: string, body?: object, language: string }} request @returns {Promise<portal.Answer>} */
async function callApi(path, { method = "GET", secret, body, language }) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json", "Accept-Language": language };
  if (secret) headers.Authorization = `Bearer ${secret}`;
  if (body) headers["Content-Type"] = "application/json";
  try {
    const response = await fetch(new URL(path, API), { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(TIMEOUT_MS) });
    return await readAnswer(response);
  } catch {
    return { is: "away", why: navigator.onLine ? "busy" : "offline" };
  }
}

/** @param {Response} response @returns {Promise<portal.Answer>} */
async function readAnswer(response) {
  // A server failure or rate limit is no refusal, and temporary.
  if (response.status >= 500 || response.status === TOO_MANY_REQUESTS) return { is: "away", why: "busy" };
  const type = response.headers.get("Content-Type") ?? "";
  const body = /^application\/(problem\+)?json/.test(type) ? await response.json() : null;
  if (response.ok && isRecord(body)) return { is: "record", record: body };
  if (!response.ok && type.startsWith("application/problem+json") && body?.title) return { is: "problem", problem: body };
  // Static hosts and captive portals answer with pages of their own.
  return { is: "away", why: "nobody" };
}

const isRecord = (body) => Boolean(body?.id && body.number && body.order && body.standard && Array.isArray(body.findings));
