// Forgets what askers wrote: the next day where it was answered, after ninety days where it still waits.
import { addDays, dayOf } from '../base/clock.ts';
import type { World } from './world.ts';

export const keepWaitingDays = 90;

/** Erases due texts and returns how many tips lost theirs. Safe to run at any time and twice. */
export const eraseTexts = (world: Pick<World, 'tips' | 'now'>): Promise<number> => {
  const today = dayOf(world.now());
  return world.tips.erase({ answeredBefore: today, allBefore: addDays(today, -keepWaitingDays), today });
};
