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
    for await (const raw of linesOf(path)) {
      const wrong = give(raw);
      if (wrong !== undefined) return refuse('line-wrong', { field: `${path}:${number}`, detail: wrong });
    }
    return ok(taken);
  } catch (error) {
    return unread(path, number + 1, error);
  }
};

/** The whole text of a file that has to be read at once; unpacked and without byte order mark, like the lines. */
export const wholeText = async (path: string): Promise<Result<string, EvalRefusal>> => {
  const lines: string[] = [];
  try {
    for await (const line of linesOf(path)) lines.push(line);
  } catch (error) {
    return unread(path, lines.length + 1, error);
  }
  return ok(lines.join('\n').replace(/^\ufeff/, ''));
};

/** The refusal of a file in which nothing stands; `what` is what its lines should be. */
export const holdsNone = (path: string, what: string): { readonly ok: false; readonly error: EvalRefusal } =>
  refuse('line-wrong', { field: path, detail: `it holds no ${what}` });

const unread = (path: string, line: number, error: unknown): Result<never, EvalRefusal> =>
  error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
    ? refuse('line-wrong', { field: `${path}:${line}`, detail: 'its bytes are not UTF-8' })
    : refuse('file-unreadable', { field: path, detail: (error as Error).message });

// Each line is decoded by itself, so that bytes that are not UTF-8 can be told with their line.
async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const bytes = path.endsWith('.gz') ? pipeline(file, createGunzip(), () => undefined) : file;
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let begun: Buffer[] = [];
  for await (const chunk of bytes) {
    let rest = chunk as Buffer;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield decoder.decode(Buffer.concat([...begun, rest.subarray(0, end)]));
      begun = [];
      rest = rest.subarray(end + 1);
    }
    begun.push(rest);
  }
  yield decoder.decode(Buffer.concat(begun));
}

/** The fields of a line in one of TREC's formats: between tabs where it has any, else between blanks. */
export const fieldsOf = (line: string): readonly string[] =>
  line.includes('\t') ? line.split('\t').map((field) => field.trim()) : line.trim().split(/\s+/);
