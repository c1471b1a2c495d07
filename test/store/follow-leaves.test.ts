// What any process asks for goes into the log by whoever serves, and what waited for it is shown.
import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { publishDecided, reviewSubmission } from '../../src/desk/index.ts';
import { followLeaves } from '../../src/main/follow-leaves.ts';
import { colleague, conclusion, handIn, readyCase } from '../desk/deciding.ts';
import { storedWorld } from '../temp-database.ts';

test('a leaf that another process asked for is sealed within moments, and the check that waited for it appears', async () => {
  const { world, database } = await storedWorld();
  const writer = await colleague(database, 'checker');
  const reviewer = await colleague(database, 'reviewer');
  const ready = await readyCase(database, { writer, approver: reviewer });
  const { id, contentHash } = await handIn(world, writer, ready);
  await reviewSubmission(world, reviewer, id, { outcome: 'approved', contentHash, reason: '', remarks: [] });
  // A process that asks for the leaf, and is gone before it is sealed.
  await publishDecided({ ...world, log: { ...world.log, seal: async () => false } });
  expect(await world.reads.check(conclusion.slug)).toBeUndefined();

  const told: unknown[] = [];
  const follower = followLeaves(
    world,
    database,
    () => publishDecided(world),
    (line) => void told.push(line),
  );
  onTestFinished(follower.stop);
  await expect.poll(() => world.reads.check(conclusion.slug), { timeout: 30_000 }).toMatchObject({ verdict: 'false' });
  const started = performance.now();
  await database.all(sql`insert into log_leaves (kind, entry) values ('labels-changed', '{"kind":"labels-changed"}')`);
  await expect.poll(() => world.log.rows.waiting(), { timeout: 30_000, interval: 20 }).toBe(false);
  expect(performance.now() - started).toBeLessThan(5_000);
  await follower.stop();
  expect(told).toEqual([]);
});
