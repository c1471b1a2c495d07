// docs/asvs.md, made from the names of the tests: `node test/asvs/document.ts` writes it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import lines from './lines.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const path = join(root, 'docs/asvs.md');

export type Named = { readonly line: string; readonly file: string; readonly name: string };

/**
 * Every line of the standard that a test names in its title, by file and title: `ASVS 2.3.5: …`, several with commas, or at
 * the end `… (ASVS 6.2.12)`. At the end a title may also name lines that do not bind here; those are left out.
 */
export const namedInTests = (): readonly Named[] =>
  ['src', 'test']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, String(file))))
    // What tries this reading is no test of the product.
    .filter((file) => /\.test\.tsx?$/.test(file) && !file.endsWith('asvs.test.ts'))
    .sort()
    .flatMap((file) => namedIn(readFileSync(join(root, file), 'utf8'), file.replaceAll('\\', '/')));

/** The same of the text of one file of tests. */
export const namedIn = (text: string, file: string): readonly Named[] => {
  const of = (numbers: string, name: string) => numbers.split(/, | and /).map((line) => ({ line, file, name }));
  return [
    ...[...text.matchAll(/(['"`])ASVS ([0-9., and]+): (.*?)\1\s*[,)]/g)].flatMap(([, , numbers = '', name = '']) =>
      of(numbers, name),
    ),
    ...[...text.matchAll(/(['"`])([^\n]+?) \(ASVS ([0-9., and]+)\)\1\s*[,)]/g)].flatMap(
      ([, , name = '', numbers = '']) => of(numbers, name).filter(({ line }) => isLine(line)),
    ),
  ];
};

/** The document as the tests stand. */
export const asvsDocument = (named: readonly Named[]): string => {
  const rows = Object.entries(lines).map(([line, meaning]) => {
    const tests = named.filter((one) => one.line === line);
    const told = tests.map(({ file, name }) => `[${name}](../${file})`.replaceAll('|', '\\|')).join('<br>');
    return `| ${line} | ${meaning} | ${told || 'no test names it yet'} |`;
  });
  const covered = Object.keys(lines).filter((line) => named.some((one) => one.line === line)).length;
  return `# What of ASVS is tested

The lines of the OWASP Application Security Verification Standard 5.0 that bind here, and the tests that name them: ${covered} of ${rows.length} lines. Made from the names of the tests by \`node test/asvs/document.ts\`; the middle column says in our words what a line asks for, the [standard](https://github.com/OWASP/ASVS/tree/v5.0.0) says it in full.

| line | what it asks for | tests |
|---|---|---|
${rows.join('\n')}
`;
};

export const isLine = (text: string): boolean => Object.hasOwn(lines, text);

export const writtenDocument = (): string => readFileSync(path, 'utf8');

if (import.meta.main) writeFileSync(path, asvsDocument(namedInTests()));
