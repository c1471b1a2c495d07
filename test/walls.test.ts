// The house as it stands: no arrow up or sideways, no clock or dice outside main/, and the small habits.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { arrowFaults, cycleFaults } from './walls/arrows.ts';
import { chanceFaults } from './walls/chance.ts';
import { defaultFaults, lengthFaults, nameFaults, skipFaults } from './walls/habits.ts';
import { type Fault, isCode, type SourceFile } from './walls/house.ts';
import { verbFaults, verbsOf } from './walls/verbs.ts';

const root = join(import.meta.dirname, '..');

const read = (path: string): SourceFile => ({ path, text: readFileSync(join(root, path), 'utf8') });

const within = (folder: string): readonly SourceFile[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|css)$/.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .map(read);

const loose = readdirSync(root).filter((name) => /\.(ts|mjs)$/.test(name));
const everything = [...['src', 'test', 'bench', 'ground', 'bin'].flatMap(within), ...loose.map(read)];
const house = everything.filter(({ path }) => path.startsWith('src/') && isCode(path));
const code = everything.filter(({ path }) => isCode(path));

const shown = (faults: readonly Fault[]): readonly string[] =>
  faults.map(({ path, line, what }) => `${path}:${line} ${what}`);

test('the house has been found, and its verbs', () => {
  expect(house.length).toBeGreaterThan(100);
  expect(verbsOf(house)).toContain('src/desk/receive.ts');
});

test('imports go down only, and strangers stay strangers', () => expect(shown(arrowFaults(house))).toEqual([]));

test('no files import each other in a ring', () => expect(shown(cycleFaults(house))).toEqual([]));

test('a verb never calls a verb', () => expect(shown(verbFaults(house))).toEqual([]));

test('clock, chance, ids and settings are read in main alone', () => expect(shown(chanceFaults(house))).toEqual([]));

test('no file is longer than 400 lines', () => expect(shown(lengthFaults(everything))).toEqual([]));

test('files are named in kebab-case for the one thing inside', () => expect(shown(nameFaults(everything))).toEqual([]));

test('exports have names', () => expect(shown(defaultFaults(house))).toEqual([]));

test('every test runs', () => expect(shown(skipFaults(code))).toEqual([]));
