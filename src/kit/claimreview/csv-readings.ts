import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { ReadHints, Reading } from './foreign-check.ts';
import { fieldNamed, fromPlain } from './from-plain.ts';
import { limits, readingOf, refused } from './json-readings.ts';

/** The separator of a CSV header that names a claim column and at least one more of ours, or undefined when it is no such header. */
export const csvDelimiter = (header: string, hints: ReadHints): string | undefined => {
  const known = [',', ';', '\t', '|'].map((delimiter) => {
    const names = header.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
    const fields = new Set(names.map((name) => fieldNamed(name, hints.mapping)).filter((field) => field !== undefined));
    return { delimiter, score: fields.has('claim') ? fields.size : 0 };
  });
  const best = known.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score >= 2 ? best.delimiter : undefined;
};

/** Readings of a CSV text (RFC 4180, with the separator given), one for each row. A row that breaks the format is told and skipped. */
export async function* csvReadings(
  chunks: AsyncIterable<string>,
  delimiter: string,
  hints: ReadHints,
): AsyncGenerator<Reading> {
  const skipped: BadRow[] = [];
  const parser = parse({
    delimiter,
    bom: true,
    columns: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    skip_records_with_error: true,
    max_record_size: limits.size,
    on_skip: (error) => {
      if (error !== undefined) skipped.push(badRow(error));
      return undefined;
    },
  });
  pipeline(Readable.from(chunks), parser, () => undefined);
  try {
    for await (const row of parser as AsyncIterable<Row>) {
      // The parser runs ahead of its rows; what it skipped is told between those it stood between.
      while ((skipped[0]?.line ?? Number.POSITIVE_INFINITY) <= row.info.lines) yield badReading(skipped.shift());
      yield readingOf(fromPlain(row.record, hints.mapping), `line ${row.info.lines}`, hints, {});
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    skipped.push(badRow(error));
  }
  for (const one of skipped) yield badReading(one);
}

type Row = { readonly record: Readonly<Record<string, string>>; readonly info: { readonly lines: number } };
type BadRow = { readonly line: number; readonly error: CsvError };

const badRow = (error: CsvError): BadRow => ({ line: typeof error.lines === 'number' ? error.lines : 0, error });

const badReading = (row: BadRow | undefined): Reading => {
  const code = row?.error.code ?? 'CSV_QUOTE_NOT_CLOSED';
  return refused(`line ${row?.line ?? 0}`, code === 'CSV_MAX_RECORD_SIZE' ? 'too-large' : 'bad-csv', code);
};
