import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { statementPages } from '../core/organisation.ts';
import { ruledOutWords } from '../core/ruled-out-words.ts';
import { verdicts } from '../core/verdict.ts';
import { isKey, translate } from './locale.ts';
import { problemCodes } from './problem.ts';

// Read as they lie there, so that a file nobody took in is noticed.
const files = readdirSync('locales', { recursive: true })
  .map(String)
  .filter((file) => /(^|[./])vi\.json$/.test(file) && !file.startsWith('replies'))
  .sort();
const wordsOf = (file: string): Record<string, string> => JSON.parse(readFileSync(join('locales', file), 'utf8'));
const ofVi = files.map(wordsOf);
const vi: Record<string, string> = Object.assign({}, ...ofVi);
const en: Record<string, string> = Object.assign(
  {},
  ...files.map((file) => wordsOf(file.replace(/vi\.json$/, 'en.json'))),
);
const both = { vi, en } as const;
const keys = Object.keys(vi);

// Words of police and penal law; they judge people, not claims.
const ruledOut = ruledOutWords;

test('both languages have the same keys in the same order, each in one place', () => {
  expect(Object.keys(en)).toEqual(keys);
  expect(keys).toHaveLength(ofVi.flatMap((words) => Object.keys(words)).length);
  expect(keys.filter((key) => !isKey(key))).toEqual([]);
});

test('every message compiles and takes the same values in both languages', () => {
  for (const key of keys) {
    const [ofVi, ofEn] = [vi, en].map((words) => argumentsOf((words as Record<string, string>)[key] ?? ''));
    expect(ofEn, key).toEqual(ofVi);
  }
});

test('no message is empty or has stray white space', () => {
  for (const words of [vi, en])
    for (const [key, text] of Object.entries(words)) expect(text, key).toMatch(/^\S(.*\S)?$/s);
});

test('the words that were ruled out are nowhere in messages, statements and pages', () => {
  const statements = readdirSync('locales/statements').map((f) => readFileSync(join('locales/statements', f), 'utf8'));
  const all = [...Object.values(vi), ...statements, ...sources().map((s) => s.text)]
    .join('\n')
    .normalize('NFC')
    .toLowerCase();
  for (const word of ruledOut) expect(all.includes(word), word).toBe(false);
});

test('a leaf of the public log goes by one word in each language', () => {
  const about = keys.filter((key) => /^(log|proof|verify)\./.test(key) && key !== 'log.says.out.cli');
  expect(about.length).toBeGreaterThan(100);
  const named = (words: Record<string, string>) => about.map((key) => (words[key] ?? '').replaceAll(/\{line\}/g, ''));
  expect(named(vi).filter((said) => /(?<!\p{L})dòng(?!\p{L})/iu.test(said))).toEqual([]);
  expect(named(en).filter((said) => /\blines?\b/i.test(said))).toEqual([]);
});

test('every key is used somewhere', () => {
  const text = sources()
    .map((s) => s.text)
    .join('\n');
  const quoted = new Set(Array.from(text.matchAll(/'([a-z][\w.-]+)'/g), (m) => m[1]));
  const made = Array.from(text.matchAll(/`([a-z][\w.${}-]*\$\{[^`]*)`/g), (m) => familyOf(m[1] ?? '')).filter(
    (r) => r !== undefined,
  );
  const unused = keys.filter((key) => !quoted.has(key) && !made.some((family) => family.test(key)));
  expect(unused).toEqual([]);
});

test('every verdict, problem and statement page has its words', () => {
  for (const verdict of verdicts)
    expect(isKey(`verdict.${verdict}`) && isKey(`verdict.${verdict}.means`), verdict).toBe(true);
  for (const code of problemCodes)
    for (const part of ['title', 'detail', 'next'])
      expect(isKey(`problem.${code}.${part}`), `${code} ${part}`).toBe(true);
  for (const page of statementPages) expect(isKey(`statement.${page}`), page).toBe(true);
});

test('a key is said in its language, with numbers and plurals as that language writes them', () => {
  expect(translate('vi')('front.title')).toBe('Tin này có đúng không?');
  expect(translate('en')('list.found', { total: 1 })).toBe('1 check');
  expect(translate('en')('list.found', { total: 14_231 })).toBe('14,231 checks');
  expect(translate('vi')('list.found', { total: 14_231 })).toBe('14.231 bài');
  expect(translate('vi')('list.found', { total: 0 })).toBe('Không có bài nào');
});

test('a value is text whatever it looks like', () => {
  expect(translate('en')('check.by', { publisher: '<b>{x}</b>' })).toBe('By <b>{x}</b>');
});

test('what is not a key is not taken for one', () => {
  expect(isKey('constructor')).toBe(false);
  expect(isKey('problem.nothing.title')).toBe(false);
});

const argumentsOf = (message: string): string[] => {
  const found = new Set<string>();
  const walk = (elements: readonly unknown[]): void => {
    for (const element of elements as readonly {
      type: number;
      value: string;
      options?: Record<string, { value: unknown[] }>;
    }[]) {
      // 0 is literal text and 7 the `#` of a plural; all others name a value.
      if (element.type !== 0 && element.type !== 7) found.add(element.value);
      for (const option of Object.values(element.options ?? {})) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());
  return [...found].sort();
};

/** A template such as `verdict.${x}.means` as the family of keys it can make; undefined when it begins with a value. */
const familyOf = (template: string): RegExp | undefined => {
  const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'));
  return parts[0] === '' || !parts[0]?.includes('.') ? undefined : new RegExp(`^${parts.join('[\\w-]+')}$`);
};

function sources(): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync('src/web', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(join('src/web', path), 'utf8') }));
}

test('the two language files hold nothing but messages', () => {
  for (const words of Object.values(both)) for (const text of Object.values(words)) expect(typeof text).toBe('string');
});

test('one who was told of a correction is told of in the singular', () => {
  const said = (reached: number) => translate('en')('reached.line', { reached, unreachable: 0 });
  expect(said(1)).toContain('1 was told');
  expect(said(2)).toContain('2 were told');
});
