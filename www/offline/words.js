// The words of the offline page, in both languages.

import { language } from "../page.js";

const ZH = {
  title: "现场工单",
  lead: "没有网络也能填写。每次改动都保存在本机，联网后自动发送。",
  fresh: "填一张新工单",
  kept: (count) => `本机的工单（${count}）`,
  none: "本机还没有工单。上面选一种，开始填写。",
  back: "← 全部工单",
  loading: "正在打开…",
  draft: "已保存在本机，还没有提交",
  refused: (why) => `被退回，因为：${why}`,
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
  notKept: (why) => `最近的修改还没有保存（${why}），正在重试。请不要关闭此页。`,
  photoNotKept: (name) => `照片「${name}」还没有保存：本机空间已满。`,
  tooLarge: (name) => `照片「${name}」超过 20 MB，不能添加`,
  again: "再试一次",
  photos: "现场照片",
  photosHint: "照片原样保存在本机，随工单一起发送",
  addPhotos: "添加照片",
  removePhoto: (name) => `删除照片 ${name}`,
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
  receiptHint: "回执和工单一起，任何人都能重做当时的检查：gongdan recheck receipt.json order.json",
  deadlines: "时限（按服务器时间）",
  due: (time) => `最迟 ${time}`,
  statuses: { not_started: "尚未起算", pending: "进行中", overdue: "已超时", met: "按时完成", missed: "超时完成", unknown: "未知" },
  offline: "没有网络。照常填写，联网后自动发送。",
  clockAhead: (span) => `本机时钟快了${span}；时限按服务器时间计算。`,
  clockBehind: (span) => `本机时钟慢了${span}；时限按服务器时间计算。`,
  clockUnknown: "本机时钟还没有和服务器核对；提交后时限按服务器时间计算。",
  renewed: "新版本已经就绪，重新打开后生效；填写的内容都在。",
  reload: "重新打开",
  impossible: "这个浏览器或地址不能离线打开此页；填写的内容仍会保存在本机。",
  noStorage: (why) => `这个浏览器不让此页在本机保存内容（${why}），所以不能在这里填写。请退出无痕模式或换一个浏览器。`,
  noStandard: "这份标准还没有保存到本机，联网后再试。",
  gone: "这张工单已不在本机。",
  spans: { minutes: (count) => ` ${count} 分钟`, hours: (count) => ` ${count} 小时`, days: (count) => ` ${count} 天` },
};

const EN = {
  title: "Orders on site",
  lead: "Works without a network. Every edit is kept on this device and sent when there is one.",
  fresh: "Fill in a new order",
  kept: (count) => `Orders on this device (${count})`,
  none: "No orders on this device yet. Choose a form above to begin.",
  back: "← All orders",
  loading: "Opening…",
  draft: "Saved here, not submitted yet",
  refused: (why) => `Refused, because: ${why}`,
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
  notKept: (why) => `The latest edits are not saved yet (${why}); trying again. Do not close this page.`,
  photoNotKept: (name) => `The photo “${name}” is not saved: this device is full.`,
  tooLarge: (name) => `The photo “${name}” is larger than 20 MB and cannot be added`,
  again: "Try again",
  photos: "Photos on site",
  photosHint: "Photos are kept as they are and sent with the order",
  addPhotos: "Add photos",
  removePhoto: (name) => `Remove the photo ${name}`,
  remove: "Remove",
  removeRecord: "Delete from this device",
  removeAsk: { draft: "This order was not submitted, and cannot be restored. Delete it?", refused: "This order was not sent, and cannot be restored. Delete it?", sent: "The server has this order. Delete it from this device?" },
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
  receiptHint: "With receipt and order anyone can repeat the check: gongdan recheck receipt.json order.json",
  deadlines: "Deadlines (by the server's time)",
  due: (time) => `due ${time}`,
  statuses: { not_started: "not started", pending: "pending", overdue: "overdue", met: "in time", missed: "late", unknown: "unknown" },
  offline: "No network. Go on filling in; orders are sent once there is one.",
  clockAhead: (span) => `This device's clock is${span} fast; deadlines go by the server's time.`,
  clockBehind: (span) => `This device's clock is${span} slow; deadlines go by the server's time.`,
  clockUnknown: "This device's clock has not been compared with the server's yet; once submitted, deadlines go by the server's time.",
  renewed: "A new version is ready and opens next time; nothing that was filled in is lost.",
  reload: "Open again",
  impossible: "This browser or address cannot open the page offline; what is filled in is still kept on this device.",
  noStorage: (why) => `This browser lets the page keep nothing on this device (${why}), so nothing can be filled in here. Leave private browsing or use another browser.`,
  noStandard: "This standard is not on this device yet; try again with a network.",
  gone: "This order is not on this device any more.",
  spans: { minutes: (count) => ` ${count} min`, hours: (count) => ` ${count} h`, days: (count) => ` ${count} days` },
};

/** In the language of the page. */
export const words = () => (language() === "en" ? EN : ZH);

/** A moment as people here read it; the day is left out where it is today. @param {string | number | Date} moment */
export function timeText(moment) {
  const date = new Date(moment);
  const isToday = date.toDateString() === new Date().toDateString();
  const isEnglish = language() === "en";
  const day = isToday ? {} : { month: isEnglish ? "short" : "numeric", day: "numeric" };
  return new Intl.DateTimeFormat(isEnglish ? "en-GB" : "zh-CN", { ...day, hour: "2-digit", minute: "2-digit", second: isToday ? "2-digit" : undefined, hour12: false }).format(date);
}

/** How long, in the largest unit that says it well. @param {number} milliseconds */
export function spanText(milliseconds) {
  const minutes = Math.round(milliseconds / 60_000);
  const { spans } = words();
  if (minutes < 120) return spans.minutes(minutes);
  return minutes < 48 * 60 ? spans.hours(Math.round(minutes / 60)) : spans.days(Math.round(minutes / 1440));
}
