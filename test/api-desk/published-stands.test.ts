// What a published check shows stays as it is, whatever one account does by API on its case: two people change it, in public.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { type Member, publishDecided, reviewSubmission } from '../../src/desk/index.ts';
import { handIn, publishedCase, readyCase } from '../desk/deciding.ts';
import { addColleague, type DeskServer } from '../desk/desk-server.ts';
import { testServer } from '../in-memory/server.ts';
import { memoryWorld } from '../in-memory/world.ts';
import { type Call, callOf } from './calls.ts';
import { documentOf } from './document.ts';
import { judge } from './judge.ts';
import { headersOf, sender, unlimited } from './one-identity.ts';
import { type Places, placesIn } from './places.ts';
import { createSeen, dice } from './values.ts';

const slug = 'nuoc-muoi-da-day';

/** A check with everything that one can show, and its case. */
const shownWhole = async (desk: DeskServer, writer: Member, reviewer: Member) => {
  const { world, database } = desk;
  const beside = await publishedCase(world, database, { writer, reviewer }, { slug: 'mat-ong' });
  const ready = await readyCase(database, { writer, approver: reviewer });
  const both = { vi: 'Không thấy gì.', en: 'Nothing was found.' };
  const wording = { vi: 'Uống nước muối chữa khỏi đau dạ dày', en: 'Salt water cures stomach pain' };
  const saidBy = {
    vi: { name: 'Bà Trần Thị Mẫu', role: 'giám đốc', place: 'họp báo' },
    en: { name: 'Ms Tran Thi Mau', role: 'director', place: 'a press conference' },
  };
  await database.all(sql`
    insert into case_wordings (id, case_id, wording, said_by, proposed_by, proposed_at, approved_by, approved_at)
    values (${randomUUID()}, ${ready.id}, ${JSON.stringify(wording)}::jsonb, ${JSON.stringify(saidBy)}::jsonb, ${writer.id},
      '2026-11-13', ${reviewer.id}, '2026-11-14')`);
  await database.all(sql`
    insert into case_searches (id, case_id, query, place, searched_on, found, added_by)
    values (${randomUUID()}, ${ready.id}, 'nước muối chữa dạ dày', 'PubMed', '2026-11-13', ${JSON.stringify(both)}::jsonb, ${writer.id})`);
  await database.all(sql`
    insert into case_replies (id, case_id, asked, way, asked_on, due_on, said, said_on, noted_by)
    values (${randomUUID()}, ${ready.id}, 'Bộ Y tế', 'công văn', '2026-11-12', '2026-11-18',
      ${JSON.stringify({ vi: 'Chúng tôi không khuyên như vậy.', en: 'We do not advise it.' })}::jsonb, '2026-11-15', ${writer.id})`);
  const { id, contentHash } = await handIn(world, writer, ready, { slug, related: [beside.check] });
  const read = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  const agreed = await reviewSubmission(world, reviewer, id, read);
  if (!agreed.ok) throw new Error(agreed.error.code);
  await publishDecided(world);
  return ready;
};

/** What anybody reads of it, byte for byte, drawn anew: its page in both languages, with ClaimReview, and what the API tells. */
const shownOf = async ({ world }: DeskServer) => {
  const { ocr, fetch, pages } = memoryWorld();
  const { server } = testServer({ world: { ...world, ocr, fetch, pages } });
  const read = async (path: string): Promise<string> => {
    const response = await server.fetch(new Request(`http://x.example${path}`));
    expect([path, response.status]).toEqual([path, 200]);
    return response.text();
  };
  const [vi, en, api, claims] = await Promise.all([
    read(`/vi/checks/${slug}`),
    read(`/en/checks/${slug}`),
    read(`/api/v1/checks/${slug}`),
    read('/api/v1/claims:search?query=nuoc+muoi+chua+da+day'),
  ]);
  return { vi, en, api, claims };
};

test.each([
  { name: 'one owner who wrote it', role: 'owner', own: true },
  { name: 'one editor who had no part in it', role: 'editor', own: false },
  { name: 'one checker', role: 'checker', own: false },
] as const)(
  'whatever one account calls on the case of a published check, its page, its ClaimReview and its evidence stay: $name',
  async ({ role, own }) => {
    const desk = await unlimited(true);
    const me = desk.team[role];
    const writer = own ? me : await addColleague(desk.database, 'checker', 'Vũ Thị Viết');
    const reviewer = await addColleague(desk.database, 'reviewer', 'Lý Thị Duyệt');
    const { number } = await shownWhole(desk, writer, reviewer);
    const before = await shownOf(desk);
    for (const words of ['Bộ Y tế', 'Ms Tran Thi Mau', 'We do not advise it.', 'PubMed', 'mat-ong', 'WHO'])
      expect(before.en).toContain(words);
    expect(before.vi).toContain('"ClaimReview"');
    const spec = await documentOf(desk.server);
    const send = sender(desk, headersOf(me));
    // What only tells what moves changes nothing, and never ends.
    const operations = spec.operations.filter(
      ({ right, responses }) => right !== null && responses['200']?.content?.['text/event-stream'] === undefined,
    );
    const seen = createSeen();
    const did = new Set<string>();
    const refusals = new Set<string>();
    const attempt = async (op: (typeof operations)[number], call: Call) => {
      const response = await send(call.method, call.path, call.body, call.headers);
      const copy = response.clone();
      seen.add(await judge(op, call, response, spec));
      if (copy.status < 300) did.add(op.name);
      else refusals.add(((await copy.json()) as { code: string }).code);
    };
    for (const round of [1, 2, 3, 4]) {
      const places = onlyOf(await placesIn(desk.database), number);
      for (const [n, op] of operations.entries()) {
        const call = callOf(op, spec, seen, places, dice(round * 1000 + n));
        // Whoever sends themselves away calls nothing more.
        if (op.stepUp && call.path.includes(me.id)) continue;
        await attempt(op, call);
      }
    }
    // And each thing of it by name, whatever chance chose above.
    const { cases: _, ...things } = onlyOf(await placesIn(desk.database), number);
    for (const [word, all] of Object.entries(things))
      for (const { id } of all)
        for (const op of operations.filter(({ path }) => path.startsWith(`/api/v1/desk/cases/{number}/${word}/{id}`)))
          await attempt(op, callOf(op, spec, seen, { ...things, [word]: [{ id, number: String(number) }] }, dice(7)));

    expect(await shownOf(desk)).toEqual(before);
    const { evidence, searches } = await desk.world.caseWork.gathered(
      (await desk.world.caseWork.byNumber(number))?.id as Id,
    );
    expect(evidence.filter(({ stands }) => stands).map(({ publisher }) => publisher)).toEqual(['WHO']);
    expect(searches.filter(({ stands }) => stands).map(({ where }) => where)).toEqual(['PubMed']);
    expect(refusals).toContain('evidence-published');
    expect(did.size).toBeGreaterThan(30);
  },
);

/** The published case and what is in it; what belongs to no case stays. */
const onlyOf = (places: Places, number: number): Places =>
  Object.fromEntries(
    Object.entries(places).map(([word, all]) => [
      word,
      all.filter((one) => one.number === null || one.number === String(number)),
    ]),
  );
