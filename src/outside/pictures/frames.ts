// A moving picture is recognised by any frame of it that was looked at, and never answered for by one alone.
import { hexOf, type Likeness, type Looked, leastQuality } from '../../kit/likeness/index.ts';

/** The first frame that says enough to be recognised; else the first. */
export const standsFor = (frames: readonly Looked[]): Looked | undefined =>
  frames.find(({ pdq }) => pdq.quality >= leastQuality) ?? frames[0];

type Seen = Omit<Likeness, 'id'> & { readonly id: number };

/**
 * What the frames show, each known picture once, by the frame that shows it best. Whole with whole it is only where every
 * frame says so: what the others show may say something else.
 */
export const inFrames = (found: readonly (readonly Seen[])[]): readonly Seen[] => {
  const [first = [], ...others] = found;
  if (others.length === 0) return first;
  const all = found
    .flat()
    .sort((a, b) => Number(b.isWhole) - Number(a.isWhole) || a.distance - b.distance || a.id - b.id);
  const best = new Map<number, Seen>();
  for (const one of all) if (!best.has(one.id)) best.set(one.id, one);
  return [...best.values()]
    .map((one) => ({
      ...one,
      isWhole: found.every((frame) => frame.some(({ id, isWhole }) => id === one.id && isWhole)),
    }))
    .sort((a, b) => a.distance - b.distance || a.id - b.id);
};

/** So many hashes of a picture are kept beside that of the whole. */
const mostParts = 31;
const order = { whole: 0, trim: 1, part: 2 } as const;

/** The parts of what stands for it, then the other frames, as a whole before in parts; each hash once. */
export const partsOf = (stored: Looked, frames: readonly Looked[]): readonly string[] => {
  const own = stored.looks.filter(({ kind }) => kind !== 'whole');
  const others = frames.filter((frame) => frame !== stored).flatMap(({ looks }) => looks);
  const all = [...own, ...others.sort((a, b) => order[a.kind] - order[b.kind])].map(({ hash }) => hexOf(hash));
  return [...new Set(all)].filter((hex) => hex !== hexOf(stored.pdq.hash)).slice(0, mostParts);
};
