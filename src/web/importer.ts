// One import at a time, in the background: from a file that was sent or an address, into the world.

import type { Id } from '../base/ids.ts';
import type { ImportCounts, ImportProgress, OneOrMachine, World } from '../desk/index.ts';
import { importChecks, importFailureOf } from '../desk/index.ts';
import { type ReadHints, readChecks } from '../kit/claimreview/index.ts';

/** Anything that is taken in piece by piece, with how it goes. */
export type ImportJob = {
  readonly name: string;
  /** Begun only when the job's turn has come. */
  readonly brings: () => AsyncIterable<ImportProgress>;
  readonly done: () => Promise<void>;
};

/** Checks from a file or an address. */
export type ChecksBrought = {
  readonly name: string;
  readonly hints: ReadHints;
  /** undefined: the sources stay as they were. */
  readonly answers: boolean | undefined;
  /** For whom it waits that somebody else lets it in; null where it is taken in at once. */
  readonly heldFor: { readonly by: OneOrMachine } | null;
  /** Opened only when it is read. */
  readonly open: () => Promise<AsyncIterable<Uint8Array>>;
};

export type Running = { readonly name: string; readonly read: number; readonly refused: number };

export type Importer = {
  readonly running: () => Running | null;
  /** Starts a job; false while another runs. */
  readonly start: (job: ImportJob) => boolean;
  /** Resolves when nothing runs any more. */
  readonly idle: () => Promise<void>;
  /** Ends the running import after the batch it is in; what was reported stays, and importing again completes it. */
  readonly stop: () => void;
};

/** Opened once the run stands in the list, so that what cannot be opened is told there. */
async function* opened({ open }: ChecksBrought): AsyncGenerator<Uint8Array> {
  yield* await open();
}

type ImportWorld = Pick<World, 'checks' | 'imports' | 'keyed' | 'newId' | 'now' | 'ourselves' | 'reads'>;

export const bringChecks = (world: ImportWorld, given: ChecksBrought): AsyncIterable<ImportProgress> =>
  importChecks(world, readChecks(opened(given), given.hints), {
    name: given.name,
    ...(given.answers === undefined ? {} : { answers: given.answers }),
    ...(given.heldFor === null ? {} : { heldFor: given.heldFor }),
  });

export const createImporter = (parts: {
  readonly onImport: (ended: { readonly run: Id; readonly counts: ImportCounts }) => void;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}): Importer => {
  let running: Running | null = null;
  let work: Promise<void> = Promise.resolve();
  let stopped = false;

  const run = async (job: ImportJob): Promise<void> => {
    let last: ImportProgress | undefined;
    try {
      for await (const progress of job.brings()) {
        last = progress;
        running = { name: job.name, read: progress.counts.read, refused: progress.counts.refused };
        if (stopped) break;
      }
    } catch (error) {
      // The run stands unfinished in the list, with the same cause; there is no request left to tell.
      const because = importFailureOf(error);
      const kind = error instanceof Error ? error.name : 'unknown';
      parts.log({ level: 'error', what: 'import-failed', because, error: kind, ...(last && { run: last.run }) });
    }
    await job.done();
    if (last) parts.onImport({ run: last.run, counts: last.counts });
    running = null;
  };

  return {
    running: () => running,
    start: (job) => {
      if (running !== null || stopped) return false;
      running = { name: job.name, read: 0, refused: 0 };
      work = run(job);
      return true;
    },
    idle: () => work,
    stop: () => {
      stopped = true;
    },
  };
};
