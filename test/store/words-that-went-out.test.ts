// The counts of a day name what many were told by its hash, and nothing that few were told.
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Day } from '../../src/base/clock.ts';
import { ok } from '../../src/base/result.ts';
import type { Role } from '../../src/core/rights.ts';
import { addressCode } from '../../src/desk/address-link.ts';
import {
  confirmAddress,
  type Mail,
  publishDecided,
  replyToAskers,
  reviewSubmission,
  sendOutbox,
  withdrawCheck,
} from '../../src/desk/index.ts';
import { colleague, publishedCase } from '../desk/deciding.ts';
import { storedWorld } from '../temp-database.ts';

/** A check that many follow in Vietnamese and few in English is taken back, and all of them hear it; the letters. */
const takenBack = async (many: number, few: number) => {
  const { world, database } = await storedWorld();
  const [writer, reviewer] = await Promise.all((['checker', 'reviewer'] as Role[]).map((r) => colleague(database, r)));
  const { check, number } = await publishedCase(world, database, { writer: writer!, reviewer: reviewer! });
  for (let i = 0; i < many + few; i++) {
    const lang = i < many ? 'vi' : 'en';
    const wish = { email: `lan${i}@hoi.example`, lang, of: { check } };
    const begun = await confirmAddress(world, await addressCode(world, wish));
    expect(begun.ok).toBe(true);
  }
  const proposed = await withdrawCheck(world, writer!, number, { vi: 'Nguồn bị rút.', en: 'Retracted.' });
  if (!proposed.ok) throw new Error(proposed.error.code);
  const { contentHash } = (await world.decisions.submission(proposed.value))!;
  const yes = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  expect((await reviewSubmission(world, reviewer!, proposed.value, yes)).ok).toBe(true);
  await publishDecided(world);
  const letters: { subject: string; text: string }[] = [];
  const mail: Mail = {
    send: async (letter) => {
      letters.push(letter);
      return ok(null);
    },
  };
  await replyToAskers(world);
  await sendOutbox({ ...world, mail });
  await world.log.rows.tellDays('2026-11-21' as Day);
  await world.log.seal();
  const [day] = await world.log.rows.journal({ below: null, kind: 'day-counted', limit: 1 });
  return { database, letters, entry: day!.entry, check };
};

/** As the page for operators tells a reader to work it out. */
const hashOf = ({ subject, text }: { readonly subject: string; readonly text: string }): string => {
  const told = text.split('\n\n').slice(1);
  const end = told.findIndex((line) => line.includes('/subscriptions/'));
  const wording = [subject, ...told.slice(0, end)].join('\n\n');
  return createHash('sha256').update(wording, 'utf8').digest('hex');
};

test('a withdrawal that twenty readers heard of is named by a hash that each of them can work out; what three heard is not', async () => {
  const { letters, entry, database } = await takenBack(20, 3);
  expect(letters).toHaveLength(23);
  const told = Map.groupBy(letters, hashOf);
  expect(told.size).toBe(2);
  const of = (many: number) => [...told.keys()].find((hash) => told.get(hash)?.length === many);
  expect(JSON.parse(entry)).toMatchObject({
    sent: { subscription: '20-99' },
    outgoing: { mail: { sent: '20-99', wordings: { [of(20)!]: '20-99' }, rareWordings: '1-19' } },
  });
  expect(entry).not.toContain(of(3)!);
  expect(entry).not.toContain('hoi.example');
  const [kept] = await database.all<{ wordings: number }>(
    sql`select count(distinct wording) as wordings from outbox where wording is not null`,
  );
  expect(kept).toEqual({ wordings: 2 });
});

test('with nineteen of a wording no hash stands in the log at all', async () => {
  const { letters, entry } = await takenBack(19, 0);
  expect(letters).toHaveLength(19);
  expect(JSON.parse(entry).outgoing).toEqual({ mail: { sent: '1-19', wordings: {}, rareWordings: '1-19' } });
});

test('what was answered at once is told by the channel it came in by, in bands and without hashes', async () => {
  const { world, database } = await storedWorld();
  await database.all(sql`
    insert into tips (id, day, channel, outcome, state)
    select gen_random_uuid(), '2026-11-19', case when i <= 30 then 'web' else 'api' end, 'known', 'answered' from generate_series(1, 33) i`);
  await world.log.rows.tellDays('2026-11-20' as Day);
  await world.log.seal();
  const [day] = await world.log.rows.journal({ below: null, kind: 'day-counted', limit: 1 });
  expect(JSON.parse(day!.entry).outgoing).toEqual({ web: { sent: '20-99' }, api: { sent: '1-19' } });
});
