// A canary through every door of a running server, the failing ones too: it stands in no log, and once it was erased or its time
// was up, on no page, in no reply of the API, in no feed, export, metric or webhook.
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, inject, onTestFinished, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import type { Check } from '../../src/core/check.ts';
import { hookBody, hookEvents } from '../../src/core/webhook.ts';
import { addEvidence, addWebhook, publish, refresh, remark } from '../../src/desk/index.ts';
import { readSample } from '../../src/main/sample.ts';
import { filesIn } from '../../src/outside/files/index.ts';
import { documentOf } from '../api-desk/document.ts';
import { placesIn } from '../api-desk/places.ts';
import { makeCase, sealsAreDue } from '../desk/a-case.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { type Env, type Running, sangto, serve, tempFolder, unlimited } from '../faults/shared/instance.ts';
import { until } from '../faults/shared/until.ts';
import { filesHolding, tablesWith } from './what-holds.ts';

/** What an asker writes, leaves as an address, and brings along without being asked. */
const said = 'hoangyen7f3a';
const contact = 'chimhoangyen9d1c';
const brought = ['203.0.113.77', 'trinhduyethoangyen', 'https://noi-den.example/hoangyen'];
/** What is kept on purpose, to see that the search finds it. */
const planted = 'sethaykhong5b2e';

type Surfaces = ReadonlyMap<string, string>;
const foundIn = (surfaces: Surfaces, word: string): readonly string[] =>
  [...surfaces].flatMap(([name, text]) => (text.toLowerCase().includes(word) ? [name] : []));

type Ask = (method: string, path: string, body?: string | Uint8Array, type?: string) => Promise<Response>;
const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
const fields = (of: Readonly<Record<string, string>>) => String(new URLSearchParams(of));

/** Asks the running server as somebody whose browser tells all it can. */
const asker =
  ({ address }: Running): Ask =>
  (method, path, body, type = form) =>
    fetch(address + path, {
      method,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: body as BodyInit }),
      headers: {
        ...(body === undefined ? {} : { 'content-type': type }),
        'x-forwarded-for': brought[0]!,
        'user-agent': brought[1]!,
        referer: brought[2]!,
        cookie: `sangto.session_token=${said}`,
      },
    });

/** Every door that anybody may send something through, and what it does not take. */
const everyDoor = async (ask: Ask, ticket: string, question: Id): Promise<void> => {
  const text = `Uống ${said} pha mật ong trị dứt bệnh gút`;
  const wrong = ['{', `{"text":"${said}"`, `{"text":"${said}\\u0000"}`, `{"${said}":1}`, `["${said}"]`, '[[[[[['];
  for (const body of wrong) await ask('POST', '/api/v1/tips', body, json);
  await ask('POST', '/api/v1/tips', `{"text":"${said}"}`, `text/${said}`);
  await ask('POST', '/api/v1/tips', JSON.stringify({ text: said.repeat(5_000) }), json);
  await ask('POST', '/vi/ask', fields({ text: `${said}\0` }));
  await ask('POST', '/vi/ask', fields({ text: '', [said]: said }));
  await ask('POST', '/vi/ask', `text=%${said}`);
  await ask('POST', '/api/v1/pictures', Buffer.from(said), 'image/png');
  for (const path of [
    `/vi/${said}`,
    `/vi/checks/${said}`,
    `/vi/checks?q=${said}&topic=${said}&verdict=${said}`,
    `/vi/tickets/${said}`,
    `/vi/answers/${said}`,
    `/api/v1/claims:search?query=${said}&languageCode=vi`,
    `/api/v1/checks/${said}`,
    `/api/v1/${said}`,
    `/vi/desk/cases/1?${said}=${said}`,
    `/vi/sign-in?next=${encodeURIComponent(`/vi/desk?${said}`)}`,
    `/vi/%00${said}`,
  ])
    await ask('GET', path);
  await ask('DELETE', `/api/v1/tickets/${said}`);
  await ask('PUT', `/vi/checks/${said}`, said);
  await ask('POST', '/vi/sign-in', fields({ email: `${contact}@hoi.example`, password: said }));
  await ask('POST', '/vi/your-data', fields({ kind: 'see', text: `Tôi là ${contact}` }));
  await ask('POST', '/vi/your-data', fields({ kind: said, text: contact }));
  await ask('POST', `${ticket}/contact`, fields({ email: `${contact} at hoi`, consent: 'yes' }));
  await ask(
    'POST',
    `${ticket}/contact`,
    fields({ email: `${contact}@hoi.example`, consent: 'yes', corrections: 'yes' }),
  );
  await ask('POST', `${ticket}/questions/${question}`, fields({ text: `${said} `.repeat(1_000) }));
  await ask('POST', `${ticket}/questions/${said}`, fields({ text: said }));
  expect((await ask('POST', `${ticket}/questions/${question}`, fields({ text: `Nghe ${said} kể` }))).status).toBe(303);
  // Refused by the database itself, whose errors quote what they refuse.
  expect((await ask('POST', '/vi/ask', fields({ text: `${text} ngaybuoitoi` }))).status).toBe(500);
  expect((await ask('POST', '/api/v1/tips', JSON.stringify({ text: `${text} ngaybuoitoi` }), json)).status).toBe(500);
};

/** What a job of the server failed at is tried again and told in its log. */
const failingJob = async ({ database }: DeskServer, ask: Ask): Promise<void> => {
  await database.all(sql`alter table cases add constraint tu_choi check (title not like '%ngaytruabuon%')`);
  await ask('POST', '/vi/ask', fields({ text: `Nước ${said} ngaytruabuon làm tan sỏi thận trong ba ngày liền` }));
  await until(
    'the job failed',
    async () =>
      (
        await database.all(
          sql`select from pgboss.job where name = 'triage' and (state in ('retry', 'failed') or retry_count > 0)`,
        )
      ).length > 0,
    30,
  );
  await database.all(sql`alter table cases drop constraint tu_choi`);
};

/** Follows links from some pages on, within what `inside` allows. */
const crawl = async (
  get: (path: string) => Promise<Response>,
  from: readonly string[],
  inside: RegExp,
): Promise<Surfaces> => {
  const seen = new Map<string, string>();
  const waiting = [...from];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (seen.has(path)) continue;
    const reply = await get(path);
    const text = await reply.text();
    seen.set(path, text);
    if (!(reply.headers.get('content-type') ?? '').includes('html')) continue;
    for (const [, href = ''] of text.matchAll(/href="([^"#]+)/g)) {
      const next = href.replaceAll('&amp;', '&');
      if (inside.test(next) && !seen.has(next)) waiting.push(next);
    }
  }
  return seen;
};

/** Every reply to a reading operation, with every id that stands in the database. */
const wholeApi = async (desk: DeskServer): Promise<Surfaces> => {
  const [{ operations }, places] = await Promise.all([documentOf(desk.server), placesIn(desk.database)]);
  const found = new Map<string, string>();
  for (const { method, path, responses } of operations) {
    // A stream has no end to read to; it tells numbers of cases and names of the team.
    if (method !== 'GET' || responses['200']?.content?.['text/event-stream'] !== undefined) continue;
    const [, word = ''] = /\/([a-z-]+)\/\{/.exec(path) ?? [];
    const ids = path.includes('{') ? (places[word] ?? []).slice(0, 30).map(({ id }) => id) : [''];
    for (const id of ids) {
      const at = path.replace(/\{\w+\}/, id).replace('claims:search', 'claims:search?query=mat%20ong');
      if (at.includes('{')) continue;
      found.set(at, await (await desk.as(desk.team.owner, 'GET', at)).text());
    }
  }
  return found;
};

const everySurface = async (
  desk: DeskServer,
  site: Running,
  env: Env,
  tickets: readonly string[],
): Promise<Surfaces> => {
  const atSite = (path: string) => fetch(site.address + path);
  const atDesk = (path: string) => desk.as(desk.team.owner, 'GET', path);
  // What the running server posts, made of the same rows in the same way.
  const hooks = await desk.database.all<{ type: string; data: Readonly<Record<string, Id>>; at: string }>(
    sql`select type, data, happened_at as at from webhook_deliveries`,
  );
  const bodies = hooks.map(({ type, data, at }) => hookBody({ type, data, happenedAt: new Date(at) }));
  const machine = [
    '/metrics',
    '/api/v1/openapi.json',
    '/api',
    '/sitemap.xml',
    '/robots.txt',
    '/vi/feed.xml',
    '/en/feed.xml',
  ];
  const commands = await Promise.all(
    ['jsonl', 'claimreview'].map(async (format) => {
      const { out, err } = await sangto(['export', '--format', format, '--data', env.DATA ?? ''], env);
      return [`export ${format}`, out + err] as const;
    }),
  );
  return new Map([
    ['log', site.said()],
    ['webhooks', bodies.join('\n')],
    ...commands,
    ...(await crawl(atSite, ['/vi', '/en', ...machine, ...tickets], /^\/(vi|en)(\/(?!desk|sign-in|operator)|$)/)),
    ...(await crawl(atDesk, ['/vi/desk', '/en/desk', '/vi/desk/mailbox'], /^\/(vi|en)\/desk/)),
    ...(await wholeApi(desk)),
  ]);
};

/** A check of ours whose headlines hold what is planted. */
const plantedCheck = async ({ world }: DeskServer): Promise<Check> => {
  const all = await readSample(join(import.meta.dirname, '../../demo'), world.newId);
  const check = all.find(({ slug }) => slug === 'mat-ong-cho-tre-duoi-mot-tuoi');
  if (check === undefined) throw new Error('no such sample check');
  const texts = Object.entries(check.texts).map(
    ([lang, text]) => [lang, { ...text, title: `${text.title} ${planted}` }] as const,
  );
  const made = { ...check, texts: Object.fromEntries(texts) };
  expect((await publish(world, [made])).refused).toEqual([]);
  await refresh(world, [made.id]);
  return made;
};

const ticketOf = async (ask: Ask, text: string): Promise<string> => {
  const page = await (await ask('POST', '/vi/ask', fields({ text }))).text();
  return /\/vi\/tickets\/[0-9a-f]{32}/.exec(page)?.[0] ?? '';
};

test('a canary through every door is in no log, and after erasure and retention on no surface at all', {
  timeout: 240_000,
}, async () => {
  const desk = await deskServer();
  const { database, world, team } = desk;
  const { host, port, user } = inject('postgres');
  const [{ name } = { name: '' }] = await database.all<{ name: string }>(sql`select current_database() as name`);
  const { folder, remove } = await tempFolder();
  const env: Env = {
    ...unlimited,
    DATABASE_URL: `postgres://${user}@localhost:${port}/${name}?host=${host}`,
    LOG_LEVEL: 'trace',
    DATA: folder,
  };
  const logs: string[] = [];
  let site = await serve(folder, [], env);
  const backups = await tempFolder();
  onTestFinished(async () => {
    await site.stop();
    await remove();
    await backups.remove();
  });
  const backup = async (as: string) => {
    const made = await sangto(['backup', join(backups.folder, `${as}.tar.gz`), '--data', folder], env);
    expect(made.code, made.err).toBe(0);
  };
  const added = await addWebhook(world, { actor: team.owner, url: 'https://hooks.example.org/a', events: hookEvents });
  expect(added.ok).toBe(true);
  // A check whose headline is kept on purpose, and a remark on a case.
  const sample = await plantedCheck(desk);

  const ask = asker(site);
  const withdrawn = await ticketOf(ask, `Uống ${said} pha mật ong trị dứt bệnh gút trong ba ngày liền`);
  const waiting = await ticketOf(ask, `Tháng sau ${said} sẽ bị cấm bán ở mọi khu chợ trên cả nước`);
  const cases = () =>
    database.all<{ id: Id; number: number }>(sql`select id, number from cases where asked > 0 order by number`);
  await until('both are cases', async () => (await cases()).length === 2, 30);
  for (const { number } of await cases())
    await desk.as(team.checker, 'POST', `/api/v1/desk/cases/${number}/question`, { template: 'question-where' });
  const [of] = await cases();
  expect(await remark(world, team.checker, of!.id, { text: `Xem ${planted}`, passage: null })).toMatchObject({
    ok: true,
  });
  await database.all(sql`alter table tips add constraint tu_choi check (text not like '%ngaybuoitoi%')`);
  for (const ticket of [withdrawn, waiting]) {
    const page = await (await fetch(site.address + ticket)).text();
    const question = /\/questions\/([0-9a-f-]{36})/.exec(page)?.[1] as Id;
    await everyDoor(ask, ticket, question);
  }
  await database.all(sql`alter table tips drop constraint tu_choi`);
  await failingJob(desk, ask);

  // The search can find: what is still kept, and what is planted, in each kind of place.
  const before = await everySurface(desk, site, env, [withdrawn, waiting]);
  const kept = foundIn(before, said);
  expect(kept).toEqual(
    expect.arrayContaining([
      withdrawn,
      waiting,
      '/vi/desk',
      `/vi/desk/cases/${of!.number}`,
      `/api/v1/desk/cases/${of!.number}`,
    ]),
  );
  const shown = foundIn(before, planted);
  for (const place of [
    'export jsonl',
    '/vi/checks',
    '/vi/feed.xml',
    `/vi/checks/${sample.slug}`,
    `/api/v1/checks/${sample.slug}`,
    `/vi/desk/cases/${of!.number}`,
    `/api/v1/desk/cases/${of!.number}`,
  ])
    expect(shown, place).toContain(place);
  expect(foundIn(before, 'request-failed')).toContain('log');
  expect(foundIn(before, 'case.opened')).toContain('webhooks');
  expect(foundIn(before, 'sangto_http_request_seconds')).toContain('/metrics');
  expect(await tablesWith(desk, said)).toEqual(expect.arrayContaining(['public.tips', 'public.tip_replies']));
  // What is never kept is nowhere, even while the question waits; nor is any of it public, or in a log.
  for (const word of [contact, ...brought]) {
    expect(foundIn(before, word), word).toEqual([]);
    expect(await tablesWith(desk, word), word).toEqual([]);
  }
  // A backup of that day holds what is kept on that day, and no address in clear.
  await backup('before');
  const old = join(backups.folder, 'before.tar.gz');
  expect(await filesHolding(backups.folder, said)).toEqual([old]);
  for (const word of [contact, ...brought]) expect(await filesHolding(backups.folder, word), word).toEqual([]);
  const own = /^\/(vi|en)\/tickets\/[0-9a-f]{32}$|\/desk/;
  expect(kept.filter((place) => !own.test(place))).toEqual([]);

  // One takes it back; for the other its time passes, and the next night comes.
  expect((await ask('POST', `${withdrawn}/withdraw`)).status).toBe(303);
  logs.push(site.said());
  await site.stop();
  for (const [table, column] of [
    ['tips', 'day'],
    ['claims', 'first_day'],
    ['contacts', 'left_on'],
    ['remembered_replies', 'day'],
  ])
    await database.all(sql`update ${sql.raw(table!)} set ${sql.raw(column!)} = ${sql.raw(column!)} - 130`);
  site = await serve(folder, [], env);
  await until(
    'what was left is forgotten',
    async () => (await database.all(sql`select from contacts where tip_id is not null`)).length === 0,
    60,
  );

  const after = new Map([
    ...(await everySurface(desk, site, env, [withdrawn, waiting])),
    ['log of the day before', logs.join('\n')],
  ]);
  for (const word of [said, contact, ...brought]) {
    expect(foundIn(after, word), word).toEqual([]);
    expect(await tablesWith(desk, word), word).toEqual([]);
  }
  // Nor in the next backup, made as an operator makes it.
  await backup('after');
  const made = join(backups.folder, 'after.tar.gz');
  for (const word of [said, contact, ...brought])
    expect(
      (await filesHolding(backups.folder, word)).filter((path) => path !== old),
      word,
    ).toEqual([]);
  expect(await filesHolding(backups.folder, planted)).toContain(made);
  // The planted one still stands where it stood: nothing was forgotten by looking away.
  expect(foundIn(after, planted)).toEqual(
    expect.arrayContaining(['export jsonl', '/vi/checks', `/vi/desk/cases/${of!.number}`]),
  );
  expect(after.size).toBeGreaterThanOrEqual(before.size);
});

test('a canary in the evidence of a case about a private person is neither on the disk nor in a backup once it is closed', {
  timeout: 240_000,
}, async () => {
  const desk = await deskServer();
  const { database, team } = desk;
  const { host, port, user } = inject('postgres');
  const [{ name } = { name: '' }] = await database.all<{ name: string }>(sql`select current_database() as name`);
  const { folder, remove } = await tempFolder();
  const backups = await tempFolder();
  const env: Env = { ...unlimited, DATABASE_URL: `postgres://${user}@localhost:${port}/${name}?host=${host}` };
  const site = await serve(folder, [], env);
  onTestFinished(async () => {
    await site.stop();
    await remove();
    await backups.remove();
  });
  const of = await makeCase(database, { variants: [{ text: `Có thật ${said} không`, asked: 2 }] });
  const other = await makeCase(database);
  const world = { ...desk.world, files: filesIn(join(folder, 'files'), desk.world.now) };
  const typed = { kind: 'call', publisher: 'Phường', stance: 'context', interest: 'independent' } as const;
  const lay = async (to: Id, word: string) => {
    const file = { name: `${word}.txt`, bytes: Buffer.from(`Giấy tờ của ${word}`) };
    const given = { ...typed, title: `Gọi ${word}`, shows: { vi: `Là ${word}` }, file };
    expect((await addEvidence(world, team.checker, to, given)).ok).toBe(true);
  };
  await lay(of.id, said);
  await lay(other.id, planted);
  const backup = async (as: string) => {
    const made = await sangto(['backup', join(backups.folder, `${as}.tar.gz`), '--data', folder], env);
    expect(made.code, made.err).toBe(0);
  };
  await backup('before');
  const old = join(backups.folder, 'before.tar.gz');
  expect([(await filesHolding(folder, said)).length, await filesHolding(backups.folder, said)]).toEqual([1, [old]]);
  const closed = await desk.as(team.editor, 'POST', `/api/v1/desk/cases/${of.number}/close`, { as: 'private-person' });
  expect(closed.status).toBe(204);
  // Sealed for twenty hours, and in no table and no backup.
  await backup('sealed');
  expect([await filesHolding(backups.folder, said), await tablesWith(desk, said)]).toEqual([[old], []]);
  await sealsAreDue(database);
  await until('its file is gone', async () => (await filesHolding(folder, said)).length === 0, 120);
  await backup('after');
  expect([await filesHolding(backups.folder, said), await tablesWith(desk, said)]).toEqual([[old], []]);
  // What the other case names stands, here and there.
  expect(await filesHolding(folder, planted)).toHaveLength(1);
  expect(await filesHolding(backups.folder, planted)).toHaveLength(3);
});
