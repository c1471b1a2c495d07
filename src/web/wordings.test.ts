// The operator's page of wordings, and that what askers share is shown to nobody else.
import { beforeEach, expect, test } from 'vitest';
import { ownCheck } from '../../test/in-memory/made-checks.ts';
import { origin, type TestServer, testServer } from '../../test/in-memory/server.ts';
import type { Day } from '../base/clock.ts';
import type { Alias } from '../core/alias.ts';
import type { Check } from '../core/check.ts';

let at: TestServer;
let cookie: string;
let check: Check;
const claim = 'Nghe tiếng chuông gió ban đêm làm rụng tóc';

beforeEach(async () => {
  at = testServer();
  const response = await at.get(`/operator?code=${at.operator.issue()}`);
  cookie = response.headers.get('set-cookie')!.split(';')[0]!;
  check = ownCheck(at.world, { slug: 'chuong-gio', claim });
  at.world.add(check);
});

const send = (path: string, fields: Record<string, string>, more: Record<string, string> = {}) =>
  at.ask('POST', path, new URLSearchParams(fields), {
    cookie,
    'sec-fetch-site': 'same-origin',
    origin,
    ...more,
  });
const page = async () => (await at.get('/operator/wordings', { cookie, 'accept-language': 'en' })).text();
const learned = (more: Partial<Alias> = {}): Alias => {
  const alias: Alias = {
    id: at.world.newId(),
    check: check.id,
    kind: 'asked',
    lang: 'vi',
    text: 'treo phong linh đầu giường hói đầu',
    key: 'k',
    state: 'learned',
    yes: 4,
    no: 1,
    ...more,
  };
  at.world.teach(alias);
  return alias;
};

test('the page shows what askers share with the check it leads to, and the printed link refuses it and confirms nothing', async () => {
  const alias = learned();
  expect(await page()).toMatch(
    /chuong-gio.*treo phong linh đầu giường hói đầu.*4 said yes.*1 said no.*only suggested/s,
  );
  // Two of the team confirm; the printed link is no account, so it may only refuse.
  expect(await page()).not.toContain('value="confirm"');
  expect((await send(`/operator/wordings/${alias.id}/use`, { decision: 'confirm' })).status).toBe(401);
  expect((await at.world.aliases.list(9)).aliases).toMatchObject([{ state: 'learned' }]);
  expect((await send(`/operator/wordings/${alias.id}`, { decision: 'refuse' })).status).toBe(303);
  expect(await page()).toMatch(/<summary>Set aside.*treo phong linh/s);
  expect((await send(`/operator/wordings/${alias.id}`, { decision: 'remove' })).status).toBe(404);
  for (const path of [`/operator/wordings/${alias.id}`, `/operator/wordings/${alias.id}/use`])
    expect((await send(path, { decision: 'constructor' })).status).toBe(422);
  expect((await send(`/operator/wordings/${at.world.newId()}`, { decision: 'refuse' })).status).toBe(404);
});

test('the overview says how many wordings wait', async () => {
  learned();
  learned({ state: 'confirmed' });
  const overview = await (await at.get('/operator', { cookie, 'accept-language': 'en' })).text();
  expect(overview).toContain('1 decision waits for you');
});

test('the printed link proposes no wording and agrees to none: both are somebody’s of the team', async () => {
  expect(await page()).toMatch(/takes an account of the team.*href="\/en\/sign-in"/s);
  const given = { check: 'chuong-gio', lang: 'vi', text: 'treo phong linh đầu giường làm hói đầu' };
  expect((await send('/operator/wordings', given)).status).toBe(401);
  const proposal = `/operator/wordings/proposals/${at.world.newId()}`;
  expect((await send(proposal, { decision: 'confirmed' })).status).toBe(401);
  expect((await send(`${proposal}/take-back`, {})).status).toBe(401);
  expect((await at.world.aliases.list(9)).aliases).toEqual([]);
});

const propose = (): string => {
  const claimId = at.world.newId();
  at.world.withhold({ check: check.id, claim: claimId, held: false, yes: 1, no: 6, since: '2026-11-19' as Day });
  return `/operator/withheld/${check.id}/${claimId}`;
};

test('an answer is held back when the operator says so, and let go once', async () => {
  const path = propose();
  expect(await page()).toMatch(/Hold this answer back.*Dismiss.*No answer is held back/s);
  expect((await send(path, { decision: 'constructor' })).status).toBe(422);
  expect((await send(path, {})).status).toBe(422);
  expect((await send(path, { decision: 'hold' })).status).toBe(303);
  const held = await page();
  expect(held).toContain('Answer again');
  expect(held).not.toContain('Hold this answer back');
  expect((await send(path, { decision: 'release' })).status).toBe(303);
  for (const decision of ['release', 'hold']) expect((await send(path, { decision })).status).toBe(404);
  expect((await send('/operator/withheld/x/y', { decision: 'hold' })).status).toBe(404);
});

test('a proposal to hold an answer back waits on the overview until it is dismissed', async () => {
  const overview = async () => (await at.get('/operator', { cookie, 'accept-language': 'en' })).text();
  const path = propose();
  expect(await overview()).toContain('1 decision waits for you');
  expect((await send(path, { decision: 'release' })).status).toBe(303);
  expect(await overview()).toContain('See and add ways of asking');
});

test('without a session, or from another site, nothing is shown and nothing decided', async () => {
  const alias = learned();
  for (const path of [
    '/operator/wordings',
    `/operator/wordings/${alias.id}`,
    `/operator/wordings/${alias.id}/use`,
    `/operator/wordings/proposals/${alias.id}`,
    `/operator/withheld/${check.id}/${alias.id}`,
  ]) {
    expect((await send(path, { decision: 'confirm' }, { cookie: '' })).status, path).toBe(401);
    expect((await send(path, { decision: 'confirm' }, { 'sec-fetch-site': 'cross-site' })).status, path).toBe(403);
  }
  const shown = await at.get('/operator/wordings');
  expect([shown.status, await shown.text()]).toEqual([401, expect.not.stringContaining('phong linh')]);
  expect((await at.world.aliases.list(9)).aliases).toMatchObject([{ state: 'learned' }]);
});

test('a check found by askers’ words is offered with its own claim, and the words are nowhere', async () => {
  at.world.index.put({
    checkId: check.id,
    texts: [
      { kind: 'claim', lang: 'vi', text: claim },
      { kind: 'asked', lang: 'vi', text: 'treo phong linh đầu giường hói trọc' },
    ],
    links: [],
  });
  const message = 'treo phong linh đầu giường là hói hả';
  const reply = await at.ask('POST', '/api/v1/tips', { text: message });
  const body = (await reply.json()) as {
    readonly outcome: string;
    readonly answer: { readonly url: string };
    readonly claims: readonly { readonly answers: readonly { readonly why: object }[] }[];
  };
  expect(body.outcome).toBe('perhaps');
  expect(body.claims[0]?.answers[0]?.why).toMatchObject({
    words: [],
    query: [],
    matched: { text: claim, spans: [] },
    asked: true,
    doubt: 'asked',
  });
  const form = await (await at.ask('POST', '/vi/ask', new URLSearchParams({ text: message }))).text();
  const shared = await (await at.get(new URL(body.answer.url).pathname)).text();
  for (const text of [JSON.stringify(body), form, shared]) {
    expect(text).not.toContain('trọc');
    expect(text).toContain(claim);
  }
  expect(form).toContain('Nhiều người hỏi bằng lời giống bạn nói là bài này');
  expect(form).not.toContain('<mark>');
});

test('an old shared answer is no longer judged', async () => {
  const reply = await at.ask('POST', '/api/v1/tips', { text: claim });
  const { answer } = (await reply.json()) as { readonly answer: { readonly id: string; readonly url: string } };
  const path = new URL(answer.url).pathname;
  expect(await (await at.get(path)).text()).toContain('class="feedback"');
  at.world.at('2026-12-20T08:00:00Z');
  expect(await (await at.get(path)).text()).not.toContain('class="feedback"');
  const late = await at.ask('POST', `/api/v1/answers/${answer.id}/feedback`, { check: check.id, agrees: true });
  expect(late.status).toBe(410);
});

test('an answer shows what the check judges, and another wording that agreed under its own name', async () => {
  const wording = 'treo phong linh đầu giường làm hói đầu';
  at.world.add({ ...check, aliases: [{ lang: 'vi', text: wording }] });
  const reply = await at.ask('POST', '/api/v1/tips', { text: wording });
  const { outcome, claims } = (await reply.json()) as {
    readonly outcome: string;
    readonly claims: readonly { readonly answers: readonly { readonly why: object }[] }[];
  };
  expect(outcome).toBe('known');
  expect(claims[0]?.answers[0]?.why).toMatchObject({ matched: { text: claim, spans: [] }, wording: { text: wording } });
  const form = await (await at.ask('POST', '/vi/ask', new URLSearchParams({ text: wording }))).text();
  expect(form).toMatch(
    new RegExp(`Bài này kiểm chứng</dt><dd[^>]*>${claim}</dd>.*Một cách hỏi khác của bài này</dt>`, 's'),
  );
  const own = (await (await at.ask('POST', '/api/v1/tips', { text: claim })).json()) as {
    readonly claims: typeof claims;
  };
  expect(own.claims[0]?.answers[0]?.why).toMatchObject({ matched: { text: claim }, wording: null });
});
