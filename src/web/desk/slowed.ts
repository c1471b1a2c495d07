// Guessing is slowed by what is guessed at and overall, never by where the guess comes from.
import { createHash } from 'node:crypto';
import type { Door } from '../door.ts';
import { type Buckets, createBuckets } from '../token-buckets.ts';

const mostNames = 20_000;

type Slowing = { readonly perName: Buckets; readonly overall: Buckets };

/**
 * Each its own, so that who floods one holds up nobody in another. `ask`: a passkey is asked for, nothing is guessed yet.
 * `letter`: somebody gets mail they may not have asked for.
 */
const lanes = {
  guess: {
    perName: { capacity: 10, perSecond: 1 / 30 },
    overall: { capacity: 120, perSecond: 5 },
  },
  ask: {
    perName: { capacity: 120, perSecond: 10 },
    overall: { capacity: 120, perSecond: 10 },
  },
  letter: {
    perName: { capacity: 3, perSecond: 1 / 300 },
    overall: { capacity: 30, perSecond: 1 / 2 },
  },
} as const;
type Lane = keyof typeof lanes;

const ofDoors = new WeakMap<Door, Map<Lane, Slowing>>();

/**
 * Counts one try for a name (an address, a session); gives 0 when it may go on, else the seconds to wait. Guesses: ten at
 * once and two a minute for one name, five a second for all (ASVS 6.3.1).
 */
export const slowed = (door: Door, name: string, lane: Lane = 'guess'): number => {
  const { perName, overall } = slowingOf(door, lane);
  const at = door.options.world.now().getTime();
  // Hashed, so that what somebody typed into the wrong field does not stay in memory.
  const key = createHash('sha256').update(name.trim().toLowerCase()).digest('base64');
  return perName.take(key, 1, at) || overall.take('all', 1, at);
};

const slowingOf = (door: Door, lane: Lane): Slowing => {
  const ofDoor = ofDoors.get(door) ?? new Map<Lane, Slowing>();
  ofDoors.set(door, ofDoor);
  const { perName, overall } = lanes[lane];
  const slowing = ofDoor.get(lane) ?? {
    perName: createBuckets(perName, mostNames),
    overall: createBuckets(overall, 1),
  };
  ofDoor.set(lane, slowing);
  return slowing;
};
