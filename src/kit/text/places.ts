import { accentForm } from './fold.ts';
import { is } from './forms.ts';
import { capitalsTell, startsSentence } from './names.ts';
import { type PlaceName, placesByFirst } from './place-names.ts';
import type { Reading } from './reading.ts';
import regions from './regions.json' with { type: 'json' };
import { says } from './word-bits.ts';
import { gapBefore, type Word } from './words.ts';

const locatives = new Set(regions.locatives.split(' ').map(accentForm));
// Without diacritics `tinh` is tỉnh or tình, `ve` vẽ or về.
const bareLocatives = new Set(['o', 'tai', 'tp', 'nuoc', 'huyen', 'khoi']);
const notAfter = new Set(regions.notAfter.split(' '));

/**
 * The countries, Vietnamese provinces, American states and large cities a text names, as sorted path keys, the wider
 * first: `vn`, `vn/ha-noi`, `us/texas`. A province does not name its country. Vietnamese and English names, with their
 * diacritics or in a text that has none; names that are also words (`Turkey`, `Mỹ`, `Hòa Bình`) only where capitals or a
 * word before them tell.
 */
export const placesIn = (reading: Reading): readonly string[] => {
  const found = new Set<string>();
  const { words } = reading;
  let tells: boolean | undefined;
  for (let i = 0; i < words.length; i++) {
    if (((words[i] as Word).form.bits & says.place) === 0) continue;
    tells ??= capitalsTell(words);
    const place = placeAt(reading, i, tells);
    if (place === undefined) continue;
    if (place.key !== undefined) found.add(place.key);
    i += place.folded.length - 1;
  }
  return [...found].sort();
};

const placeAt = (reading: Reading, i: number, tells: boolean): PlaceName | undefined =>
  placesByFirst
    .get((reading.words[i] as Word).form.folded)
    ?.find((name) => isWritten(reading, i, name) && isMeant(reading, i, name, tells));

const isWritten = (reading: Reading, i: number, { folded, accented }: PlaceName): boolean => {
  for (let n = 0; n < folded.length; n++) {
    const form = reading.words[i + n]?.form;
    if (form === undefined || form.folded !== folded[n]) return false;
    if (n > 0 && !isJoined(gapBefore(reading, i + n))) return false;
    // Hà Nội is written with its accents or, by who types none and by foreigners, without any.
    const isPlain = (form.bits & is.accented) === 0;
    if (form.accented !== accented[n] && !(isPlain && (reading.isBare || reading.lang !== 'vi'))) return false;
  }
  return true;
};

const isJoined = (gap: string | undefined): boolean =>
  gap === ' ' || gap === '-' || gap === '.' || gap === '' || gap === '\u00a0';

const isMeant = (reading: Reading, i: number, name: PlaceName, tells: boolean): boolean => {
  const { words } = reading;
  const { bits } = (words[i] as Word).form;
  const isCapital = (bits & is.capital) !== 0;
  // Letters with full stops between: `U.S.`.
  if (name.folded.length > 1 && name.folded.every((part) => part.length === 1))
    return isCapital && gapBefore(reading, i + 1) === '.';
  if (name.needs === 'nothing') return true;
  if (name.needs === 'upper') return (bits & is.upper) !== 0 && tells;
  const before = words[i - 1]?.form;
  const isLocated =
    before !== undefined && (locatives.has(before.accented) || (reading.isBare && bareLocatives.has(before.folded)));
  if (name.needs === 'capital' && name.key?.startsWith('vn/') === true)
    return isCapital || (isLocated && reading.lang === 'vi') || isUnmistakable(name);
  if (name.needs === 'capital') return isCapital && !isInPersonName(reading, i);
  return standsAlone(reading, i, isCapital, isLocated, tells);
};

/** `Michael Jordan`, `Chad Nishimura`: another capital right before or behind. */
const isInPersonName = (reading: Reading, i: number): boolean => {
  const [before, next] = [reading.words[i - 1]?.form.bits ?? 0, reading.words[i + 1]?.form.bits ?? 0];
  if (gapBefore(reading, i + 1) === ' ' && (next & is.capital) !== 0) return true;
  return gapBefore(reading, i) === ' ' && (before & is.capital) !== 0 && (before & (says.enStop | is.upper)) === 0;
};

// Spelled like nothing else, whatever the case.
const isUnmistakable = ({ folded }: PlaceName): boolean =>
  folded.length > 2 ||
  /^(?:ha noi|hanoi|da nang|danang|sai gon|saigon|can tho|nha trang|hai phong|vung tau)$/.test(folded.join(' '));

/** One syllable names a country (`Mỹ`, `Nga`) with a capital, and neither within a person's name nor before what makes another word of it. */
const standsAlone = (reading: Reading, i: number, isCapital: boolean, isLocated: boolean, tells: boolean): boolean => {
  const { words } = reading;
  const [before, next] = [words[i - 1]?.form, words[i + 1]?.form];
  if (before?.folded === 'nuoc' && (isCapital || !tells || reading.isBare)) return true;
  if (!isCapital || !tells || (reading.isBare && !isLocated) || reading.lang === 'en') return false;
  if (next !== undefined && gapBefore(reading, i + 1) === ' ' && (notAfter.has(next.lower) || isNamePart(next.bits)))
    return false;
  const isStart = startsSentence(reading, i);
  if (words[i]?.form.folded === 'anh') return !isStart && before !== undefined && !isNamePart(before.bits);
  return isStart || before === undefined || !isNamePart(before.bits);
};

/** Capitalised and a syllable of Vietnamese, as in `Minh Đức`; `Mỹ Donald` and `CDC Mỹ` are no one's name. */
const isNamePart = (bits: number): boolean =>
  (bits & is.capital) !== 0 && (bits & is.syllable) !== 0 && (bits & is.upper) === 0;
