// Every minute, and after downtime: what was sealed of private people is erased on time, and what waited a day for a second person
// while there was none ends.
import type { World } from './world.ts';

/** Safe to run at any time and twice. */
export const endCases = async (
  world: Pick<World, 'cases' | 'closings' | 'now'>,
): Promise<{ readonly forgotten: number; readonly ended: number }> => {
  const at = world.now();
  const forgotten = await world.cases.forgetSealed(at);
  return { forgotten, ended: await world.closings.endAlone(at) };
};
