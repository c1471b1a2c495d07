// Fits in a thread that ends with its answer: a cut comes once a week, and its memory goes back with it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Fitting } from '../../desk/rating-ports.ts';
import type { AskedOfFit } from './fit-worker.ts';

/** The program from the build (beside the server) or from source. */
const program = (): string => {
  const built = join(import.meta.dirname, 'fit-worker.js');
  return existsSync(built) ? built : join(import.meta.dirname, 'fit-worker.ts');
};

/** One thread for each thing that is asked; what fails there fails here. */
export const fitInThread = (): Fitting => ({
  cut: (given) => answered({ what: 'cut', given }),
  fit: (given) => answered({ what: 'fit', given }),
});

const answered = <T>(asked: AskedOfFit): Promise<T> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(program(), { workerData: asked });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) =>
      reject(new Error(`the thread that fits ratings ended with ${code} and said nothing`)),
    );
  });
