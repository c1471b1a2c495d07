// In which states a case takes what.
import type { CaseState } from './case.ts';

/**
 * `gather`: evidence stands still while a second person reads. `word`: how the claim is worded, too, and what is public changes
 * by a correction alone. `draft`: so with the text, which goes on being written while somebody reads. `write`: talk goes on.
 * `ask`: those who asked can still help.
 */
export type CaseDeed = 'gather' | 'word' | 'draft' | 'write' | 'ask';

const takenIn: Readonly<Record<CaseDeed, readonly CaseState[]>> = {
  gather: ['open', 'published'],
  word: ['open'],
  draft: ['open', 'review', 'decided'],
  write: ['open', 'review', 'decided', 'published'],
  ask: ['open', 'review'],
};

export const takes = (state: CaseState, deed: CaseDeed): boolean => takenIn[deed].includes(state);
