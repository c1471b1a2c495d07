// Each rule catches its crime, and lets the innocent pass.
import { expect, test } from 'vitest';
import { arrowFaults, cycleFaults } from './arrows.ts';
import { chanceFaults } from './chance.ts';
import { defaultFaults, lengthFaults, nameFaults, skipFaults } from './habits.ts';
import type { Fault, SourceFile } from './house.ts';
import { verbFaults, verbsOf } from './verbs.ts';

type Rule = (files: readonly SourceFile[]) => readonly Fault[];

const house = (files: Readonly<Record<string, string>>): readonly SourceFile[] =>
  Object.entries(files).map(([path, text]) => ({ path, text }));

const count = (rule: Rule, path: string, text: string): number => rule(house({ [path]: text })).length;

test.each([
  ['src/kit/text/a.ts', `import { x } from '../../core/tip.ts';`],
  ['src/core/tip.ts', `import type { World } from '../desk/world.ts';`],
  ['src/core/tip.ts', `import { type World } from '../desk/world.ts';`],
  ['src/core/tip.ts', `export * from '../desk/world.ts';`],
  ['src/core/tip.ts', `export type { World } from '../desk/world.ts';`],
  ['src/core/tip.ts', `const later = () => import('../desk/match.ts');`],
  ['src/core/tip.ts', 'const later = () => import(`../desk/match.ts`);'],
  ['src/core/tip.ts', `type W = import('../desk/world.ts').World;`],
  ['src/core/tip.ts', `const later = (name: string) => import(name);`],
  ['src/core/tip.test.ts', `import { match } from '../desk/match.ts';`],
  ['src/desk/match.ts', `import { tips } from '../store/tips.ts';`],
  ['src/store/tips.ts', `import { fetchPage } from '../outside/fetch.ts';`],
  ['src/outside/fetch.ts', `import { page } from '../web/pages/page.tsx';`],
  ['src/web/server.ts', `import { tips } from '../store/tips.ts';`],
  ['src/web/server.ts', `const worker = new URL('../store/worker.ts', import.meta.url);`],
  ['src/web/server.ts', `import { settings } from '../main/settings.ts';`],
  ['src/kit/text/a.ts', `import { links } from '../links/index.ts';`],
  ['src/base/ids.ts', `import { fold } from '../kit/text/fold.ts';`],
  ['src/core/tip.ts', `import vi from '../../locales/vi.json' with { type: 'json' };`],
  ['src/core/tip.ts', `import { world } from '../../test/in-memory.ts';`],
  ['src/attic/old.ts', ''],
])('%s may not say: %s', (path, text) => expect(count(arrowFaults, path, text)).toBe(1));

test.each([
  ['src/kit/text/a.ts', `import { ok } from '../../base/result.ts'; import { b } from './b.ts';`],
  ['src/kit/text/a.ts', `import table from './table.json' with { type: 'json' };`],
  ['src/core/tip.ts', `import { fold } from '../kit/text/index.ts';`],
  ['src/store/tips.ts', `import type { Store } from '../desk/world.ts'; import { Pool } from 'pg';`],
  ['src/main/wire.ts', `import { tips } from '../store/tips.ts'; import { app } from '../web/index.ts';`],
  ['src/web/locale.ts', `import vi from '../../locales/vi.json'; import about from '../../locales/about.md?raw';`],
  ['src/desk/match.test.ts', `import { world } from '../../test/in-memory/world.ts';`],
  ['src/main/version.ts', `import { version } from '../../package.json';`],
])('%s may say: %s', (path, text) => expect(count(arrowFaults, path, text)).toBe(0));

test('a ring of files is found once, also when only types go round', () => {
  const ring = house({
    'src/core/a.ts': `import type { B } from './b.ts';`,
    'src/core/b.ts': `export { c } from './c.ts';`,
    'src/core/c.ts': `import { a } from './a.ts';`,
    'src/core/d.ts': `import { a } from './a.ts'; import { b } from './b.ts';`,
  });
  expect(cycleFaults(ring)).toHaveLength(1);
  expect(cycleFaults(ring)[0]?.what).toContain('src/core/a.ts → src/core/b.ts → src/core/c.ts → src/core/a.ts');
  expect(cycleFaults(ring.slice(1))).toEqual([]);
});

const desk = {
  'src/desk/index.ts': `export { type Got, giveFeedback } from './give-feedback.ts'; export { match } from './match.ts';
    export { hash } from './ticket.ts'; export type { World } from './world.ts';`,
  'src/desk/give-feedback.ts': '',
  'src/desk/match.ts': '',
  'src/desk/ticket.ts': '',
  'src/desk/world.ts': '',
};

test('verbs are the files of desk named for what its front door gives out', () =>
  expect([...verbsOf(house(desk))]).toEqual(['src/desk/give-feedback.ts', 'src/desk/match.ts']));

test.each([
  ['src/desk/match.ts', `import { giveFeedback } from './give-feedback.ts';`, 1],
  ['src/desk/match.ts', `import type { Got } from './give-feedback.ts';`, 1],
  ['src/desk/match.ts', `import { giveFeedback } from './index.ts';`, 1],
  ['src/desk/ticket.ts', `import { match } from './match.ts';`, 1],
  ['src/desk/match.ts', `import { hash } from './ticket.ts'; import type { World } from './world.ts';`, 0],
  ['src/desk/match.test.ts', `import { giveFeedback } from './give-feedback.ts';`, 0],
])('in %s, %s is %i fault(s) against verbs', (path, text, faults) =>
  expect(verbFaults(house({ ...desk, [path]: text }))).toHaveLength(faults),
);

const chances = [
  'const at = Date.now();',
  `const at = Date['now']();`,
  'const at = globalThis.Date.now();',
  'const { now } = Date;',
  'const now = Date.now;',
  'const at = new Date();',
  'const at = Date();',
  'const at = Math.random();',
  'const { random } = Math;',
  `import { randomUUID } from 'node:crypto';`,
  `import { randomUUID as fresh } from 'crypto';`,
  'const id = crypto.randomUUID();',
  'const id = globalThis.crypto.randomUUID();',
  'crypto.getRandomValues(bytes);',
  `import { randomBytes } from 'node:crypto';`,
  'const home = process.env.HOME;',
  `const home = process['env']['HOME'];`,
  'const { env } = process;',
  `import { env } from 'node:process';`,
  'const mode = import.meta.env.MODE;',
];

test.each(chances)('%s stands in main alone', (text) => {
  for (const room of ['base', 'kit/text', 'core', 'desk', 'store', 'outside', 'web'])
    expect(count(chanceFaults, `src/${room}/a.ts`, text), room).toBeGreaterThan(0);
  expect(count(chanceFaults, 'src/core/a.test.ts', text)).toBeGreaterThan(0);
  expect(count(chanceFaults, 'src/main/a.ts', text)).toBe(0);
  expect(count(chanceFaults, 'src/outside/a.test.ts', text)).toBe(0);
});

test('time that is handed in may be converted and compared', () => {
  const text = `const day = new Date(at); const parsed = Date.parse('2026-01-01'); const x = day instanceof Date;
    const settings = { env: { PATH: paths } }; const all = Math.max(1, 2); type At = Date; const one = random();`;
  expect(count(chanceFaults, 'src/core/a.ts', text)).toBe(0);
});

test('an island has the clock and the keys of the browser it runs in, and no dice or settings', () => {
  const island = 'src/web/islands/ask.ts';
  expect(count(chanceFaults, island, 'const at = Date.now(); const id = crypto.randomUUID();')).toBe(0);
  expect(count(chanceFaults, island, 'const x = Math.random(); const y = process.env.X;')).toBe(2);
});

test('four hundred lines pass, one more does not', () => {
  const lines = (n: number): string => 'a;\n'.repeat(n);
  expect(count(lengthFaults, 'src/core/a.ts', lines(400))).toBe(0);
  expect(count(lengthFaults, 'src/core/a.ts', lines(401))).toBe(1);
  expect(count(lengthFaults, 'src/web/styles/site.css', lines(401))).toBe(1);
  expect(count(lengthFaults, 'src/kit/text/table.json', lines(401))).toBe(0);
});

test.each([
  'utils.ts',
  'text-utils.ts',
  'helper.ts',
  'helpers/a.ts',
  'common.ts',
  'tip-manager.ts',
  'misc.test.ts',
  'TipCard.tsx',
  'tip_card.ts',
])('%s is no name for a file', (name) => expect(count(nameFaults, `src/core/${name}`, '')).toBe(1));

test('a file is named for the one thing inside', () =>
  expect(
    nameFaults(
      house({
        'src/core/tip.ts': '',
        'src/core/common-words.test.ts': '',
        'vite.server.config.ts': '',
        'test/run.mjs': '',
      }),
    ),
  ).toEqual([]));

test.each(['export default 1;', 'const a = 1; export { a as default };', 'export default function () {}'])(
  '%s has no name',
  (text) => expect(count(defaultFaults, 'src/core/a.ts', text)).toBe(1),
);

test('a default export stands where a tool asks for one, outside src', () =>
  expect(count(defaultFaults, 'vitest.config.ts', 'export default {};')).toBe(0));

const left = ['skip', 'only', 'todo', 'fails'].flatMap((word) => [
  `test.${word}('a', () => {});`,
  `describe.${word}('a', () => {});`,
  `it.${word}.each([1])('a', () => {});`,
  `test('a', { ${word}: true }, () => {});`,
]);

test.each([...left, `test.skipIf(true)('a', () => {});`, `xit('a', () => {});`, `test('a', (t) => t.skip());`])(
  '%s leaves a test out',
  (text) => expect(count(skipFaults, 'src/core/a.test.ts', text)).toBeGreaterThan(0),
);

test('a test that needs another machine says so, and other things may be skipped', () =>
  expect(
    count(
      skipFaults,
      'src/core/a.test.ts',
      `test.runIf(linux)('a', () => {}); test('b', { timeout: 9 }, () => list.drop(1)); rows.only;`,
    ),
  ).toBe(0));
