// The fenced `ts` blocks of Markdown files and of doc comments.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { literalIn } from './promise.ts';

/** `line` is where the first line of the code stands, from 1. `path` is relative to the root, with slashes. */
export type Example = { readonly path: string; readonly line: number; readonly code: string };

export const examplesInReadme = (root: string, path: string): readonly Example[] => {
  const text = readFileSync(join(root, path), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(({ 1: code = '', index }) => ({
    path,
    line: lineAt(text, index) + 1,
    code,
  }));
};

/** Fenced blocks in doc comments and lines of `@example`, as far as they promise a value; others only show a use. */
export const examplesInComments = (root: string, folder: string): readonly Example[] =>
  sourcesIn(root, folder).flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const fenced = [...text.matchAll(/^ \* ```ts\n((?: \*.*\n)*?) \* ```$/gm)]
      .map(({ 1: code = '', index }) => ({ path, line: lineAt(text, index) + 1, code: code.replace(/^ \* ?/gm, '') }))
      .filter(({ code }) => promises(code));
    const lines = [...text.matchAll(/^ \* @example (.+)$/gm)]
      .map(({ 1: code = '', index }) => ({ path, line: lineAt(text, index), code }))
      .filter(({ code }) => promises(code));
    return [...fenced, ...lines];
  });

const promises = (code: string): boolean =>
  code.includes(' === ') ||
  [...code.matchAll(/\/\/(.*)$/gm)].some(([, comment = '']) => literalIn(comment) !== undefined);

/** Every source below a folder that is no test, relative to the root. */
export const sourcesIn = (root: string, folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .sort();

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
