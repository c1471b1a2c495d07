// What a password of the team has to be: long, and none that is tried first (ASVS 6.2.1, 6.2.4, 6.2.11, 6.2.12).
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import common from './common-passwords.json' with { type: 'json' };

export const shortestPassword = 12;
export const longestPassword = 128;

export type PasswordRefusal = Refusal<'password-short' | 'password-long' | 'password-common' | 'password-tells'>;

/**
 * Any characters will do, and any mixture. Refused: fewer than twelve characters, more than 128, what stands among the
 * most common ones (also with digits and signs around it), and what holds a word of `about`: a name, an address, the
 * organisation.
 */
export const checkPassword = (password: string, about: readonly string[]): Result<string, PasswordRefusal> => {
  const length = [...password].length;
  if (length < shortestPassword) return refuse('password-short', { field: 'password' });
  if (length > longestPassword) return refuse('password-long', { field: 'password' });
  if (isCommon(password)) return refuse('password-common', { field: 'password' });
  const bare = plain(password);
  const telling = about
    .flatMap((text) => [plain(text), ...text.split(/[^\p{L}\p{N}]+/u).map(plain)])
    .find((word) => word.length >= 4 && bare.includes(word) && bare.length - word.length < shortestPassword);
  return telling === undefined ? ok(password) : refuse('password-tells', { field: 'password' });
};

const isCommon = (password: string): boolean =>
  // A sign stands for a letter, or around a word.
  [plain(password.replaceAll('@', 'a').replaceAll('$', 's')), plain(password)].some((bare) => {
    const core = letters(bare);
    return (
      // What is left of a long password after its repetition or its row of keys is short again.
      new Set(bare).size < 5 ||
      repeats(bare) ||
      inRow(bare) ||
      common.some((word) => bare === word || core === word || core === word + word)
    );
  });

/** Lower case, without accents, blanks and signs. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[\s!-/:-@[-`{-~\p{M}]/gu, '');

const looks: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' };

/** The word inside: digits around it fall away, digits that stand for letters become them. */
const letters = (text: string): string =>
  text.replace(/^\d+|\d+$/g, '').replace(/[013457]/g, (digit) => looks[digit] ?? digit);

const repeats = (text: string): boolean => {
  for (let size = 1; size <= Math.min(6, Math.floor(text.length / 2)); size += 1)
    if (
      text ===
      text
        .slice(0, size)
        .repeat(Math.ceil(text.length / size))
        .slice(0, text.length)
    )
      return true;
  return false;
};

const rows = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm', 'qazwsxedcrfvtgbyhnujmikolp'];

/** Whether all but two or three characters follow one row of keys, forwards or backwards. */
const inRow = (text: string): boolean => {
  const ways = rows.flatMap((row) => [row, [...row].reverse().join('')]);
  let left = text;
  for (const way of ways)
    for (let size = Math.min(way.length, left.length); size >= 4; size -= 1)
      for (let from = 0; from + size <= way.length; from += 1) left = left.replaceAll(way.slice(from, from + size), '');
  return left.length <= 3;
};
