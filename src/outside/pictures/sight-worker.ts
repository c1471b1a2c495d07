// The thread that compares pictures: among many known ones that takes milliseconds, and sorting many new ones seconds.
import { parentPort } from 'node:worker_threads';
import { openSight } from './sight.ts';
import type { SightOf } from './sight-ports.ts';

/** One thing asked of the thread; `put` and `remove` are told, and not answered. */
export type AskedOfSight = {
  [Name in keyof SightOf]: { readonly n: number; readonly what: Name; readonly given: Parameters<SightOf[Name]> };
}[keyof SightOf];

export type SaidBySight = { readonly n: number } & ({ readonly value: unknown } | { readonly failed: string });

const sight = openSight();
const port = parentPort;

const answer = (asked: AskedOfSight): Promise<unknown> => {
  if (asked.what === 'put') return sight.put(...asked.given);
  if (asked.what === 'remove') return sight.remove(...asked.given);
  return sight.find(...asked.given);
};

port?.on('message', async (asked: AskedOfSight) => {
  try {
    port.postMessage({ n: asked.n, value: await answer(asked) } satisfies SaidBySight);
  } catch (error) {
    port.postMessage({ n: asked.n, failed: String(error) } satisfies SaidBySight);
  }
});
