import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { readQrels, readRun, runLines } from './eval-trec.ts';

const fileOf = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-trec-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'file');
  writeFileSync(path, text);
  return path;
};

test("CheckThat's tabs and TREC's blanks are the same to us", async () => {
  const tabs = await readQrels(fileOf('q1\t0\tc1\t1\nq1\t0\tc2\t0\n\nq2\t0\tc 3\t1\r\n'));
  expect(tabs).toEqual({
    ok: true,
    value: new Map([
      ['q1', new Set(['c1'])],
      ['q2', new Set(['c 3'])],
    ]),
  });
  const blanks = await readQrels(fileOf('q1 0  c1 2\nq1 0 c4 1\n'));
  expect(blanks).toEqual({ ok: true, value: new Map([['q1', new Set(['c1', 'c4'])]]) });
});

test('a line that is none is told by file and number', async () => {
  const path = fileOf('q1 0 c1 1\nq1 c1\n');
  expect(await readQrels(path)).toMatchObject({ ok: false, error: { code: 'line-wrong', field: `${path}:2` } });
  const run = fileOf('q Q0 a 1 2.0 t\nq Q0 a 2 1.0 t\n');
  expect(await readRun(run)).toMatchObject({
    ok: false,
    error: { field: `${run}:2`, detail: 'a stands twice under q' },
  });
  expect(await readRun('/nowhere/at/all')).toMatchObject({ ok: false, error: { code: 'file-unreadable' } });
});

test('a run is ordered by score, then by id from the last, whatever its ranks say', async () => {
  const read = await readRun(fileOf('q Q0 a 1 1.0 t\nq Q0 b 2 1.0 t\nq Q0 c 3 7e0 t\n'));
  expect(read).toEqual({ ok: true, value: new Map([['q', ['c', 'b', 'a']]]) });
});

test('the order we write is the order that is read, also by a reader with 32-bit scores', () => {
  const scores = fc.array(
    fc.oneof(fc.double({ noNaN: true, min: -1e9, max: 2e6 }), fc.constantFrom(0, 1, 1_000_000.25)),
    {
      maxLength: 30,
    },
  );
  fc.assert(
    fc.property(scores, (given) => {
      const found = given.sort((a, b) => b - a).map((score, i) => ({ document: `d${i}`, score }));
      const written = runLines('q', found, 't').trimEnd().split('\n').filter(Boolean);
      expect(written.map((line) => line.split('\t')[2])).toEqual(found.map((f) => f.document));
      const read = written.map((line) => Math.fround(Number(line.split('\t')[4])));
      for (const [i, score] of read.entries()) expect(score).toBeLessThan(read[i - 1] ?? Number.POSITIVE_INFINITY);
    }),
  );
});
