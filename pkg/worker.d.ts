import type { BatchOptions, BatchProgress, BatchResult, EngineModule, Finding, Output } from "./index.js";

export interface WorkerProgress extends BatchProgress {
  /** The total number of bytes; null for a stream of unknown length. */
  total: number | null;
}

export interface RunOptions extends BatchOptions {
  /** The id of a built-in standard, or a standard as JSON text or an object. */
  standard: string | object;
  form: string;
  /** The maximum number of workers; by default one less than the number of cores, and at most one per MiB. */
  workers?: number;
  /** Cancels the run, which rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Called a few times per second. */
  onProgress?: (progress: WorkerProgress) => void;
  /** The source of the engine, if workers cannot load it from the package. */
  engine?: string | URL | EngineModule;
  /** Starts a worker that runs `gongdan/worker/work`, if a bundler or a policy requires special code for it. */
  startWorker?: () => unknown;
  /** The name of the trusted-types policy for starting workers, if the page allows policies by name; `gongdan-worker` by default. */
  trustedTypes?: string;
}

/** The result of a run: that of `Batch.finish()`, with access to the messages. */
export interface RunResult extends BatchResult {
  /** A kept finding in the form of `validate`; `order` is only needed if its value was too long to keep. */
  finding(index: number, order?: object | string): Finding;
  /** An output of `calculate` for an order, by its index from 0, formatted as by `standard.calculate`. */
  output(order: number, id: string): Output;
  free(): void;
}

/** Runs a batch in workers: several for the slices of a File or Blob, one for a stream of bytes. */
export function runBatch(source: Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | Iterable<Uint8Array>, options: RunOptions): Promise<RunResult>;
