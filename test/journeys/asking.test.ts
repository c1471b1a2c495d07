// The first journey on the real store and the real index: ask, be answered or wait, take it back, be forgotten.
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import type { Check } from '../../src/core/check.ts';
import { parseTip } from '../../src/core/tip.ts';
import {
  answerWaiting,
  eraseTexts,
  giveFeedback,
  importChecks,
  match,
  publish,
  receive,
  refresh,
  remember,
  ticketHash,
  withdraw,
} from '../../src/desk/index.ts';
import { readChecks } from '../../src/kit/claimreview/index.ts';
import { readSample } from '../../src/main/sample.ts';
import { newId } from '../../src/main/secrets.ts';
import { type StoredWorld, storedWorld } from '../temp-database.ts';

let sample: readonly Check[];
beforeAll(async () => {
  sample = await readSample(join(import.meta.dirname, '../../demo'), newId);
});

const withSample = async () => {
  const opened = await storedWorld();
  await publish(opened.world, sample);
  await remember(opened.world);
  return opened;
};

const asked = async (world: StoredWorld, text: string) => {
  const input = parseTip({ text, lang: 'vi' }, 'web');
  if (!input.ok) throw new Error(input.error.code);
  const matched = await match(world, input.value);
  const received = await receive(world, matched, null);
  if (!received.ok) throw new Error(received.error.code);
  return { matched, received: received.value };
};

const bytes = async function* (value: unknown) {
  yield new TextEncoder().encode(JSON.stringify(value));
};
const imported = async (world: StoredWorld, value: unknown, answers?: boolean) => {
  let counts = {};
  for await (const progress of importChecks(world, readChecks(bytes(value)), {
    name: 'test',
    ...(answers === undefined ? {} : { answers }),
  }))
    counts = progress.counts;
  return counts;
};
const review = {
  '@type': 'ClaimReview',
  url: 'https://checks.example.org/2026/purple-rain',
  claimReviewed: 'The purple rain over Hue was caused by a chemical spill upriver',
  reviewRating: { '@type': 'Rating', alternateName: 'False' },
  author: { '@type': 'Organization', name: 'Example Checks', url: 'https://checks.example.org' },
  itemReviewed: {
    '@type': 'Claim',
    author: { '@type': 'Person', name: 'Private Person', sameAs: 'https://facebook.com/private.person' },
    appearance: { '@type': 'CreativeWork', url: 'https://www.facebook.com/private.person/posts/12345' },
  },
};

test('every sample check answers its own claim and each of its aliases first, with and without diacritics', async () => {
  const { world } = await withSample();
  const wrong: string[] = [];
  for (const check of sample) {
    const bare = (text: string) =>
      text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
    const ways = [
      check.texts.vi!.claim,
      bare(check.texts.vi!.claim),
      check.texts.en!.claim,
      ...check.aliases.map((a) => a.text),
    ];
    for (const way of ways) {
      const input = parseTip({ text: way }, 'web');
      const matched = input.ok ? await match(world, input.value) : undefined;
      const first = matched?.claims.flatMap((c) => c.answers)[0]?.card.slug;
      if (first !== check.slug) wrong.push(`${way} → ${first} instead of ${check.slug}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('a known question is answered at once and nothing waits', async () => {
  const { world, database } = await withSample();
  const { matched, received } = await asked(world, 'uống nước chanh nóng mỗi ngày chữa khỏi ung thư');
  expect(matched.outcome).toBe('known');
  expect(matched.claims[0]!.answers[0]!.card.slug).toBe('nuoc-chanh-nong-va-ung-thu');
  expect(received.stored).toBe(true);
  const told = await database.all<{ type: string; at: unknown }>(
    sql`select type, at from events where type like 'tip.%'`,
  );
  expect(told).toEqual([{ type: 'tip.received', at: null }]);
});

test('a new question gets a ticket, is told when the answer comes, and never before a source may answer', async () => {
  const { world } = await withSample();
  const { received, matched } = await asked(world, 'The purple rain over Hue was caused by a chemical spill upriver');
  expect(matched.outcome).toBe('new');
  const hash = ticketHash(world.keyed, received.ticket!);
  expect((await world.reads.ticket(hash))?.claims[0]).toMatchObject({ othersAsking: 0, answeredBy: null });

  expect(await imported(world, review)).toMatchObject({ imported: 1, refused: 0 });
  await remember(world);
  expect(await answerWaiting(world)).toBe(0);

  const [source] = await world.checks.sources();
  expect(await world.checks.opt(source!.id, true, world.now())).toBe(true);
  await remember(world);
  expect(await answerWaiting(world)).toBe(1);
  expect(await answerWaiting(world)).toBe(0);
  const view = await world.reads.ticket(hash);
  expect((await world.cards.get([view!.claims[0]!.answeredBy!])).size).toBe(1);
});

test('an import keeps no private author and no permalink, and importing again changes nothing', async () => {
  const { world, database } = await withSample();
  await imported(world, review);
  expect(await imported(world, review)).toMatchObject({ read: 1, imported: 0, unchanged: 1 });
  const everything = await database.all<{ all: string }>(sql`
    select coalesce(string_agg(t::text, ' '), '') as all from (
      select row_to_json(c)::text as t from checks c union all select row_to_json(v)::text from check_versions v
      union all select row_to_json(l)::text from check_links l union all select row_to_json(e)::text from events e) x`);
  const kept = everything[0]!.all.match(/private.person/gi);
  expect(kept).toBeNull();
  await remember(world);
  const { matched } = await asked(world, 'Có thật không? https://m.facebook.com/private.person/posts/12345?fbclid=abc');
  expect(matched.text).not.toMatch(/facebook/);
  expect(matched.claims[0]!.answers[0]).toMatchObject({ sameLink: true, outcome: 'perhaps' });
});

test('what identifies people is masked before anything is kept', async () => {
  const { world, database } = await withSample();
  const { received } = await asked(
    world,
    'Gọi ngay 0912 345 678 hoặc lan.nguyen@example.com để nhận quà của @lan_nguyen từ công ty dược phẩm lạ',
  );
  const kept = await database.all<{ text: string }>(
    sql`select text from tips union all select text from claims where text is not null`,
  );
  for (const { text } of kept) expect(text).not.toMatch(/0912|345 678|lan/);
  expect(received.ticket).toMatch(/^[0-9a-f]{32}$/);
});

test('withdrawing erases the text, the answer and the claim nobody else asked', async () => {
  const { world, database } = await withSample();
  const text = 'Nghe nói ngày mai cả thành phố cúp nước vì rắn khổng lồ trong ống';
  const mine = await asked(world, text);
  const other = await asked(world, `${text}!`);
  const hash = ticketHash(world.keyed, mine.received.ticket!);
  expect((await world.reads.ticket(hash))?.claims[0]?.othersAsking).toBe(1);
  expect((await withdraw(world, mine.received.ticket!)).ok).toBe(true);
  expect((await withdraw(world, mine.received.ticket!)).ok).toBe(true);
  expect(await world.reads.ticket(hash)).toMatchObject({
    withdrawn: true,
    claims: [],
    tip: { text: null, answerId: null },
  });
  expect(await world.reads.answer(mine.received.answerId!)).toBeUndefined();
  expect((await database.all(sql`select id from claims`)).length).toBe(1);
  await withdraw(world, other.received.ticket!);
  expect((await database.all(sql`select id from claims`)).length).toBe(0);
  expect((await withdraw(world, 'f'.repeat(32))).ok).toBe(false);
});

test('ASVS 14.2.4: texts are forgotten: the next day when answered, after ninety days when waiting', async () => {
  const { world, setClock, database } = await withSample();
  await asked(world, 'uống nước chanh nóng mỗi ngày chữa khỏi ung thư');
  await asked(world, 'Một tin hoàn toàn mới về con voi biết bay ở sở thú');
  expect(await eraseTexts(world)).toBe(0);
  setClock('2026-11-21T00:00:01Z');
  expect(await eraseTexts(world)).toBe(1);
  expect(await eraseTexts(world)).toBe(0);
  setClock('2027-02-18T12:00:00Z');
  expect(await eraseTexts(world)).toBe(0);
  setClock('2027-02-19T12:00:00Z');
  expect(await eraseTexts(world)).toBe(1);
  expect(await database.all(sql`select id from tips where text is not null`)).toEqual([]);
  expect(await database.all(sql`select id from claims where text is not null`)).toEqual([]);
});

test('the same key and body are told the same once; the same key with another body is refused', async () => {
  const { world, database } = await withSample();
  const input = parseTip({ text: 'Con voi biết bay ở sở thú Hà Nội có thật không' }, 'api');
  if (!input.ok) throw new Error('unreachable');
  const matched = await match(world, input.value);
  const replies = await Promise.all(
    Array.from({ length: 50 }, () =>
      receive(world, matched, { key: 'k1', body: 'b1', replyOf: (r) => ({ ticket: r.ticket }) }),
    ),
  );
  const firsts = replies.filter((r) => r.ok && r.value.replay === null);
  expect(firsts).toHaveLength(1);
  expect(new Set(replies.map((r) => r.ok && JSON.stringify(r.value.replay ?? { ticket: r.value.ticket }))).size).toBe(
    1,
  );
  expect(await receive(world, matched, { key: 'k1', body: 'b2', replyOf: () => ({}) })).toMatchObject({
    ok: false,
    error: { code: 'idempotency-key-reused' },
  });
  expect(await database.all(sql`select id from tips`)).toHaveLength(1);
});

test('feedback counts once for an offered check, and not for any other', async () => {
  const { world, database } = await withSample();
  const { matched, received } = await asked(world, 'uống nước chanh nóng mỗi ngày chữa khỏi ung thư');
  const offered = matched.claims[0]!.answers[0]!.card.id;
  const give = (check: Id, agrees: boolean) => giveFeedback(world, { answerId: received.answerId!, check, agrees });
  expect((await give(offered, true)).ok).toBe(true);
  expect((await give(offered, false)).ok).toBe(true);
  expect((await give(newId(), true)).ok).toBe(false);
  expect(await database.all(sql`select agrees from feedback`)).toEqual([{ agrees: false }]);
});

test('an overdue check is offered but no longer answers by itself', async () => {
  const { world, setClock } = await withSample();
  setClock('2029-01-01T00:00:00Z');
  const { matched } = await asked(world, 'uống nước chanh nóng mỗi ngày chữa khỏi ung thư');
  expect(matched.claims[0]).toMatchObject({ outcome: 'perhaps' });
  expect(matched.claims[0]!.answers[0]).toMatchObject({ overdue: true, doubt: 'overdue' });
});

test('a check that vanished from the store is forgotten by the index', async () => {
  const { world, database } = await withSample();
  await imported(world, review, true);
  await remember(world);
  expect(await outcomeOf(world, review.claimReviewed)).toBe('known');
  // One of our own is withdrawn in public instead; the database deletes only what was imported.
  const [gone] = await database.all<{ id: Id }>(
    sql`delete from checks where original_url = ${review.url} returning id`,
  );
  await refresh(world, [gone!.id]);
  expect(await outcomeOf(world, review.claimReviewed)).not.toBe('known');
});

const outcomeOf = async (world: StoredWorld, text: string) => {
  const input = parseTip({ text }, 'web');
  if (!input.ok) throw new Error(input.error.code);
  return (await match(world, input.value)).outcome;
};

test('whoever states the finding of a check is not told that it is false', async () => {
  const { world } = await withSample();
  const findings = [
    'Mật ong không an toàn cho trẻ dưới một tuổi',
    'Honey is not safe for babies under one year',
    'Vắc xin không gây tự kỷ',
    'Microwave ovens do not make food radioactive',
    'Breathing in bleach does not kill viruses in the body',
  ];
  const wrong = [];
  for (const text of findings) if ((await outcomeOf(world, text)) === 'known') wrong.push(text);
  expect(wrong).toEqual([]);
});

test('a question is not a denial: particles at its end do not hide the answer', async () => {
  const { world } = await withSample();
  const questions = [
    'vắc xin có gây tự kỷ không',
    'uong nuoc chanh nong chua khoi ung thu that ko ak',
    'Uống nước chanh nóng mỗi ngày chữa khỏi ung thư có đúng không vậy mọi người',
    'Is it true that drinking hot lemon water every day cures cancer?',
  ];
  const wrong = [];
  for (const text of questions) if ((await outcomeOf(world, text)) !== 'known') wrong.push(text);
  expect(wrong).toEqual([]);
});

test('two posts, and two numbers, are two questions; the same one twice is one', async () => {
  const { world, database } = await withSample();
  for (const text of [
    'https://www.facebook.com/someone/posts/1',
    'https://www.facebook.com/someone/posts/2',
    'https://m.facebook.com/someone/posts/2?fbclid=x',
    'Số 0912345678 gọi lừa đảo tiền điện nước nhà tôi',
    'Số 0987654321 gọi lừa đảo tiền điện nước nhà tôi',
  ])
    await asked(world, text);
  expect(await database.all(sql`select id from claims`)).toHaveLength(4);
});

test('a file that only names another publisher’s address changes nothing of that publisher and does not inherit its trust', async () => {
  const { world } = await withSample();
  await imported(world, review, true);
  const forged = {
    ...review,
    reviewRating: { '@type': 'Rating', alternateName: 'True' },
    author: { '@type': 'Organization', name: 'Attacker Daily', url: 'https://attacker.example' },
  };
  expect(await imported(world, forged)).toMatchObject({ changed: 0 });
  await remember(world);
  const { matched } = await asked(world, review.claimReviewed);
  expect(matched.claims[0]!.answers[0]!.card).toMatchObject({
    verdict: 'false',
    source: { name: 'Example Checks', answers: true },
  });
});

test('two known claims in one short message are answered each on its own', async () => {
  const { world } = await withSample();
  const { matched } = await asked(
    world,
    'Cá vàng chỉ nhớ được ba giây. Uống nước chanh nóng mỗi ngày chữa khỏi ung thư. Thật không ạ?',
  );
  const known = matched.claims.filter((c) => c.outcome === 'known').map((c) => c.answers[0]?.card.slug);
  expect(known).toEqual(['ca-vang-nho-ba-giay', 'nuoc-chanh-nong-va-ung-thu']);
});
