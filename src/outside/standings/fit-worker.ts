// The thread in which ratings are fitted: seconds for many of them, in which the server goes on answering.
import { parentPort, workerData } from 'node:worker_threads';
import { type CutInput, cutOf, fittedOf } from '../../core/cut-of.ts';
import type { Rating } from '../../core/rating.ts';

/** The one thing this thread is begun for. */
export type AskedOfFit =
  | { readonly what: 'cut'; readonly given: CutInput }
  | { readonly what: 'fit'; readonly given: readonly Rating[] };

const asked = workerData as AskedOfFit;
parentPort?.postMessage(asked.what === 'cut' ? cutOf(asked.given) : fittedOf(asked.given));
