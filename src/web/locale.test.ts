import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import enApi from '../../locales/desk/api.en.json' with { type: 'json' };
import viApi from '../../locales/desk/api.vi.json' with { type: 'json' };
import enAppeals from '../../locales/desk/appeals.en.json' with { type: 'json' };
import viAppeals from '../../locales/desk/appeals.vi.json' with { type: 'json' };
import enCase from '../../locales/desk/case.en.json' with { type: 'json' };
import viCase from '../../locales/desk/case.vi.json' with { type: 'json' };
import enDecide from '../../locales/desk/decide.en.json' with { type: 'json' };
import viDecide from '../../locales/desk/decide.vi.json' with { type: 'json' };
import enDesk from '../../locales/desk/desk.en.json' with { type: 'json' };
import viDesk from '../../locales/desk/desk.vi.json' with { type: 'json' };
import enPractice from '../../locales/desk/practice.en.json' with { type: 'json' };
import viPractice from '../../locales/desk/practice.vi.json' with { type: 'json' };
import enQueue from '../../locales/desk/queue.en.json' with { type: 'json' };
import viQueue from '../../locales/desk/queue.vi.json' with { type: 'json' };
import enTeam from '../../locales/desk/team.en.json' with { type: 'json' };
import viTeam from '../../locales/desk/team.vi.json' with { type: 'json' };
import enTemplates from '../../locales/desk/templates.en.json' with { type: 'json' };
import viTemplates from '../../locales/desk/templates.vi.json' with { type: 'json' };
import enTokens from '../../locales/desk/tokens.en.json' with { type: 'json' };
import viTokens from '../../locales/desk/tokens.vi.json' with { type: 'json' };
import enWebhooks from '../../locales/desk/webhooks.en.json' with { type: 'json' };
import viWebhooks from '../../locales/desk/webhooks.vi.json' with { type: 'json' };
import enSite from '../../locales/en.json' with { type: 'json' };
import enKind from '../../locales/kind.en.json' with { type: 'json' };
import viKind from '../../locales/kind.vi.json' with { type: 'json' };
import enOperator from '../../locales/operator.en.json' with { type: 'json' };
import viOperator from '../../locales/operator.vi.json' with { type: 'json' };
import viSite from '../../locales/vi.json' with { type: 'json' };
import { statementPages } from '../core/organisation.ts';
import { verdicts } from '../core/verdict.ts';
import { isKey, translate } from './locale.ts';
import { problemCodes } from './problem.ts';

const ofVi = [
  viSite,
  viOperator,
  viDesk,
  viDecide,
  viAppeals,
  viCase,
  viKind,
  viPractice,
  viWebhooks,
  viTokens,
  viTemplates,
  viQueue,
  viTeam,
  viApi,
];
const vi = Object.assign({}, ...ofVi) as typeof viSite &
  typeof viOperator &
  typeof viDesk &
  typeof viDecide &
  typeof viAppeals &
  typeof viCase &
  typeof viKind &
  typeof viPractice &
  typeof viWebhooks &
  typeof viTokens &
  typeof viTemplates &
  typeof viQueue &
  typeof viTeam &
  typeof viApi;
const en = {
  ...enSite,
  ...enOperator,
  ...enDesk,
  ...enDecide,
  ...enAppeals,
  ...enCase,
  ...enKind,
  ...enPractice,
  ...enWebhooks,
  ...enTokens,
  ...enTemplates,
  ...enQueue,
  ...enTeam,
  ...enApi,
};
const both = { vi, en } as const;
const keys = Object.keys(vi);

// Words of police and penal law; they judge people, not claims.
const ruledOut = ['tin giả', 'sai sự thật', 'đối tượng', 'tung tin'];

test('both languages have the same keys in the same order, each in one place', () => {
  expect(Object.keys(en)).toEqual(keys);
  expect(keys).toHaveLength(ofVi.flatMap((words) => Object.keys(words)).length);
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
