import type { Grey } from './grey.ts';
import type { Window } from './window.ts';

/** So much of a line is its background when nothing stands on it: JPEG and thin shadows take the rest. */
const bare = 0.97;
/** So much of a line is still a bar's when a button of it reaches down to the picture. */
const inked = 0.7;
/** Levels that still are the background. */
const nearlySame = 12;
/** The writing on a bar is at most this share of the height until the next bare line. */
const mostWriting = 0.14;
/** Less than this of a side left is no picture with a frame, it is one with an even background. */
const leastLeft = 0.25;
const rounds = 3;

/**
 * What is left of a picture without its frame (`frame`: even lines on any side), or without what captions and telephones
 * put above and below (`bar`: even lines too, with writing between them; `inked`: and as far on as lines are mostly of the
 * bar's colour, for bars whose buttons touch the picture). Gives what every step left, as long as a quarter
 * of each side is left: where a frame ends within a bar, or in an even sky, one of the steps is right.
 */
export const trimsOf = (grey: Grey, kind: Trim): readonly Window[] => {
  const found: Window[] = [];
  const writing = kind === 'frame' ? 0 : Math.round(mostWriting * grey.height);
  const least = kind === 'inked' ? inked : 1;
  let box: Box = { left: 0, top: 0, right: grey.width, bottom: grey.height };
  for (let round = 0; round < rounds; round++) {
    const before = box;
    for (const off of [upAndDownOff, sidesOff]) {
      const next = off(grey, box, writing, least);
      if (isSame(next, box)) continue;
      box = next;
      const window = windowOf(box, grey);
      if (window.right - window.left < leastLeft || window.bottom - window.top < leastLeft) return found;
      found.push(window);
    }
    if (isSame(box, before)) break;
  }
  return found;
};

/** What is taken off. */
export type Trim = 'frame' | 'bar' | 'inked';

type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

const isSame = (a: Box, b: Box): boolean =>
  a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;

const windowOf = ({ left, top, right, bottom }: Box, { width, height }: Grey): Window => ({
  left: left / width,
  top: top / height,
  right: right / width,
  bottom: bottom / height,
});

const upAndDownOff = (grey: Grey, box: Box, writing: number, least: number): Box => {
  const line = (y: number) => ({ at: y * grey.width + box.left, step: 1, length: box.right - box.left });
  return {
    ...box,
    top: edgeOf(grey, line, box.top, box.bottom, 1, writing, least),
    bottom: edgeOf(grey, line, box.bottom - 1, box.top - 1, -1, writing, least) + 1,
  };
};

const sidesOff = (grey: Grey, box: Box): Box => {
  const line = (x: number) => ({ at: box.top * grey.width + x, step: grey.width, length: box.bottom - box.top });
  return {
    ...box,
    left: edgeOf(grey, line, box.left, box.right, 1, 0, 1),
    right: edgeOf(grey, line, box.right - 1, box.left - 1, -1, 0, 1) + 1,
  };
};

type Line = { readonly at: number; readonly step: number; readonly length: number };

/**
 * The line after the last bare one, seen from outside, with no more than `writing` lines between two bare ones; then on over
 * those of which at least a share of `least` is of the background.
 */
const edgeOf = (
  grey: Grey,
  line: (n: number) => Line,
  from: number,
  to: number,
  way: 1 | -1,
  writing: number,
  least: number,
): number => {
  const background = middleOf(grey, line(from));
  let edge = from;
  for (let n = from; n !== to && Math.abs(n - edge) <= writing; n += way)
    if (shareNear(grey, line(n), background) >= bare) edge = n + way;
  while (least < 1 && edge !== from && edge !== to && shareNear(grey, line(edge), background) >= least) edge += way;
  return edge === to ? from : edge;
};

const middleOf = (grey: Grey, { at, step, length }: Line): number =>
  Float32Array.from({ length }, (_, i) => grey.levels[at + i * step] as number).sort()[length >> 1] ?? 0;

const shareNear = (grey: Grey, { at, step, length }: Line, background: number): number => {
  let near = 0;
  for (let i = 0; i < length; i++)
    if (Math.abs((grey.levels[at + i * step] as number) - background) <= nearlySame) near++;
  return near / length;
};
