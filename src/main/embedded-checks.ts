// Keeps vectors of checks in step with the index: from disk where they are kept, from the endpoint where they are not.
import type { Embed } from '../desk/index.ts';
import { createVectors, passagesOf, type Vectors } from '../kit/search/embedding/index.ts';
import type { SearchDoc } from '../kit/search/index.ts';
import type { KeptVectors } from '../outside/embedding/index.ts';

export type EmbeddedChecks = {
  readonly vectors: Vectors;
  /** Texts of a check that wait for a vector are embedded soon, later ones of the same check instead of earlier ones. */
  readonly put: (doc: Pick<SearchDoc, 'checkId' | 'texts'>) => void;
  readonly remove: (checkId: string) => void;
  /** Resolves when nothing waits any more, or the endpoint was given up. */
  readonly settled: () => Promise<void>;
  readonly waiting: number;
  /** Nothing is asked from now on. */
  readonly close: () => void;
};

const perRound = 64;
const againMs = 60_000;

/**
 * Embeds checks in the background, 64 at a time. While the endpoint is away it is asked again every minute; when it
 * refuses, or its vectors change their length, that is told once and nothing more is asked.
 */
export const embeddedChecks = (
  embed: Embed,
  kept: Pick<KeptVectors, 'get' | 'put'>,
  told: (problem: string) => void,
  wait: (ms: number) => Promise<void> = pause,
): EmbeddedChecks => {
  const vectors = createVectors();
  const queue = new Map<string, readonly string[]>();
  let running: Promise<void> | undefined;
  let closed = false;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resume) => {
    end = resume;
  });

  const round = async (): Promise<'done' | 'away' | 'over'> => {
    const taken = [...queue].slice(0, perRound);
    const missing = [...new Set(taken.flatMap(([, texts]) => texts))].filter((text) => kept.get(text) === undefined);
    const made = await embed(missing, 'passage');
    if (!made.ok) {
      if (made.error.code === 'embedding-away') return 'away';
      told(`${made.error.code}${made.error.detail === undefined ? '' : `: ${made.error.detail}`}`);
      return 'over';
    }
    for (const [i, text] of missing.entries()) kept.put(text, made.value[i]!);
    for (const [checkId, texts] of taken) {
      // Changed or taken away while the endpoint was thinking: the newer word holds.
      if (queue.get(checkId) !== texts) continue;
      queue.delete(checkId);
      const own = texts.map((text) => kept.get(text));
      if (own.some((vector) => vector === undefined)) {
        told('embedding-malformed: the vectors have another length than before');
        return 'over';
      }
      vectors.put(checkId, own as readonly Float32Array[]);
    }
    return 'done';
  };
  const work = async (): Promise<void> => {
    while (!closed && queue.size > 0) {
      // Reading kept vectors is synchronous; questions come first.
      await new Promise((resume) => setImmediate(resume));
      const how = await round();
      if (how === 'over') closed = true;
      if (how === 'away' && !closed) await Promise.race([wait(againMs), ended]);
    }
  };
  const start = (): void => {
    running ??= work().finally(() => {
      running = undefined;
    });
  };
  return {
    vectors,
    put: (doc) => {
      if (closed) return;
      const texts = passagesOf(doc);
      vectors.remove(doc.checkId);
      if (texts.length === 0) queue.delete(doc.checkId);
      else queue.set(doc.checkId, texts);
      start();
    },
    remove: (checkId) => {
      vectors.remove(checkId);
      queue.delete(checkId);
    },
    settled: () => running ?? Promise.resolve(),
    get waiting() {
      return queue.size;
    },
    close: () => {
      closed = true;
      end();
    },
  };
};

const pause = (ms: number): Promise<void> =>
  new Promise((resume) => {
    setTimeout(resume, ms).unref();
  });
