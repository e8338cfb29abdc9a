// Opens the legacy page and injects the user script, as an extension would.

import { element } from "../../page.js";

const blocked = element("blocked");

element("with").addEventListener("click", () => {
  const opened = open("./legacy.html", "_blank");
  blocked.hidden = opened !== null;
  opened?.addEventListener("load", () => injectScript(opened));
});

function injectScript(opened) {
  // The window requires scripts from a named trusted-types policy; its own policy, as it may be stricter than ours.
  const policy = opened.trustedTypes?.createPolicy("gongdan-user-script", { createScriptURL: (url) => url });
  const script = opened.document.createElement("script");
  const url = new URL("./built/gongdan.user.js", location.href).href;
  script.src = policy ? policy.createScriptURL(url) : url;
  opened.document.body.append(script);
}
