// What real ratings of replies at Cofacts show: are there two sides, and does any reply stand.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import {
  canonical,
  type Ratings,
  referenceFilter,
  type Standing,
  standingsOfRecord,
} from '../../src/kit/bridge/index.ts';
import { writeFigures } from '../search/document.ts';

/** Prints a table and a line of JSON; writes the table where a document is given. `folder` holds the open data of 2018. */
export const benchCofacts = async (folder: string, document: string | undefined): Promise<void> => {
  const all = await readFeedbacks(join(folder, 'article_reply_feedbacks.csv.gz'));
  const filtered = referenceFilter(all).ratings;
  const rows = (
    [
      ['all', all],
      ['left by the 5/10/5 filter', filtered],
    ] as const
  ).map(([name, ratings]) => rowOf(name, ratings));
  const table = `| ratings | number | helpful | replies | of them below five ratings | raters | active | R²: intercepts only | with the factor | ladder | stand as helpful | not helpful |
|---|---|---|---|---|---|---|---|---|---|---|---|
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}`;
  console.log(table);
  if (document !== undefined) writeFigures(document, 'cofacts', table);
  console.log(JSON.stringify({ bench: 'bridge cofacts', rows }));
};

const rowOf = (name: string, ratings: Ratings): readonly (string | number)[] => {
  const noteIds = Array.from({ length: ratings.notes }, (_, n) => String(n));
  const { ladder, explain } = standingsOfRecord({ ratings, noteIds }, { before: new Map() });
  const of = new Map<Standing, number>();
  for (let n = 0; n < ratings.notes; n++) {
    const { standing } = explain(n);
    of.set(standing, (of.get(standing) ?? 0) + 1);
  }
  const counts = new Uint32Array(ratings.notes);
  for (const n of ratings.noteOf) counts[n]!++;
  const helpful = ratings.level.reduce((sum, level) => sum + (level === 2 ? 1 : 0), 0) / ratings.level.length;
  return [
    ...[name, ratings.level.length, `${(100 * helpful).toFixed(1)} %`, ratings.notes],
    ...[counts.filter((count) => count < 5).length, ratings.raters, ladder.activeRaters],
    ...[ladder.plain?.toFixed(4) ?? '–', ladder.factor?.toFixed(4) ?? '–'],
    ...[ladder.rung, of.get('helpful') ?? 0, of.get('not-helpful') ?? 0],
  ];
};

/** A note is one reply to one article; a score of 1 helpful, of −1 not, others left out. Comments hold commas and lines. */
const readFeedbacks = async (file: string): Promise<Ratings> => {
  const notes = new Map<string, number>();
  const raters = new Map<string, number>();
  const rows: { readonly note: number; readonly rater: number; readonly level: number; readonly at: number }[] = [];
  const number = (known: Map<string, number>, id: string): number => {
    const is = known.get(id) ?? known.size;
    known.set(id, is);
    return is;
  };
  let row = '';
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    row = row === '' ? line : `${row}\n${line}`;
    if ((row.match(/"/g)?.length ?? 0) % 2 === 1) continue;
    const [article = '', reply = '', score = '', , user = '', , at = ''] = fieldsOf(row);
    row = '';
    if (score !== '1' && score !== '-1') continue;
    const note = number(notes, `${article} ${reply}`);
    rows.push({ note, rater: number(raters, user), level: score === '1' ? 2 : 0, at: Date.parse(at) });
  }
  return canonical({
    notes: notes.size,
    raters: raters.size,
    noteOf: Uint32Array.from(rows, ({ note }) => note),
    raterOf: Uint32Array.from(rows, ({ rater }) => rater),
    level: Uint8Array.from(rows, ({ level }) => level),
    at: Float64Array.from(rows, ({ at }) => at),
  }).ratings;
};

const fieldsOf = (row: string): readonly string[] =>
  [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
