// Every night: the queue is ranked as of the new day, and words that nobody's tip holds any more are forgotten.
import { dayOf } from '../base/clock.ts';
import type { World } from './world.ts';

/** Gives how many cases moved, and how many tips and titles lost their words. Safe to run at any time and twice. */
export const tendCases = async (
  world: Pick<World, 'triage' | 'now'>,
): Promise<{ readonly moved: number; readonly tips: number; readonly titles: number }> => {
  const today = dayOf(world.now());
  const forgotten = await world.triage.forget(today);
  return { moved: await world.triage.rankAnew(today), ...forgotten };
};
