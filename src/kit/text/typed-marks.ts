import { isVietnamese } from './syllable.ts';
import table from './telex-like.json' with { type: 'json' };

/**
 * Vietnamese typed while the input method was off: marks left behind as letters (Telex: `khoong`, `tieengs`) or digits
 * (VNI: `kho6ng`, `tie61ng`).
 */

const englishLike = new Set(table.words.split(' '));

const toneOfKey: Readonly<Record<string, string>> = {
  s: '\u0301',
  f: '\u0300',
  r: '\u0309',
  x: '\u0303',
  j: '\u0323',
  '1': '\u0301',
  '2': '\u0300',
  '3': '\u0309',
  '4': '\u0303',
  '5': '\u0323',
};

// An onset, then vowels with their keys, then a final and what was typed behind it; most English words end here.
const likely =
  /^(?:ngh|ng|nh|ch|dd|d9?|gh|gi|kh|ph|qu|th|tr|[bcghklmnpqrstvx])?(?=[a-z]*(?:[sfrxjwd\d]|aa|ee|oo|[aeo][a-z]+[aeo]))[aeiouy][aeiouywsfrxj\d]*(?:(?:ch|ng|nh|[cmnpt])[sfrxjwaeod\d]{0,3})?$/;

/**
 * The accent form (tone mark last) that a lower-case word was meant to be; undefined when it is a Vietnamese syllable or a
 * frequent English word as it stands, or when its keys do not make a syllable of Vietnamese orthography.
 *
 * ```ts
 * untyped('vieetj') === accentForm('việt') // true
 * untyped('taxi') // undefined
 * ```
 */
export const untyped = (lower: string): string | undefined => {
  if (lower.length < 3 || lower.length > 10 || !likely.test(lower)) return undefined;
  if (englishLike.has(lower) || isVietnamese(lower)) return undefined;
  const hasDigits = /\d/.test(lower);
  const meant = hasDigits ? fromVni(lower) : fromTelex(lower);
  return meant !== undefined && meant !== lower && isVietnamese(meant) ? meant : undefined;
};

const fromTelex = (typed: string): string | undefined => {
  let letters = '';
  let tone = '';
  for (const key of typed) {
    const hasVowel = /[aeiouyăâêôơư]/.test(letters);
    const mark = hasVowel ? toneOfKey[key] : undefined;
    if (mark !== undefined) {
      if (tone !== '') return undefined;
      tone = mark;
    } else letters = withKey(letters, key);
  }
  return letters + tone;
};

const withKey = (letters: string, key: string): string => {
  if (key === 'w') return withHorn(letters) ?? `${letters}w`;
  if (key === 'd' && letters.startsWith('d')) return `đ${letters.slice(1)}`;
  const circumflexed = circumflex[key];
  // The second a, e or o marks the first, right behind it or behind the final consonants.
  if (circumflexed?.behind.test(letters) === true) {
    const at = letters.lastIndexOf(key);
    return letters.slice(0, at) + circumflexed.letter + letters.slice(at + 1);
  }
  // The horn on u is typed, that on the o after it follows.
  return letters + (key === 'o' && letters.endsWith('ư') ? 'ơ' : key);
};

const circumflex: Readonly<Record<string, { readonly letter: string; readonly behind: RegExp }>> = {
  a: { letter: 'â', behind: /a(?:u|y|ng|nh|[cmnpt])?$/ },
  e: { letter: 'ê', behind: /e(?:u|ch|ng|nh|[cmnpt])?$/ },
  o: { letter: 'ô', behind: /o(?:i|ng|[cmnpt])?$/ },
};

/** `w` behind u, o or a: both of uo, the u of ua (but `qua` has its a), else the last that can take it. */
const withHorn = (letters: string): string | undefined => {
  if (/[uư]o/.test(letters)) return letters.replace(/[uư]o/, 'ươ');
  if (/ươ/.test(letters)) return letters;
  if (/(?<!q)u[aiu]?(?:ng|[cnt])?$/.test(letters)) return letters.replace(/(?<!q)u/, 'ư');
  const found = /[oa](?=[^oa]*$)/.exec(letters);
  if (found === null) return undefined;
  return letters.slice(0, found.index) + (found[0] === 'o' ? 'ơ' : 'ă') + letters.slice(found.index + 1);
};

const fromVni = (typed: string): string | undefined => {
  let letters = '';
  let tone = '';
  for (const key of typed) {
    if (!/\d/.test(key)) {
      letters += key === 'o' && letters.endsWith('ư') ? 'ơ' : key;
      continue;
    }
    const mark = toneOfKey[key];
    const marked = mark === undefined ? marksOfDigit(letters, key) : letters;
    if (marked === undefined || (mark !== undefined && (tone !== '' || !/[aeiouyăâêôơư]/.test(letters))))
      return undefined;
    tone = mark ?? tone;
    letters = marked;
  }
  return letters + tone;
};

const marksOfDigit = (letters: string, digit: string): string | undefined => {
  if (digit === '9') return letters.startsWith('d') ? `đ${letters.slice(1)}` : undefined;
  if (digit === '7') return /[uo]|ư/.test(letters) ? withHorn(letters) : undefined;
  const at = digit === '8' ? letters.lastIndexOf('a') : digit === '6' ? letters.search(/[aeo](?=[^aeo]*$)/) : -1;
  if (at < 0) return undefined;
  const mark = digit === '8' ? 'ă' : circumflex[letters[at] ?? '']?.letter;
  return mark === undefined ? undefined : letters.slice(0, at) + mark + letters.slice(at + 1);
};
