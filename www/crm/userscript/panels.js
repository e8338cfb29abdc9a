// Adds a strip for deadlines and the fee above the legacy page's form.

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
