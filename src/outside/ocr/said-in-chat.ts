// From the lines read in the bubbles of a chat to what was said: without who said it and when.
import { type Box, farFrom, fillOf } from './bubbles.ts';
import { type Line, legible, textOf, type Word } from './recognised.ts';
import type { Strip } from './strip.ts';
import type { Pixels } from './upright.ts';

/** A bubble with its lines of words, their boxes in pixels of the picture, and the boxes of what names somebody in it. */
export type Bubble = { readonly box: Box; readonly lines: readonly Line[]; readonly names: readonly Box[] };

/** The hour itself may be missing: narrow and pale digits beside the edge are not always read. */
const clock = /^[([]?\d{0,2}[:.h]\d{2}[)\]]?$/;
const nearClock = /^([AaPp]\.?[Mm]\.?|[✓vV/\\]{1,3})$/;
/** Colours of ink this far apart are not of the same hand: names and hours are drawn in another. */
const otherInk = 45;
const smaller = 0.86;
const longestName = 40;

export const saidInChat = (strip: Strip, lines: readonly Line[], picture: Pixels): readonly Bubble[] => {
  const heights = lines.map(heightOf).sort((a, b) => a - b);
  const usual = (heights[heights.length >> 1] ?? 0) / strip.zoom;
  return strip.placed.map((place) => {
    const own = lines
      .filter(({ bbox }) => (bbox.y0 + bbox.y1) / 2 >= place.top && (bbox.y0 + bbox.y1) / 2 < place.bottom)
      .map((line) => moved(line, (at) => at / strip.zoom, place))
      .filter((line) => legible(line).length > 0)
      .sort((a, b) => a.bbox.y0 - b.bbox.y0);
    return withoutHand(place.bubble, own, picture, usual);
  });
};

type Place = Strip['placed'][number];

const moved = (line: Line, back: (at: number) => number, { bubble, left, top }: Place): Line => {
  const box = ({ x0, y0, x1, y1 }: Line['bbox']) => ({
    x0: bubble.left + back(x0 - left),
    x1: bubble.left + back(x1 - left),
    y0: bubble.top + back(y0 - top),
    y1: bubble.top + back(y1 - top),
  });
  return { bbox: box(line.bbox), words: line.words.map((word) => ({ ...word, bbox: box(word.bbox) })) };
};

/** Takes the name off the top and the hour off the end. A bubble with nothing else in it said nothing. */
const withoutHand = (box: Box, lines: readonly Line[], picture: Pixels, usual: number): Bubble => {
  const fill = fillOf(box, picture);
  // Of the first word: a line of one word and an hour is mostly bare, and its ink would be mixed with the fill.
  const inks = lines.map((line) => inkOf((legible(line)[0] ?? line).bbox, picture, fill));
  const body = inks.slice(1).find((_, i) => !isHour(lines[i + 1] as Line)) ?? inks[0] ?? [];
  const [first, second] = lines;
  const isNamed =
    first !== undefined &&
    second !== undefined &&
    isName(first, second, inks.length, apart(inks[0] as Ink, body) > otherInk, usual);
  const rest = (isNamed ? lines.slice(1) : lines)
    .map((line) => withoutHour(line, picture, fill))
    .filter((line) => line.words.length > 0);
  return { box, lines: rest, names: isNamed ? [nameIn(box, first, second)] : [] };
};

/** From side to side, from the top of the bubble nearly to what is said: accents and tails of letters reach out of their line. */
const nameIn = (box: Box, name: Line, next: Line): Box => {
  const end = Math.min(name.bbox.y1 + 0.4 * heightOf(name), Math.max(name.bbox.y1, next.bbox.y0 - 1));
  return { left: box.left, top: box.top, width: box.width, height: Math.max(1, Math.round(end - box.top)) };
};

export const boxOf = ({ x0, y0, x1, y1 }: Line['bbox']): Box => ({
  left: Math.round(x0),
  top: Math.round(y0),
  width: Math.round(x1 - x0),
  height: Math.round(y1 - y0),
});

type Ink = readonly number[];

/** `usual`: the height of most lines; the box of a single line may come out too tall. */
const isName = (line: Line, next: Line, lines: number, isOtherInk: boolean, usual: number): boolean => {
  const text = textOf(line.words);
  if (text.length > longestName || /https?:|\.\w{2,}\//.test(text)) return false;
  const isAlone = lines === 2 && isHour(next);
  return !isAlone && (isOtherInk || heightOf(line) < smaller * Math.min(heightOf(next), usual) * 0.9);
};

const isHour = (line: Line): boolean => {
  const words = legible(line).map(({ text }) => text.trim());
  return words.length > 0 && words.length <= 3 && words.every((word) => clock.test(word) || nearClock.test(word));
};

const heightOf = ({ bbox }: Line): number => bbox.y1 - bbox.y0;

/** The hour stands at the end, smaller and paler than what is said; an hour that is part of a sentence is neither. */
const withoutHour = (line: Line, picture: Pixels, fill: (y: number) => Ink): Line => {
  if (isHour(line)) return { ...line, words: [] };
  const words = [...line.words];
  for (let end = words.at(-1); end !== undefined && words.length > 1; end = words.at(-1)) {
    const text = end.text.trim();
    const before = words[0] as Word;
    const isPale = apart(inkOf(end.bbox, picture, fill), inkOf(before.bbox, picture, fill)) > otherInk / 2;
    const isSmall = end.bbox.y1 - end.bbox.y0 < smaller * heightOf(line);
    const isAside = end.bbox.x0 - (words.at(-2) as Word).bbox.x1 > 0.4 * heightOf(line);
    const isClock = clock.test(text) || nearClock.test(text);
    if (!(isClock && (isPale || (isSmall && isAside))) && !(isPale && isSmall && text.length <= 6)) break;
    words.pop();
  }
  return words.length === line.words.length ? line : { ...line, words };
};

/** The colour of letters: the mean of the pixels that are farthest from the fill. */
const inkOf = (box: Line['bbox'], picture: Pixels, fill: (y: number) => Ink): Ink => {
  const far: (readonly [far: number, n: number])[] = [];
  for (let y = Math.max(0, Math.floor(box.y0)); y < Math.min(picture.height, box.y1); y++)
    for (let x = Math.max(0, Math.floor(box.x0)); x < Math.min(picture.width, box.x1); x++) {
      const n = y * picture.width + x;
      far.push([farFrom(picture, n, fill(y)), n]);
    }
  far.sort((a, b) => b[0] - a[0]);
  const inked = far.slice(0, Math.max(1, Math.floor(far.length / 25)));
  return [0, 1, 2].map(
    (c) => inked.reduce((sum, [, n]) => sum + (picture.data[n * 3 + c] ?? 0), 0) / Math.max(1, inked.length),
  );
};

const apart = (a: Ink, b: Ink): number => Math.max(...a.map((v, c) => Math.abs(v - (b[c] ?? v))));
