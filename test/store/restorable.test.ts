// Rows that somebody brought in around every rule: told before a restore refuses them.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { brokenRules } from '../../src/store/index.ts';
import { colleague, publishedCase } from '../desk/deciding.ts';
import { storedWorld } from '../temp-database.ts';

test('references that lead nowhere and reviews that nobody could have made are named, and a sound database has none', async () => {
  const { world, database } = await storedWorld();
  const team = { writer: await colleague(database, 'checker'), reviewer: await colleague(database, 'reviewer') };
  await publishedCase(world, database, team, { slug: 'nuoc-muoi' });
  expect(await brokenRules(database)).toEqual([]);
  await database.atomically(async (tx) => {
    await tx.all(sql`set local session_replication_role = replica`);
    await tx.all(sql`update reviews set content_hash = repeat('0', 64)`);
    await tx.all(sql`update checks set submission_id = gen_random_uuid()`);
  });
  const broken = await brokenRules(database);
  expect(broken).toContainEqual({ rule: 'reviews_of_another', table: 'reviews', rows: expect.any(Number) });
  expect(broken).toContainEqual({ rule: 'checks_submission_id_fkey', table: 'checks', rows: 1 });
});
