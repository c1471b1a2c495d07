// Whoever works on a case does not have to read what hurts before they choose to, wherever an asker's text stands.
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { parseTip } from '../../src/core/tip.ts';
import {
  match,
  mergeCases,
  openAppeal,
  publish,
  receive,
  refresh,
  remark,
  requestData,
  triage,
} from '../../src/desk/index.ts';
import { readSample } from '../../src/main/sample.ts';
import { documentOf } from '../api-desk/document.ts';
import { placesIn } from '../api-desk/places.ts';
import { type MadeCase, makeCase } from './a-case.ts';
import { publishedCase } from './deciding.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const violent = 'Có video một người bị chặt đầu giữa chợ hôm qua, có thật không';
const plain = 'Nhai tỏi sống mỗi sáng chữa khỏi bệnh tiểu đường chỉ sau hai tuần';
const hurts = /chặt đầu/;

/** What of a page is in sight before anything is opened: nothing inside of closed folds but their names. */
const inSight = (page: string): string =>
  page
    .replaceAll(/(<details(?! open)[^>]*>)([\s\S]*?<\/summary>)[\s\S]*?<\/details>/g, '$1$2</details>')
    .replaceAll(/<textarea[\s\S]*?<\/textarea>/g, '');

const asked = async (text: string) => {
  const desk = await deskServer();
  const input = parseTip({ text, lang: 'vi' }, 'web');
  if (!input.ok) throw new Error(input.error.code);
  await receive(desk.world, await match(desk.world, input.value), null);
  await triage(desk.world);
  const [found] = await desk.database.all<{ number: number }>(sql`select number from cases`);
  return async (lang: 'vi' | 'en') =>
    (await desk.as(desk.team.checker, 'GET', `/${lang}/desk/cases/${found!.number}`)).text();
};

test('a text with words of violence is covered, named, and opened without a script', async () => {
  const page = await asked(violent);
  expect(await page('vi')).toMatch(
    /<details class="veiled"><summary>Có lời tả bạo lực<\/summary><q dir="auto">[^<]*chặt đầu[^<]*<\/q><\/details>/,
  );
  expect(await page('vi')).toMatch(/<h1>Có lời tả bạo lực<\/h1>/);
  expect(await page('en')).toContain('<summary>Has words of violence in it</summary>');
  for (const lang of ['vi', 'en'] as const) expect(inSight(await page(lang))).not.toMatch(hurts);
});

test('any other text is simply there', async () => {
  const page = await asked(plain);
  expect(await page('vi')).not.toContain('veiled');
  expect(inSight(await page('vi'))).toContain('Nhai tỏi sống');
});

type Scene = { readonly desk: DeskServer; readonly harsh: MadeCase; readonly other: MadeCase };

/** A desk on which texts that hurt stand everywhere an asker's words can. */
const scene = async (): Promise<Scene> => {
  const desk = await deskServer();
  const { world, database, team } = desk;
  const variants = [
    { text: violent, asked: 2 },
    { text: `${violent} ạ`, asked: 1 },
  ];
  const harsh = await makeCase(database, { title: violent, variants });
  const other = await makeCase(database, { title: plain, variants: [{ text: plain, asked: 1 }] });
  const joined = await makeCase(database, {
    title: `${violent} vậy`,
    variants: [{ text: `${violent} vậy`, asked: 1 }],
  });
  expect(await mergeCases(world, team.checker, { from: [joined.id], into: harsh.id })).toMatchObject({ ok: true });
  await remark(world, team.checker, harsh.id, { text: `@${team.reviewer.name} xem giúp`, passage: null });
  const { check } = await publishedCase(world, database, { writer: team.checker, reviewer: team.reviewer });
  const appeal = {
    about: { kind: 'check', id: check } as const,
    lang: 'vi',
    reason: 'other',
    text: violent,
    links: '',
    once: null,
  };
  expect(await openAppeal(world, appeal, 14)).toMatchObject({ ok: true });
  expect(await requestData(world, { kind: 'see', text: violent, lang: 'vi', once: null })).toMatchObject({ ok: true });
  await database.all(sql`
    insert into taught_aliases (id, check_id, kind, lang, text, key, state, founders, yes, no, since)
    values (gen_random_uuid(), ${check}, 'asked', 'vi', ${'bị chặt đầu ngoài chợ'}, 'x', 'learned', 3, 3, 0, '2026-11-20')`);
  return { desk, harsh, other };
};

test('on no page of the desk does such a text stand in sight, and each of them names it and holds it to be opened', async () => {
  const { desk, harsh, other } = await scene();
  const { database, team } = desk;
  const [appeal] = await database.all<{ id: Id }>(sql`select id from appeals`);
  const [request] = await database.all<{ id: Id }>(sql`select id from data_requests`);
  const at = `/desk/cases/${harsh.number}`;
  for (const [who, path, opens] of [
    [team.checker, '/desk', true],
    [team.checker, '/desk?state=closed', true],
    [team.checker, at, true],
    [team.checker, `${at}/close`, true],
    [team.checker, `${at}/decline`, true],
    [team.checker, `${at}/note`, true],
    [team.reviewer, '/desk/mentions', false],
    [team.owner, `/desk/appeals/${appeal!.id}`, true],
    [team.owner, `/desk/data-requests/${request!.id}`, true],
    [team.owner, '/desk/appeals', true],
  ] as const) {
    const reply = await desk.as(who, 'GET', `/vi${path}`);
    expect([path, reply.status]).toEqual([path, 200]);
    const page = await reply.text();
    expect(inSight(page), path).not.toMatch(hurts);
    expect(inSight(page), path).toContain('Có lời tả bạo lực');
    expect(hurts.test(page), path).toBe(opens);
  }
  // In the queue, covered titles are told apart by their numbers; others are as they were.
  const queue = inSight(await (await desk.as(team.checker, 'GET', '/vi/desk')).text());
  expect(queue).toContain(`Có lời tả bạo lực (#${harsh.number})`);
  expect(queue).toContain(plain);
  expect(other.number).not.toBe(harsh.number);
});

test('words that askers taught are covered on the page where they are decided', async () => {
  const { desk } = await scene();
  const page = await (await desk.as(desk.team.owner, 'GET', '/operator/wordings')).text();
  expect(page).toMatch(hurts);
  expect(inSight(page)).not.toMatch(hurts);
  expect(inSight(page)).toContain('Có lời tả bạo lực');
});

test('the API gives a flag beside each such text, and none beside others', async () => {
  const { desk } = await scene();
  const [{ operations }, places] = await Promise.all([documentOf(desk.server), placesIn(desk.database)]);
  const flags = new Map<string, number>();
  /** Looks at every object of a reply: one with a text that hurts carries the flag. */
  const look = (value: unknown, at: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const own = Object.entries(value).filter(([name, one]) => typeof one === 'string' && name !== 'harsh');
    if (!Array.isArray(value) && own.some(([, one]) => hurts.test(String(one)))) {
      expect((value as { harsh?: unknown }).harsh, `${at} ${JSON.stringify(value).slice(0, 200)}`).toBe('violence');
      flags.set(at, (flags.get(at) ?? 0) + 1);
    } else if ('harsh' in value && own.length > 0) expect((value as { harsh: unknown }).harsh, at).toBeNull();
    for (const one of Object.values(value)) look(one, at);
  };
  for (const { method, path, right } of operations) {
    if (method !== 'GET' || right === null) continue;
    const [, word = ''] = /\/([a-z-]+)\/\{/.exec(path) ?? [];
    const ids = path.includes('{') ? (places[word] ?? []).map(({ id }) => id) : [''];
    for (const id of ids) {
      const at = path.replace(/\{\w+\}/, id);
      if (at.includes('{')) continue;
      const reply = await desk.as(desk.team.owner, 'GET', at);
      if (reply.status === 200 && (reply.headers.get('content-type') ?? '').includes('json'))
        look(await reply.json(), path);
    }
  }
  expect([...flags.keys()]).toEqual(
    expect.arrayContaining([
      '/api/v1/desk/aliases',
      '/api/v1/desk/cases',
      '/api/v1/desk/cases/{number}',
      '/api/v1/desk/appeals',
      '/api/v1/desk/appeals/{id}',
      '/api/v1/desk/data-requests/{id}',
    ]),
  );
});

test('practice covers a claim, and the words in which people ask it, too', async () => {
  const desk = await deskServer();
  const { trainee } = desk.team;
  const all = await readSample(join(import.meta.dirname, '../../demo'), desk.world.newId);
  const sample = all.find(({ slug }) => slug === 'mat-ong-cho-tre-duoi-mot-tuoi');
  if (sample === undefined) throw new Error('no such sample check');
  const texts = Object.fromEntries(
    Object.entries(sample.texts).map(([lang, text]) => [lang, { ...text, claim: violent }]),
  );
  const check = { ...sample, texts, aliases: [{ lang: 'vi', text: 'bị chặt đầu giữa chợ' }] };
  expect((await publish(desk.world, [check])).refused).toEqual([]);
  await refresh(desk.world, [check.id]);
  const home = await (await desk.as(trainee, 'GET', '/vi/desk/practice')).text();
  const begun = await desk.as(trainee, 'POST', '/vi/desk/practice', new URLSearchParams());
  const at = begun.headers.get('location') ?? '';
  // The words in which people ask come with the second step.
  await desk.as(trainee, 'POST', at, new URLSearchParams({ step: 'checkable', checkable: 'yes' }));
  const step = await (await desk.as(trainee, 'GET', at)).text();
  const list = await (await desk.as(trainee, 'GET', '/vi/desk/practice')).text();
  for (const page of [home, step, list]) {
    expect(inSight(page)).not.toMatch(hurts);
    expect(inSight(page)).toContain('Có lời tả bạo lực');
  }
  expect(step.match(/chặt đầu/g)).toHaveLength(2);
});
