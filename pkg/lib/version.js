// The version of the package and the digest of its engine, without reading another file.

import { digest } from "../wasm/digest.js";

/** @type {typeof import("../index.js").version} */
export const version = () => ({ version: "0.1.0", digest });
