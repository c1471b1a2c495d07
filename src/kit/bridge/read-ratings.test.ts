import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRatingsReader } from './read-ratings.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string | Uint8Array, step = 1 << 20) => {
  const all = typeof text === 'string' ? bytes(text) : text;
  const reader = createRatingsReader();
  for (let i = 0; i < all.length; i += step) reader.push(all.slice(i, i + step));
  return reader.end();
};
const readingOf = (text: string | Uint8Array, step?: number) => {
  const result = read(text, step);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

const head = 'extra\thelpfulnessLevel\traterParticipantId\tcreatedAtMillis\tnoteId\n';
const some = `${head}x\tHELPFUL\tbình\t5\t10\nx\tNOT_HELPFUL\tan\t\t9\r\n\nx\tSOMEWHAT_HELPFUL\tan\t7\tabc`;

test('columns are found by name, ids stay as written, digits come first and by value', () => {
  const { ratings, noteIds, raterIds, lines, refused } = readingOf(some);
  expect([noteIds, raterIds, lines, refused]).toEqual([['9', '10', 'abc'], ['an', 'bình'], 3, 0]);
  expect([...ratings.noteOf]).toEqual([0, 1, 2]);
  expect([...ratings.raterOf]).toEqual([0, 1, 0]);
  expect([...ratings.level]).toEqual([0, 2, 1]);
  expect([...(ratings.at ?? [])]).toEqual([Number.NaN, 5, 7]);
});

test('a line may be cut anywhere', () => {
  for (let step = 1; step < 40; step++) expect(readingOf(some, step)).toEqual(readingOf(some));
});

test('wrong lines are left out and told with their numbers', () => {
  const long = 'n'.repeat(300);
  const lines = [
    'x\tHELPFUL\ta\t1\tn',
    'x\tHELPFUL',
    'x\tGREAT\ta\t1\tn',
    'x\tHELPFUL\t\t1\tn',
    'x\tHELPFUL\ta\t-1\tn',
  ].concat([`x\tHELPFUL\ta\t1\t${long}`, 'x\tHELPFUL\ta\t1e3\tn', 'x\tHELPFUL\tb\t1\tn']);
  const told = readingOf(`${head}${lines.join('\n')}\n`);
  expect(told.faults).toEqual([
    { line: 3, code: 'columns-missing' },
    { line: 4, code: 'level-unknown' },
    { line: 5, code: 'id-missing' },
    { line: 6, code: 'time-wrong' },
    { line: 7, code: 'id-long' },
    { line: 8, code: 'time-wrong' },
  ]);
  expect([told.refused, told.ratings.level.length, told.lines]).toEqual([6, 2, 8]);
});

test('an id that is no text is refused, and an endless line is not kept', () => {
  const broken = new Uint8Array([
    ...bytes(`${head}x\tHELPFUL\t`),
    0xff,
    0xfe,
    ...bytes('\t1\tn\nx\tHELPFUL\ta\t1\tn\n'),
  ]);
  expect(readingOf(broken).faults).toEqual([{ line: 2, code: 'id-unreadable' }]);
  const endless = `${head}${'y'.repeat(3 << 20)}\nx\tHELPFUL\ta\t1\tn\n`;
  expect(readingOf(endless, 1 << 16).faults).toEqual([{ line: 2, code: 'line-long' }]);
  expect(readingOf(endless, 1 << 16).ratings.level.length).toBe(1);
});

test('the last of several ratings of one rater on one note counts: by time, and by place where there is none', () => {
  const timed = readingOf(`${head}x\tHELPFUL\ta\t9\tn\nx\tNOT_HELPFUL\ta\t5\tn\n`);
  expect([[...timed.ratings.level], timed.repeated]).toEqual([[2], 1]);
  const untimed = readingOf(`${head}x\tHELPFUL\ta\t\tn\nx\tNOT_HELPFUL\ta\t\tn\n`);
  expect([[...untimed.ratings.level], untimed.repeated, untimed.ratings.at]).toEqual([[0], 1, undefined]);
});

test('a file without the names is refused, and says which are missing', () => {
  expect(read('')).toMatchObject({ ok: false, error: { code: 'no-names' } });
  expect(read('noteId\tlevel\n1\t2\n')).toMatchObject({
    ok: false,
    error: { code: 'names-missing', detail: 'raterParticipantId, createdAtMillis, helpfulnessLevel' },
  });
});

test('no bytes whatever make it throw, and every line is a rating, a repetition or refused', () =>
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.uint8Array({ maxLength: 30 }), fc.constant(bytes('x\tHELPFUL\ta\t1\tn\n'))), {
        maxLength: 30,
      }),
      fc.integer({ min: 1, max: 50 }),
      (parts, step) => {
        const all = Uint8Array.from([...bytes(head), ...parts.flatMap((part) => [...part])]);
        const { ratings, repeated, refused, lines } = readingOf(all, step);
        expect(ratings.level.length + repeated + refused).toBe(lines);
      },
    ),
    { numRuns: 300 },
  ));
