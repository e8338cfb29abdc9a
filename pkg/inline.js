// `gongdan/inline`: the whole package with the engine embedded, for pages and bundlers that load nothing but scripts.

import start from "./lib/inline.js";

export * from "./index.js";
export default start;
