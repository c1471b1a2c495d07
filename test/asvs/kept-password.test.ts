import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { password, teamServer } from '../desk/team-server.ts';

test('ASVS 11.4.2: a password is kept as a slow hash with a salt of its own, and two of the same are told apart', async () => {
  const { database, joined } = await teamServer();
  await joined('owner', 'chu@toasoan.example');
  await joined('checker', 'kiem@toasoan.example');
  const kept = await database.all<{ password: string }>(sql`
    select password from sign_in_credentials where password is not null`);
  expect(kept).toHaveLength(2);
  // scrypt (N 16384, r 16, p 1) of better-auth: salt of 16 bytes, key of 64.
  for (const row of kept) expect(row.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
  expect(new Set(kept.map((row) => row.password)).size).toBe(2);
  expect(new Set(kept.map((row) => row.password.split(':')[0])).size).toBe(2);
  const whole = JSON.stringify(await database.all(sql`select t::text from sign_in_credentials t`));
  expect(whole).not.toContain(password);
});
