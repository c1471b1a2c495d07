import { expect, test } from 'vitest';
import type { Day } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import { hookEvents } from '../../src/core/webhook.ts';
import { type PostHook, sendWebhooks } from '../../src/desk/index.ts';
import { deskServer } from './desk-server.ts';
import { sampleChecks } from './sample-checks.ts';

const at = '/vi/desk/webhooks';
const form = (fields: Record<string, string>) => new URLSearchParams(fields);
const everything = Object.fromEntries(hookEvents.map((event) => [event, 'yes']));
const url = 'https://nhan.example/sangto';

/** A server with one webhook, and a far side that answers as it is told. */
const withHook = async () => {
  const desk = await deskServer();
  const { owner } = desk.team;
  const page = await (await desk.as(owner, 'POST', at, form({ url, ...everything }))).text();
  const [hook] = await desk.world.webhooks.list();
  if (hook === undefined) throw new Error('no webhook');
  const got: Parameters<PostHook>[0][] = [];
  let answer: Awaited<ReturnType<PostHook>> = { ok: true, value: { status: 200 } };
  const postHook: PostHook = async (message) => {
    got.push(message);
    return answer;
  };
  return {
    desk,
    owner,
    page,
    hook,
    got,
    answers: (next: typeof answer) => {
      answer = next;
    },
    send: () => sendWebhooks({ ...desk.world, postHook }),
    deliveries: () => desk.world.webhooks.deliveries(hook.id, 100),
  };
};

test('what becomes of cases and checks is told once each, by id alone, under the secret that was shown', async () => {
  const { desk, owner, page, hook, got, send, deliveries } = await withHook();
  const secret = /whsec_[A-Za-z0-9+/=]+/.exec(page)?.[0];
  expect(await (await desk.as(owner, 'GET', `${at}/${hook.id}`)).text()).not.toContain('whsec_');
  const [check] = await sampleChecks(desk, ['mat-ong-cho-tre-duoi-mot-tuoi']);
  await Promise.all([send(), send()]);
  await send();
  const told = got.map(({ body }) => JSON.parse(body));
  const published = told.filter(({ type }) => type === 'check.published');
  expect(published).toHaveLength(1);
  expect(published[0].data).toEqual({ check: check?.id });
  expect(new Set(got.map(({ id }) => id)).size).toBe(got.length);
  for (const { body, secret: used } of got) {
    expect(used).toBe(secret);
    expect(body).not.toContain('Mật ong');
    const { data } = JSON.parse(body);
    for (const value of Object.values(data)) expect(value).toMatch(/^[0-9a-f-]{36}$/);
  }
  expect((await deliveries()).every(({ state }) => state === 'delivered')).toBe(true);
});

test('another publisher’s checks are nothing to tell', async () => {
  const { desk, deliveries } = await withHook();
  const [check] = await sampleChecks(desk, ['gao-lam-tu-nhua']);
  if (check === undefined) throw new Error('no sample');
  const own = (await deliveries()).length;
  const wanted = { name: 'Nơi khác', site: 'https://khac.example', licence: null };
  const source = await desk.world.checks.source(wanted, desk.world.newId);
  const theirs = { ...check, id: desk.world.newId(), slug: 'bai-cua-noi-khac', source, label: 'Sai' };
  for (const label of ['Sai', 'Không đúng'])
    await desk.world.checks.save([{ check: { ...theirs, label }, externalKey: 'a', links: [] }], desk.world.now());
  expect(await deliveries()).toHaveLength(own);
});

test('what does not arrive is tried again later, given up after a while, and sent again at a click', async () => {
  const { desk, owner, hook, got, answers, send, deliveries } = await withHook();
  answers({ ok: false, error: { code: 'webhook-unreachable' } });
  await desk.as(owner, 'POST', `${at}/${hook.id}`, form({ do: 'test' }));
  await send();
  await send();
  expect(got).toHaveLength(1);
  for (let hour = 1; hour <= 60; hour++) {
    desk.setClock(new Date(Date.UTC(2026, 10, 20, 10 + hour)).toISOString());
    await send();
  }
  expect(got).toHaveLength(8);
  const [failed] = await deliveries();
  expect(failed).toMatchObject({ state: 'failed', problem: 'webhook-unreachable', tries: 8, nextAt: null });
  expect(await (await desk.as(owner, 'GET', `${at}/${hook.id}`)).text()).toContain('không kết nối được');
  answers({ ok: true, value: { status: 204 } });
  await desk.as(owner, 'POST', `${at}/${hook.id}/deliveries/${failed?.id}`, form({}));
  await send();
  expect((await deliveries())[0]).toMatchObject({ id: failed?.id, state: 'delivered', status: 204 });
});

test('a delivery is kept for seven days', async () => {
  const { desk, owner, hook, send, deliveries } = await withHook();
  await desk.as(owner, 'POST', `${at}/${hook.id}`, form({ do: 'test' }));
  await send();
  desk.setClock('2026-11-27T09:59:00Z');
  await send();
  expect(await deliveries()).toHaveLength(1);
  desk.setClock('2026-11-27T10:01:00Z');
  await send();
  expect(await deliveries()).toEqual([]);
});

test('a paused address is told nothing, a removed one neither, and a new secret replaces the old', async () => {
  const { desk, owner, page, hook, got, send, deliveries } = await withHook();
  const change = (what: string) => desk.as(owner, 'POST', `${at}/${hook.id}`, form({ do: what }));
  await change('pause');
  await sampleChecks(desk, ['gao-lam-tu-nhua']);
  expect(await deliveries()).toEqual([]);
  await change('resume');
  const renewed = /whsec_[A-Za-z0-9+/=]+/.exec(await (await change('renew')).text())?.[0];
  expect(renewed).toBeDefined();
  expect(page).not.toContain(renewed);
  await change('test');
  await send();
  expect(got.map(({ secret }) => secret)).toEqual([renewed]);
  expect((await change('remove')).headers.get('location')).toBe(at);
  expect((await change('test')).status).toBe(404);
});

test('owners alone see and change webhooks, and what is no address is refused with what was typed', async () => {
  const { desk, owner, hook } = await withHook();
  for (const role of ['trainee', 'checker', 'reviewer', 'editor'] as const)
    for (const [method, path] of [
      ['GET', at],
      ['POST', at],
      ['GET', `${at}/${hook.id}`],
      ['POST', `${at}/${hook.id}`],
    ] as const)
      expect((await desk.as(desk.team[role], method, path, method === 'POST' ? form({}) : undefined)).status).toBe(403);
  const refused = await desk.as(owner, 'POST', at, form({ url: 'http://nhan.example', 'case.opened': 'yes' }));
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('value="http://nhan.example"');
  expect(await (await desk.as(owner, 'POST', at, form({ url }))).text()).toContain('ít nhất một chuyện');
});

test('an address that leads inside or nowhere is refused when it is added, with what was typed, by page and by API', async () => {
  const desk = await deskServer();
  const { owner } = desk.team;
  for (const [inner, said] of [
    ['https://127.0.0.1/nhan', 'dẫn vào mạng nội bộ'],
    ['https://kho.inside.example/nhan', 'dẫn vào mạng nội bộ'],
    ['https://kho.gone.example/nhan', 'không tìm thấy máy nào có tên này'],
  ] as const) {
    const refused = await desk.as(owner, 'POST', at, form({ url: inner, 'case.opened': 'yes' }));
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain(said);
    expect(page).toContain(`value="${inner}"`);
    const given = { url: inner, events: ['case.opened'] };
    expect(await (await desk.as(owner, 'POST', '/api/v1/desk/webhooks', given)).json()).toMatchObject({
      code: 'invalid-input',
      field: 'url',
      reason: inner.includes('.gone.') ? 'webhook-unreachable' : 'webhook-forbidden-address',
    });
  }
  expect(await desk.world.webhooks.list()).toEqual([]);
});

test('a paused address whose name leads inside by now is not told again', async () => {
  const desk = await deskServer();
  const { owner } = desk.team;
  const id = '5d0c2f8e-8f0f-4b52-9a70-0c1f6f0b7a01' as Id;
  const hook = {
    id,
    url: 'https://kho.inside.example/',
    events: ['case.opened'],
    madeOn: '2026-11-20' as Day,
  } as const;
  await desk.world.webhooks.add({ ...hook, madeBy: owner.id }, 20);
  await desk.world.webhooks.pause(id, true);
  const page = await desk.as(owner, 'POST', `${at}/${id}`, form({ do: 'resume' }));
  expect(page.status).toBe(422);
  expect(await page.text()).toContain('dẫn vào mạng nội bộ');
  expect(await (await desk.as(owner, 'POST', `/api/v1/desk/webhooks/${id}/resume`)).json()).toMatchObject({
    reason: 'webhook-forbidden-address',
  });
  expect(await desk.world.webhooks.webhook(id)).toMatchObject({ active: false });
});
