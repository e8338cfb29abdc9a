// The orders for tests and pictures of the CRM's forms: a demand from call to closing, a maintenance order, a
// settlement.

/** The clock of the tests: 38 minutes before the first CRM entry is due. */
export const NOW = "2026-03-02T10:22:00+08:00";

/** Control names, each with its input; radios by their value, the rest as typed. */
export const CLOSED = {
  zt: "90", slsj: "2026-03-02T09:00", bsnr: "厨房下水道堵塞", gkyq: "当天处理", zbtx: "请清理水槽",
  kfjj: "1", ydsj: "2026-03-02T14:00", yc: "1", sfgzsj: "2026-03-02T09:05", gjgk: "1", zybs: "1",
  zbdjsj: "2026-03-02T09:01", crmlrsj: "2026-03-02T10:30", dysj: "2026-03-02T09:06",
  fpsj: "2026-03-02T09:10", clry: "维修工甲", gzyysj: "1",
  ddsj: "2026-03-02T13:55", wcsj: "2026-03-02T15:00", fzfw: "垃圾清运", clfy: "80.00", jmfy: "20.00",
  xbsj: "2026-03-02T18:00", shsj: "2026-03-02T17:00", sjjh: "1", jgcrm: "2026-03-02T18:30",
  hfsj: "2026-03-03T10:00", hfjg: "满意", hfcrm: "2026-03-03T10:20", zchfsj: "2026-03-25T10:00", syqk: "正常",
};

/** A maintenance order of the mine, described in format A. */
export const MAINTENANCE = {
  sfsb: "1", sbmc: "01", gdms: "LWS457采煤机电控箱更换接触器", sbbw: "电控箱", dxlb: "B", dxdm: "EQ-457", gdlx: "JH", gdzt: "01", scfs: "U",
};

/** A monthly settlement of labour fees with a correct sum. */
export const SETTLEMENT = {
  yzdl: "100", bhjdl: "10", lwf: "4671.00", kpxs: "0.95", fjxs: "1.1", jtf: "320.00", yjf: "100.00", ykf: "50.00", zlwf: "5251.20",
};

/** Fills in a form like a user, control by control, leaving each. */
export async function fill(page, entries) {
  for (const [name, value] of Object.entries(entries)) {
    const control = page.locator(`[name="${name}"]`).first();
    const kind = await control.evaluate((element) => (element.type === "radio" ? "radio" : element.tagName));
    if (kind === "radio") await page.locator(`[name="${name}"][value="${value}"]`).check();
    else if (kind === "SELECT") await control.selectOption(value);
    else {
      await control.fill(value);
      await control.blur();
    }
  }
}
