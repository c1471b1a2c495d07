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

/** Fenced blocks in doc comments, and lines of `@example` that promise a value. */
export const examplesInComments = (root: string, folder: string): readonly Example[] =>
  sourcesIn(root, folder).flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const fenced = [...text.matchAll(/^ \* ```ts\n((?: \*.*\n)*?) \* ```$/gm)].map(({ 1: code = '', index }) => ({
      path,
      line: lineAt(text, index) + 1,
      code: code.replace(/^ \* ?/gm, ''),
    }));
    const lines = [...text.matchAll(/^ \* @example (.+ \/\/(.+))$/gm)]
      .filter(([, , comment = '']) => literalIn(comment) !== undefined)
      .map(({ 1: code = '', index }) => ({ path, line: lineAt(text, index), code }));
    return [...fenced, ...lines];
  });

/** Every source below a folder that is no test, relative to the root. */
export const sourcesIn = (root: string, folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .sort();

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
