// The dispatch order of the CRM as a React page: React Hook Form holds the values, the standard checks them.
// Built by tools/crm.mjs into www/crm/built/react.js.

import { createRoot } from "react-dom/client";
import init, { loadStandard } from "gongdan";
import { element, language, moment, onLanguage, showLoadFailure } from "../../page.js";
import { OrderPage } from "./OrderPage.jsx";

const root = createRoot(element("root"));

root.render(<p className="page narrow quiet waits" role="status">{language() === "en" ? "Opening …" : "正在打开…"}</p>);
try {
  await init();
  const standard = await loadStandard("demand-intake");
  onLanguage((locale) => root.render(<OrderPage standard={standard} form="service_order" locale={locale} clock={moment} />));
} catch (error) {
  root.render(null);
  showLoadFailure(error);
}
