// Runs calls that may be refused, ends a test that hangs, and reports where. A hanging call blocks timers, so another
// thread watches the progress.

import assert from "node:assert/strict";
import { Worker } from "node:worker_threads";
import { faultOf } from "./junk.mjs";

const LONGEST_MS = 60_000;
const MOST = 200;

const WATCHER = `
const { workerData: { beat, said, longest } } = require("node:worker_threads");
let last = -1, since = Date.now();
setInterval(() => {
  const now = Atomics.load(beat, 0);
  if (now !== last) [last, since] = [now, Date.now()];
  else if (Date.now() - since > longest) {
    require("node:fs").writeSync(2, "hangs: " + Buffer.from(said.slice(0, beat[1])).toString() + "\\n");
    process.kill(process.pid, "SIGKILL");
  }
}, 1000);`;

/** Returns a function that must be told each call before it runs. */
export function watch() {
  const beat = new Int32Array(new SharedArrayBuffer(8)), said = new Uint8Array(new SharedArrayBuffer(MOST)), encoder = new TextEncoder();
  new Worker(WATCHER, { eval: true, workerData: { beat, said, longest: LONGEST_MS } }).unref();
  return (what) => {
    beat[1] = encoder.encodeInto(what, said).written;
    Atomics.add(beat, 0, 1);
  };
}

/** Returns a function that runs a call and returns undefined if it was refused; anything but a typed error is a failure. */
export const survivor = (goes, errors) => (seed, what, run) => {
  goes(`${what}, seed ${seed}`);
  try {
    return run();
  } catch (error) {
    assert.equal(faultOf(error, errors), undefined, `seed ${seed}, ${what}`);
    return undefined;
  }
};
