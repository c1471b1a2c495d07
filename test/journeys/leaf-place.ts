// Where every kind of leaf is brought about: a team, canaries in whatever anybody says, and the log as it is served.
import { expect } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import type { Result } from '../../src/base/result.ts';
import type { LeafKind } from '../../src/core/leaf.ts';
import type { Actor } from '../../src/core/rights.ts';
import { auditOwnLog, publishDecided, type ReviewTyped, reviewSubmission } from '../../src/desk/index.ts';
import { openCheckpoint, openTiles, verifyEd25519 } from '../../src/kit/tlog/index.ts';
import type { Database } from '../../src/store/index.ts';
import { type Colleagues, deskServer } from '../desk/desk-server.ts';
import type { StoredWorld } from '../temp-database.ts';

/** What is in names, addresses and words of these tests, and must be in no leaf. */
export const canary = 'Hoàng Yến';
export const canaryAddress = 'hoang.yen@canary.example';

export type Place = {
  readonly world: StoredWorld;
  readonly database: Database;
  readonly setClock: (at: string) => void;
  readonly team: Colleagues;
};

/** What the leaf of a deed must tell, beside what its shape asks; and which leaves come with it, in order. */
export type Told = { readonly says: Readonly<Record<string, unknown>>; readonly with?: readonly LeafKind[] };

/** Readies what it needs, and gives the deed itself. */
export type Deed = (place: Place) => Promise<() => Promise<Told>>;

export const openPlace = async (): Promise<Place> => {
  const { world, database, setClock, team } = await deskServer();
  return { world, database, setClock, team };
};

/** The value of what went well. */
export const done = async <T>(work: Promise<Result<T, { readonly code: string }>>): Promise<T> => {
  const result = await work;
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

export const review = async (
  { world }: Pick<Place, 'world'>,
  by: Actor,
  submission: Id,
  typed: Partial<ReviewTyped> = {},
): Promise<void> => {
  const { contentHash } = (await world.decisions.submission(submission))!;
  await done(
    reviewSubmission(world, by, submission, { outcome: 'approved', contentHash, reason: '', remarks: [], ...typed }),
  );
};

/** Agreed to by a second person, and made public. */
export const agreed = async (place: Place, submission: Id): Promise<void> => {
  await review(place, place.team.reviewer, submission);
  expect(await publishDecided(place.world)).toBe(1);
};

/** Seals what waits, and gives every entry as whoever reads the files finds it. */
export const sealedEntries = async ({ world: { log } }: Pick<Place, 'world'>): Promise<readonly string[]> => {
  await log.seal();
  expect(log.fault()).toBeUndefined();
  expect(await log.rows.waiting()).toBe(false);
  const note = await log.files.read('checkpoint');
  if (note === undefined) return [];
  const keys = (await log.signers()).map(({ key }) => key);
  const { checkpoint } = await done(
    openCheckpoint(new TextDecoder().decode(note), { log: keys, verify: verifyEd25519 }),
  );
  expect(await auditOwnLog(log)).toEqual({ ok: true, value: checkpoint.size });
  const tiles = await done(openTiles(checkpoint, log.files.read));
  // One bundle: none of these logs is longer.
  return (await done(tiles.entries(0))).map((entry) => new TextDecoder().decode(entry));
};
