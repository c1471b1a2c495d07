// What two people agreed to becomes public once its time has come. Safe to run twice, and by two workers at once.
import { linkOf } from './clean.ts';
import type { World } from './world.ts';

/** How many became public. */
export const publishDecided = (world: Pick<World, 'decisions' | 'keyed' | 'now' | 'log'>): Promise<number> =>
  world.decisions.publishDue(world.now(), {
    links: (check) => check.appearances.flatMap((url) => linkOf(world.keyed, url) ?? []),
    log: world.log,
  });
