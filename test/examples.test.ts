// The examples of the README files and of the crafts' doc comments do what they say.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Example, examplesInComments, examplesInReadme, sourcesIn } from './examples/find-examples.ts';
import { type Resolve, runExample } from './examples/run-example.ts';

const root = join(import.meta.dirname, '..');
const kits = readdirSync(join(root, 'src/kit')).map((kit) => `src/kit/${kit}`);

type Module = Readonly<Record<string, unknown>>;
const load = async (path: string): Promise<Module> => (await import(join(root, path))) as Module;

/** What `package.json` says is for others, as the source that it is built from. */
const exported = Object.keys(
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly exports: object }).exports,
).map((name) => name.replace('./', ''));

const resolveFrom =
  (folder: string): Resolve =>
  async (specifier) => {
    const [, craft] = /^sangto\/(.+)$/.exec(specifier) ?? [];
    if (craft === undefined) return load(join(folder, specifier));
    if (!exported.includes(craft)) throw new Error(`${specifier} is not exported by package.json`);
    return load(`src/kit/${craft}/index.ts`);
  };

/** A doc comment is read beside its code: what its file, its craft and kit/text export is in reach. */
const scopeOf = async (path: string): Promise<Module> => {
  const craft = path.split('/').slice(0, 3).join('/');
  const siblings = sourcesIn(root, craft).filter((one) => one !== path);
  const modules = await Promise.all(['src/kit/text/index.ts', ...siblings, path].map(load));
  return Object.assign({}, ...modules) as Module;
};

const holds = async (example: Example, resolve: Resolve, scope: Module): Promise<void> => {
  const compared = await runExample(example, resolve, scope);
  expect(compared.length, `${example.path}:${example.line} promises nothing that could be wrong`).toBeGreaterThan(0);
  for (const { line, code, actual, promised } of compared)
    expect(actual, `${example.path}:${line} ${code}`).toEqual(promised);
};

const readmes = ['README.md', ...kits.map((kit) => `${kit}/README.md`)].filter((path) => existsSync(join(root, path)));
const inReadmes = readmes.flatMap((path) => examplesInReadme(root, path));
const inComments = kits.flatMap((kit) => examplesInComments(root, kit));

test('there are examples to run, and the README shows every craft that others may import', () => {
  expect(inReadmes.length).toBeGreaterThanOrEqual(3);
  expect(inComments.length).toBeGreaterThanOrEqual(8);
  const shown = inReadmes.filter(({ path }) => path === 'README.md').map(({ code }) => code);
  for (const craft of exported) expect(shown.join('\n')).toContain(`'sangto/${craft}'`);
});

test.each(inReadmes.map((e) => [`${e.path}:${e.line}`, e] as const))('the example of %s holds', (_, example) =>
  holds(example, resolveFrom(example.path.replace(/[^/]*$/, '')), {}),
);

test.each(inComments.map((e) => [`${e.path}:${e.line}`, e] as const))('the example in %s holds', async (_, example) =>
  holds(example, resolveFrom(example.path.replace(/[^/]*$/, '')), await scopeOf(example.path)),
);

test('a promise that is not kept is seen, in whichever form it is written', async () => {
  const run = (code: string) => runExample({ path: 'x', line: 1, code }, resolveFrom('.'), { two: 2 });
  const kept = await run("const a: number = two; // 2\n[a, 'b'] // [2, 'b']\na === 2;\n({ a }) // { a: 2 }; as it was");
  expect(kept.map(({ actual }) => actual)).toEqual([2, [2, 'b'], true, { a: 2 }]);
  for (const { actual, promised } of kept) expect(actual).toEqual(promised);
  expect(await run('two + 1;\n// 4\ntwo // the number')).toEqual([
    { line: 1, code: 'two + 1;', actual: 3, promised: 4 },
  ]);
  await expect(run('two +')).rejects.toThrow();
});
