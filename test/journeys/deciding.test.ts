// What follows a decision: the tickets that waited, the index, the events; and what follows its withdrawal.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { committed, pageText } from '../../src/core/leaf.ts';
import { parseTip } from '../../src/core/tip.ts';
import {
  addEvidence,
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
  expect(await publishDecided(world)).toBe(1);
  expect(await publishDecided(world)).toBe(0);
  const check = (await world.reads.check(conclusion.slug))!;
  const leaves = await world.log.rows.journal({ below: null, kind: null, limit: 10 });
  expect(leaves.map(({ entry }) => JSON.parse(entry))).toEqual([
    {
      ...{ v: 1, kind: 'check-published', on: '2026-11-20', check: check.id, verdict: 'false', asOf: '2026-11-19' },
      hashes: { page: expect.stringMatching(/^[0-9a-f]{64}$/) },
    },
  ]);
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

test('the addresses of sources and of places are published and logged as they were typed, and found in any spelling', async () => {
  const { world, database } = await storedWorld();
  const writer = await colleague(database, 'checker');
  const reviewer = await colleague(database, 'reviewer');
  const ready = await readyCase(database, { writer, approver: reviewer }, claim);
  const typed = { url: 'http://m.example.org/law?b=2&a=1#article-4', archivedUrl: 'http://www.archive.example/1#x' };
  const source = {
    kind: 'page',
    title: 'Luật',
    publisher: 'Công báo',
    stance: 'refutes',
    interest: 'independent',
    file: null,
  };
  const shows = { vi: 'Không có.', en: 'There is none.' };
  expect(await addEvidence(world, writer, ready.id, { ...source, ...typed, shows })).toMatchObject({ ok: true });
  const place = 'http://www.news.example/tin#binh-luan';
  const { id, contentHash } = await handIn(world, writer, ready, { appearances: [place] });
  const agreed = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  expect((await reviewSubmission(world, reviewer, id, agreed)).ok).toBe(true);
  expect(await publishDecided(world)).toBe(1);
  const check = (await world.reads.check(conclusion.slug))!;
  expect(check.appearances).toEqual([place]);
  expect(check.evidence.at(-1)).toMatchObject(typed);
  const leaf = (await world.log.rows.ofCheck(check.id))!;
  const { hashes } = JSON.parse(leaf.entry) as { readonly hashes: { readonly page: string } };
  expect(committed(leaf.salt ?? '', pageText(check))).toBe(hashes.page);
  const tidied = { ...check, appearances: ['https://news.example/tin'] };
  expect(committed(leaf.salt ?? '', pageText(tidied))).not.toBe(hashes.page);
  await refresh(world, [check.id]);
  expect(await matched(world, 'https://news.example/tin?utm_source=zalo')).toMatchObject({ outcome: 'known' });
});

/** Two checks that were agreed to, and not published yet. */
const twoAgreed = async () => {
  const { world, database, setClock } = await storedWorld();
  const writer = await colleague(database, 'checker');
  const reviewer = await colleague(database, 'reviewer');
  for (const slug of [conclusion.slug, 'mot-bai-khac']) {
    const ready = await readyCase(database, { writer, approver: reviewer }, claim);
    const { id, contentHash } = await handIn(world, writer, ready, { slug });
    setClock('2026-11-20T10:01:00Z');
    await reviewSubmission(world, reviewer, id, { outcome: 'approved', contentHash, reason: '', remarks: [] });
  }
  return { world, database, setClock };
};

test('what the log does not take stays private, and appears with the day of its leaf once the log takes it', async () => {
  const { world, database, setClock } = await twoAgreed();
  const refusing = { ...world.log, seal: async () => false };
  expect(await publishDecided({ ...world, log: refusing })).toBe(0);
  expect(await world.reads.check(conclusion.slug)).toBeUndefined();
  const waiting = await database.all(sql`select state, sealing_at is not null as sealing from submissions`);
  expect(waiting).toEqual([1, 2].map(() => ({ state: 'approved', sealing: true })));
  setClock('2026-11-23T08:00:00Z');
  expect(await publishDecided(world)).toBe(2);
  // The day is the one that the leaf tells.
  expect(await world.reads.check(conclusion.slug)).toMatchObject({ verdict: 'false', publishedOn: '2026-11-20' });
  const left = await database.all(sql`select state from submissions order by submitted_at, state`);
  expect(left).toEqual([{ state: 'published' }, { state: 'published' }]);
});

test('what could not be shown asks for no leaf, and holds up nothing that comes after it', async () => {
  const { world, database } = await twoAgreed();
  await database.all(sql`
    with source as (insert into sources (id, name, site) values (gen_random_uuid(), 'Báo', 'bao.example') returning id)
    insert into checks (id, slug, source_id, external_key, content_hash, changed_at)
    select gen_random_uuid(), ${conclusion.slug}, id, 'k', 'h', now() from source`);
  await expect(publishDecided(world)).rejects.toMatchObject({ errors: [expect.any(Error)] });
  expect((await world.reads.check('mot-bai-khac'))?.verdict).toBe('false');
  const leaves = await database.all(sql`select kind, sealed from log_leaves`);
  expect(leaves).toEqual([{ kind: 'check-published', sealed: true }]);
});
