// Waiting tips become demand on cases, and cases that a check answers by now are closed.
import { dayOf } from '../base/clock.ts';
import type { World } from './world.ts';

const batch = 500;

/** Takes in every waiting tip there is; gives how many, and how many cases it opened. Safe to run twice, and twice at once. */
export const triage = async (
  world: Pick<World, 'triage' | 'newId' | 'now'>,
): Promise<{ readonly tips: number; readonly opened: number; readonly answered: number }> => {
  await world.triage.afterWriters();
  let tips = 0;
  let opened = 0;
  for (;;) {
    const taken = await world.triage.takeIn(batch, dayOf(world.now()), world.newId);
    tips += taken.tips;
    opened += taken.opened;
    if (taken.tips < batch) break;
  }
  return { tips, opened, answered: await world.triage.closeAnswered(world.now()) };
};
