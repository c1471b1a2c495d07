// What ratings show where a factor cannot be learned: agreement that every group of opinion shares.
import type { Tally } from './middle.ts';

/**
 * Group-informed consensus: the product over groups of (helpful + 1) / (ratings + 2). One group that says no is enough to
 * bring it down; a group that has not spoken halves it.
 *
 *     groupConsensus([{ helpful: 3, somewhat: 0, not: 0 }, { helpful: 1, somewhat: 0, not: 1 }]) // 0.4
 */
export const groupConsensus = (groups: readonly Tally[]): number =>
  groups.reduce((product, { helpful, somewhat, not }) => (product * (helpful + 1)) / (helpful + somewhat + not + 2), 1);
