export * from "./index.js";

/** Starts the engine in JavaScript alone; nothing is fetched. */
export default function init(): Promise<void>;
