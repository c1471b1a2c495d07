import { aligned } from './align.ts';
import { type Turn, turns } from './dihedral.ts';
import { createHammingIndex, type Near } from './hamming-index.ts';
import type { PdqHash } from './hash.ts';
import { readSnapshot } from './index-snapshot.ts';
import type { Look, Looked } from './looks.ts';
import { proposedWithin, sameWithin } from './rules.ts';
import type { Window } from './window.ts';

/**
 * A stored picture that the asked one shows, or a part of it. `turn`: how the asked one has to be turned or mirrored to be
 * it; `window`: the part of the asked one that agrees; `isPart`: it agrees with a part of the stored one;
 * `isWhole`: whole with whole, as it stands.
 */
export type Likeness = {
  readonly id: number;
  readonly distance: number;
  readonly turn: Turn;
  readonly window: Window;
  readonly isPart: boolean;
  readonly isWhole: boolean;
};

/** What is kept of a stored picture's looks. */
export type StoredLook = Pick<Look, 'kind' | 'hash'>;

/** Pictures by their looks; an id is a whole number below 2²⁷. */
export type PictureIndex = {
  /** Takes the place of what was there under that id. */
  readonly put: (id: number, stored: { readonly looks: readonly StoredLook[] }) => void;
  readonly remove: (id: number) => void;
  /** The likest first, at most `most`; nothing further than 31 bits away. */
  readonly search: (asked: Looked, most?: number) => readonly Likeness[];
  /** See HammingIndex. */
  readonly settle: () => void;
  readonly snapshot: () => Uint8Array;
};

const mostLooks = 32;
const mostIds = 2 ** 27;
/** So many pictures are looked at closely, each from so many of its nearest looks on. */
const mostAligned = 8;
const startsEach = 4;

/** An empty index, or what a snapshot holds. A RangeError for bytes that are no whole snapshot. */
export const createPictureIndex = (snapshot?: Uint8Array): PictureIndex => {
  const hashes = createHammingIndex(snapshot);
  const idOf = (picture: number, look: number): number => picture * mostLooks + look;
  /** Which looks of a picture are there, a bit each: of a new one nothing has to be taken away. */
  const there = new Map<number, number>();
  const note = (picture: number, look: number): void => {
    there.set(picture, (there.get(picture) ?? 0) | (1 << look));
  };
  if (snapshot !== undefined)
    for (const id of readSnapshot(snapshot).ids) note(Math.floor(id / mostLooks), id % mostLooks);

  const remove = (picture: number): void => {
    const looks = there.get(picture);
    if (looks === undefined) return;
    for (let look = 0; look < mostLooks; look++) if ((looks >>> look) & 1) hashes.remove(idOf(picture, look));
    there.delete(picture);
  };

  const add = (hash: PdqHash, picture: number, look: number): void => {
    hashes.add(hash, idOf(picture, look));
    note(picture, look);
  };

  /** What one hash of the asked picture finds, with the stored hash for looking closer. */
  const ask = (look: Look, turn: Turn, radius: number): readonly Start[] =>
    hashes.near(look.dihedral[turn], radius).map((near) => ({
      near,
      look,
      turn,
      picture: Math.floor(near.id / mostLooks),
      isPart: near.id % mostLooks !== 0,
      isWhole: look.kind === 'whole' && turn === 'o' && near.id % mostLooks === 0,
    }));

  /** Turned only as a whole, or without frame; parts are asked for mirrored, too, as what was cropped often is. */
  const askAll = (looks: readonly Look[], radius: number): readonly Start[] =>
    looks.flatMap((look) =>
      (look.kind === 'part' ? (['o', 'fy'] as const) : turns).flatMap((turn) => ask(look, turn, radius)),
    );

  return {
    put: (picture, { looks }) => {
      if (!Number.isInteger(picture) || picture < 0 || picture >= mostIds) throw new RangeError(`${picture} is no id`);
      remove(picture);
      // The whole is look 0, also where it is too even to be used.
      const others = looks.filter(({ kind }) => kind !== 'whole').slice(0, mostLooks - 1);
      for (const { kind, hash } of looks) if (kind === 'whole') add(hash, picture, 0);
      for (const [n, { hash }] of others.entries()) add(hash, picture, n + 1);
    },
    remove,
    search: (asked, most = 3) => {
      const direct = askAll(
        asked.looks.filter(({ kind }) => kind !== 'part'),
        sameWithin,
      );
      const found = direct.length > 0 ? direct.map(likenessOf) : closer(asked, askAll(asked.looks, proposedWithin));
      return bestOfEach(found).slice(0, most);
    },
    settle: hashes.settle,
    snapshot: hashes.snapshot,
  };
};

type Start = {
  readonly near: Near;
  readonly look: Look;
  readonly turn: Turn;
  readonly picture: number;
  readonly isPart: boolean;
  readonly isWhole: boolean;
};

const likenessOf = ({ near, look, turn, picture, isPart, isWhole }: Start): Likeness => ({
  id: picture,
  distance: near.distance,
  turn,
  window: look.window,
  isPart,
  isWhole,
});

/** What is within 31 bits once the edges have been moved to where they agree best. */
const closer = (asked: Looked, starts: readonly Start[]): readonly Likeness[] => {
  const nearest = [...starts].sort((a, b) => a.near.distance - b.near.distance || a.near.id - b.near.id);
  const pictures = [...new Set(nearest.map(({ picture }) => picture))].slice(0, mostAligned);
  return pictures.flatMap((picture) => {
    for (const start of nearest.filter((one) => one.picture === picture).slice(0, startsEach)) {
      const { window, distance } = aligned(asked.grey, start.look.window, start.turn, start.near.hash);
      if (distance <= sameWithin)
        return [{ id: picture, distance, turn: start.turn, window, isPart: start.isPart, isWhole: false }];
    }
    return [];
  });
};

const isWholeTurned = ({ isPart, window }: Likeness): boolean =>
  !isPart && window.left === 0 && window.top === 0 && window.right === 1 && window.bottom === 1;

const bestOfEach = (found: readonly Likeness[]): readonly Likeness[] => {
  const best = new Map<number, Likeness>();
  const sorted = [...found].sort(
    (a, b) => a.distance - b.distance || Number(b.isWhole) - Number(a.isWhole) || a.id - b.id,
  );
  // What agrees whole with whole is told so, be a part a bit nearer.
  for (const one of [...sorted.filter(({ isWhole }) => isWhole), ...sorted.filter(isWholeTurned), ...sorted])
    if (!best.has(one.id)) best.set(one.id, one);
  return [...best.values()].sort((a, b) => a.distance - b.distance || a.id - b.id);
};
