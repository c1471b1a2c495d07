// The two files that rankings are compared by: what was judged (qrels) and what was found (run).
import { ok, type Result } from '../base/result.ts';
import { type EvalRefusal, eachLine, fieldsOf } from './eval-lines.ts';
import type { Qrels, Rankings } from './eval-measures.ts';

/** Reads qrels, `query 0 document grade` (TREC and CheckThat). A grade above 0 is relevant; others do not count. */
export const readQrels = async (path: string): Promise<Result<Qrels, EvalRefusal>> => {
  const qrels = new Map<string, Set<string>>();
  const read = await eachLine(path, (line) => {
    const [query = '', , document = '', grade = '', ...more] = fieldsOf(line);
    if (query === '' || document === '' || !/^-?\d+$/.test(grade) || more.length > 0)
      return 'it is not query 0 document grade';
    if (Number(grade) > 0) qrels.set(query, (qrels.get(query) ?? new Set()).add(document));
    return undefined;
  });
  return read.ok ? ok(qrels) : read;
};

type Scored = { readonly document: string; readonly score: number };

/**
 * Reads a run, `query Q0 document rank score tag`, as trec_eval does: ordered by score, equal scores by document id with
 * the last first, the ranks not looked at. A document that stands twice under one query is refused.
 */
export const readRun = async (path: string): Promise<Result<Rankings, EvalRefusal>> => {
  const found = new Map<string, Map<string, number>>();
  const read = await eachLine(path, (line) => {
    const [query = '', , document = '', , score = ''] = fieldsOf(line);
    if (query === '' || document === '' || score === '' || !Number.isFinite(Number(score)))
      return 'it is not query Q0 document rank score tag';
    const scores = found.get(query) ?? new Map<string, number>();
    if (scores.has(document)) return `${document} stands twice under ${query}`;
    found.set(query, scores.set(document, Number(score)));
    return undefined;
  });
  if (!read.ok) return read;
  const ordered = [...found].map(([query, scores]) => {
    const list: Scored[] = [...scores].map(([document, score]) => ({ document, score }));
    list.sort((a, b) => b.score - a.score || (a.document < b.document ? 1 : -1));
    return [query, list.map((s) => s.document)] as const;
  });
  return ok(new Map(ordered));
};

/**
 * One question's lines of a run, with their ends. trec_eval orders by the score alone, read as a 32-bit float, so scores
 * that would be equal there go down by the smallest step: our order stands whoever reads it.
 */
export const runLines = (query: string, found: readonly Scored[], tag: string): string => {
  let last = Number.POSITIVE_INFINITY;
  return found
    .map(({ document, score }, i) => {
      last = Math.min(Math.fround(score), justBelow(last));
      return `${query}\tQ0\t${document}\t${i + 1}\t${shown(last)}\t${tag}\n`;
    })
    .join('');
};

/** The shortest decimal that reads back as the same 32-bit float. */
const shown = (score: number): string => {
  for (let digits = 6; digits < 9; digits++) {
    const short = score.toPrecision(digits);
    if (Math.fround(Number(short)) === score) return short;
  }
  return score.toPrecision(9);
};

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

const justBelow = (score: number): number => {
  if (score === Number.POSITIVE_INFINITY) return score;
  float[0] = score;
  if (float[0] === 0) return -(2 ** -149);
  bits[0] = (bits[0] ?? 0) + (score > 0 ? -1 : 1);
  return float[0] ?? score;
};
