// The settlements, as data: standard and form of each row, what is collected over the month, which calculations follow,
// what is drawn. What is collected is FEEL over the form's fields, so the engine counts while it reads the orders;
// `needs` lists the columns for it.

/**
 * @typedef {object} Settlement
 * @property {string} id
 * @property {{ zh: string, en: string }} title
 * @property {{ zh: string, en: string }} lead
 * @property {string} standard
 * @property {string} form
 * @property {string} [unique] the field whose values should occur once
 * @property {any} [collect] what is collected over the month, by the inputs of its calculations
 * @property {any} [lines]
 * @property {string[]} [calculations]
 * @property {string} [statement]
 * @property {string[]} [total] a calculation and its output
 * @property {any} [chart]
 * @property {string} [groupBy]
 * @property {Record<string, { calculation: string, output: string }>} [fills]
 * @property {any} [each] instead of a month: what is calculated for each order
 * @property {any} [formOf]
 */

const bilingual = (zh, en) => ({ zh, en });

const LABOUR = {
  id: "labour",
  title: bilingual("劳务结算", "Labour settlement"),
  lead: bilingual("一行一张服务单：按产品、属性和维修类别计数，算出本月劳务费和总劳务费。", "One service sheet in each row: counted by product, part size and repair kind, priced into the month's labour fee and total."),
  standard: "labour-settlement",
  form: "service_sheet",
  unique: "order_no",
  collect: {
    total_orders: { when: "valid = true", needs: ["valid"] },
    transfer_count: { when: 'valid = true and repair_kind = "transfer"', needs: ["valid", "repair_kind"] },
    mail_in_count: { when: 'valid = true and repair_kind = "mail_in"', needs: ["valid", "repair_kind"] },
    no_part_count: { when: 'valid = true and repair_kind = "no_part"', needs: ["valid", "repair_kind"] },
    hardware_lines: { when: 'valid = true and repair_kind = "part_replaced"', by: { product: "product", size: "part_size" }, each: { count: { count: true } }, needs: ["valid", "repair_kind", "product", "part_size"] },
  },
  /** The collected rows that have a price, which the organisation keeps as a parameter. */
  lines: { input: "hardware_lines", rates: "part_rates" },
  calculations: ["labour_fee", "total_fee"],
  /** The form of the standard for the month's figures: its rules check them together. */
  statement: "monthly_statement",
  total: ["total_fee", "total"],
  chart: { calculation: "labour_fee", outputs: ["hardware_total", "transfer_total", "mail_in_total", "no_part_total"] },
};

const ANNUAL = {
  id: "annual",
  title: bilingual("年维护报价", "Annual maintenance"),
  lead: bilingual("一行一项设备，同一客户的各行合成一份合同：按台数和价目算出每家的年维护费。", "One item in each row; the rows of a customer are one contract: priced by quantity and tariff, customer by customer."),
  standard: "annual-maintenance-fee",
  form: "annual_contract",
  groupBy: "customer",
  fills: { total_fee: { calculation: "annual_fee", output: "total" } },
  each: { calculation: "annual_fee", output: "total", name: "customer" },
};

const HOTLINE = {
  id: "hotline",
  title: bilingual("热线考核", "Hotline assessment"),
  lead: bilingual("一行一件诉求工单：按时签收、超期、首单负责、提前 48 小时答复由时间算出，合成响应率、解决率、扣分和总分。", "One hotline ticket in each row: signed for in time, overdue, returned, answered 48 hours ahead, from which rates, deductions and the score follow."),
  standard: "hotline-assessment",
  form: "hotline_ticket",
  collect: {
    should_sign: { when: "sign_due_at != null", needs: ["sign_due_at"] },
    signed_on_time: { when: "signed_at <= sign_due_at", needs: ["sign_due_at", "signed_at"] },
    feedback_count: { when: "feedback_at != null", needs: ["feedback_at"] },
    photo_count: { when: "onsite_visit = true and count(onsite_photos) > 0", needs: ["onsite_visit", "onsite_photos"] },
    overdue_count: { when: 'handled_at > deadline("handle")', needs: ["handled_at", "handle_due_at"] },
    nonstandard_count: { when: "reply_in_standard_form = false", needs: ["reply_in_standard_form"] },
    direct_return_count: { when: "direct_return = true and not(return_approved = true)", needs: ["direct_return", "return_approved"] },
    late_reply_count: { when: 'reply_submitted_at > deadline("reply_48h_ahead")', needs: ["reply_submitted_at", "handle_due_at"] },
  },
  statement: "assessment_sheet",
  calculations: ["response_rate", "resolution_rate", "deductions", "total_score"],
  total: ["total_score", "score"],
  chart: { calculation: "deductions", outputs: ["overdue_deduction", "shirking_deduction", "rework_deduction", "nonstandard_deduction", "exemption_rejected_deduction", "direct_return_deduction", "late_reply_deduction"] },
};

const KPI = {
  id: "kpi",
  title: bilingual("客服指标", "Service KPIs"),
  lead: bilingual("一行一件投诉：受理、已处理和有效投诉由文件计数，满意率、回访率、收缴率等按标准的目标评定。", "One complaint in each row: received, handled and valid ones are counted; the rates are judged by the standard's targets."),
  standard: "customer-service-kpi",
  form: "complaint",
  collect: {
    received_count: { when: "received_at != null", needs: ["received_at"] },
    handled_count: { when: 'status = "handled"', needs: ["status"] },
    handled_complaints: { when: 'status = "handled"', needs: ["status"] },
    valid_complaints: { when: "valid_complaint = true", needs: ["valid_complaint"] },
  },
  statement: "quality_goals",
  calculations: ["satisfaction_rate", "complaint_revisit_rate", "fee_collection_rate", "paid_satisfaction_rate", "complaint_handling_rate", "monthly_complaint_rate"],
  chart: { outputs: ["rate"], targets: { satisfaction_rate: "satisfaction_target", complaint_revisit_rate: "complaint_revisit_target", fee_collection_rate: "fee_collection_target", paid_satisfaction_rate: "paid_satisfaction_target", complaint_handling_rate: "complaint_handling_target", monthly_complaint_rate: "complaint_rate_limit" } },
};

const PENALTY = {
  id: "penalty",
  title: bilingual("岗位负激励", "Post penalties"),
  lead: bilingual("一行一位信息管理干事，各列是本月次数和金额：按岗位职责逐项算出负激励。", "One information clerk in each row, the month's counts in the columns: each penalty by the duties of the post."),
  standard: "info-post-duties",
  form: "month_of_a_clerk",
  unique: "clerk",
  /** The standard has no form for these rows: one is made of the inputs of the calculation. */
  formOf: { calculation: "clerk_penalty", name: { id: "clerk", label: bilingual("干事", "Clerk") }, title: bilingual("干事的一个月", "A clerk's month"), source: "安装信息管理干事" },
  each: { calculation: "clerk_penalty", output: "total", name: "clerk" },
};

/** @type {Settlement[]} */
export const SETTLEMENTS = [LABOUR, ANNUAL, HOTLINE, KPI, PENALTY];
