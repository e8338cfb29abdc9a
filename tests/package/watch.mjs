// Runs calls that may be refused, ends a test that hangs, and reports where. A hanging call blocks timers, so another
// thread watches the progress.

import assert from "node:assert/strict";
import { Worker } from "node:worker_threads";
import { faultOf } from "./junk.mjs";

const LONGEST_MS = 60_000;
const MAX_NAME_BYTES = 200;

const WATCHER = `
const { workerData: { beat, callName, longest } } = require("node:worker_threads");
let last = -1, since = Date.now();
setInterval(() => {
  const now = Atomics.load(beat, 0);
  if (now !== last) [last, since] = [now, Date.now()];
  else if (Date.now() - since > longest) {
    require("node:fs").writeSync(2, "hangs: " + Buffer.from(callName.slice(0, beat[1])).toString() + "\\n");
    process.kill(process.pid, "SIGKILL");
  }
}, 1000);`;

/** Returns a function to call with the name of each call before it runs. */
export function watch() {
  const beat = new Int32Array(new SharedArrayBuffer(8)), callName = new Uint8Array(new SharedArrayBuffer(MAX_NAME_BYTES)), encoder = new TextEncoder();
  new Worker(WATCHER, { eval: true, workerData: { beat, callName, longest: LONGEST_MS } }).unref();
  return (name) => {
    beat[1] = encoder.encodeInto(name, callName).written;
    Atomics.add(beat, 0, 1);
  };
}

/** Returns a function that runs a call and returns undefined if it was refused; anything but a typed error is a failure. */
export const makeTryCall = (announce, errors) => (seed, name, run) => {
  announce(`${name}, seed ${seed}`);
  try {
    return run();
  } catch (error) {
    assert.equal(faultOf(error, errors), undefined, `seed ${seed}, ${name}`);
    return undefined;
  }
};
