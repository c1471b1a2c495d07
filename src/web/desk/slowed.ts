// Guessing is slowed by what is guessed at and overall, never by where the guess comes from.
import { createHash } from 'node:crypto';
import type { Door } from '../door.ts';
import { type Buckets, createBuckets } from '../token-buckets.ts';

const mostNames = 20_000;

type Slowing = { readonly perName: Buckets; readonly overall: Buckets };

/**
 * Each its own, so that who floods one holds up nobody in another. `ask`: a passkey is asked for, nothing is guessed yet.
 * `letter`: somebody gets mail they may not have asked for. `confirm`: so does somebody whom we do not know at all.
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
  confirm: {
    perName: { capacity: 2, perSecond: 2 / 86_400 },
    overall: { capacity: 60, perSecond: 1 / 20 },
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

/**
 * Whether a stranger's address may be asked whether it is theirs: two letters a day and mailbox, three a minute for all. `quiet`:
 * that mailbox got its letters; the page says the same as for any other. `later` is the same for every address, too.
 */
export const mayAskAddress = (door: Door, mailbox: string): 'goes' | 'quiet' | 'later' => {
  const { perName, overall } = slowingOf(door, 'confirm');
  const at = door.options.world.now().getTime();
  // Overall first, so that no answer hangs on what was asked for one mailbox before.
  if (overall.take('all', 1, at) > 0) return 'later';
  const key = createHash('sha256').update(mailbox).digest('base64');
  return perName.take(key, 1, at) > 0 ? 'quiet' : 'goes';
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
