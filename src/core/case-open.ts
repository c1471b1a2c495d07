// In which states a case takes what.
import type { CaseState } from './case.ts';

/** `gather`: evidence and wordings stand still while a second person reads. `write`: words typed are kept, and talk goes on. */
export type CaseDeed = 'gather' | 'write';

export const takes = (state: CaseState, deed: CaseDeed): boolean =>
  deed === 'gather' ? state === 'open' || state === 'published' : state !== 'closed';
