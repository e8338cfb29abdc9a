// The words of the offline page, in both languages.

import { language } from "../page.js";

const ZH = {
  title: "现场工单",
  lead: "没有网络也能填写。每次改动都保存在本机，联网后自动发送。",
  fresh: "填一张新工单",
  kept: (count) => `本机的工单（${count}）`,
  none: "本机还没有工单。上面选一种，开始填写。",
  back: "← 全部工单",
  between: "；",
  loading: "正在打开…",
  draft: "已保存在本机，还没有提交",
  refused: (why) => `已退回，原因：${why}`, putRight: "改好后重新提交",
  waiting: "已保存在本机，还没有发送；联网后自动发送",
  waitingBusy: (time) => `已保存在本机，还没有发送；服务器繁忙，${time} 再试`,
  waitingPhotos: "工单已收到，照片还没有发完；联网后继续",
  sent: (number) => `已发送，单号 ${number}`,
  changed: (time) => `最后修改 ${time}`,
  sendNow: "现在发送",
  exportAll: "导出未发送的工单",
  keeping: "正在保存…",
  keptAt: (time) => `已保存在本机 ${time}`,
  unchanged: "已保存在本机",
  unkept: "最近的修改还没有保存",
  full: "本机空间已满，最近的修改还没有保存。请不要关闭此页：删除已发送的工单，或导出后再继续。",
  notKept: "最近的修改还没有保存，正在重试。请不要关闭此页。",
  notBegun: "新工单没有建成，因为本机保存不了。请再试一次。",
  photoFull: (name) => `照片「${name}」还没有保存：本机空间已满。`,
  photoNotKept: (name) => `照片「${name}」还没有保存。`,
  tooLarge: (name) => `照片「${name}」超过 20 MB，不能添加。`,
  again: "再试一次",
  photos: "现场照片",
  unreadable: (name) => `照片「${name}」无法读取，没有添加。请重新选择。`,
  photosHint: "照片原样保存在本机，随工单一起发送。每张最大 20 MB。",
  addPhotos: "添加照片",
  removePhoto: (name) => `删除照片 ${name}`,
  unseen: "这里显示不了这种照片，会照样发送。",
  remove: "删除",
  removeRecord: "从本机删除",
  removeAsk: { draft: "这张工单还没有提交，删除后无法恢复。确定删除？", refused: "这张工单还没有发送成功，删除后无法恢复。确定删除？", sent: "工单已在服务器上。从本机删除？" },
  removeYes: "删除",
  removeNo: "保留",
  elsewhere: "这张工单正在另一个标签页里填写，这里只能看。",
  takeOver: "改在这里填写",
  otherVersion: (own, current) => `这张工单按 ${own} 版标准填写；现行的是 ${current} 版。`,
  useCurrent: "改用现行版本",
  number: "单号",
  secret: "查询码",
  receivedAt: "服务器收到时间",
  receipt: "下载回执",
  order: "下载工单",
  receiptAbout: "回执有什么用",
  receiptHint: "有了回执和工单，谁都可以重做当时的检查，在电脑上运行：",
  deadlines: "时限（按服务器时间）",
  due: (time) => `最迟 ${time}`,
  statuses: { not_started: "未开始", pending: "进行中", overdue: "已超时", met: "按时完成", missed: "超时完成", unknown: "未知" },
  offline: "没有网络。照常填写，联网后自动发送。",
  clockAhead: (span) => `本机时钟快了${span}；时限按服务器时间计算。`,
  clockBehind: (span) => `本机时钟慢了${span}；时限按服务器时间计算。`,
  clockUnknown: "本机时钟还没有和服务器核对；提交后时限按服务器时间计算。",
  renewed: "新版本已经就绪，重新打开后生效；填写的内容都在。",
  reload: "重新打开",
  impossible: "这个浏览器或地址不能离线打开此页；填写的内容仍会保存在本机。",
  noStorage: "这个浏览器不让此页在本机保存内容，所以不能在这里填写。请退出无痕模式或换一个浏览器。",
  insecure: "这个网址不是 https 开头，浏览器不让此页在本机安全地保存内容，所以不能在这里填写。请改用 https 开头的网址打开。",
  failed: "这一页没有打开，可能是网络不好。填写过的内容都在本机，请再试一次。",
  missing: (count) => `另有 ${count} 种表单还没有保存到本机，联网后再打开此页。`,
  gone: "这张工单已不在本机。",
  spans: { minutes: (count) => ` ${count} 分钟`, hours: (count) => ` ${count} 小时`, days: (count) => ` ${count} 天` },
};

/** @type {typeof ZH} */
const EN = {
  title: "Orders on site",
  lead: "Works without a network. Every edit is kept on this device and sent when there is one.",
  fresh: "Fill in a new order",
  kept: (count) => `Orders on this device (${count})`,
  none: "No orders on this device yet. Choose a form above to begin.",
  back: "← All orders",
  between: "; ",
  loading: "Opening…",
  draft: "Saved here, not submitted yet",
  refused: (why) => `Refused, because: ${why}`, putRight: "put it right and submit it again",
  waiting: "Saved here, not sent yet; it is sent once there is a network",
  waitingBusy: (time) => `Saved here, not sent yet; the server is busy, next try at ${time}`,
  waitingPhotos: "The order has arrived, some photos have not; they follow once there is a network",
  sent: (number) => `Sent, number ${number}`,
  changed: (time) => `Last changed ${time}`,
  sendNow: "Send now",
  exportAll: "Export unsent orders",
  keeping: "Saving…",
  keptAt: (time) => `Saved on this device ${time}`,
  unchanged: "Saved on this device",
  unkept: "The latest edits are not saved",
  full: "This device is full, and the latest edits are not saved. Do not close this page: delete orders that were sent, or export first.",
  notKept: "The latest edits are not saved yet; trying again. Do not close this page.",
  notBegun: "The new order was not created, because this device could not save it. Please try again.",
  photoFull: (name) => `The photo “${name}” is not saved: this device is full.`,
  photoNotKept: (name) => `The photo “${name}” is not saved.`,
  tooLarge: (name) => `The photo “${name}” is larger than 20 MB and cannot be added.`,
  again: "Try again",
  photos: "Photos on site",
  unreadable: (name) => `The photo “${name}” cannot be read and was not added. Choose it again.`,
  photosHint: "Photos are kept as they are and sent with the order, 20 MB each at most.",
  addPhotos: "Add photos",
  removePhoto: (name) => `Remove the photo ${name}`,
  unseen: "This kind of photo cannot be shown here; it is sent all the same.",
  remove: "Remove",
  removeRecord: "Delete from this device",
  removeAsk: { draft: "This order has not been submitted and cannot be restored. Delete it?", refused: "This order has not been sent and cannot be restored. Delete it?", sent: "The server has this order. Delete it from this device?" },
  removeYes: "Delete",
  removeNo: "Keep",
  elsewhere: "This order is being filled in in another tab; here it can only be read.",
  takeOver: "Fill it in here",
  otherVersion: (own, current) => `This order is filled in under version ${own} of its standard; version ${current} is in force.`,
  useCurrent: "Use the version in force",
  number: "Number",
  secret: "Code",
  receivedAt: "Received by the server",
  receipt: "Download the receipt",
  order: "Download the order",
  receiptAbout: "What the receipt is for",
  receiptHint: "With the receipt and the order anyone can repeat the check, on a computer:",
  deadlines: "Deadlines (by the server's time)",
  due: (time) => `due ${time}`,
  statuses: { not_started: "not started", pending: "pending", overdue: "overdue", met: "in time", missed: "late", unknown: "unknown" },
  offline: "No network. Go on filling in; orders are sent once there is one.",
  clockAhead: (span) => `This device's clock is${span} fast; deadlines go by the server's time.`,
  clockBehind: (span) => `This device's clock is${span} slow; deadlines go by the server's time.`,
  clockUnknown: "This device's clock has not been compared with the server's yet; once submitted, deadlines go by the server's time.",
  renewed: "A new version is ready and takes effect when you open the page again; nothing that was filled in is lost.",
  reload: "Open again",
  impossible: "This browser or address cannot open the page offline; what is filled in is still kept on this device.",
  noStorage: "This browser does not let the page save anything on this device, so nothing can be filled in here. Leave private browsing or use another browser.",
  insecure: "This address does not begin with https, so the browser does not let the page save anything safely here, and nothing can be filled in. Open it by its https address.",
  failed: "This page did not open, perhaps because of a poor connection. What was filled in is on this device: please try again.",
  missing: (count) => `${count} more ${count === 1 ? "form is" : "forms are"} not on this device yet; open this page again with a network.`,
  gone: "This order is not on this device any more.",
  spans: { minutes: (count) => ` ${count} min`, hours: (count) => ` ${count} h`, days: (count) => ` ${count} days` },
};

/** In the language of the page. */
export const words = () => (language() === "en" ? EN : ZH);

/** The standards' zone (UTC+8); the sign in these zone names is inverted. */
const STANDARDS_ZONE = "Etc/GMT-8";

/** Formats a moment of the server or a deadline, in the zone of the order's own moments. @param {string} moment */
export const serverMomentText = (moment) => momentText(moment, STANDARDS_ZONE);

/** Formats a moment; the day is omitted if it is today. @param {string | number | Date} moment @param {string} [timeZone] by default the device's */
export function momentText(moment, timeZone) {
  const date = new Date(moment);
  const dayOf = (/** @type {Date} */ day) => day.toLocaleDateString("en-CA", { timeZone });
  const isToday = dayOf(date) === dayOf(new Date());
  const isEnglish = language() === "en";
  /** @type {Intl.DateTimeFormatOptions} */
  const parts = isToday ? { second: "2-digit" } : { month: isEnglish ? "short" : "numeric", day: "numeric" };
  return new Intl.DateTimeFormat(isEnglish ? "en-GB" : "zh-CN", { ...parts, hour: "2-digit", minute: "2-digit", hour12: false, timeZone }).format(date);
}

/** A duration in its largest suitable unit. @param {number} milliseconds */
export function durationText(milliseconds) {
  const minutes = Math.round(milliseconds / 60_000);
  const { spans } = words();
  if (minutes < 120) return spans.minutes(minutes);
  return minutes < 48 * 60 ? spans.hours(Math.round(minutes / 60)) : spans.days(Math.round(minutes / 1440));
}
