import { csvDelimiter, csvReadings } from './csv-readings.ts';
import type { ReadHints, Reading } from './foreign-check.ts';
import { htmlReadings } from './html-readings.ts';
import { jsonReader, limits, refused } from './json-readings.ts';
import { jsonSlicer } from './json-slicer.ts';
import { lineReadings } from './line-readings.ts';
import { textChunks, UnreadableBytes } from './text-chunks.ts';

/**
 * Reads fact-checks in every form the world publishes them: ClaimReview JSON-LD (one, a list, `@graph`, inside articles and
 * in HTML), a Data Commons `DataFeed`, Google's `claims:search` answer, CSV with a header, JSON Lines; each also as gzip.
 * The form is told from the content. Every claim of the input gives one reading, a check or a refusal with its place, and
 * an input without any gives one refusal; memory stays constant. Errors of the source itself are thrown.
 * @example
 * for await (const reading of readChecks(file, { publisher: { name: 'Báo Ví Dụ', site: 'bao.example' } })) …
 */
export async function* readChecks(bytes: AsyncIterable<Uint8Array>, hints: ReadHints = {}): AsyncGenerator<Reading> {
  let count = 0;
  try {
    const charset = /charset=["']?([\w-]+)/i.exec(hints.contentType ?? '')?.[1];
    for await (const reading of readText(textChunks(bytes, charset), hints)) {
      count += 1;
      yield reading;
    }
  } catch (error) {
    if (!(error instanceof UnreadableBytes)) throw error;
    yield refused(count === 0 ? 'item 1' : `after reading ${count}`, error.code, error.message);
    return;
  }
  if (count === 0) yield refused('item 1', 'not-a-claimreview', 'no fact-check in the whole input');
}

async function* readText(chunks: AsyncGenerator<string>, hints: ReadHints): AsyncGenerator<Reading> {
  const head = await firstText(chunks);
  const form = formOf(head, hints);
  const text = rejoined(head, chunks);
  if (form === 'html') yield* htmlReadings(text, hints);
  else if (form === 'lines') yield* lineReadings(text, hints);
  else if (form === 'json') yield* jsonReadings(text, hints);
  else if (typeof form === 'object') yield* csvReadings(text, form.delimiter, hints);
  else {
    await chunks.return(undefined);
    if (head.trim() !== '')
      yield refused('item 1', 'unsupported-form', 'neither JSON, HTML nor CSV with a claim column');
  }
}

type Form = 'html' | 'lines' | 'json' | 'unknown' | { readonly delimiter: string };

const formOf = (head: string, hints: ReadHints): Form => {
  const start = head.trimStart();
  if (start.startsWith('<')) return 'html';
  const lines = start.split(/\r?\n/, 20).filter((line) => line.trim() !== '');
  const first = lines[0] ?? '';
  const later = lines.slice(1);
  const isNamedLines =
    /\.(jsonl|ndjson)(\.gz)?$/i.test(hints.name ?? '') || /jsonl|ndjson|json-seq/i.test(hints.contentType ?? '');
  if (/^[{[]/.test(start)) {
    if (later.length > 0 && isJson(first)) return 'lines';
    const isBrokenLine = first.startsWith('{') && /\}\s*$/.test(first) && first.trim().length > 1;
    return isNamedLines || (isBrokenLine && later.some(isJsonObject)) ? 'lines' : 'json';
  }
  const delimiter = csvDelimiter(first.slice(0, 20_000), hints);
  if (delimiter !== undefined) return { delimiter };
  if (isNamedLines || later.some(isJsonObject)) return 'lines';
  return 'unknown';
};

const isJson = (line: string): boolean => {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
};

const isJsonObject = (line: string): boolean => line.startsWith('{') && isJson(line);

async function* jsonReadings(chunks: AsyncIterable<string>, hints: ReadHints): AsyncGenerator<Reading> {
  const slicer = jsonSlicer(limits);
  const reader = jsonReader(hints, () => ({}));
  for await (const chunk of chunks) yield* reader.take(slicer.push(chunk), '');
  yield* reader.take(slicer.end(), '');
  yield* reader.flush();
}

// Enough to see the first line whole, where there is one, and something of those after it.
const firstText = async (chunks: AsyncGenerator<string>): Promise<string> => {
  const pieces: string[] = [];
  let length = 0;
  let hasLine = false;
  while (length < limits.size && !(hasLine && length > 65_536)) {
    const next = await chunks.next();
    if (next.done === true) break;
    const begins = length === 0 ? next.value.trimStart() : next.value;
    hasLine ||= begins.includes('\n');
    length += begins.length;
    pieces.push(next.value);
  }
  return pieces.join('');
};

async function* rejoined(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}
