// A case from its first line to its correction and appeal, by API alone; every reply as the document tells it.
import { expect, test } from 'vitest';
import { rightsOf } from '../../src/core/access-token.ts';
import type { Member } from '../../src/desk/index.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { documentOf, type Spec } from './document.ts';
import { judge } from './judge.ts';
import { bearerOf, headersOf, sender, unlimited } from './one-identity.ts';

/** What these tests read of replies. */
type Reply = {
  readonly id?: string;
  readonly number?: number;
  readonly contentHash?: string;
  readonly texts?: Readonly<Record<string, object>>;
  readonly appeals?: readonly { readonly id: string; readonly text: string | null }[];
};
type Said = { readonly status: number; readonly json: Reply };
type Ask = (method: string, path: string, body?: object, headers?: Record<string, string>) => Promise<Said>;

/** Asks as whoever the headers say, and looks whether the reply is one of the document's. */
const asker =
  (desk: DeskServer, spec: Spec, own: Readonly<Record<string, string>>): Ask =>
  async (method, path, body, headers = {}) => {
    const op = spec.operations.find(
      (one) =>
        one.method === method &&
        new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(`/api/v1${path.split('?')[0]}`),
    );
    if (op === undefined) throw new Error(`${method} ${path} is not in the document`);
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const response = await sender(desk, own)(method, `/api/v1${path}`, sent, headers);
    await judge(op, { method, path, ...(sent === undefined ? {} : { body: sent }) }, response.clone(), spec);
    return { status: response.status, json: response.status === 204 ? {} : await response.json() };
  };

const claim = { vi: 'Ăn tỏi sống mỗi sáng chữa khỏi ung thư', en: 'Raw garlic every morning cures cancer' };
const conclusion = {
  verdict: 'false',
  asOf: '2026-11-19',
  reviewBy: '2027-11-19',
  slug: 'toi-song-ung-thu',
  topics: ['health'],
};

/** A case that waits for nothing but being handed in; made by the API. */
const gathered = async (checker: Ask, reviewer: Ask): Promise<string> => {
  const opened = await checker('POST', '/desk/cases', { title: claim.vi });
  expect(opened.status).toBe(201);
  const at = `/desk/cases/${opened.json.number}`;
  const evidence = {
    kind: 'page',
    url: 'https://who.int/garlic',
    title: 'Garlic',
    publisher: 'WHO',
    stance: 'refutes',
  };
  const shows = { vi: 'Tỏi không chữa ung thư.', en: 'Garlic cures no cancer.' };
  expect((await checker('POST', `${at}/evidence`, { ...evidence, interest: 'independent', shows })).status).toBe(201);
  const proposed = await checker('POST', `${at}/wordings`, { wording: claim });
  const decision = `${at}/wordings/${proposed.json.id}/decision`;
  expect((await reviewer('POST', decision, { decision: 'agree' })).status).toBe(204);
  for (const [lang, texts] of Object.entries({
    vi: {
      title: 'Tỏi không chữa ung thư',
      short: 'Không có bằng chứng.',
      known: 'Ba nghiên cứu.',
      how: 'Đã đọc.',
      reply: 'Cảm ơn.',
    },
    en: {
      title: 'Garlic cures no cancer',
      short: 'No evidence.',
      known: 'Three studies.',
      how: 'We read.',
      reply: 'Thanks.',
    },
  }))
    for (const [field, text] of Object.entries(texts)) {
      const saved = await checker('POST', `${at}/drafts`, { lang, field, text, base: 0 });
      expect(saved.json).toEqual({ as: 'current', n: 1, handedIn: false });
    }
  expect((await checker('POST', `${at}/interest`, { concerned: false })).status).toBe(204);
  expect((await checker('GET', at)).json).toMatchObject({ missing: [] });
  return at;
};

let desk: DeskServer;
let spec: Spec;
let by: (member: Member) => Ask;
let program: (member: Member) => Promise<Ask>;

const begin = async (): Promise<void> => {
  desk = await unlimited(true);
  spec = await documentOf(desk.server);
  by = (member) => asker(desk, spec, headersOf(member));
  program = async (member) => asker(desk, spec, { authorization: await bearerOf(desk, member, rightsOf(member.role)) });
};

test('ASVS 2.3.1, 2.3.5: a program hands in and cannot agree, its owner neither, and another person publishes', async () => {
  await begin();
  const { reviewer: author, editor, owner } = desk.team;
  const [scripted, mine, second] = [await program(author), by(author), by(editor)];
  const at = await gathered(scripted, second);
  const handed = await scripted('POST', `${at}/submissions/check`, conclusion);
  expect(handed.status).toBe(201);
  const place = `/desk/submissions/${handed.json.id}`;
  const { contentHash } = (await scripted('GET', place)).json;
  const yes = { decision: 'agree', contentHash, read: ['vi', 'en'] };
  expect((await scripted('POST', `${place}/reviews`, yes)).json).toMatchObject({ status: 403, code: 'not-by-token' });
  expect((await (await program(owner))('POST', `${place}/reviews`, yes)).json).toMatchObject({ code: 'not-by-token' });
  expect((await mine('POST', `${place}/reviews`, yes)).json).toMatchObject({ status: 403, code: 'reviewed-own' });
  // Whoever wrote it is told that first, whatever else is missing.
  expect((await mine('POST', `${place}/reviews`, { ...yes, read: [] })).json).toMatchObject({ code: 'reviewed-own' });
  expect((await second('POST', `${place}/reviews`, { ...yes, read: ['vi'] })).json).toMatchObject({
    reason: 'version-unread',
  });
  expect((await second('POST', `${place}/reviews`, { ...yes, contentHash: 'a'.repeat(64) })).json).toMatchObject({
    status: 409,
    reason: 'submission-changed',
  });
  expect(await desk.world.reads.check(conclusion.slug)).toBeUndefined();
  expect((await second('POST', `${place}/reviews`, yes)).json).toMatchObject({ state: 'published' });
  expect((await desk.world.reads.check(conclusion.slug))?.verdict).toBe('false');

  const before = (await scripted('GET', `/checks/${conclusion.slug}`)).json;
  const texts = { ...before.texts, vi: { ...before.texts?.vi, short: 'Không có bằng chứng nào cả.' } };
  const change = { kind: 'minor', verdict: 'false', asOf: conclusion.asOf, reviewBy: conclusion.reviewBy, texts };
  const proposed = await scripted('POST', `${at}/submissions/correction`, {
    ...change,
    explain: { vi: 'Rõ hơn.', en: 'Clearer.' },
  });
  expect(proposed.status).toBe(201);
  const correction = `/desk/submissions/${proposed.json.id}`;
  const no = {
    decision: 'refuse',
    contentHash: (await scripted('GET', correction)).json.contentHash,
    reason: 'Không cần.',
  };
  expect((await second('POST', `${correction}/reviews`, no)).json).toMatchObject({ state: 'refused' });
  const over = { contentHash: no.contentHash, reason: 'Nên rõ hơn.', read: ['vi', 'en'] };
  expect((await second('POST', `${correction}/override`, over)).json).toMatchObject({ reason: 'already-reviewed' });
  expect((await mine('POST', `${correction}/override`, over)).json).toMatchObject({ code: 'forbidden' });
  expect((await by(owner)('POST', `${correction}/override`, over)).json).toMatchObject({ state: 'published' });
  expect((await desk.world.reads.check(conclusion.slug))?.corrections).toHaveLength(1);
  const because = { because: { vi: 'Sai nguồn.', en: 'Wrong source.' } };
  expect((await scripted('POST', `${at}/submissions/withdrawal`, because)).json).toMatchObject({
    code: 'not-by-token',
  });
  expect((await mine('POST', `${at}/submissions/withdrawal`, because)).status).toBe(201);
});

test('anybody appeals by API, once under one key, and somebody who had no part in it answers in person', async () => {
  await begin();
  const { checker, reviewer, editor, owner } = desk.team;
  const at = await gathered(by(checker), by(reviewer));
  const handed = await by(checker)('POST', `${at}/submissions/check`, conclusion);
  const place = `/desk/submissions/${handed.json.id}`;
  const { contentHash } = (await by(editor)('GET', place)).json;
  await by(editor)('POST', `${place}/reviews`, { decision: 'agree', contentHash, read: ['vi', 'en'] });
  const anybody = asker(desk, spec, {});
  const appeal = { reason: 'wrong-fact', text: 'Số liệu đã cũ, xem 0912345678.', links: ['https://moh.gov.vn/tin'] };
  const path = `/checks/${conclusion.slug}/appeals`;
  const once = { 'idempotency-key': 'appeal-1' };
  const opened = await anybody('POST', path, appeal, once);
  expect(opened.status).toBe(201);
  expect((await anybody('POST', path, appeal, once)).json).toEqual(opened.json);
  expect(
    (await anybody('POST', path, { ...appeal, links: ['https://www.facebook.com/ai/posts/12345'] })).json,
  ).toMatchObject({
    status: 422,
    reason: 'appeal-link-to-post',
  });
  const told = (await anybody('GET', path)).json;
  expect(told.appeals).toHaveLength(1);
  expect(told.appeals?.[0]).toMatchObject({ text: null, answer: null });
  const followed = (await anybody('GET', `/appeals/${opened.json.id}`)).json;
  expect(JSON.stringify(followed)).not.toContain('0912345678');
  const answer = `/desk/appeals/${told.appeals?.[0]?.id}/answer`;
  const given = { outcome: 'not-upheld', reasons: { vi: 'Số liệu còn đúng.', en: 'The figures still hold.' } };
  expect((await by(editor)('POST', answer, given)).json).toMatchObject({
    status: 403,
    code: 'appeal-own-work',
  });
  expect((await (await program(owner))('POST', answer, given)).json).toMatchObject({ code: 'not-by-token' });
  expect((await by(owner)('POST', answer, { ...given, reasons: { vi: 'Còn đúng.' } })).status).toBe(422);
  const put = (await by(owner)('POST', answer, given)).json as { proposed: { id: string }[] };
  expect(put).toMatchObject({ answer: null, proposed: [{ kind: 'answer', by: owner.id, othersAgree: true }] });
  expect((await anybody('GET', path)).json).toMatchObject({ appeals: [{ answer: null }] });
  const agree = `/desk/appeals/${told.appeals?.[0]?.id}/agree`;
  const read = { proposed: put.proposed[0]?.id };
  expect((await by(owner)('POST', agree, read)).json).toMatchObject({ status: 403, code: 'appeal-own-answer' });
  expect((await by(editor)('POST', agree, read)).json).toMatchObject({ status: 403, code: 'appeal-own-work' });
  expect((await by(reviewer)('POST', agree, read)).json).toMatchObject({ answer: { outcome: 'not-upheld' } });
  const correct = `/desk/appeals/${told.appeals?.[0]?.id}/correct`;
  const reworded = {
    reasons: { vi: 'Số liệu năm 2025 còn đúng.', en: 'The figures of 2025 still hold.' },
    why: { vi: 'Câu cũ không nói năm nào.', en: 'It did not say of which year.' },
  };
  expect((await by(editor)('POST', correct, reworded)).json).toMatchObject({ status: 403, code: 'appeal-own-work' });
  expect((await by(owner)('POST', correct, { ...reworded, reasons: given.reasons })).json).toMatchObject({
    ...{ status: 422, reason: 'appeal-nothing-changed' },
  });
  const again = (await by(owner)('POST', correct, reworded)).json as { proposed: { id: string }[] };
  expect((await anybody('GET', path)).json).toMatchObject({ appeals: [{ answer: { reasons: given.reasons } }] });
  await by(reviewer)('POST', agree, { proposed: again.proposed[0]?.id });
  expect((await anybody('GET', path)).json).toMatchObject({
    appeals: [
      {
        answer: {
          reasons: reworded.reasons,
          earlier: [{ reasons: given.reasons, why: reworded.why, letIn: false, hadPart: 0 }],
        },
      },
    ],
  });
  expect((await by(owner)('POST', answer, given)).json).toMatchObject({ status: 409, reason: 'appeal-answered' });
});

test('ASVS 2.3.3: what is sent again under one key is done once, also at the same time, and another body is refused', async () => {
  await begin();
  const ask = await program(desk.team.checker);
  const once = { 'idempotency-key': 'k1' };
  const given = { title: 'Cầu Rồng đóng ba ngày' };
  const twice = await Promise.all([ask('POST', '/desk/cases', given, once), ask('POST', '/desk/cases', given, once)]);
  const [first, second] = [...twice, await ask('POST', '/desk/cases', given, once)].map(({ json }) => json.number);
  expect(second).toBe(first);
  expect((await ask('GET', '/desk/cases')).json).toMatchObject({ total: 1 });
  expect((await ask('POST', '/desk/cases', { title: 'Khác' }, once)).json).toMatchObject({
    code: 'idempotency-key-reused',
  });
  // The keys of one are nobody else's, and what was refused is tried anew.
  const other = await program(desk.team.editor);
  expect((await other('POST', '/desk/cases', { title: 'Khác' }, once)).status).toBe(201);
  const at = `/desk/cases/${first}`;
  const task = { text: 'Gọi bệnh viện', assignedTo: '00000000-0000-4000-8000-000000000000' };
  expect((await ask('POST', `${at}/tasks`, task, { 'idempotency-key': 'k2' })).status).toBe(404);
  expect((await ask('POST', `${at}/tasks`, { text: 'Gọi' }, { 'idempotency-key': 'k3' })).status).toBe(201);
});

test('ASVS 15.3.3: a field that an operation does not name is refused, and nothing is done', async () => {
  await begin();
  const ask = await program(desk.team.owner);
  for (const extra of [
    { state: 'published' },
    { assignedTo: desk.team.owner.id },
    { number: 1 },
    { __proto__: null, id: 'x' },
  ]) {
    const refused = await ask('POST', '/desk/cases', { title: 'Một', ...extra });
    expect(refused.json).toMatchObject({ status: 422, code: 'invalid-input', field: Object.keys(extra)[0] });
  }
  expect((await ask('GET', '/desk/cases')).json).toMatchObject({ total: 0 });
  const team = JSON.stringify((await ask('GET', '/desk/team')).json);
  expect(team).not.toContain('@');
});
