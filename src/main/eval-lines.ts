// Files of an evaluation, read a line at a time: they may be longer than what fits in one string.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';

/** `field` is the file, with `:LINE` where one line is wrong; `detail` says what is wrong with it. */
export type EvalRefusal = Refusal<'file-unreadable' | 'line-wrong'>;

/**
 * Hands every line that is not blank to `take` with its number, from 1; a file named `….gz` is unpacked on the way. Lines
 * end with LF or CRLF and nothing else, as JSON Lines says: a U+2028 inside a text is no end.
 * `take` gives what is wrong with its line, if anything; that ends the reading. Gives the number of lines taken.
 */
export const eachLine = async (
  path: string,
  take: (line: string, number: number) => string | undefined,
): Promise<Result<number, EvalRefusal>> => {
  let number = 0;
  let taken = 0;
  const give = (raw: string): string | undefined => {
    number++;
    const line = (number === 1 ? raw.replace(/^\ufeff/, '') : raw).replace(/\r$/, '');
    if (line.trim() === '') return undefined;
    taken++;
    return take(line, number);
  };
  try {
    let rest = '';
    for await (const text of textOf(path)) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const wrong = give(line);
        if (wrong !== undefined) return refuse('line-wrong', { field: `${path}:${number}`, detail: wrong });
      }
    }
    const wrong = give(rest);
    return wrong === undefined ? ok(taken) : refuse('line-wrong', { field: `${path}:${number}`, detail: wrong });
  } catch (error) {
    return refuse('file-unreadable', { field: path, detail: (error as Error).message });
  }
};

/** The whole text of a file that has to be read at once; unpacked and without byte order mark, like the lines. */
export const wholeText = async (path: string): Promise<Result<string, EvalRefusal>> => {
  let whole = '';
  try {
    for await (const text of textOf(path)) whole += text;
  } catch (error) {
    return refuse('file-unreadable', { field: path, detail: (error as Error).message });
  }
  return ok(whole.replace(/^\ufeff/, ''));
};

async function* textOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const bytes = path.endsWith('.gz') ? pipeline(file, createGunzip(), () => undefined) : file;
  const decoder = new TextDecoder();
  for await (const chunk of bytes) yield decoder.decode(chunk as Uint8Array, { stream: true });
  yield decoder.decode();
}

/** The fields of a line in one of TREC's formats: between tabs where it has any, else between blanks. */
export const fieldsOf = (line: string): readonly string[] =>
  line.includes('\t') ? line.split('\t').map((field) => field.trim()) : line.trim().split(/\s+/);
