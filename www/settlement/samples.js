// Generates sample files: the same each time, with some wrong rows, and figures that an organisation would type in. All
// names and figures are made up.

const PARTS = {
  desktop: { 主板: "large", 硬盘: "large", 显卡: "medium", 内存: "medium", 键盘: "small" },
  server: { 主板: "large", 电源: "large", 内存: "medium", 电源线: "small" },
  notebook: { LCD: "large", 键盘: "large", 风扇: "medium", 内存: "medium", 电源线: "small" },
  all_in_one: { 显示屏: "large", 散热器: "medium", 鼠标: "small" },
  monitor: { 主板: "large_medium", 电源线: "small" },
  printer: { 定影模块: "large_medium", 连接线: "small" },
};
const CUSTOMERS = ["恒达机械", "华联精密", "东方医疗", "新希望食品", "瑞丰包装", "蓝天物业", "江南中学", "城北医院", "长青商场", "金桥写字楼", "南湖小区", "西山宾馆"];
const NAMES = ["王芳", "李强", "张敏", "刘洋", "陈静", "杨磊", "赵勇", "周涛"];

const GENERATORS = { labour, annual, hotline, kpi, penalty };

/** What comes with a sample: typed figures and parameters. */
export const SAMPLE_INPUTS = {
  labour: {
    typed: { review_coefficient: "1.05", extra_coefficient: "1", transport_fee: "1260.00", additions: "300.00", deductions: "80.00" },
    parameters: { part_rates: Object.entries({ large: 85, medium: 60, small: 30, large_medium: 70 }).flatMap(([size, rate]) => Object.keys(PARTS).map((product) => `${product}/${size}/${rate}`)) },
  },
  hotline: {
    typed: { valid_callbacks: "598", resolved_count: "561", shirking_count: "2", rework_count: "7", exemption_rejected_count: "1" },
    parameters: { overdue_points: "0.1", satisfaction_points: "31.5" },
  },
  kpi: { typed: { satisfied_owners: "472", surveyed_owners: "490", revisited_complaints: "301", fees_received: "1182340.50", fees_due: "1230000.00", paid_satisfied: "196", paid_total: "200", households: "1860" }, parameters: { satisfaction_target: "95" } },
};

/** The number of rows of the small sample. */
export const SMALL_SAMPLE_ROWS = { labour: 600, annual: 48, hotline: 600, kpi: 400, penalty: 8 };

/**
 * @param {string} id of the settlement
 * @param {import("./fields.js").Target[]} targets
 * @param {number} rows
 * @param {"zh" | "en"} language of the header and the options
 * @returns {File}
 */
export function sampleOf(id, targets, rows, language) {
  const next = random(20260301);
  const filled = (index) => GENERATORS[id](next, index);
  const columns = targets.filter(({ id: field }) => Object.hasOwn(filled(0), field));
  const place = language === "en" ? 1 : 0;
  const words = language === "en" ? ["no", "yes"] : ["否", "是"];
  const write = ({ id: field, options }, order) => {
    const value = order[field];
    if (typeof value === "boolean") return words[Number(value)];
    return options.find((option) => option.value === value)?.labels[place] ?? String(value ?? "");
  };
  const lines = [columns.map(({ label }) => label[language])];
  const generator = random(20260302);
  for (let index = 0; index < rows; index++) {
    const order = GENERATORS[id](generator, index);
    lines.push(columns.map((target) => write(target, order)));
  }
  const parts = [];
  for (let from = 0; from < lines.length; from += 5000) parts.push(`${lines.slice(from, from + 5000).map((cells) => cells.map(quoted).join(",")).join("\r\n")}\r\n`);
  return new File(["\ufeff", ...parts], `${id}.csv`, { type: "text/csv" });
}

const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

const pickOne = (next, list) => list[Math.floor(next() * list.length)];
/** Returns a moment, in minutes after the month began. */
const moment = (minutes) => new Date(Date.UTC(2026, 2, 1) + minutes * 60_000).toISOString().slice(0, 16).replace("T", " ");

function labour(next, index) {
  const product = pickOne(next, Object.keys(PARTS)), kind = pickOne(next, ["part_replaced", "part_replaced", "part_replaced", "no_part", "transfer", "mail_in"]);
  const names = Object.keys(PARTS[product]).filter((name) => kind !== "mail_in" || PARTS[product][name] === "small").filter((name) => kind !== "transfer" || PARTS[product][name] !== "small");
  const part = kind === "no_part" ? "" : pickOne(next, names), wrong = next();
  /** @type {Record<string, any>} */
  const order = { order_no: `FW202603${String(index + 1).padStart(6, "0")}`, valid: next() > 0.03, repair_kind: kind, product, part_name: part, part_size: part === "" ? "" : PARTS[product][part], cross_region: kind === "mail_in" };
  if (wrong < 0.01) order.part_size = order.part_size === "small" ? "large" : "small";
  else if (wrong < 0.02) order.repair_kind = "换 新";
  else if (wrong < 0.028) order.order_no = "";
  else if (wrong < 0.034) order.cross_region = "待定";
  return order;
}

function annual(next, index) {
  const item = pickOne(next, ["network_switch", "server", "pc", "pbx", "amplifier", "speaker", "video_terminal", "alarm_probe", "door_machine"]);
  const order = { customer: CUSTOMERS[Math.floor(index / 4) % CUSTOMERS.length] + (index >= 48 ? ` ${Math.floor(index / 48)} 部` : ""), item, quantity: 1 + Math.floor(next() * 12), ports: item === "pbx" ? pickOne(next, [32, 48, 96, 160, 220]) : "", watts: item === "amplifier" ? pickOne(next, [500, 1000, 1600]) : "" };
  if (next() < 0.05) order.quantity = pickOne(next, ["三", "5台"]);
  return order;
}

function hotline(next) {
  const from = Math.floor(next() * 36_000), days = pickOne(next, [3, 5, 7]), took = Math.floor(next() * days * 1500), signed = from + Math.floor(next() * 150), due = from + days * 1440;
  const visit = next() < 0.5;
  /** @type {Record<string, any>} */
  const order = {
    handle_limit_days: days, handle_due_at: moment(due), sign_due_at: moment(from + 120), signed_at: moment(signed), feedback_at: moment(signed + 200), reply_submitted_at: moment(from + Math.floor(took * 0.6)), handled_at: moment(from + took),
    onsite_visit: visit, onsite_photos: visit && next() < 0.9 ? "现场1.jpg;现场2.jpg" : "", reply_in_standard_form: next() < 0.97, direct_return: next() < 0.03, return_approved: "",
  };
  if (order.direct_return) order.return_approved = next() < 0.6;
  if (next() < 0.01) order.handle_due_at = "下周一";
  return order;
}

function kpi(next) {
  const from = Math.floor(next() * 36_000), handled = next() < 0.96;
  const order = {
    complainant: pickOne(next, NAMES), channel: pickOne(next, ["call", "visit"]), content: pickOne(next, ["电梯停运", "楼道照明不亮", "绿化带垃圾未清", "停车位被占", "水压不足"]), received_at: moment(from), valid_complaint: next() < 0.09,
    handled_at: handled ? moment(from + 30 + Math.floor(next() * 1600)) : "", status: handled ? "handled" : "open",
  };
  if (next() < 0.015) order.handled_at = moment(Math.max(0, from - 300));
  return order;
}

function penalty(next, index) {
  const count = (maxCount) => Math.floor(next() * next() * (maxCount + 1));
  return { clerk: NAMES[index % NAMES.length], delays: count(4), unclear_reconciliations: count(3), settlement_errors: count(2), missed_or_deducted: index === 3 ? "¥1,280.00" : count(3) * 40, reviews_not_done: count(2), shielding_cases: 0, register_failures: count(3), order_stock_failures: count(2), cases_written: 7 + Math.floor(next() * 6) };
}
