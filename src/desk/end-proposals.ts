// What raters proposed and nobody settled for a long time loses its words.
import { addDays, dayOf } from '../base/clock.ts';
import { proposalDays } from '../core/rater-proposal.ts';
import type { World } from './world.ts';

/** How many were ended. Safe to run at any time and twice. */
export const endProposals = ({ proposals, now }: Pick<World, 'proposals' | 'now'>): Promise<number> =>
  proposals.endBefore(addDays(dayOf(now()), -proposalDays));
