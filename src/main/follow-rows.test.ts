import { expect, test } from 'vitest';
import type { AuditedRows, World } from '../desk/index.ts';
import { followRows } from './follow-rows.ts';

test('what differs is said once each and counted, and an audit that fails says so and goes on', async () => {
  const said: Readonly<Record<string, unknown>>[] = [];
  const found: AuditedRows = {
    held: 3,
    differ: [
      { kind: 'note-published', leaf: 7 },
      { kind: 'note-published', leaf: 7 },
    ],
    unlogged: [{ of: 'check', id: 'c1' }],
  };
  const looks: (() => void)[] = [];
  const looked = new Promise<void>((done) => looks.push(done));
  const world = {} as Pick<World, 'log'>;
  const rows = followRows(
    world,
    (line) => said.push(line),
    async () => {
      looks[0]?.();
      return found;
    },
  );
  expect(rows.differing()).toBeUndefined();
  await looked;
  await rows.stop();
  expect(rows.differing()).toBe(3);
  expect(said).toEqual([
    { level: 'error', what: 'a row is not what its leaf tells', kind: 'note-published', leaf: 7 },
    { level: 'error', what: 'a row stands in no leaf', of: 'check', id: 'c1' },
  ]);

  const failed: Readonly<Record<string, unknown>>[] = [];
  const failing = followRows(
    world,
    (line) => failed.push(line),
    async () => {
      throw new Error('no such column');
    },
  );
  await failing.stop();
  expect(failed).toEqual([{ level: 'error', what: 'comparing rows with leaves', error: 'Error: no such column' }]);
  expect(failing.differing()).toBeUndefined();
});
