// In which states a case takes what.
import type { CaseState } from './case.ts';

/**
 * `gather`: evidence and wordings stand still while a second person reads. `write`: words typed are kept, and talk goes on.
 * `ask`: those who asked can still help.
 */
export type CaseDeed = 'gather' | 'write' | 'ask';

export const takes = (state: CaseState, deed: CaseDeed): boolean =>
  deed === 'gather'
    ? state === 'open' || state === 'published'
    : deed === 'ask'
      ? state === 'open' || state === 'review'
      : state !== 'closed';
