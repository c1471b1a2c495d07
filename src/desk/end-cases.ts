// Every minute, and after downtime: what was sealed of private people is erased on time, what waited a day for a second person
// while there was none ends, and so does what an appeal held for its days without anybody having looked, and the day in which an
// ending of one person can be undone whole. What frees is taken by the ground that has waited longest.
import type { World } from './world.ts';

export type Ended = {
  readonly forgotten: number;
  readonly ended: number;
  readonly released: number;
  readonly undoOver: number;
  readonly placed: number;
};

/** Safe to run at any time and twice. */
export const endCases = async (world: Pick<World, 'cases' | 'closings' | 'appeals' | 'now'>): Promise<Ended> => {
  const at = world.now();
  const forgotten = await world.cases.forgetSealed(at);
  const ended = await world.closings.endAlone(at);
  const released = await world.appeals.endHolds(at);
  const undoOver = await world.cases.endUndo(at);
  return { forgotten, ended, released, undoOver, placed: await world.appeals.takePlaces(at) };
};
