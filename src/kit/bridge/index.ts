export { type BrigadeOutcome, brigadeOutcome } from './brigades.ts';
export { chanceFrom } from './chance.ts';
export { groupConsensus } from './consensus.ts';
export { type Before, createExplainer, type Explainer, type Explanation, factsOf, type Vote } from './explain.ts';
export { type Fit, type FitOptions, fitRatings } from './fit.ts';
export { cliqueWeightsOf, countedOnce, type Groups, groupsOf } from './groups.ts';
export { heldOutR2, type Ladder, ladderOf, meanHeldOutR2, type Rung } from './held-out.ts';
export { middleOf, middleSums, type Tally, type Voices } from './middle.ts';
export { type Estimate, estimateOf, type NoteSums, noSums, type Prior, priorOf, withRating } from './note-sums.ts';
export type { Objective } from './objective.ts';
export { createOnline, type Online } from './online.ts';
export { engineVersion, parametersText } from './parameters.ts';
export {
  type Columns,
  canonical,
  levels,
  ofRecord,
  type Ratings,
  selected,
  type Weights,
  weightAt,
  youngDays,
} from './ratings.ts';
export { createRatingsReader, type RatingsReader, type ReadRatings } from './read-ratings.ts';
export { type CutsOfOurs, type Replayed, type ReplayOutcome, replay } from './replay.ts';
export { type Brigade, type Community, type NoteKind, type Simulated, simulate } from './simulate.ts';
export { decide, type Facts, isStanding, type Margins, type Rule, type Standing } from './standing.ts';
export {
  guardsOf,
  type OfRecord,
  referenceFilter,
  referenceStandings,
  standingsOf,
  standingsOfRecord,
} from './standings.ts';
export { beforeTable, notesLines, ratersLines } from './tables.ts';
export { fewestTold, ruledAsTold, type Told, told } from './told.ts';
