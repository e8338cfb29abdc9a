// The portal's own sentences in both languages. Those of a standard come from the standard.

import { language } from "../page.js";

export const WORDS = {
  title: ["有什么需要帮忙？", "What can we help with?"],
  lead: ["选一项服务，填好就有单号。之后在这里看进度和时限，做完了评价、签字。", "Choose a service and fill in the form; you get a number at once. Follow progress here, and rate and sign when the work is done."],
  mine: ["这台设备上的工单", "My orders on this device"],
  none: ["还没有。填好的、没填完的都会出现在这里。", "None yet. What you send, and what you have not finished, appears here."],
  find: ["查一张工单", "Find an order"],
  number: ["单号", "Order number"],
  code: ["查询码", "Code"],
  codeHint: ["提交时给的，和单号一起保存", "Given on submission, with the number"],
  open: ["打开", "Open"],
  findEmpty: ["填写单号和查询码", "Enter the number and the code"],
  notFound: ["没有这张工单，或查询码不对。请核对后再试。", "There is no such order, or the code is wrong. Check both and try again."],
  findOffline: ["现在没有网络，连上后再查。", "You are offline; try again when you are connected."],
  findBusy: ["服务器没有应答，过一会儿再查。", "The server is not answering; try again in a while."],
  findNobody: ["这个网站没有接收工单的服务器，查不到。", "No server takes orders at this address, so there is nothing to find."],
  back: ["全部服务", "All services"],
  kept: ["已保存在这台设备上", "Kept on this device"],
  opening: ["正在打开…", "Opening …"],
  finding: ["正在查找…", "Looking for it …"],
  sending: ["正在发送…", "Sending …"],
  notKept: ["浏览器不让保存：关闭此页后，填写的内容会丢失。", "This browser does not save anything: what you fill in is lost when this page is closed."],
  next: ["提交之后", "What happens next"],
  nextNumber: ["马上得到单号和查询码", "You get a number and a code at once"],
  numberLike: ["这类工单的单号形如 {number}", "Numbers of these orders look like {number}"],
  nextFollow: ["处理人员填写进展，时限在这里倒计时", "The people doing the work record their progress; deadlines count down here"],
  nextConfirm: ["做完后由您评价并签字", "When it is done you rate it and sign"],
  basis: ["依据", "According to"],
  draft: ["未填完", "not finished"],
  waiting: ["已保存在这台设备上，还没有发送", "kept here, not sent"],
  refused: ["未受理", "not accepted"],
  received: ["已受理", "received"],
  done: ["已处理", "work done"],
  signed: ["已评价签字", "rated and signed"],
  whyOffline: ["现在没有网络。连上网后自动发送。", "You are offline. It is sent as soon as you are connected."],
  whyBusy: ["现在发不出去，会自动再试。", "It cannot be sent now; another attempt follows by itself."],
  whyNobody: ["这个网站没有接收工单的服务器，可以存成文件交给服务方。", "No server takes orders at this address; you can save it as a file and hand it over."],
  again: ["再发一次", "Send again"],
  save: ["存成文件", "Save as a file"],
  mend: ["修改", "Change it"],
  discard: ["删除", "Delete"],
  discardSure: ["确定删除", "Delete for good"],
  got: ["已收到", "Received"],
  gotHint: ["请记下单号和查询码，两样一起才能在别的设备上查看。", "Note the number and the code: together they open the order on another device."],
  ownNumber: ["这类工单没有规定单号格式，单号由受理方自行编排。", "The standard sets no format for these numbers; whoever receives the order gives it one."],
  copy: ["复制", "Copy"],
  copied: ["已复制", "Copied"],
  notCopied: ["复制不了，请抄下来", "Cannot copy: please write it down"],
  deadlines: ["时限", "Deadlines"],
  progress: ["进度", "Progress"],
  now: ["现在", "now"],
  moments: ["已发生", "So far"],
  content: ["工单内容", "The order"],
  fromYou: ["您填写的", "Filled in by you"],
  fromThem: ["处理情况", "The work"],
  confirm: ["确认并评价", "Confirm and rate"],
  confirmLead: ["做完之后请您评价、签字；签字就是确认。", "Once the work is done, rate it and sign; your signature confirms it."],
  confirmSend: ["签字确认", "Sign and confirm"],
  thanks: ["您已评价并签字，谢谢。", "You have rated and signed. Thank you."],
  pending: ["您的确认已保存在这台设备上，还没有发送。", "Your confirmation is kept here and is not sent yet."],
  desk: ["演示：替处理人员填写", "Demonstration: fill in for the people doing the work"],
  deskLead: ["真实使用时，这一部分由服务方在自己的系统里填写。", "In real use the service provider fills in this part in a system of its own."],
  deskState: ["状态改为", "Change the status to"],
  deskKeep: ["不变", "no change"],
  deskSend: ["记下进展", "Save the progress"],
  clockWrong: ["这台设备的时钟与服务器相差{span}，时限以服务器时间为准。", "This device's clock differs from the server's by{span}; the server's time decides deadlines."],
  failed: ["这一页没有打开，可能是网络不好。填写过的内容都在，请再试一次。", "This page did not open, perhaps because of a poor connection. What you filled in is still there: please try again."],
  tryAgain: ["再试一次", "Try again"],
  print: ["打印", "Print"],
};

/**
 * The sentence in the page's language; `{n}` is replaced.
 * @param {portal.Sentence} name
 */
export function say(name, values = {}) {
  const sentence = WORDS[name][language() === "en" ? 1 : 0];
  return sentence.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

/** Picks the page's language. */
export const localized = ({ zh, en }) => (language() === "en" ? en : zh);
