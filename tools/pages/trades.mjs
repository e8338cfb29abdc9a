// The trades by which the index groups standards, in its order.
export const TRADES = {
  property: { zh: "物业服务", en: "Property service" },
  mine: { zh: "煤矿检修", en: "Mines" },
  vehicle: { zh: "车辆维修", en: "Vehicles" },
  it: { zh: "信息技术服务", en: "IT service" },
  hotline: { zh: "政务与客服热线", en: "Hotlines" },
  electricity: { zh: "电力服务", en: "Electricity" },
  bank: { zh: "银行客服", en: "Banking" },
  "field-service": { zh: "现场与售后服务", en: "Field and after-sales service" },
  fees: { zh: "收费与结算", en: "Fees and settlement" },
  scores: { zh: "考核评分", en: "Scores" },
};
