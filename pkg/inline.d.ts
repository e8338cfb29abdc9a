export * from "./index.js";

/** Loads the engine that stands in the module; nothing is fetched. */
export default function init(): Promise<void>;
