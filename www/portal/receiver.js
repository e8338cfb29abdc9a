// The receiving end as the portal sees it: asks `/api`, and says whether there is an answer, a refusal, or nobody to ask.
// What is refused comes as a problem (RFC 9457) and is final; in every other case the request is kept and sent again.

const API = new URL("../api/", import.meta.url);
const PATIENCE = 15_000;
/** Refusals that pass with time. */
const LATER = new Set([429, 503]);

/**
 * @typedef {{ is: "record", record: any } | { is: "problem", problem: any } | { is: "away", why: "offline" | "nobody" | "busy" }} Answer
 */

/** @param {string} language of the sentences in refusals */
export const receiver = (language) => ({
  /** @param {object} request as www/server/README.md describes it @returns {Promise<Answer>} */
  send: (request) => ask("orders", { method: "POST", body: request, language }),
  /** @param {string} number or id @param {string} secret @returns {Promise<Answer>} */
  look: (number, secret) => ask(`orders/${encodeURIComponent(number)}`, { secret, language }),
  /** @param {{ order?: object, state?: string }} amendment @returns {Promise<Answer>} */
  amend: (number, secret, amendment) => ask(`orders/${encodeURIComponent(number)}`, { method: "PATCH", secret, body: amendment, language }),
});

async function ask(path, { method = "GET", secret, body, language }) {
  const headers = { Accept: "application/json", "Accept-Language": language };
  if (secret) headers.Authorization = `Bearer ${secret}`;
  if (body) headers["Content-Type"] = "application/json";
  try {
    const response = await fetch(new URL(path, API), { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE) });
    return await read(response);
  } catch {
    return { is: "away", why: navigator.onLine ? "busy" : "offline" };
  }
}

async function read(response) {
  const type = response.headers.get("Content-Type") ?? "";
  if (type.startsWith("application/problem+json")) {
    return LATER.has(response.status) ? { is: "away", why: "busy" } : { is: "problem", problem: await response.json() };
  }
  if (response.ok && type.startsWith("application/json")) return { is: "record", record: await response.json() };
  // A static host answers with a page of its own.
  return { is: "away", why: response.status >= 500 ? "busy" : "nobody" };
}
