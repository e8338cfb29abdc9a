// The work, written once as data: what a valid order is, and how its fee comes about.
export const CHOICES = {
  type: ['维修', '安装', '保养', '巡检', '退换'],
  urgency: ['普通', '加急', '特急'],
  channel: ['电话', '微信', '网站', '现场', '邮件'],
  satisfaction: ['非常满意', '满意', '一般', '不满意'],
};
export const ORDER_NO = '^gd[0-9]{14}$';
export const PHONE = '^1[3-9][0-9]{9}$';
// ISO 8601 with a mandatory offset; range-checked per part.
export const ISO = '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$';
export const TEXT = { customer: 60, address: 120, contact: 20, device_series: 40, description: 200 };
export const TIMES = ['reported_at', 'dispatched_at', 'arrived_at', 'completed_at', 'returned_at', 'crm_entered_at'];
export const NUMBERS = { labour_fee: [0, 50000], material_fee: [0, 200000], total_fee: [0, 500000], distance_km: [0, 2000] };
export const REQUIRED = ['order_no', 'customer', 'address', 'contact', 'phone', 'device_series', 'description', 'reported_at', 'type', 'urgency', 'labour_fee', 'total_fee'];
export const REQUIRED_IF = [
  { field: 'satisfaction', when: { present: 'completed_at' } },
  { field: 'crm_entered_at', when: { present: 'returned_at' } },
  { field: 'dispatched_at', when: { eq: ['urgency', '特急'] } },
];
export const TIME_ORDER = [
  ['reported_at', 'dispatched_at'], ['dispatched_at', 'arrived_at'], ['arrived_at', 'completed_at'],
  ['completed_at', 'returned_at'], ['returned_at', 'crm_entered_at'],
];
export const DEADLINE = { from: 'returned_at', to: 'crm_entered_at', seconds: 7200 };
export const ROW = { name: 60, qty: [1, 999], price: [0, 100000] };

// Fee standard: total = labour_fee * coef1(series) * coef2(urgency) + travel(distance tier) + added - deducted, half up to cents.
export const FEE = {
  coef1: { A: 1, B: 1.15, C: 1.3, D: 1.45 },
  coef2: { 普通: 1, 加急: 1.25, 特急: 1.5 },
  travel: [{ upTo: 20, fee: 0 }, { upTo: 50, fee: 60 }, { upTo: 100, fee: 120.5 }, { upTo: null, fee: 200 }],
};
