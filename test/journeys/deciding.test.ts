// What follows a decision: the tickets that waited, the index, the events; and what follows its withdrawal.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { parseTip } from '../../src/core/tip.ts';
import {
  match,
  publishDecided,
  receive,
  refresh,
  reviewSubmission,
  ticketHash,
  withdrawCheck,
} from '../../src/desk/index.ts';
import { colleague, conclusion, handIn, readyCase } from '../desk/deciding.ts';
import { type StoredWorld, storedWorld } from '../temp-database.ts';

const claim = 'Uống nước muối mỗi sáng chữa khỏi đau dạ dày';

const matched = async (world: StoredWorld, text: string) => {
  const input = parseTip({ text, lang: 'vi' }, 'web');
  if (!input.ok) throw new Error(input.error.code);
  return match(world, input.value);
};

test('what two people agreed to answers everybody who asked, in one transaction, and is found from then on', async () => {
  const { world, database } = await storedWorld();
  const writer = await colleague(database, 'checker');
  const reviewer = await colleague(database, 'reviewer');
  const received = await receive(world, await matched(world, claim), null);
  if (!received.ok || received.value.ticket === null) throw new Error('no ticket');
  const hash = ticketHash(world.keyed, received.value.ticket);
  const ready = await readyCase(database, { writer, approver: reviewer }, claim);
  await database.all(sql`
    insert into case_groups (group_id, case_id) select coalesce(group_id, id), ${ready.id}::uuid from claims`);
  const { id, contentHash } = await handIn(world, writer, ready);
  const agreed = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  expect((await reviewSubmission(world, reviewer, id, agreed)).ok).toBe(true);
  expect((await world.reads.ticket(hash))?.claims[0]?.answeredBy).toBeNull();
  const leaves: unknown[] = [];
  const log = { append: async (_tx: unknown, fact: unknown) => void leaves.push(fact) };
  expect(await publishDecided({ ...world, log })).toBe(1);
  expect(await publishDecided({ ...world, log })).toBe(0);
  expect(leaves).toEqual([{ type: 'check', at: '2026-11-20T10:00:00.000Z', submission: id, content: contentHash }]);
  const check = (await world.reads.check(conclusion.slug))!;
  expect(check).toMatchObject({ publishedOn: '2026-11-20', verdict: 'false' });
  expect((await world.reads.ticket(hash))?.claims[0]?.answeredBy).toBe(check.id);
  await refresh(world, [check.id]);
  expect((await matched(world, claim)).outcome).toBe('known');
  const told = await database.all<{ type: string }>(
    sql`select type from events where type in ('case.decided', 'check.published', 'claim.answered') order by id`,
  );
  expect(told.map(({ type }) => type)).toEqual(['case.decided', 'check.published', 'claim.answered']);

  const texts = { vi: 'Nguồn chính bị rút lại.', en: 'The main source was retracted.' };
  const proposed = await withdrawCheck(world, writer, ready.number, texts);
  if (!proposed.ok) throw new Error(proposed.error.code);
  const submitted = (await world.decisions.submission(proposed.value))!;
  const yes = { ...agreed, contentHash: submitted.contentHash };
  expect((await reviewSubmission(world, reviewer, submitted.id, yes)).ok).toBe(true);
  expect(await publishDecided(world)).toBe(1);
  await refresh(world, [check.id]);
  expect((await matched(world, claim)).outcome).toBe('new');
  expect((await world.cards.get([check.id])).get(check.id)?.withdrawnOn).toBe('2026-11-20');
});

test('what the log does not take stays private, and holds up nothing that comes after it', async () => {
  const { world, database, setClock } = await storedWorld();
  const writer = await colleague(database, 'checker');
  const reviewer = await colleague(database, 'reviewer');
  for (const slug of [conclusion.slug, 'mot-bai-khac']) {
    const ready = await readyCase(database, { writer, approver: reviewer }, claim);
    const { id, contentHash } = await handIn(world, writer, ready, { slug });
    setClock('2026-11-20T10:01:00Z');
    await reviewSubmission(world, reviewer, id, { outcome: 'approved', contentHash, reason: '', remarks: [] });
  }
  let leaves = 0;
  const full = new Error('the log is full');
  const log = { append: () => (leaves++ === 0 ? Promise.reject(full) : Promise.resolve()) };
  await expect(publishDecided({ ...world, log })).rejects.toMatchObject({ errors: [full] });
  expect(await world.reads.check(conclusion.slug)).toBeUndefined();
  expect((await world.reads.check('mot-bai-khac'))?.verdict).toBe('false');
  const states = await database.all(sql`select state from submissions order by submitted_at, state`);
  expect(states).toEqual([{ state: 'approved' }, { state: 'published' }]);
  expect(await publishDecided(world)).toBe(1);
});
