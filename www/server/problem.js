// Refusals as RFC 9457 problem details, in both languages.

/** @satisfies {Record<string, [status: number, zh: string, en: string]>} */
const TITLES = {
  findings: [422, "工单有错误", "the order has errors"],
  unreadable: [400, "内容无法读取", "the content cannot be read"],
  "unknown-standard": [422, "没有这个标准、表单或版本", "no such standard, form or version"],
  "other-order": [409, "编号已属于另一张工单", "the id belongs to another order"],
  standing: [409, "已填写的内容不能更改", "what stands is not changed"],
  "not-found": [404, "没有这张工单，或查询码不对", "no such order, or another secret"],
  "too-large": [413, "内容太大", "the content is too large"],
  "too-many": [429, "请求太频繁", "too many requests"],
  "not-this-way": [405, "请求方式不对", "another method or media type is due"],
  "out-of-order": [503, "服务器暂时不能保存工单", "the server cannot keep orders now"],
};

/** A refusal. `members` and `headers` are added to the response; `status` overrides the usual one. */
export class Problem extends Error {
  /**
   * @param {keyof typeof TITLES} name
   * @param {{ zh: string, en: string }} detail
   * @param {{ members?: object, headers?: Record<string, string>, status?: number }} options
   */
  constructor(name, detail, { members = {}, headers = {}, status = TITLES[name][0] } = {}) {
    super(detail.en);
    this.name = name;
    this.detail = detail;
    this.members = members;
    this.headers = headers;
    this.status = status;
  }

  /** @param {import("node:http").ServerResponse} response @param {"zh" | "en"} locale */
  send(response, locale) {
    const [, zh, en] = TITLES[this.name];
    const body = { type: `urn:gongdan:problem:${this.name}`, title: locale === "en" ? en : zh, status: this.status, detail: this.detail[locale], ...this.members };
    response.writeHead(this.status, { ...this.headers, "Content-Type": "application/problem+json; charset=utf-8" }).end(JSON.stringify(body));
  }
}

/** Unexpected errors are logged; the client learns only that nothing was stored. @param {unknown} error */
export function problemOf(error) {
  if (error instanceof Problem) return error;
  console.error(error);
  return new Problem("out-of-order", { zh: "没有保存，请稍后重试", en: "nothing was kept; try again later" }, { headers: { "Retry-After": "30" } });
}

/** @param {string} member @param {string} zh @param {string} en */
export const unreadable = (member, zh, en) => new Problem("unreadable", { zh: `${member}：${zh}`, en: `\`${member}\`: ${en}` }, { members: { member } });
