// Hand-written JavaScript: the figure that ours is divided by. setField is incremental (field slot + dependent rules only).
import { CHOICES, FEE } from './spec.mjs';
import { seconds } from './times.mjs';
export async function prepare() {}
const NONE = Object.freeze([]);
const TYPE = new Set(CHOICES.type), URG = new Set(CHOICES.urgency), CHAN = new Set(CHOICES.channel), SAT = new Set(CHOICES.satisfaction);
function orderNo(s) { if (s.length !== 16 || s.charCodeAt(0) !== 103 || s.charCodeAt(1) !== 100) return false; for (let i = 2; i < 16; i++) if (((s.charCodeAt(i) - 48) >>> 0) > 9) return false; return true; }
function phone(s) { if (s.length !== 11 || s.charCodeAt(0) !== 49) return false; const b = s.charCodeAt(1); if (b < 51 || b > 57) return false; for (let i = 2; i < 11; i++) if (((s.charCodeAt(i) - 48) >>> 0) > 9) return false; return true; }
const blank = (v) => v === undefined || v === null || v === '';
const cents = (v) => Math.round(v * 100);
function rowsOk(rows) { for (let i = 0; i < rows.length; i++) { const r = rows[i], q = r.qty, p = r.price, n = r.name; if (typeof n !== 'string' || n === '' || n.length > 60 || typeof q !== 'number' || !(q >= 1 && q <= 999) || (q | 0) !== q || typeof p !== 'number' || !(p >= 0 && p <= 100000)) return false; } return true; }
function rowsCents(rows) { let s = 0; for (let i = 0; i < rows.length; i++) s += rows[i].qty * cents(rows[i].price); return s; }
let errs;
const bad = (id) => { (errs ??= []).push(id); };
function text(v, max, req, mx) { if (blank(v)) bad(req); else if (typeof v !== 'string' || v.length > max) bad(mx); }
function time(v, id) { if (v === undefined) return NaN; const t = typeof v === 'string' ? seconds(v) : NaN; if (t !== t) bad(id); return t; }
function num(v, hi, id) { if (v === undefined) return false; if (typeof v === 'number' && v >= 0 && v <= hi) return true; bad(id); return false; }
export function validateObject(o) {
  errs = undefined;
  const no = o.order_no; if (blank(no)) bad('required:order_no'); else if (!orderNo(no)) bad('pattern:order_no');
  text(o.customer, 60, 'required:customer', 'max:customer');
  text(o.address, 120, 'required:address', 'max:address');
  text(o.contact, 20, 'required:contact', 'max:contact');
  const ph = o.phone; if (blank(ph)) bad('required:phone'); else if (!phone(ph)) bad('pattern:phone');
  text(o.device_series, 40, 'required:device_series', 'max:device_series');
  text(o.description, 200, 'required:description', 'max:description');
  const ra = o.reported_at; let t0 = NaN; if (blank(ra)) bad('required:reported_at'); else t0 = time(ra, 'time:reported_at');
  const t1 = time(o.dispatched_at, 'time:dispatched_at'), t2 = time(o.arrived_at, 'time:arrived_at'), t3 = time(o.completed_at, 'time:completed_at'), t4 = time(o.returned_at, 'time:returned_at'), t5 = time(o.crm_entered_at, 'time:crm_entered_at');
  const ty = o.type; if (blank(ty)) bad('required:type'); else if (!TYPE.has(ty)) bad('choice:type');
  const ur = o.urgency; if (blank(ur)) bad('required:urgency'); else if (!URG.has(ur)) bad('choice:urgency');
  if (o.channel !== undefined && !CHAN.has(o.channel)) bad('choice:channel');
  if (o.satisfaction !== undefined && !SAT.has(o.satisfaction)) bad('choice:satisfaction');
  let a = false, b = false; const lf = o.labour_fee, tf = o.total_fee;
  if (blank(lf)) bad('required:labour_fee'); else a = num(lf, 50000, 'range:labour_fee');
  num(o.material_fee, 200000, 'range:material_fee');
  if (blank(tf)) bad('required:total_fee'); else b = num(tf, 500000, 'range:total_fee');
  num(o.distance_km, 2000, 'range:distance_km');
  if (o.completed_at !== undefined && blank(o.satisfaction)) bad('requiredIf:satisfaction');
  if (o.returned_at !== undefined && blank(o.crm_entered_at)) bad('requiredIf:crm_entered_at');
  if (ur === '特急' && blank(o.dispatched_at)) bad('requiredIf:dispatched_at');
  if (t0 > t1) bad('order:reported_at<=dispatched_at');
  if (t1 > t2) bad('order:dispatched_at<=arrived_at');
  if (t2 > t3) bad('order:arrived_at<=completed_at');
  if (t3 > t4) bad('order:completed_at<=returned_at');
  if (t4 > t5) bad('order:returned_at<=crm_entered_at');
  if (t5 - t4 > 7200) bad('deadline:crm_entered_at');
  const rows = o.materials; let c = true;
  if (rows !== undefined && !(c = rowsOk(rows))) bad('rows:materials');
  if (a && b && c && cents(lf) + (rows === undefined ? 0 : rowsCents(rows)) !== cents(tf)) bad('sum:total_fee');
  return errs ?? NONE;
}

// --- incremental: a slot per check, recomputed only when an input changes
const SLOT = ['order_no', 'customer', 'address', 'contact', 'phone', 'device_series', 'description', 'T0', 'T1', 'T2', 'T3', 'T4', 'T5', 'type', 'urgency', 'channel', 'satisfaction', 'labour_fee', 'material_fee', 'total_fee', 'distance_km', 'R1', 'R2', 'R3', 'O0', 'O1', 'O2', 'O3', 'O4', 'D', 'rows', 'sum'];
const S = Object.fromEntries(SLOT.map((k, i) => [k, i]));
const slots = new Array(SLOT.length).fill(null), T = new Float64Array(6); let live = 0, cur, okL = false, okT = false, okR = true, cL = 0, cT = 0, cR = 0;
const set = (i, id) => { const was = slots[i]; if (was !== id) { if (was === null) live++; else if (id === null) live--; slots[i] = id; } };
const textF = (k, max) => { const i = S[k], req = `required:${k}`, mx = `max:${k}`; return (v) => set(i, blank(v) ? req : typeof v !== 'string' || v.length > max ? mx : null); };
const ORD = ['order:reported_at<=dispatched_at', 'order:dispatched_at<=arrived_at', 'order:arrived_at<=completed_at', 'order:completed_at<=returned_at', 'order:returned_at<=crm_entered_at'];
const ord = (j) => set(S.O0 + j, T[j] > T[j + 1] ? ORD[j] : null);
const r1 = () => set(S.R1, cur.completed_at !== undefined && blank(cur.satisfaction) ? 'requiredIf:satisfaction' : null);
const r2 = () => set(S.R2, cur.returned_at !== undefined && blank(cur.crm_entered_at) ? 'requiredIf:crm_entered_at' : null);
const r3 = () => set(S.R3, cur.urgency === '特急' && blank(cur.dispatched_at) ? 'requiredIf:dispatched_at' : null);
const deadline = () => set(S.D, T[5] - T[4] > 7200 ? 'deadline:crm_entered_at' : null);
const timeF = (j, k, also) => (v) => { const t = v === undefined ? NaN : typeof v === 'string' ? seconds(v) : NaN; T[j] = t; set(S.T0 + j, j === 0 && blank(v) ? 'required:reported_at' : v !== undefined && t !== t ? `time:${k}` : null); if (j > 0) ord(j - 1); if (j < 5) ord(j); also?.(); };
const choiceF = (k, has, req, also) => { const i = S[k]; return (v) => { set(i, req && blank(v) ? `required:${k}` : v !== undefined && !has.has(v) ? `choice:${k}` : null); also?.(); }; };
const numOk = (v, hi) => typeof v === 'number' && v >= 0 && v <= hi;
const sum = () => set(S.sum, okL && okT && okR && cL + cR !== cT ? 'sum:total_fee' : null);
const F = {
  order_no: (v) => set(S.order_no, blank(v) ? 'required:order_no' : orderNo(v) ? null : 'pattern:order_no'),
  customer: textF('customer', 60), address: textF('address', 120), contact: textF('contact', 20), device_series: textF('device_series', 40), description: textF('description', 200),
  phone: (v) => set(S.phone, blank(v) ? 'required:phone' : phone(v) ? null : 'pattern:phone'),
  reported_at: timeF(0, 'reported_at'), dispatched_at: timeF(1, 'dispatched_at', r3), arrived_at: timeF(2, 'arrived_at'), completed_at: timeF(3, 'completed_at', r1),
  returned_at: timeF(4, 'returned_at', () => { r2(); deadline(); }), crm_entered_at: timeF(5, 'crm_entered_at', () => { r2(); deadline(); }),
  type: choiceF('type', TYPE, true), urgency: choiceF('urgency', URG, true, r3), channel: choiceF('channel', CHAN, false), satisfaction: choiceF('satisfaction', SAT, false, r1),
  labour_fee: (v) => { okL = numOk(v, 50000); cL = okL ? cents(v) : 0; set(S.labour_fee, blank(v) ? 'required:labour_fee' : okL ? null : 'range:labour_fee'); sum(); },
  total_fee: (v) => { okT = numOk(v, 500000); cT = okT ? cents(v) : 0; set(S.total_fee, blank(v) ? 'required:total_fee' : okT ? null : 'range:total_fee'); sum(); },
  material_fee: (v) => set(S.material_fee, v === undefined || numOk(v, 200000) ? null : 'range:material_fee'),
  distance_km: (v) => set(S.distance_km, v === undefined || numOk(v, 2000) ? null : 'range:distance_km'),
  materials: (v) => { okR = v === undefined || rowsOk(v); cR = v !== undefined && okR ? rowsCents(v) : 0; set(S.rows, okR ? null : 'rows:materials'); sum(); },
};
const verdict = () => { if (live === 0) return NONE; const out = []; for (let i = 0; i < slots.length; i++) if (slots[i] !== null) out.push(slots[i]); return out; };
export function open(o) { cur = o; for (const k in F) F[k](o[k]); return verdict(); }
export function setField(k, v) { cur[k] = v; F[k](v); return verdict(); }

// --- fee, integers only: cents * coef(1/100) * coef(1/100) -> 1e-6 yuan, half up
const C1 = Object.fromEntries(Object.entries(FEE.coef1).map(([k, v]) => [k, Math.round(v * 100)])), C2 = Object.fromEntries(Object.entries(FEE.coef2).map(([k, v]) => [k, Math.round(v * 100)]));
const UP = FEE.travel.map((t) => t.upTo ?? Infinity), TF = FEE.travel.map((t) => cents(t.fee));
export function fee(x) {
  let t = 0; const d = x.distance_km; while (d > UP[t]) t++;
  return Math.floor((cents(x.labour_fee) * C1[x.series] * C2[x.urgency] + 5000) / 10000) + TF[t] + cents(x.added) - cents(x.deducted);
}
