// Every minute, and after downtime: what was sealed of private people is erased on time, what waited a day for a second person
// while there was none ends, and so does what an appeal held for its days without anybody having looked. What frees is taken by the ground that has waited longest.
import type { World } from './world.ts';

/** Safe to run at any time and twice. */
export const endCases = async (
  world: Pick<World, 'cases' | 'closings' | 'appeals' | 'now'>,
): Promise<{
  readonly forgotten: number;
  readonly ended: number;
  readonly released: number;
  readonly placed: number;
}> => {
  const at = world.now();
  const forgotten = await world.cases.forgetSealed(at);
  const ended = await world.closings.endAlone(at);
  const released = await world.appeals.endHolds(at);
  return { forgotten, ended, released, placed: await world.appeals.takePlaces(at) };
};
