// `sangto bridge` on small files: what fit writes, what explain says, and what is told when a file is wrong.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { emptyPlace, type Place } from './run.ts';

const withRatings = async (): Promise<Place> => {
  const place = emptyPlace();
  const made = [
    'bridge',
    'simulate',
    '--ratings',
    'ratings.tsv',
    '--notes',
    '60',
    '--raters',
    '100',
    '--per-note',
    '30',
  ];
  const { code, out } = await place.run(made);
  expect([code, out]).toEqual([0, expect.stringMatching(/^1800 ratings of 60 notes, \d+ of them bridging/)]);
  writeFileSync(join(place.folder, 'ratings.tsv.gz'), gzipSync(readFileSync(join(place.folder, 'ratings.tsv'))));
  return place;
};

type Fitted = { readonly loss: number; readonly ratings: number; readonly refused: number; readonly repeated: number };

test('fit writes the same files every time, packed or not, sorted by id and in full', async () => {
  const { run, json, folder } = await withRatings();
  const told = await json<Fitted>(['bridge', 'fit', '--ratings', 'ratings.tsv.gz', '--out', 'a']);
  expect(told).toMatchObject({ ratings: 1800, notes: 60, raters: 100, refused: 0, repeated: 0, isSettled: true });
  const again = await run(['bridge', 'fit', '--ratings', 'ratings.tsv', '--out', 'b']);
  expect([again.code, again.err]).toEqual([0, '']);
  for (const word of ['loss', 'sweeps', 'seconds', 'memory', 'ladder', 'standings']) expect(again.out).toContain(word);
  const notes = readFileSync(join(folder, 'a', 'notes.tsv'), 'utf8');
  expect(readFileSync(join(folder, 'b', 'notes.tsv'), 'utf8')).toBe(notes);
  expect(readFileSync(join(folder, 'b', 'raters.tsv'))).toEqual(readFileSync(join(folder, 'a', 'raters.tsv')));
  const [head, ...rows] = notes.trimEnd().split('\n');
  expect(head).toBe('noteId\tintercept\tfactor\tse\tpShown\tstanding\trule');
  expect(rows.map((row) => Number(row.split('\t')[0]))).toEqual(Array.from({ length: 60 }, (_, n) => n));
  expect(rows.filter((row) => row.endsWith('\thelpful\tacross')).length).toBeGreaterThan(5);
  for (const row of rows) expect(row).toMatch(/^\d+(\t-?[\d.e-]+){4}\t(helpful|not-helpful|needs-more)\t[a-z-]+$/);
  expect(readFileSync(join(folder, 'a', 'raters.tsv'), 'utf8')).toMatch(/^raterParticipantId\tintercept\tfactor\n0\t/);
});

test('the objective of the reference gives another loss; its filter can leave nothing', async () => {
  const { run, json, folder } = await withRatings();
  const ours = await json<Fitted>(['bridge', 'fit', '--ratings', 'ratings.tsv', '--out', 'a']);
  const fit = ['bridge', 'fit', '--ratings', 'ratings.tsv', '--out', 'b', '--objective', 'reference'];
  const theirs = await json<Fitted>(fit);
  expect(theirs.loss).not.toBe(ours.loss);
  writeFileSync(join(folder, 'ratings.tsv'), `${head}1\ta\t1\tHELPFUL\n`);
  const none = await run(fit);
  expect([none.code, none.err]).toEqual([1, expect.stringContaining('5/10/5')]);
});

const head = 'noteId\traterParticipantId\tcreatedAtMillis\thelpfulnessLevel\n';

test('ratings that were not by lot make a suggestion and no standing, and what counts is told', async () => {
  const { run, json, folder } = await withRatings();
  const [names = '', ...lines] = readFileSync(join(folder, 'ratings.tsv'), 'utf8').trimEnd().split('\n');
  const byThemselves = Array.from({ length: 90 }, (_, i) => `0\tcrowd${i}\t1\tHELPFUL\t0`);
  writeFileSync(join(folder, 'crowd.tsv'), [names, ...lines, ...byThemselves, ''].join('\n'));
  await run(['bridge', 'fit', '--ratings', 'ratings.tsv', '--out', 'a']);
  const told = await json<Fitted>(['bridge', 'fit', '--ratings', 'crowd.tsv', '--out', 'b']);
  expect(told).toMatchObject({ ratings: 1890, ofRecord: 1800 });
  const standings = (out: string) =>
    readFileSync(join(folder, out, 'notes.tsv'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t').slice(0, 7).join('\t'));
  expect(standings('b')).toEqual(standings('a'));
  expect(readFileSync(join(folder, 'b', 'notes.tsv'), 'utf8').split('\n')[0]).toMatch(/\trule\tsuggested$/);
});

test('explain says what fit wrote, why, and what is missing', async () => {
  const { run, json, folder } = await withRatings();
  await run(['bridge', 'fit', '--ratings', 'ratings.tsv', '--out', 'a']);
  const rows = readFileSync(join(folder, 'a', 'notes.tsv'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);
  for (const row of [rows[0], rows.find((one) => one.endsWith('across'))]) {
    const [note = '', , , se, pShown, standing, rule] = row?.split('\t') ?? [];
    const why = ['bridge', 'explain', '--ratings', 'ratings.tsv', '--note', note];
    const told = await json<{ estimate: object; ratings: number }>(why);
    expect(told).toMatchObject({ note, standing, rule, ratings: 30 });
    expect(told.estimate).toMatchObject({ se: Number(se), pShown: Number(pShown) });
    expect((await run(why)).out).toMatch(new RegExp(`^standing    ${standing} \\(${rule}\\)`));
  }
  const unknown = await run(['bridge', 'explain', '--ratings', 'ratings.tsv', '--note', 'nobody']);
  expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('no note nobody has a rating')]);
});

test('explain says what stood before, by a number of ratings or a day, what changed, and both intercepts in words', async () => {
  const { run, json, folder } = await withRatings();
  await run(['bridge', 'fit', '--ratings', 'ratings.tsv', '--out', 'a']);
  const shown = readFileSync(join(folder, 'a', 'notes.tsv'), 'utf8')
    .split('\n')
    .findLast((row) => row.endsWith('\tacross'));
  const [note = ''] = shown?.split('\t') ?? [];
  const why = ['bridge', 'explain', '--ratings', 'ratings.tsv', '--note', note];
  const { out } = await run([...why, '--before', '200']);
  expect(out).toContain('is what everybody who rated it shares about it');
  expect(out).toContain('is what the middle of both sides shares, and .40 is asked of that');
  expect(out).toMatch(/^before {6}(nobody had rated it|needs-more)/m);
  expect(out).toMatch(/^ladder {6}two sides: held-out R²/m);
  // Made-up ratings begin in 1970, a day for each note.
  const told = await json<{ before: { ratings: number } | null; told: { margins: object } }>([
    ...why,
    ...['--before', '1970-03-01'],
  ]);
  expect(told.before === null || told.before.ratings <= 30).toBe(true);
  expect(told.told.margins).toMatchObject({ shown: expect.any(Number) });
  expect((await run([...why, '--before', '1970-12-31'])).out).toContain('changed     nothing that decides');
  expect((await run([...why, '--before', 'yesterday'])).code).toBe(64);
});

test('who rates alike at once counts once, found by the times or as the file says, and the file may be checked', async () => {
  const { run, json, folder } = await withRatings();
  const [names = '', ...lines] = readFileSync(join(folder, 'ratings.tsv'), 'utf8').trimEnd().split('\n');
  const columns = names.split('\t');
  const crowd = Array.from({ length: 40 }, (_, i) =>
    Array.from({ length: 8 }, (_, note) =>
      columns
        .map((name) =>
          name === 'noteId'
            ? note
            : name === 'raterParticipantId'
              ? `crowd${i}`
              : name === 'createdAtMillis'
                ? i
                : name === 'lot'
                  ? 1
                  : 'HELPFUL',
        )
        .join('\t'),
    ),
  ).flat();
  const write = (name: string, rows: readonly string[]): void =>
    writeFileSync(join(folder, name), `${rows.join('\n')}\n`);
  write('plain.tsv', [names, ...lines, ...crowd]);
  const weighed = (part: string) => [
    `${names}\tcliqueWeight`,
    ...lines.map((line) => `${line}\t1`),
    ...crowd.map((line) => `${line}\t${part}`),
  ];
  write('weighed.tsv', weighed(`${1 / 40}`));
  write('loud.tsv', weighed('1'));
  const fit = (file: string, to: string) =>
    json<{ cliques: string }>(['bridge', 'fit', '--ratings', file, '--out', to]);
  const [plain, filed, loud] = [await fit('plain.tsv', 'a'), await fit('weighed.tsv', 'b'), await fit('loud.tsv', 'c')];
  expect([plain.cliques, filed.cliques, loud.cliques]).toEqual(['by-times', 'as-filed', 'filed-otherwise']);
  for (const name of ['notes.tsv', 'parameters.json'])
    expect(readFileSync(join(folder, 'b', name), 'utf8')).toBe(readFileSync(join(folder, 'a', name), 'utf8'));
  expect(readFileSync(join(folder, 'c', 'notes.tsv'), 'utf8')).not.toBe(
    readFileSync(join(folder, 'a', 'notes.tsv'), 'utf8'),
  );
  expect((await run(['bridge', 'fit', '--ratings', 'plain.tsv', '--out', 'a'])).out).toContain(
    'cliques     count once',
  );
  const parameters = JSON.parse(readFileSync(join(folder, 'a', 'parameters.json'), 'utf8'));
  expect(parameters).toMatchObject({ counts: { cliques: { minutes: 10, agreed: 0.9 } }, rules: { fewestRatings: 5 } });
});

test('simulate prints the same table for the same seed, replay both rules', async () => {
  const { run, json } = await withRatings();
  const table = ['bridge', 'simulate', '--seeds', '1', '--notes', '30', '--raters', '80', '--per-note', '20'];
  const first = await run(table);
  expect(first.code).toBe(0);
  expect((await run(table)).out).toBe(first.out);
  expect(first.out.trimEnd().split('\n').length).toBe(1 + 3 * 2 * 2 * 2 * 2);
  const again = ['bridge', 'replay', '--ratings', 'ratings.tsv', '--hours', '24', '--cuts', '10'];
  expect(await json(again)).toMatchObject({ cuts: 10, ours: { reached: expect.any(Number) }, reference: {} });
  expect((await run(again)).out).toContain('reference');
  const weekly = await json([...again, '--our-cuts', 'weekly']);
  expect(weekly).toMatchObject({ cuts: 10, ourCuts: expect.any(Number) });
  expect((await run([...again, '--our-cuts', 'often'])).code).toBe(64);
});

test('what is wrong with a file is told with its line or its column', async () => {
  const { run, json, folder } = emptyPlace();
  const fit = ['bridge', 'fit', '--ratings', 'r.tsv', '--out', 'a'];
  expect((await run(fit)).code).toBe(66);
  const write = (text: string): void => writeFileSync(join(folder, 'r.tsv'), text);
  write('noteId\tlevel\n');
  expect((await run(fit)).err).toContain('raterParticipantId, createdAtMillis, helpfulnessLevel');
  write(head);
  expect((await run(fit)).err).toContain('holds no rating');
  write(`${head}1\ta\t1\tHELPFUL\n1\tb\t1\tGREAT\n1\ta\t2\tNOT_HELPFUL\n`);
  expect(await json(fit)).toMatchObject({ ratings: 1, repeated: 1, faults: [{ line: 3, code: 'level-unknown' }] });
  expect((await run(fit)).out).toContain('line 3 (level-unknown)');
  write(`${head}1\ta\t\tHELPFUL\n`);
  expect((await run(['bridge', 'replay', '--ratings', 'r.tsv'])).err).toContain('has no times');
  expect((await run([...fit, '--objective', 'best'])).code).toBe(64);
});

test('what stood before is read from the file of a published cut, and one that is no such file is told of', async () => {
  const { run, folder } = await withRatings();
  const fit = ['bridge', 'fit', '--ratings', 'ratings.tsv'];
  await run([...fit, '--out', 'a']);
  const notes = readFileSync(join(folder, 'a', 'notes.tsv'), 'utf8');
  const column = (table: string) =>
    table
      .trimEnd()
      .split('\n')
      .map((row) => row.split('\t')[5]);
  writeFileSync(
    join(folder, 'before.tsv'),
    `noteId\tstanding\n${notes
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => `${row.split('\t')[0]}\thelpful\n`)
      .join('')}`,
  );
  expect((await run([...fit, '--before', 'before.tsv', '--out', 'b'])).code).toBe(0);
  const after = readFileSync(join(folder, 'b', 'notes.tsv'), 'utf8');
  const count = (table: string) => column(table).filter((standing) => standing === 'helpful').length;
  expect(count(after)).toBeGreaterThanOrEqual(count(notes));
  for (const [name, text] of [
    ['wrong.tsv', 'a\tb\n'],
    ['odd.tsv', 'noteId\tstanding\n1\tgreat\n'],
  ] as const) {
    writeFileSync(join(folder, name), text);
    const told = await run([...fit, '--before', name, '--out', 'c']);
    expect([told.code, told.err]).toEqual([66, expect.stringContaining(name)]);
  }
  expect((await run([...fit, '--before', 'none.tsv', '--out', 'c'])).code).toBe(66);
});
