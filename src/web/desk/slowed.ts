// Guessing is slowed by what is guessed at and overall, never by where the guess comes from.
import { createHash } from 'node:crypto';
import type { Door } from '../door.ts';
import { type Buckets, createBuckets } from '../token-buckets.ts';

const mostNames = 20_000;

type Slowing = { readonly perName: Buckets; readonly overall: Buckets };

const ofDoors = new WeakMap<Door, Slowing>();

/**
 * Counts one try for a name (an address, a session); gives 0 when it may go on, else the seconds to wait. Ten at once and
 * two a minute for one name, five a second for all (ASVS 6.3.1).
 */
export const slowed = (door: Door, name: string): number => {
  const slowing = ofDoors.get(door) ?? {
    perName: createBuckets({ capacity: 10, perSecond: 1 / 30 }, mostNames),
    overall: createBuckets({ capacity: 120, perSecond: 5 }, 1),
  };
  ofDoors.set(door, slowing);
  const at = door.options.world.now().getTime();
  // Hashed, so that what somebody typed into the wrong field does not stay in memory.
  const key = createHash('sha256').update(name.trim().toLowerCase()).digest('base64');
  return slowing.perName.take(key, 1, at) || slowing.overall.take('all', 1, at);
};
