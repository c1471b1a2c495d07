// From the picture somebody asked with to the check about it: covered at the desk, described, agreed to by two, and public.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { publishDecided, refresh, reviewSubmission, triage } from '../../src/desk/index.ts';
import { illegible, readsIn } from '../in-memory/reads.ts';
import { conclusion, handIn, readyCase } from './deciding.ts';
import { deskServer } from './desk-server.ts';

const pit = await readFile(join(import.meta.dirname, '../../demo/pictures/bo-xuong.webp'));
const alt = { vi: 'Bộ xương rất lớn trong hố đất', en: 'A huge skeleton in a pit of earth' };

const asked = async () => {
  const desk = await deskServer({}, undefined, readsIn(illegible(0)));
  const ask = async (bytes: Uint8Array): Promise<string> => {
    const body = new FormData();
    body.set('file', new Blob([Uint8Array.from(bytes)]), 'a.jpg');
    const reply = await desk.server.fetch(
      new Request('http://x.example/vi/ask', { method: 'POST', body }),
      '203.0.113.5',
    );
    return reply.text();
  };
  await ask(await sharp(pit).jpeg().toBuffer());
  const [kept] = await desk.database.all<{ file: string }>(sql`select file from tip_pictures`);
  return { ...desk, ask, file: kept!.file };
};

test('the team sees it covered on its case, once it is sorted into one; nobody else sees it', async () => {
  const { as, team, world, file, server } = await asked();
  const path = `/vi/desk/pictures/${file}.webp`;
  expect((await as(team.trainee, 'GET', path)).status).toBe(404);
  await triage(world);
  const page = await (await as(team.trainee, 'GET', '/vi/desk/cases/1')).text();
  expect(page).toMatch(/<details class="veiled case-pictures"><summary>Ảnh người hỏi gửi \(bấm để xem\)<\/summary>/);
  expect(page).toContain(`src="${path}"`);
  const shown = await as(team.trainee, 'GET', path);
  expect([shown.status, shown.headers.get('content-type'), shown.headers.get('cache-control')]).toEqual([
    200,
    'image/webp',
    'no-store',
  ]);
  const stranger = (at: string) => server.fetch(new Request(`http://x.example${at}`), '203.0.113.6');
  expect((await stranger(path)).status).toBe(303);
  expect((await stranger(`/pictures/${file}.webp`)).status).toBe(404);
  expect((await stranger(`/api/v1/desk/pictures/${file}`)).status).toBe(401);
  expect((await as(team.trainee, 'GET', `/api/v1/desk/pictures/${file}`)).status).toBe(200);
  expect(await (await as(team.trainee, 'GET', '/api/v1/desk/cases/1')).json()).toMatchObject({
    pictures: [{ file, asked: 1 }],
  });
});

test('described and agreed to by another, it is public with its check, which whoever asks with it finds', async () => {
  const { as, team, world, database, file, ask, server } = await asked();
  await triage(world);
  const writer = { id: team.checker.id, role: 'checker' } as const;
  const reviewer = { id: team.reviewer.id, role: 'reviewer' } as const;
  const ready = await readyCase(database, { writer, approver: reviewer });
  await database.all(sql`update case_groups set case_id = ${ready.id}`);

  const form = await (await as(team.checker, 'GET', `/en/desk/cases/${ready.number}/submit`)).text();
  expect(form).toContain(`name="picture.0.file" value="${file}"`);
  const typed = { file, kind: 'first-seen', alt, seenUrl: 'https://example.org/pit', seenOn: '2026-11-01' };
  const send = (picture: object) =>
    as(team.checker, 'POST', `/api/v1/desk/cases/${ready.number}/submissions/check`, {
      ...{ verdict: 'altered', asOf: conclusion.asOf, reviewBy: conclusion.reviewBy, slug: conclusion.slug },
      ...{ topics: ['health'], pictures: [picture] },
    });
  for (const [wrong, reason] of [
    [{ ...typed, alt: { vi: alt.vi } }, 'picture-without-description'],
    [{ ...typed, seenUrl: 'https://www.facebook.com/someone/posts/1' }, 'picture-seen-on-post'],
    [{ ...typed, seenOn: '2099-01-01' }, 'day-in-future'],
    [{ ...typed, file: 'c'.repeat(64) }, 'picture-not-of-case'],
  ] as const) {
    const refused = await send(wrong);
    expect([refused.status, await refused.json()]).toEqual([422, expect.objectContaining({ reason })]);
  }
  const { id, contentHash } = await handIn(world, writer, ready, { verdict: 'altered', pictures: [typed] });
  // The question may lose its words while the check waits for its second person: the picture stays.
  await database.all(sql`update tips set text = null, erased_on = '2026-11-20'`);
  const before = await (await as(team.reviewer, 'GET', `/vi/desk/reviews/${id}`)).text();
  expect(before).toContain(`/vi/desk/pictures/${file}.webp`);
  expect(before).toContain(alt.en);
  expect((await as(team.reviewer, 'GET', `/vi/desk/pictures/${file}.webp`)).status).toBe(200);
  await reviewSubmission(world, reviewer, id, { outcome: 'approved', contentHash, reason: '', remarks: [] });
  await publishDecided(world);

  const page = await (await as(team.reviewer, 'GET', `/en/checks/${conclusion.slug}`)).text();
  expect(page).toContain(`alt="${alt.en}"`);
  expect(page).toMatch(/on\s1\sNovember\s2026\sit was seen at/);
  const reviews = [...page.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(([, text = '']) =>
    JSON.parse(text),
  );
  expect(reviews).toMatchObject([
    { '@type': 'ClaimReview' },
    {
      '@type': 'MediaReview',
      mediaAuthenticityCategory: 'https://schema.org/TransformedContent',
      originalMediaLink: 'https://example.org/pit',
      itemReviewed: { mediaItemAppearance: [{ contentUrl: expect.stringContaining(`/pictures/${file}.webp`) }] },
    },
  ]);
  const open = await server.fetch(new Request(`http://x.example/pictures/${file}.webp`), '203.0.113.6');
  expect([open.status, open.headers.get('content-type')]).toEqual([200, 'image/webp']);
  const found = await world.decisions.caseByNumber(ready.number);
  await refresh(world, [found!.check!.id]);
  expect(await ask(await sharp(pit).flop().jpeg().toBuffer())).toContain(`/vi/checks/${conclusion.slug}`);
});
