// Where in a picture the words stand that agree with a check, so that its asker sees them where they read them.
import type { Span } from '../base/span.ts';
import type { Matched, PicturePlace } from './matched.ts';
import type { SeenPicture } from './picture-ports.ts';

/** Farther on, a word is another one of the same letters: what was masked or put right in between is shorter. */
const farthest = 60;
/** More marks than that tell nothing. */
const mostPlaces = 200;
/** Words of one line nearer than this part of their height are marked as one. */
const besideShare = 0.8;

/**
 * In shares of the picture's sides, from 0 to 1, in the order of reading; neighbours of a line as one. Words of the picture
 * that are not in the message any more, masked or put right by its asker, are marked nowhere.
 */
export const agreeingPlaces = (
  { words, width, height }: Pick<SeenPicture, 'words' | 'width' | 'height'>,
  { text, claims }: Pick<Matched, 'text' | 'claims'>,
): readonly PicturePlace[] => {
  const agreeing = claims.flatMap(({ answers }) => answers.flatMap(({ spans }) => spans.query));
  if (agreeing.length === 0) return [];
  const places: PicturePlace[] = [];
  let wasAgreeing = false;
  let at = 0;
  for (const { text: word, box } of words) {
    const start = wordFrom(text, word, at);
    if (start === -1) {
      wasAgreeing = false;
      continue;
    }
    at = start + word.length;
    const agrees = agreeing.some((span) => overlap(span, { start, end: at }));
    const before = places.at(-1);
    const place = sharesOf(box, width, height);
    if (agrees && wasAgreeing && before !== undefined && isBeside(before, place, width, height))
      places[places.length - 1] = around(before, place);
    else if (agrees) places.push(place);
    wasAgreeing = agrees;
  }
  return places.slice(0, mostPlaces);
};

/** Where `word` stands whole in `text`, from `at` on and not far from it; -1 where it does not. */
const wordFrom = (text: string, word: string, at: number): number => {
  const end = at + farthest + word.length;
  for (let found = text.indexOf(word, at); found !== -1 && found < end; found = text.indexOf(word, found + 1))
    if (!isLetter(text.charAt(found - 1)) && !isLetter(text.charAt(found + word.length))) return found;
  return -1;
};

/** Letters outside the first plane are in no words that are read here. */
const isLetter = (char: string): boolean => /[\p{L}\p{N}]/u.test(char);

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

const sharesOf = (box: PicturePlace, width: number, height: number): PicturePlace => {
  const left = share(box.left, width);
  const top = share(box.top, height);
  return {
    left,
    top,
    width: Math.min(1 - left, share(box.width, width)),
    height: Math.min(1 - top, share(box.height, height)),
  };
};

/** Four decimals are less than a pixel of what is shown. */
const share = (at: number, of: number): number =>
  Math.min(1, Math.max(0, Math.round((at / Math.max(1, of)) * 1e4) / 1e4));

/** On one line, a gap of less than a letter or two between them. */
const isBeside = (a: PicturePlace, b: PicturePlace, width: number, height: number): boolean => {
  const middle = b.top + b.height / 2;
  const gap = (b.left - (a.left + a.width)) * width;
  return middle > a.top && middle < a.top + a.height && gap > -1 && gap < besideShare * 2 * a.height * height;
};

const around = (a: PicturePlace, b: PicturePlace): PicturePlace => {
  const left = Math.min(a.left, b.left);
  const top = Math.min(a.top, b.top);
  return {
    left,
    top,
    width: fourDecimals(Math.max(a.left + a.width, b.left + b.width) - left),
    height: fourDecimals(Math.max(a.top + a.height, b.top + b.height) - top),
  };
};

const fourDecimals = (x: number): number => Math.round(x * 1e4) / 1e4;
