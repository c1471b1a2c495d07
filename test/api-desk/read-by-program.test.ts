// By API what the pages show and take: what was declined, hearing of corrections, one's own data, mentions, kind replies, what moves.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dayOf } from '../../src/base/clock.ts';
import { publishDecided, remark, retain, reviewSubmission, submitWords } from '../../src/desk/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { publishedCase } from '../desk/deciding.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { origin } from '../in-memory/server.ts';
import { documentOf, type Spec } from './document.ts';
import { judge } from './judge.ts';
import { bearerOf, headersOf, sender } from './one-identity.ts';

// biome-ignore lint/suspicious/noExplicitAny: replies as they came; the document has judged them.
type Reply = { readonly status: number; readonly json: any };

/** Sends, and has every reply judged by the document. */
const by =
  (desk: DeskServer, spec: Spec, own: Readonly<Record<string, string>>) =>
  async (operation: string, path: string, body?: object): Promise<Reply> => {
    const op = spec.operations.find(({ name }) => name === operation.replace(' /', ' /api/v1/'));
    if (op === undefined) throw new Error(operation);
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const call = { method: op.method, path: `/api/v1${path}`, ...(sent === undefined ? {} : { body: sent }) };
    const response = await sender(desk, own)(call.method, call.path, sent);
    const copy = response.clone();
    await judge(op, call, response, spec);
    return { status: copy.status, json: [202, 204].includes(copy.status) ? null : await copy.json() };
  };

const begun = async () => {
  const desk = await deskServer();
  const spec = await documentOf(desk.server);
  return { desk, spec, anybody: by(desk, spec, {}) };
};

test('what was declined is read with its reason, appealed against, and its appeals are listed', async () => {
  const { desk, anybody } = await begun();
  const { checker, reviewer } = desk.team;
  const { number } = await makeCase(desk.database, { title: 'Năm sau đất rẻ đi' });
  const texts = { vi: 'Năm sau giá đất giảm.', en: 'Land will be cheaper next year.' };
  const explain = { vi: 'Không ai biết trước.', en: 'Nobody can know.' };
  const handed = await submitWords(desk.world, checker, number, {
    kind: 'closing',
    reason: 'prediction',
    claim: texts,
    explain,
  });
  if (!handed.ok) throw new Error(handed.error.code);
  const { contentHash } = (await desk.world.decisions.submission(handed.value))!;
  expect((await anybody('GET /declined', '/declined')).json).toEqual({ declined: [] });
  expect((await anybody('GET /declined/{number}/appeals', `/declined/${number}/appeals`)).status).toBe(404);
  await reviewSubmission(desk.world, reviewer, handed.value, {
    outcome: 'approved',
    contentHash,
    reason: '',
    remarks: [],
  });
  await publishDecided(desk.world);
  const one = { number, on: '2026-11-20', reason: 'prediction', claim: texts, explain };
  const { declined } = (await anybody('GET /declined', '/declined')).json;
  expect(declined).toEqual([{ ...one, url: `${origin}/vi/declined#case-${number}`, appeals: [] }]);
  const at = `/declined/${number}/appeals`;
  const doubt = { reason: 'wrongly-declined', text: 'Đây là số liệu, không phải dự đoán.' };
  expect((await anybody('POST /declined/{number}/appeals', at, doubt)).status).toBe(201);
  const { appeals } = (await anybody('GET /declined/{number}/appeals', at)).json;
  expect(appeals).toMatchObject([{ reason: 'wrongly-declined', text: null, answer: null }]);
  expect((await anybody('GET /declined', '/declined')).json.declined[0].appeals).toEqual(appeals);
});

test('somebody hears of corrections of a check of ours, reads it by the secret, and ends it', async () => {
  const { desk, spec, anybody } = await begun();
  await publishedCase(desk.world, desk.database, { writer: desk.team.checker, reviewer: desk.team.reviewer });
  const at = '/checks/nuoc-muoi-da-day/subscriptions';
  const email = 'chi.lan@example.org';
  const ask = (path: string, body: object) => anybody('POST /checks/{key}/subscriptions', path, body);
  expect((await ask(at, { email })).json).toMatchObject({ code: 'invalid-input', field: 'consent' });
  expect((await ask(at, { email: 'chi lan', consent: true })).json).toMatchObject({ reason: 'contact-not-an-address' });
  expect((await ask('/checks/khong-co/subscriptions', { email, consent: true })).status).toBe(404);
  expect((await ask(at, { email, consent: true })).status).toBe(202);
  await expect.poll(() => desk.world.mail.letters().length).toBe(1);
  const [, code = ''] = /[?]code=([^\s]+)/.exec(desk.world.mail.letters()[0]?.text ?? '') ?? [];
  const confirm = (typed: string) => anybody('POST /addresses/confirm', '/addresses/confirm', { code: typed });
  expect((await confirm('x')).json).toMatchObject({ code: 'invalid-input' });
  const made = await confirm(decodeURIComponent(code));
  expect(made.json.url).toBe(`${origin}/vi/subscriptions/${made.json.id}`);
  expect((await desk.server.fetch(new Request(made.json.url))).status).toBe(200);
  const read = () => anybody('GET /subscriptions/{secret}', `/subscriptions/${made.json.id}`);
  const url = `${origin}/vi/checks/nuoc-muoi-da-day`;
  expect((await read()).json).toEqual({ check: 'nuoc-muoi-da-day', url, since: '2026-11-20', endedOn: null });
  const end = (secret: string) => anybody('DELETE /subscriptions/{secret}', `/subscriptions/${secret}`);
  expect((await end('0'.repeat(32))).status).toBe(404);
  expect((await end(made.json.id)).status).toBe(204);
  expect((await read()).json.endedOn).toBe('2026-11-20');
  expect(JSON.stringify(await read())).not.toContain(email);
  // Where no mail goes out nothing is promised.
  const silent = await deskServer({ mails: false });
  await publishedCase(silent.world, silent.database, { writer: silent.team.checker, reviewer: silent.team.reviewer });
  const refused = await by(silent, spec, {})('POST /checks/{key}/subscriptions', at, { email, consent: true });
  expect([refused.status, refused.json.code]).toEqual([409, 'mail-off']);
});

test('a request about one’s own data is filed by a program, acknowledged and answered by a person, and followed', async () => {
  const { desk, spec, anybody } = await begun();
  const wish = { kind: 'see', text: 'Cho tôi xem những gì có về tôi.' };
  const file = (body: object) => anybody('POST /data-requests', '/data-requests', body);
  expect((await file({ ...wish, text: ' … ' })).json).toMatchObject({ reason: 'request-empty', field: 'text' });
  const made = (await file(wish)).json;
  expect(made.url).toBe(`${origin}/vi/your-data/${made.id}`);
  const follow = async () => (await anybody('GET /data-requests/{secret}', `/data-requests/${made.id}`)).json;
  expect(await follow()).toMatchObject({
    kind: 'see',
    acknowledgeBy: '2026-11-24',
    asked: wish.text,
    reply: null,
  });
  const editor = by(desk, spec, headersOf(desk.team.editor));
  const [{ id }] = (await editor('GET /desk/data-requests', '/desk/data-requests')).json.requests;
  await editor('POST /desk/data-requests/{id}/acknowledge', `/desk/data-requests/${id}/acknowledge`);
  await editor('POST /desk/data-requests/{id}/reply', `/desk/data-requests/${id}/reply`, {
    reply: 'Không có gì về bạn.',
  });
  expect(await follow()).toMatchObject({
    acknowledgedOn: '2026-11-20',
    answeredOn: '2026-11-20',
    reply: 'Không có gì về bạn.',
  });
  const wrong = await anybody('GET /data-requests/{secret}', `/data-requests/${'0'.repeat(32)}`);
  expect(wrong.status).toBe(404);
});

test('an address left with an appeal is taken back by its secret', async () => {
  const { desk, anybody } = await begun();
  await publishedCase(desk.world, desk.database, { writer: desk.team.checker, reviewer: desk.team.reviewer });
  const given = { reason: 'other', text: 'Xem lại giúp.', email: 'chi.lan@example.org' };
  const { id } = (await anybody('POST /checks/{key}/appeals', '/checks/nuoc-muoi-da-day/appeals', given)).json;
  const kept = () => desk.database.all(sql`select id from contacts`);
  const before = await kept();
  const forget = () => anybody('DELETE /appeals/{secret}/contact', `/appeals/${id}/contact`);
  expect((await forget()).status).toBe(204);
  expect((await kept()).length).toBe(before.length - 1);
  expect((await anybody('GET /appeals/{secret}', `/appeals/${id}`)).status).toBe(200);
});

test('mentions are read by whoever they speak to alone, and reading them makes none seen', async () => {
  const { desk, spec } = await begun();
  const { checker, reviewer, editor } = desk.team;
  const { id, number } = await makeCase(desk.database, { title: 'Muối làm tan mỡ' });
  await remark(desk.world, checker, id, { text: `@${reviewer.name} xem giúp`, passage: null });
  const mentionsOf = async (own: Readonly<Record<string, string>>) =>
    (await by(desk, spec, own)('GET /desk/mentions', '/desk/mentions')).json.mentions;
  const program = { authorization: await bearerOf(desk, reviewer, ['desk.see']) };
  const expected = { case: number, title: 'Muối làm tan mỡ', by: checker.id, seen: false, harsh: null };
  expect(await mentionsOf(program)).toMatchObject([expected]);
  expect(await mentionsOf(headersOf(reviewer))).toMatchObject([expected]);
  expect(await mentionsOf(headersOf(editor))).toEqual([]);
});

test('kind replies come in every form of address, in the words of the page', async () => {
  const { desk, anybody } = await begun();
  await publishedCase(desk.world, desk.database, { writer: desk.team.checker, reviewer: desk.team.reviewer });
  const read = (query: string) =>
    anybody('GET /checks/{key}/kind-replies', `/checks/nuoc-muoi-da-day/kind-replies${query}`);
  const vi = (await read('')).json;
  expect(vi.replies).toHaveLength(18);
  const toMother = vi.replies.find(({ form }: { form: string }) => form === 'con-me');
  expect(toMother).toMatchObject({ group: 'parents', self: 'con', you: 'mẹ' });
  expect(toMother.text).toMatch(/\n\n.*\/vi\/checks\/nuoc-muoi-da-day/);
  const page = await (
    await desk.server.fetch(new Request(`${origin}/vi/checks/nuoc-muoi-da-day/reply?to=con-me`))
  ).text();
  expect(page).toContain(toMother.text.split('\n')[0]);
  expect((await read('?lang=en')).json.replies.map(({ form }: { form: string }) => form)).toEqual([
    'family',
    'friends',
    'group',
  ]);
  expect((await read('?lang=fr')).status).toBe(422);
});

test('the report of the last night is read by who answers for people’s data', async () => {
  const { desk, spec } = await begun();
  const editor = by(desk, spec, headersOf(desk.team.editor));
  const read = () => editor('GET /desk/retention', '/desk/retention');
  expect((await read()).json).toEqual({ last: null });
  const report = await retain(desk.world);
  expect((await read()).json).toEqual({ last: { day: dayOf(desk.world.now()), report } });
});

test('a program hears what changes, is not told to be looking, and hears nothing more once its token is revoked', async () => {
  const { desk } = await begun();
  const { checker, editor } = desk.team;
  const { id, number } = await makeCase(desk.database, { title: 'Cầu đóng' });
  const program = sender(desk, { authorization: await bearerOf(desk, checker, ['desk.see']) });
  const stream = await program('GET', `/api/v1/desk/live?at=${number}`);
  expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const chunks = stream.body!.getReader();
  const decoder = new TextDecoder();
  let heard = '';
  const until = async (wanted: RegExp) => {
    while (!wanted.test(heard)) {
      const { done, value } = await chunks.read();
      if (done) throw new Error(`ended before ${wanted}: ${heard}`);
      heard += decoder.decode(value, { stream: true });
    }
  };
  await until(/event: looking\ndata: \{\}/);
  // Somebody who signed in and looks at a case is seen to, whichever way they listen.
  const person = await sender(desk, headersOf(editor))('GET', `/api/v1/desk/live?at=${number}`);
  await until(new RegExp(`event: looking\\ndata: \\{"${number}":\\["${editor.name}"\\]\\}`));
  await desk.world.cases.assign(id, editor.id, { by: editor.id, at: desk.world.now() });
  await until(new RegExp(`event: changed\\ndata: \\{"cases":\\[${number}\\]\\}`));
  await person.body?.cancel();
  expect((await program('GET', '/api/v1/desk/live?at=x')).status).toBe(422);
  const [token] = await desk.world.tokens.ofMine(checker.id, dayOf(desk.world.now()));
  await desk.world.tokens.revoke(checker.id, token!.id, dayOf(desk.world.now()));
  while (!(await chunks.read()).done);
  expect((await program('GET', '/api/v1/desk/live')).status).toBe(401);
});
