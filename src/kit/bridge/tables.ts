// The tables that a fit is published as: names as Community Notes has them, full precision, sorted by id.

import type { Explanation } from './explain.ts';
import type { Fit } from './fit.ts';
import type { ReadRatings } from './read-ratings.ts';

/** Every note: `noteId intercept factor se pShown standing rule`, tab-separated. */
export const notesTable = ({ noteIds }: ReadRatings, fit: Fit, standings: readonly Explanation[]): string => {
  const rows = standings.map(({ estimate, standing, rule }, n) =>
    [noteIds[n], fit.noteIntercept[n], fit.noteFactor[n], estimate.se, estimate.pShown, standing, rule].join('\t'),
  );
  return `noteId\tintercept\tfactor\tse\tpShown\tstanding\trule\n${rows.map((row) => `${row}\n`).join('')}`;
};

/** Every rater: `raterParticipantId intercept factor`. */
export const ratersTable = ({ raterIds }: ReadRatings, fit: Fit): string => {
  const rows = raterIds.map((id, u) => `${id}\t${fit.raterIntercept[u]}\t${fit.raterFactor[u]}\n`);
  return `raterParticipantId\tintercept\tfactor\n${rows.join('')}`;
};
