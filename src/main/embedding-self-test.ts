// The self-test of an embedding endpoint: the operator's judged questions, ranked by words alone and with vectors.
import { ok, type Result } from '../base/result.ts';
import type { Embed, Index } from '../desk/index.ts';
import { type Gain, gainOf, type Judged, outgoingText, passagesOf } from '../kit/search/embedding/index.ts';
import type { SearchDoc } from '../kit/search/index.ts';
import type { KeptVectors } from '../outside/embedding/index.ts';
import { embeddedChecks } from './embedded-checks.ts';

export type SelfTest = {
  /** Holds the checks of `docs`. */
  readonly index: Pick<Index, 'order'>;
  readonly docs: readonly SearchDoc[];
  /** Masked questions with the ids of the checks that answer them. */
  readonly questions: readonly { readonly text: string; readonly right: ReadonlySet<string> }[];
  readonly embed: Embed;
  readonly kept: Pick<KeptVectors, 'get' | 'put'>;
  readonly progress: (line: string) => void;
  /** Milliseconds from any clock that never runs backwards. */
  readonly clock: () => number;
};

/** `answered` questions got a vector in time; `tookMs` is how long the endpoint took for them, at the median and for the slowest in twenty. */
export type SelfTested = {
  readonly gain: Gain;
  readonly answered: number;
  readonly tookMs: { readonly median: number; readonly slow: number };
};

const lexicalDepth = 50;
const nearDepth = 20;
const perRequest = 256;

/**
 * Embeds every check, then asks each question both ways under the time limit that questions have in use: one that gets no
 * vector in time is ranked by its words alone, in the test as in life. Refused as the endpoint refuses, with its reason.
 */
export const selfTest = async (
  test: SelfTest,
): Promise<Result<SelfTested, Extract<Awaited<ReturnType<Embed>>, { ok: false }>['error']>> => {
  const { docs, embed, kept, progress, clock } = test;
  const passages = [...new Set(docs.flatMap(passagesOf))].filter((text) => kept.get(text) === undefined);
  for (let at = 0; at < passages.length; at += perRequest) {
    progress(`embedding ${at} of ${passages.length} texts`);
    const some = passages.slice(at, at + perRequest);
    const made = await embed(some, 'passage');
    if (!made.ok) return made;
    for (const [i, vector] of made.value.entries()) kept.put(some[i]!, vector);
  }
  let problem: string | undefined;
  const checks = embeddedChecks(embed, kept, (what) => {
    problem = what;
  });
  for (const doc of docs) checks.put(doc);
  await checks.settled();
  if (problem !== undefined) return { ok: false, error: { code: 'embedding-malformed', detail: problem } };

  const took: number[] = [];
  const judged: Judged[] = [];
  for (const { text, right } of test.questions) {
    progress(`asking ${judged.length} of ${test.questions.length} questions`);
    const lexical = test.index.order(text, lexicalDepth);
    const words = outgoingText(text);
    const since = clock();
    const asked = words === '' ? undefined : await embed([words], 'query');
    if (asked?.ok === false && asked.error.code !== 'embedding-away') return asked;
    const vector = asked?.ok ? asked.value[0] : undefined;
    if (vector !== undefined) took.push(clock() - since);
    judged.push({
      lexical,
      right,
      near: vector === undefined ? [] : checks.vectors.nearest(vector, nearDepth),
      similarityOf: (id) => (vector === undefined ? undefined : checks.vectors.similarity(vector, id)),
    });
  }
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(share * took.length))] ?? 0;
  return ok({ gain: gainOf(judged), answered: took.length, tookMs: { median: at(0.5), slow: at(0.95) } });
};
