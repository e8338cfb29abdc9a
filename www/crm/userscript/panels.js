// Where deadlines and the fee are shown on the foreign page: a strip of our own above its form.

/** @param {HTMLFormElement} form */
export function panels(form) {
  const strip = document.createElement("div");
  strip.className = "gongdan-strip";
  const deadlines = document.createElement("div");
  deadlines.dataset.gongdanDeadlines = "";
  const fee = document.createElement("div");
  fee.dataset.gongdanCalculation = "payable_fee";
  strip.append(deadlines, fee);
  form.prepend(strip);
}
