// Deterministic data: orders (30 % with 1-3 violations), fee inputs, keystroke scripts.
import { CHOICES, FEE } from './spec.mjs';
export function rng(seed) {
  let s = seed >>> 0;
  return () => { s = (s + 0x6d2b79f5) >>> 0; let t = Math.imul(s ^ (s >>> 15), 1 | s); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 4294967296; };
}
const SUR = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗', GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英';
const CITY = ['杭州市西湖区文三路', '苏州市工业园区星湖街', '成都市武侯区天府大道', '武汉市洪山区珞喻路', '西安市雁塔区科技路', '广州市天河区体育东路'];
const COMP = ['恒达机械制造有限公司', '华联精密仪器厂', '东方医疗器械公司', '新希望食品集团', '瑞丰包装材料有限公司', '蓝天物业服务中心'];
const DEV = ['XR-200 系列', 'HT-500A 系列', 'GK-88 空压机', 'LM-1200 冷水机组', 'PZ-30 配电柜'];
const DESC = ['设备运行时出现异常噪音并伴随振动加剧现象', '开机后控制面板无显示怀疑电源模块已损坏', '冷却水流量不足导致温度报警频繁自动停机', '传动皮带老化打滑需要更换并重新校准张力', '客户反映打印头堵塞清洗后仍然有断线问题'];
const PART = ['轴承 6204', '电源模块 24V', '密封圈套装', '滤芯 F7', '传感器 PT100', '接触器 LC1D', '皮带 B-1250'];
const p2 = (n) => String(n).padStart(2, '0');
function iso(sec, z) {
  const d = new Date((z ? sec : sec + 28800) * 1000);
  return `${d.getUTCFullYear()}-${p2(d.getUTCMonth() + 1)}-${p2(d.getUTCDate())}T${p2(d.getUTCHours())}:${p2(d.getUTCMinutes())}:${p2(d.getUTCSeconds())}${z ? 'Z' : '+08:00'}`;
}
export function makeOrder(r, i, bad) {
  const pick = (a) => a[(r() * a.length) | 0], int = (a, b) => a + ((r() * (b - a + 1)) | 0);
  const t = []; let base = 1772000000 + int(0, 20000000);
  for (let k = 0; k < 6; k++) { t.push(base); base += k === 4 ? int(0, 7200) : int(60, 90000); }
  const d = new Date(t[0] * 1000);
  const labour = int(0, 300000), rows = [0, 1].map(() => ({ name: pick(PART), qty: int(1, 12), price: int(100, 90000) }));
  const mat = rows.reduce((s, x) => s + x.qty * x.price, 0);
  const stage = r() < 0.75 ? 6 : int(1, 6); // how many times are filled in
  const urgency = pick(CHOICES.urgency);
  const filled = Math.max(stage === 5 ? 6 : stage, urgency === '特急' ? 2 : 1);
  const z = r() < 0.1; // one order in ten mixes Z with +08:00, so text comparison is wrong
  const tm = (k) => (k < filled ? iso(t[k], z && k % 2 === 1) : undefined);
  const o = {
    order_no: `gd${d.getUTCFullYear()}${p2(d.getUTCMonth() + 1)}${p2(d.getUTCDate())}${String(i % 1000000).padStart(6, '0')}`,
    customer: pick(COMP), address: pick(CITY) + int(1, 999) + '号', contact: SUR[int(0, 19)] + GIVEN[int(0, 22)] + (r() < 0.5 ? GIVEN[int(0, 22)] : ''),
    phone: '1' + int(3, 9) + String(int(0, 999999999)).padStart(9, '0'), device_series: pick(DEV), description: pick(DESC),
    reported_at: tm(0), dispatched_at: tm(1), arrived_at: tm(2), completed_at: tm(3), returned_at: tm(4), crm_entered_at: tm(5),
    type: pick(CHOICES.type), urgency, channel: r() < 0.8 ? pick(CHOICES.channel) : undefined,
    satisfaction: filled > 3 ? pick(CHOICES.satisfaction) : undefined,
    labour_fee: labour / 100, material_fee: mat / 100, total_fee: (labour + mat) / 100, distance_km: r() < 0.8 ? int(0, 18000) / 100 : undefined,
    materials: rows.map((x) => ({ ...x, price: x.price / 100 })),
  };
  if (bad) {
    const V = [
      () => { o[pick(['customer', 'address', 'contact', 'device_series', 'description'])] = r() < 0.5 ? '' : undefined; },
      () => { o[pick(['type', 'urgency', 'reported_at', 'labour_fee', 'total_fee'])] = undefined; },
      () => { o.order_no = pick(['gd2026030200012', 'GD20260302000123', 'gd2026O302000123', '20260302000123', 'gd202603020001234']); },
      () => { o.phone = pick(['1381234567', '12812345678', '138-1234-5678', '138123456789', '２３812345678']); },
      () => { o[pick(['type', 'urgency', 'channel', 'satisfaction'])] = pick(['其他', '未知', '满意度']); },
      () => { const k = pick(['labour_fee', 'material_fee', 'total_fee', 'distance_km']); o[k] = pick([-1, -0.01, 999999.99, '12a']); },
      () => { o[pick(['reported_at', 'dispatched_at', 'arrived_at', 'completed_at', 'returned_at', 'crm_entered_at'])] = pick(['2026/03/02 09:15', '2026-13-02T09:15:00+08:00', '2026-03-02T25:00:00+08:00', '昨天下午']); },
      () => { const k = int(1, 4); const K = ['reported_at', 'dispatched_at', 'arrived_at', 'completed_at', 'returned_at']; o[K[k]] = iso(t[k - 1] - int(1, 7200), r() < 0.3); },
      () => { o.completed_at ??= iso(t[3]); o.satisfaction = undefined; },
      () => { o.returned_at ??= iso(t[4]); o.crm_entered_at = undefined; },
      () => { o.urgency = '特急'; o.dispatched_at = undefined; },
      () => { o.returned_at = iso(t[4]); o.crm_entered_at = iso(t[4] + 7201 + int(0, 99999), r() < 0.3); },
      () => { if (typeof o.total_fee === 'number') o.total_fee = Math.round(o.total_fee * 100 + pick([-1, 1, 10, 100])) / 100; else o.total_fee = undefined; if (o.total_fee < 0) o.total_fee = 0.01; },
      () => { o.materials[int(0, 1)].qty = pick([0, -2, 1.5, 1000]); },
      () => { o.materials[int(0, 1)].name = ''; },
      () => { o.description = '长'.repeat(201); },
    ];
    for (let n = int(1, 3); n > 0; n--) pick(V)();
  }
  for (const k in o) if (o[k] === undefined) delete o[k];
  return JSON.parse(JSON.stringify(o)); // natural object shapes, as they come off the wire
}
export function orders(n, seed = 20260302) {
  const r = rng(seed); const out = [];
  for (let i = 0; i < n; i++) out.push(makeOrder(r, i, r() < 0.3));
  return out;
}
export function feeInputs(n, seed = 11) {
  const r = rng(seed), int = (a, b) => a + ((r() * (b - a + 1)) | 0), pick = (a) => a[(r() * a.length) | 0];
  const out = [];
  for (let i = 0; i < n; i++) out.push({ series: pick(Object.keys(FEE.coef1)), urgency: pick(Object.keys(FEE.coef2)), labour_fee: int(0, 500000) / 100, distance_km: int(0, 20000) / 100, added: int(0, 20000) / 100, deducted: int(0, 5000) / 100 });
  return out;
}
// One form session: what a clerk types into an order, one field value per keystroke (46 edits).
export function edits(o) {
  const e = []; const d = '客户要求当日上门检修并提供备用设备以免停产';
  for (let i = 1; i <= 20; i++) e.push(['description', d.slice(0, i)]);
  for (let i = 1; i <= 11; i++) e.push(['phone', '13857123456'.slice(0, i)]);
  for (const v of [1, 12, 128, 128.5, 128.55]) e.push(['labour_fee', v]);
  for (const v of [9, 99, 999, 999.5]) e.push(['total_fee', v]);
  e.push(['arrived_at', '2026-03-02T09:15:00+08:00'], ['returned_at', '2026-12-31T09:15:00+08:00'], ['crm_entered_at', '2026-12-31T11:15:01+08:00'], ['type', '安装'], ['satisfaction', '满意'], ['urgency', '特急']);
  return e;
}
