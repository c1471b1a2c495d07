// An embargo: agreed by two, and nowhere in public before its minute; then everywhere, also when the server was started anew.
import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { publishDecided, refresh } from '../../src/desk/index.ts';
import { openJobs } from '../../src/store/index.ts';
import { testServer } from '../in-memory/server.ts';
import { memoryWorld } from '../in-memory/world.ts';
import { tempDatabase } from '../temp-database.ts';
import { conclusion, readyCase } from './deciding.ts';
import { type DeskServer, deskServer, identityByHeader } from './desk-server.ts';

const { slug } = conclusion;
const question = 'Uống nước muối mỗi sáng chữa khỏi đau dạ dày';
/** Where a public check shows, and what of it. */
const places = [
  '/vi',
  '/vi/checks',
  '/en/checks?q=salt%20water%20stomach',
  '/vi/topics/health',
  '/vi/feed.xml',
  '/sitemap.xml',
  '/api/v1/checks',
  '/api/v1/claims:search?query=n%C6%B0%E1%BB%9Bc%20mu%E1%BB%91i%20%C4%91au%20d%E1%BA%A1%20d%C3%A0y',
] as const;

type Fetch = (path: string) => Promise<Response>;
const seenOn = async (get: Fetch): Promise<readonly string[]> => {
  const seen: string[] = [];
  for (const path of places) if ((await (await get(path)).text()).includes(slug)) seen.push(path);
  for (const path of [`/vi/checks/${slug}`, `/en/checks/${slug}/reply`, `/api/v1/checks/${slug}`])
    if ((await get(path)).status !== 404) seen.push(path);
  return seen;
};

/** Handed in and agreed to by API, not to be public before noon; one has asked meanwhile. */
const agreed = async () => {
  const desk = await deskServer();
  const { checker, reviewer, trainee } = desk.team;
  const ready = await readyCase(desk.database, { writer: checker, approver: reviewer });
  const asked = await desk.as(trainee, 'POST', '/api/v1/tips', { text: question });
  const { ticket } = (await asked.json()) as { ticket: { id: string } };
  await desk.database.all(sql`
    insert into case_groups (case_id, group_id, asked) select ${ready.id}, coalesce(group_id, id), 1 from claims limit 1`);
  const at = `/api/v1/desk/cases/${ready.number}/submissions/check`;
  // Any writing of RFC 3339 is that moment.
  const given = { ...conclusion, publishAt: '2026-11-20T19:00:00.000+07:00' };
  expect((await desk.as(checker, 'POST', at, { ...given, publishAt: 'noon' })).status).toBe(422);
  expect((await desk.as(checker, 'POST', at, { ...given, publishAt: '2026-11-20T25:00:00.000Z' })).status).toBe(422);
  const sent = await desk.as(checker, 'POST', at, given);
  expect(sent.status, await sent.clone().text()).toBe(201);
  const { id } = (await sent.json()) as { id: string };
  const { contentHash } = (await desk.world.decisions.submission(id as never))!;
  const review = { decision: 'agree', contentHash, read: ['vi', 'en'] };
  const yes = await desk.as(reviewer, 'POST', `/api/v1/desk/submissions/${id}/reviews`, review);
  expect(await yes.json()).toMatchObject({ state: 'agreed', publishAt: '2026-11-20T12:00:00.000Z' });
  return { desk, ticket: ticket.id, get: ((path) => desk.as(trainee, 'GET', path)) as Fetch };
};

const publishedIn = async ({ world, database, server }: DeskServer): Promise<void> => {
  const [{ id } = { id: '' }] = await database.all<{ id: string }>(sql`select id from checks where slug = ${slug}`);
  await refresh(world, [id as never]);
  server.invalidate();
};

test('before its minute nothing of it is public; from then on it is everywhere, and who asked has the answer', async () => {
  const { desk, ticket, get } = await agreed();
  desk.setClock('2026-11-20T11:59:59Z');
  expect(await publishDecided(desk.world)).toBe(0);
  expect(await seenOn(get)).toEqual([]);
  expect(await (await get(`/vi/tickets/${ticket}`)).text()).not.toContain(slug);
  expect(await desk.database.all(sql`select id from events where type = 'check.published'`)).toEqual([]);
  desk.server.invalidate();
  desk.setClock('2026-11-20T12:00:00Z');
  expect(await publishDecided(desk.world)).toBe(1);
  expect(await publishDecided(desk.world)).toBe(0);
  await publishedIn(desk);
  const seen = await seenOn(get);
  expect(seen).toEqual([...places, `/vi/checks/${slug}`, `/en/checks/${slug}/reply`, `/api/v1/checks/${slug}`]);
  expect(await (await get(`/vi/checks/${slug}`)).text()).toContain('"datePublished":"2026-11-20"');
  expect(await (await get(`/vi/tickets/${ticket}`)).text()).toContain(`/vi/checks/${slug}`);
});

test('what waits for its hour is stopped by an editor as well as by its author, and by nobody else', async () => {
  const { desk } = await agreed();
  const [{ id } = { id: '' }] = await desk.database.all<{ id: string }>(sql`select id from submissions`);
  const stop = (who: keyof typeof desk.team) =>
    desk.as(desk.team[who], 'POST', `/vi/desk/reviews/${id}/take-back`, new URLSearchParams());
  expect((await stop('reviewer')).status).toBe(403);
  expect((await stop('editor')).status).toBe(303);
  desk.setClock('2026-11-20T12:00:00Z');
  expect(await publishDecided(desk.world)).toBe(0);
  expect(await desk.database.all(sql`select state from submissions`)).toEqual([{ state: 'withdrawn' }]);
});

test('a server started after its minute publishes it, and one started before keeps it', async () => {
  const { desk } = await agreed();
  const { ocr, fetch, pages } = memoryWorld();
  const started = () => {
    const { server, ask } = testServer({
      world: { ...desk.world, ocr, fetch, pages },
      identity: identityByHeader(desk.world.team, () => null),
    });
    return { ...desk, server, get: ((path) => ask('GET', path)) as Fetch };
  };
  desk.setClock('2026-11-20T11:30:00Z');
  const early = started();
  expect(await publishDecided(early.world)).toBe(0);
  expect(await seenOn(early.get)).toEqual([]);
  desk.setClock('2026-11-20T15:00:00Z');
  const late = started();
  expect(await seenOn(late.get)).toEqual([]);
  expect(await publishDecided(late.world)).toBe(1);
  await publishedIn(late);
  expect(await seenOn(late.get)).toHaveLength(places.length + 3);
});

test('every start looks each minute for what is due, also for what came due while it was away', async () => {
  const database = await tempDatabase();
  const jobs = await openJobs(database, { worker: true, onError: () => undefined });
  onTestFinished(() => jobs.stop());
  const nothing = async () => undefined;
  const handlers = {
    'send-webhooks': nothing,
    'answer-waiting': nothing,
    triage: nothing,
    'reply-to-askers': nothing,
    'publish-decided': nothing,
    'erase-files': nothing,
    'take-in-imports': nothing,
    'draw-lots': nothing,
    'cut-standings': nothing,
    'end-cases': nothing,
  };
  await jobs.work(handlers, nothing);
  const due = await database.all(sql`select cron from pgboss.schedule where name = 'publish-decided'`);
  expect(due).toEqual([{ cron: '* * * * *' }]);
});

test('an explainer agreed to before its hour is nowhere in public until then, by page and by API', async () => {
  const desk = await deskServer();
  const { checker, reviewer, trainee } = desk.team;
  const text = { title: 'Muối làm gì trong cơ thể', short: 'Muối giữ nước.', body: 'Cơ thể cần một ít muối.' };
  const given = { slug: 'vi-sao-muoi', topics: ['health'], checks: [], texts: { vi: text }, publishAt: 'noon' };
  const at = '/api/v1/desk/explainers';
  expect((await desk.as(checker, 'POST', at, given)).status).toBe(422);
  const sent = await desk.as(checker, 'POST', at, { ...given, publishAt: '2026-11-20T12:00:00.000Z' });
  expect(sent.status, await sent.clone().text()).toBe(201);
  const { id } = (await sent.json()) as { id: string };
  const { contentHash } = (await desk.world.decisions.submission(id as never))!;
  const yes = await desk.as(reviewer, 'POST', `/api/v1/desk/submissions/${id}/reviews`, {
    decision: 'agree',
    contentHash,
    read: ['vi'],
  });
  expect(await yes.json()).toMatchObject({ state: 'agreed', publishAt: '2026-11-20T12:00:00.000Z' });
  const seen = async () => {
    const found: string[] = [];
    for (const path of ['/vi/explainers', '/vi/feed.xml', '/sitemap.xml', '/api/v1/explainers'])
      if ((await (await desk.as(trainee, 'GET', path)).text()).includes(given.slug)) found.push(path);
    if ((await desk.as(trainee, 'GET', `/vi/explainers/${given.slug}`)).status !== 404) found.push('page');
    return found;
  };
  await publishDecided(desk.world);
  expect(await seen()).toEqual([]);
  desk.setClock('2026-11-20T12:00:00Z');
  await publishDecided(desk.world);
  desk.server.invalidate();
  expect(await seen()).toEqual(['/vi/explainers', '/vi/feed.xml', '/sitemap.xml', '/api/v1/explainers', 'page']);
});

test('the form of an explainer takes the hour, and says when it cannot be read', async () => {
  const desk = await deskServer();
  const form = {
    ...{ slug: 'vi-sao-muoi', topics: 'health', checks: '', 'text.vi.title': 'Muối', 'text.vi.short': 'Giữ nước.' },
    ...{ 'text.vi.body': 'Cơ thể cần muối.', publishAt: 'sớm' },
  };
  const send = (fields: Record<string, string>) =>
    desk.as(desk.team.checker, 'POST', '/vi/desk/new-explainer', new URLSearchParams(fields));
  const refused = await send(form);
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('Giờ đăng chưa đúng.');
  const done = await send({ ...form, publishAt: '2026-11-21T08:00' });
  expect(done.status).toBe(303);
  const id = done.headers.get('location')!.split('/').at(-1) as never;
  expect((await desk.world.decisions.submission(id))?.publishAt).toEqual(new Date('2026-11-21T08:00:00Z'));
});
