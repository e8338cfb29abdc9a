// `gongdan/inline`: the whole package with the engine inside, for pages and bundlers that fetch nothing beside their scripts.

import start from "./lib/inline.js";

export * from "./index.js";
export default start;
