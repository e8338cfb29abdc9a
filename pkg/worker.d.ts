import type { BatchOptions, BatchProgress, BatchResult, EngineModule, Finding, Output } from "./index.js";

export interface WorkerProgress extends BatchProgress {
  /** How many bytes there are in all; null where a stream does not tell. */
  total: number | null;
}

export interface RunOptions extends BatchOptions {
  /** The id of a built-in standard, or a standard as JSON text or an object. */
  standard: string | object;
  form: string;
  /** How many workers at most; by default one less than the machine has cores, and no more than one for each MiB. */
  workers?: number;
  /** Ends the run; it rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Told a few times a second. */
  onProgress?: (progress: WorkerProgress) => void;
  /** Where the engine comes from, where the workers cannot find it beside the package. */
  engine?: string | URL | EngineModule;
  /** Starts a worker that runs `gongdan/worker/work`, where a bundler or a policy wants that done in the page's own way. */
  startWorker?: () => unknown;
  /** The name of the trusted-types policy that the first worker is started with, where a page allows policies by name; `gongdan-worker` by default. */
  trustedTypes?: string;
}

/** What a run came to: as `Batch.finish()` tells it, with the sentences at hand. */
export interface RunResult extends BatchResult {
  /** A finding that was kept, as `validate` tells it; `order` is needed only where its value was too long to keep. */
  finding(index: number, order?: object | string): Finding;
  /** An output of `calculate` for an order, by its number from 0, as `standard.calculate` prints it. */
  output(order: number, id: string): Output;
  free(): void;
}

/** Runs a batch in workers: several over the slices of a File or Blob, one over a stream of bytes. */
export function runBatch(source: Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | Iterable<Uint8Array>, options: RunOptions): Promise<RunResult>;
