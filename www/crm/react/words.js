// The React page's own words in both languages.

const ZH = {
  lead: "React Hook Form 管表单的值，标准管对错：解析器是 Standard Schema，星号、时限和提示来自一个 hook。",
  required: "必填", true: "是", false: "否", choose: "请选择",
  submit: "提交派工单", reset: "重新填写", deadlines: "时限", fee: "应收处理费用", total: "合计", steps: "怎么算的",
  noDeadlines: "还没有开始计时的时限",
  wrong: (count) => `有 ${count} 处需要改正，改好后再提交`,
  done: "填写无误，可以提交", doneLead: "本页没有连接服务器。下面就是会提交的内容。", back: "返回修改",
  moment: (month, day, time) => `${month}月${day}日 ${time}`, before: (moment) => `${moment}前`,
  rest: ({ status, remainingSeconds }) => ({ not_started: "未开始", met: "按时完成", unknown: "" })[status] ?? `${status === "pending" ? "还剩" : status === "overdue" ? "已超时" : "迟了"} ${span(remainingSeconds, ["小时", "分钟", "秒"], " ")}`,
};

/** @type {typeof ZH} */
const EN = {
  lead: "React Hook Form keeps the values, the standard says what is wrong: its resolver is a Standard Schema, stars, deadlines and findings come from one hook.",
  required: "required", true: "yes", false: "no", choose: "Choose",
  submit: "Submit the order", reset: "Start again", deadlines: "Deadlines", fee: "Fee payable", total: "Total", steps: "How it was worked out",
  noDeadlines: "No deadline is running yet",
  wrong: (count) => `${count} ${count === 1 ? "thing needs" : "things need"} to be put right before you submit`,
  done: "The order is ready to be sent", doneLead: "This page has no server behind it. This is what would be sent.", back: "Back to the form",
  moment: (month, day, time) => `${day} ${MONTHS[month - 1]} ${time}`, before: (moment) => `by ${moment}`,
  rest: ({ status, remainingSeconds }) => ({ not_started: "not started", met: "in time", unknown: "" })[status] ?? `${span(remainingSeconds, ["h", "min", "s"], " ")} ${status === "pending" ? "left" : status === "overdue" ? "over" : "late"}`,
};

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Formats an ISO date-time as month, day and time. */
export const momentText = (iso, say) => say.moment(Number(iso.slice(5, 7)), Number(iso.slice(8, 10)), iso.slice(11, 16));

export const words = (locale) => (locale === "en" ? EN : ZH);

// Hours and minutes, minutes, or seconds.
function span(seconds, [hour, minute, second], gap) {
  const whole = Math.abs(Math.trunc(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  if (hours > 0) return `${hours}${gap}${hour}${gap}${minutes}${gap}${minute}`;
  return minutes > 0 ? `${minutes}${gap}${minute}` : `${whole}${gap}${second}`;
}
