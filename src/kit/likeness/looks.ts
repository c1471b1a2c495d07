import type { Dihedral } from './dihedral.ts';
import { type Grey, greyOf } from './grey.ts';
import type { PdqHash } from './hash.ts';
import { type Pdq, pdqOf } from './pdq.ts';
import type { Picture } from './picture.ts';
import { leastQuality } from './rules.ts';
import { type Trim, trimsOf } from './trim.ts';
import { pdqOfWindow, type Window, whole } from './window.ts';

/** One hash of a picture: of the whole, of what a frame or bars leave, or of a part. `quality` is at least 50. */
export type Look = {
  readonly kind: 'whole' | 'trim' | 'part';
  readonly window: Window;
  readonly hash: PdqHash;
  readonly dihedral: Dihedral;
};

/** The whole picture and its parts; `grey` is what further parts are hashed from. */
export type Looked = { readonly pdq: Pdq; readonly grey: Grey; readonly looks: readonly Look[] };

const part = (left: number, top: number, right: number, bottom: number): Window => ({ left, top, right, bottom });

const withoutTopOrBottom: readonly Window[] = [part(0, 0.25, 1, 1), part(0, 0, 1, 0.75)];

/** The parts that are kept of a stored picture: without top or bottom quarter, and five that crops rarely cut into. */
const storedParts: readonly Window[] = [
  ...withoutTopOrBottom,
  part(0.08, 0.08, 0.92, 0.92),
  part(0.03, 0.03, 0.88, 0.88),
  part(0.12, 0.03, 0.97, 0.88),
  part(0.03, 0.12, 0.88, 0.97),
  part(0.12, 0.12, 0.97, 0.97),
];

/**
 * The parts of an asked picture that, each beside one of the above, lie within a fortieth of one another for 99 of 100 crops
 * of 2 to 15 % a side: chosen one after the other, each for the most crops that those before it miss.
 */
const askedParts: readonly Window[] = [
  ...withoutTopOrBottom,
  part(0, 0.125, 1, 1),
  part(0, 0, 1, 0.875),
  part(0.025, 0, 0.975, 0.925),
  part(0.025, 0.05, 0.95, 0.975),
  part(0, 0.025, 0.925, 0.95),
  part(0.05, 0.05, 0.975, 0.95),
  part(0.075, 0.05, 1, 1),
  part(0.025, 0.075, 0.95, 1),
  part(0, 0.025, 0.925, 1),
  part(0.05, 0, 1, 0.9),
  part(0.1, 0, 1, 0.95),
  part(0.075, 0.025, 0.975, 0.975),
  part(0, 0.075, 0.925, 0.975),
  part(0.025, 0.05, 1, 1),
  part(0, 0.1, 0.975, 1),
  part(0, 0.075, 0.9, 1),
  part(0, 0, 1, 0.95),
  part(0, 0, 0.95, 0.95),
  part(0.075, 0, 1, 0.975),
  part(0, 0.075, 0.975, 1),
  part(0, 0, 0.975, 1),
  part(0.05, 0.075, 0.975, 0.95),
  part(0.075, 0, 1, 1),
  part(0.075, 0, 0.925, 0.975),
  part(0.05, 0.025, 1, 0.9),
  part(0, 0.05, 1, 0.95),
  part(0, 0, 1, 0.925),
];

/** What is kept of a picture so that it is found again: a dozen hashes at most, none of them of quality 49 or less. */
export const storedLooks = (picture: Picture): Looked => looked(picture, storedParts, ['frame'], false);

/** What a picture is looked up by: more parts, what is left without bars, and parts of that: who crops adds a caption, too. */
export const askedLooks = (picture: Picture): Looked => looked(picture, askedParts, ['frame', 'bar', 'inked'], true);

const looked = (picture: Picture, parts: readonly Window[], kinds: readonly Trim[], withinTrims: boolean): Looked => {
  const pdq = pdqOf(picture);
  const grey = greyOf(picture);
  const hashed = ({ kind, window }: Cut) => ({ kind, window, ...pdqOfWindow(grey, window) });
  const trims = kinds.flatMap((kind) => trimsOf(grey, kind));
  const inside = withinTrims
    ? trims.slice(0, mostCutInto).flatMap((trim) => parts.map((one) => within(trim, one)))
    : [];
  const cuts = distinct([
    ...trims.map((window): Cut => ({ kind: 'trim', window })),
    ...[...parts, ...inside].map((window): Cut => ({ kind: 'part', window })),
  ]);
  const looks = [{ kind: 'whole' as const, window: whole, ...pdq }, ...cuts.map(hashed)];
  return {
    pdq,
    grey,
    looks: looks
      .filter(({ quality }) => quality >= leastQuality)
      .map(({ kind, window, hash, dihedral }) => ({ kind, window, hash, dihedral })),
  };
};

/** So many of what bars and frames leave are cut into. */
const mostCutInto = 3;

const within = (outer: Window, inner: Window): Window => {
  const [wide, high] = [outer.right - outer.left, outer.bottom - outer.top];
  return part(
    outer.left + wide * inner.left,
    outer.top + high * inner.top,
    outer.left + wide * inner.right,
    outer.top + high * inner.bottom,
  );
};

type Cut = { readonly kind: Look['kind']; readonly window: Window };

const sameEdge = 0.01;

/** Without those whose edges are all within a hundredth of an earlier one's, or of the whole's. */
const distinct = (cuts: readonly Cut[]): readonly Cut[] => {
  const kept: Cut[] = [];
  for (const cut of cuts)
    if (![whole, ...kept.map(({ window }) => window)].some((one) => isNearly(one, cut.window))) kept.push(cut);
  return kept;
};

const isNearly = (a: Window, b: Window): boolean =>
  (['left', 'top', 'right', 'bottom'] as const).every((edge) => Math.abs(a[edge] - b[edge]) < sameEdge);
