/**
 * English stemming, the algorithm "Porter2" as published at snowballstem.org/algorithms/english/stemmer.html.
 * Ours, because the packages that offer it are either 850 kB for thirty languages or untyped and unkept.
 */

const exceptions: Readonly<Record<string, string>> = {
  skis: 'ski',
  skies: 'sky',
  dying: 'die',
  lying: 'lie',
  tying: 'tie',
  idly: 'idl',
  gently: 'gentl',
  ugly: 'ugli',
  early: 'earli',
  only: 'onli',
  singly: 'singl',
  sky: 'sky',
  news: 'news',
  howe: 'howe',
  atlas: 'atlas',
  cosmos: 'cosmos',
  bias: 'bias',
  andes: 'andes',
};

const leftAlone = /^(?:inn|out|cann|herr|earr)ing$|^(?:proc|exc|succ)eed$/;
const vowel = /[aeiouy]/;
const region = /^[^aeiouy]*[aeiouy]+[^aeiouy]/;
const regionPrefix = /^(?:gener|commun|arsen)/;
const shortEnd = /(?:^|[^aeiouy])[aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$/;

type Rule = readonly [suffix: string, replacement: string];

// Longest first: the rule is chosen by the longest suffix that fits, and only then asked whether it may act.
const longestFirst = (rules: readonly Rule[]): readonly Rule[] => [...rules].sort((a, b) => b[0].length - a[0].length);

const step2 = longestFirst([
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['entli', 'ent'],
  ['izer', 'ize'],
  ['ization', 'ize'],
  ['ational', 'ate'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['alli', 'al'],
  ['fulness', 'ful'],
  ['ousli', 'ous'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['bli', 'ble'],
  ['ogi', 'og'],
  ['fulli', 'ful'],
  ['lessli', 'less'],
  ['li', ''],
]);

const step3 = longestFirst([
  ['tional', 'tion'],
  ['ational', 'ate'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
  ['ative', ''],
]);

const step4 = longestFirst(
  'al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion'.split(' ').map((s) => [s, ''] as const),
);

/**
 * The stem of one lower-case English word of ASCII letters; anything else comes back unchanged.
 *
 * ```ts
 * stem('vaccinations') // 'vaccin'
 * ```
 */
export const stem = (word: string): string => {
  if (word.length < 3 || word.length > 40 || !/^[a-z]+$/.test(word)) return word;
  // A table of its own keys only: `constructor` is a word, too.
  return (Object.hasOwn(exceptions, word) ? exceptions[word] : undefined) ?? longStem(word);
};

const longStem = (word: string): string => {
  // A consonant y is written Y while the rules run, so that they can tell it from the vowel.
  const marked = word.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y');
  const r1 = regionPrefix.exec(marked)?.[0].length ?? after(marked, 0);
  const r2 = after(marked, r1);
  const plural = withoutPlural(marked);
  if (leftAlone.test(plural)) return plural;
  const tense = withoutTense(plural, r1).replace(/(?<=.[^aeiouy])[yY]$/, 'i');
  const a = replaceIn(tense, step2, (suffix, base) => base.length >= r1 && mayDropInStep2(suffix, base));
  const b = replaceIn(a, step3, (suffix, base) => base.length >= (suffix === 'ative' ? Math.max(r1, r2) : r1));
  const c = replaceIn(b, step4, (suffix, base) => base.length >= r2 && (suffix !== 'ion' || /[st]$/.test(base)));
  return withoutLastLetter(c, r1, r2).replaceAll('Y', 'y');
};

/** Where the region after the first non-vowel following a vowel starts, counted from `from`. */
const after = (word: string, from: number): number => {
  const found = region.exec(word.slice(from));
  return found === null ? word.length : from + found[0].length;
};

const withoutPlural = (word: string): string => {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (/ie[sd]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
  if (/[us]s$/.test(word) || !word.endsWith('s')) return word;
  return vowel.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
};

const withoutTense = (word: string, r1: number): string => {
  const eed = /eed(?:ly)?$/.exec(word);
  if (eed !== null) return eed.index >= r1 ? `${word.slice(0, eed.index)}ee` : word;
  const found = /(?:ed|ing)(?:ly)?$/.exec(word);
  if (found === null || !vowel.test(word.slice(0, found.index))) return word;
  const base = word.slice(0, found.index);
  if (/(?:at|bl|iz)$/.test(base)) return `${base}e`;
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(base)) return base.slice(0, -1);
  return base.length <= r1 && shortEnd.test(base) ? `${base}e` : base;
};

const mayDropInStep2 = (suffix: string, base: string): boolean => {
  if (suffix === 'li') return /[cdeghkmnrt]$/.test(base);
  return suffix !== 'ogi' || base.endsWith('l');
};

const replaceIn = (word: string, rules: readonly Rule[], may: (suffix: string, base: string) => boolean): string => {
  const rule = rules.find(([suffix]) => word.endsWith(suffix));
  if (rule === undefined) return word;
  const base = word.slice(0, -rule[0].length);
  return may(rule[0], base) ? base + rule[1] : word;
};

const withoutLastLetter = (word: string, r1: number, r2: number): string => {
  const base = word.slice(0, -1);
  if (word.endsWith('e') && (base.length >= r2 || (base.length >= r1 && !shortEnd.test(base)))) return base;
  return word.endsWith('l') && base.length >= r2 && base.endsWith('l') ? base : word;
};
