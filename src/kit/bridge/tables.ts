// The tables that a fit is published as: names as Community Notes has them, full precision, sorted by id.
import type { Before, Explanation } from './explain.ts';
import type { Fit } from './fit.ts';
import type { ReadRatings } from './read-ratings.ts';
import type { OfRecord } from './standings.ts';

/**
 * Every note, line by line: `noteId intercept factor se pShown standing rule`, tab-separated; and `suggested`, where ratings that
 * do not count for a standing suggest one. `seen` is shown each explanation before it is let go.
 */
export function* notesLines(
  { noteIds }: Pick<ReadRatings, 'noteIds'>,
  { fit, explain, suggest }: Pick<OfRecord, 'fit' | 'explain' | 'suggest'>,
  seen: (explanation: Explanation, note: number) => void,
): Generator<string> {
  yield `noteId\tintercept\tfactor\tse\tpShown\tstanding\trule${suggest === undefined ? '' : '\tsuggested'}\n`;
  for (const [n, id] of noteIds.entries()) {
    const explanation = explain(n);
    const { estimate, standing, rule } = explanation;
    seen(explanation, n);
    const fields = [id, fit.noteIntercept[n], fit.noteFactor[n], estimate.se, estimate.pShown, standing, rule];
    yield `${fields.concat(suggest === undefined ? [] : [suggest(n)]).join('\t')}\n`;
  }
}

/** Every rater, line by line: `raterParticipantId intercept factor`. */
export function* ratersLines({ raterIds }: Pick<ReadRatings, 'raterIds'>, fit: Fit): Generator<string> {
  yield 'raterParticipantId\tintercept\tfactor\n';
  for (const [u, id] of raterIds.entries()) yield `${id}\t${fit.raterIntercept[u]}\t${fit.raterFactor[u]}\n`;
}

/** What stood before a fit, by note: `noteId standing isDoubted stoodDays`. */
export const beforeTable = (before: ReadonlyMap<string, Before>): string => {
  const rows = [...before].map(([note, { standing, isDoubted, stoodDays = 0 }]) =>
    [note, standing, isDoubted ? 1 : 0, stoodDays].join('\t'),
  );
  return `noteId\tstanding\tisDoubted\tstoodDays\n${rows.map((row) => `${row}\n`).join('')}`;
};
