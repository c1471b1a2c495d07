import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { lockKeys } from '../../src/store/locks.ts';
import { storedWorld } from '../temp-database.ts';

test('whoever looks up what waits sees a tip that was being written while the check became public', async () => {
  const { world, database } = await storedWorld();
  const claim = randomUUID();
  const writer = await database.connect();
  try {
    await writer.query('begin');
    await writer.query('select pg_advisory_xact_lock($1)', [lockKeys.claims]);
    await writer.query(
      `insert into claims (id, fingerprint, text, first_day) values ($1, $2, 'Nước chanh chữa khỏi cúm', '2026-11-20')`,
      [claim, claim],
    );
    const looking = world.tips.waiting(null, 10);
    await vi.waitFor(async () => {
      const held = await database.all(sql`select from pg_locks where locktype = 'advisory' and not granted`);
      expect(held).toHaveLength(1);
    });
    await writer.query('commit');
    expect(await looking).toEqual([{ claim, text: 'Nước chanh chữa khỏi cúm' }]);
  } finally {
    writer.release();
  }
});
