// Attaches the standards to the CRM's forms. What the page itself does (defaults of a new order, submission) is in
// order.js.

import init, { loadStandard } from "../pkg/index.js";
import { attach } from "../pkg/form.js";
import { dispatch, maintenance, settlement } from "./names.js";
import "./order.js";
import { element, now, onLanguage, showLoadFailure } from "../page.js";

// Devices whose description begins with a series number; without a device the first letter decides.
const SERIES = ["shearer", "continuous_miner", "shuttle_car", "coal_hauler", "bolter", "scoop", "feeder_breaker"];

function description(order) {
  if (order.is_equipment === false) return "description_nonequipment";
  const isSeriesDevice = order.device_name ? SERIES.includes(order.device_name) : /^[a-z]/i.test(order.description ?? "");
  return isSeriesDevice ? "description_a" : "description_b";
}

try {
  const standards = ["demand-intake", "mine-maintenance-order", "labour-settlement"];
  const [, property, mine, fees] = await Promise.all([init(), ...standards.map((id) => loadStandard(id))]);
  onLanguage((locale) => [
    attach(element("paigong", HTMLFormElement), { standard: property, form: "service_order", names: dispatch, locale, now }),
    attach(element("jianxiu", HTMLFormElement), { standard: mine, form: "mine_order", names: maintenance, formats: { description }, locale, now }),
    attach(element("jiesuan", HTMLFormElement), { standard: fees, form: "monthly_statement", names: settlement, locale, now }),
  ]);
} catch (error) {
  showLoadFailure(error);
}
