// The tables that a fit is published as: names as Community Notes has them, full precision, sorted by id.
import type { Before, Explanation } from './explain.ts';
import type { Fit } from './fit.ts';
import type { ReadRatings } from './read-ratings.ts';
import type { Standing } from './standing.ts';

/**
 * Every note: `noteId intercept factor se pShown standing rule`, tab-separated; and `suggested`, where ratings that do not count
 * for a standing suggest one.
 */
export const notesTable = (
  { noteIds }: ReadRatings,
  fit: Fit,
  standings: readonly Explanation[],
  suggestions: readonly Standing[] | undefined,
): string => {
  const rows = standings.map(({ estimate, standing, rule }, n) =>
    [noteIds[n], fit.noteIntercept[n], fit.noteFactor[n], estimate.se, estimate.pShown, standing, rule]
      .concat(suggestions === undefined ? [] : [suggestions[n]])
      .join('\t'),
  );
  const suggested = suggestions === undefined ? '' : '\tsuggested';
  return `noteId\tintercept\tfactor\tse\tpShown\tstanding\trule${suggested}\n${rows.map((row) => `${row}\n`).join('')}`;
};

/** Every rater: `raterParticipantId intercept factor`. */
export const ratersTable = ({ raterIds }: ReadRatings, fit: Fit): string => {
  const rows = raterIds.map((id, u) => `${id}\t${fit.raterIntercept[u]}\t${fit.raterFactor[u]}\n`);
  return `raterParticipantId\tintercept\tfactor\n${rows.join('')}`;
};

/** What stood before a fit, by note: `noteId standing isDoubted stoodDays`. */
export const beforeTable = (before: ReadonlyMap<string, Before>): string => {
  const rows = [...before].map(([note, { standing, isDoubted, stoodDays = 0 }]) =>
    [note, standing, isDoubted ? 1 : 0, stoodDays].join('\t'),
  );
  return `noteId\tstanding\tisDoubted\tstoodDays\n${rows.map((row) => `${row}\n`).join('')}`;
};
