// Shown when part of the page could not be loaded: a message, a retry button, and the reason for support.

import { make } from "../make.js";
import { say } from "./words.js";

/** @param {any} error */
export const loadFailure = (error) =>
  make("div", { class: "failed" },
    make("p", { class: "refused", role: "alert", text: say("failed") }),
    make("p", { class: "actions" }, make("button", { type: "button", text: say("tryAgain"), onclick: () => location.reload() }), make("a", { class: "button plain", href: "#", text: say("back") })),
    make("p", { class: "quiet", text: error.message }));
