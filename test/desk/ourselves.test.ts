// A case about whoever runs the instance: anybody who works on cases says so, nothing is concluded on it, and taking the mark off
// takes two.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import {
  closeCase,
  makeToken,
  mergeCases,
  publishDecided,
  reviewSubmission,
  splitCase,
  undoMove,
} from '../../src/desk/index.ts';
import { origin } from '../in-memory/server.ts';
import { api, press } from '../journeys/an-asked-case.ts';
import { makeCase } from './a-case.ts';
import { conclusion, handIn, readyCase } from './deciding.ts';
import { addColleague, type DeskServer, deskServer } from './desk-server.ts';

const asked = [
  { text: 'Tòa soạn này nhận tiền của hãng nước ngọt', asked: 2 },
  { text: 'Tòa soạn bị hãng nước ngọt mua', asked: 1 },
];
const verdict = { ...conclusion, publishAt: undefined };
const begin = async () => {
  const desk = await deskServer();
  return { desk, made: await makeCase(desk.database, { title: asked[0]!.text, variants: asked }) };
};
const marked = async ({ database }: DeskServer, number: number) =>
  (await database.all<{ about: boolean }>(sql`select about_ourselves as about from cases where number = ${number}`))[0]
    ?.about;
const page = async (desk: DeskServer, number: number) =>
  (await desk.as(desk.team.checker, 'GET', `/vi/desk/cases/${number}`)).text();

test('a case that people asked is said to be about ourselves, and its page says what follows', async () => {
  const { desk, made } = await begin();
  const { checker, trainee } = desk.team;
  expect(await page(desk, made.number)).toContain('Đề tài này nói về chính chúng tôi');
  expect((await press(desk, trainee, `/cases/${made.number}/ourselves`, { about: 'yes' })).status).toBe(403);
  expect((await press(desk, checker, `/cases/${made.number}/ourselves`, { about: '1' })).status).toBe(422);
  expect((await press(desk, checker, `/cases/${made.number}/ourselves`, { about: 'yes' })).status).toBe(303);
  const html = await page(desk, made.number);
  expect(html).toContain('Về chính chúng tôi');
  expect(html).toContain('Không gửi duyệt được bài kiểm chứng');
  expect(html).not.toContain(`/desk/cases/${made.number}/submit"`);
  expect(html).toContain('ghi là về chính chúng tôi');
  expect((await api(desk, checker, 'GET', `/cases/${made.number}`)).json).toMatchObject({
    aboutOurselves: true,
    ourselvesOffBy: null,
  });
});

test('a check is refused on it by page and API, a note is not, and readers are told whose word it is', async () => {
  const desk = await deskServer();
  const { checker, editor, reviewer } = desk.team;
  const ready = await readyCase(desk.database, { writer: checker, approver: editor });
  const mark = (about: boolean) => api(desk, checker, 'POST', `/cases/${ready.number}/ourselves`, { about });
  expect((await mark(true)).status).toBe(204);
  const handed = await api(desk, checker, 'POST', `/cases/${ready.number}/submissions/check`, verdict);
  expect(handed).toMatchObject({ status: 422, json: { reason: 'verdict-not-allowed' } });
  const note = { claim: { vi: 'A' }, known: { vi: 'Chúng tôi không nhận.' }, unknown: { vi: 'C' } };
  const noted = await api(desk, checker, 'POST', `/cases/${ready.number}/submissions/note`, note);
  expect(noted.status).toBe(201);
  const { json } = await api(desk, reviewer, 'GET', `/submissions/${noted.json.id}`);
  const yes = { decision: 'agree', contentHash: json.contentHash, read: ['vi'] };
  expect((await api(desk, reviewer, 'POST', `/submissions/${noted.json.id}/reviews`, yes)).status).toBe(200);
  const read = await (await desk.as(checker, 'GET', `/vi/notes/${ready.number}`)).text();
  expect(read).toContain('Đây là lời của chính chúng tôi');
  expect((await (await desk.as(checker, 'GET', `/api/v1/notes/${ready.number}`)).json()) as object).toMatchObject({
    notes: [{ aboutOurselves: true }],
  });
});

test('while a check waits for its review, the mark waits until that is taken back', async () => {
  const desk = await deskServer();
  const { checker, editor } = desk.team;
  const ready = await readyCase(desk.database, { writer: checker, approver: editor });
  const handed = await api(desk, checker, 'POST', `/cases/${ready.number}/submissions/check`, verdict);
  expect(handed.status).toBe(201);
  const mark = () => api(desk, editor, 'POST', `/cases/${ready.number}/ourselves`, { about: true });
  expect((await mark()).json).toMatchObject({ code: 'submission-waits' });
  expect((await api(desk, checker, 'DELETE', `/submissions/${handed.json.id}`)).status).toBe(204);
  expect((await mark()).status).toBe(204);
});

test('the mark is taken off by two: whoever asked agrees to nothing, nor does a checker, nor one of their own hand', async () => {
  const { desk, made } = await begin();
  const { checker, reviewer, editor } = desk.team;
  const at = `/cases/${made.number}/ourselves`;
  const off = (who = checker) => api(desk, who, 'POST', at, { about: false });
  await api(desk, checker, 'POST', at, { about: true });
  expect((await off()).status).toBe(204);
  expect(await marked(desk, made.number)).toBe(true);
  expect((await off()).json).toMatchObject({ code: 'ourselves-own' });
  expect(await page(desk, made.number)).toContain('đề nghị bỏ dấu này');
  // Somebody else lets it stand; then it is asked for anew.
  expect((await api(desk, reviewer, 'POST', at, { about: true })).status).toBe(204);
  expect((await off(reviewer)).status).toBe(204);
  expect((await off(checker)).status).toBe(403);
  await desk.database.all(sql`
    insert into team_deeds (member, made_by, deed, done_on) values (${editor.id}, ${reviewer.id}, 'let-in', '2026-11-19')`);
  expect((await off(editor)).json).toMatchObject({ code: 'let-in-lately' });
  expect(
    (await press(desk, await addColleague(desk.database, 'reviewer', 'Người khác'), at, { about: 'no' })).status,
  ).toBe(303);
  expect(await marked(desk, made.number)).toBe(false);
  const { history } = (await api(desk, checker, 'GET', `/cases/${made.number}`)).json;
  expect(history.slice(0, 2).map(({ what }: { what: string }) => what)).toEqual([
    'ourselves-off',
    'ourselves-off-asked',
  ]);
});

test('a program takes no mark off, nor does anybody who did not show the second factor, by page or API; putting it back is free', async () => {
  let proven: Date | null = new Date('2100-01-01T00:00:00Z');
  const desk = await deskServer({}, () => proven);
  const made = await makeCase(desk.database, { title: asked[0]!.text, variants: asked });
  const { checker, reviewer } = desk.team;
  const at = `/cases/${made.number}/ourselves`;
  const secret = 'a'.repeat(64);
  const token = await makeToken(desk.world, { actor: checker, name: 'x', rights: ['case.work'], days: 7, secret });
  if (!token.ok) throw new Error(token.error.code);
  const byProgram = (about: boolean) =>
    desk.server.fetch(
      new Request(`${origin}/api/v1/desk${at}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token.value.text}`, 'content-type': 'application/json' },
        body: JSON.stringify({ about }),
      }),
    );
  expect((await byProgram(true)).status).toBe(204);
  expect(await (await byProgram(false)).json()).toMatchObject({ code: 'not-by-token' });
  proven = null;
  const off = { about: false };
  expect((await api(desk, checker, 'POST', at, off)).json).toMatchObject({ code: 'step-up-needed' });
  const page = await (await press(desk, checker, at, { about: 'no' })).text();
  expect(page).toContain('name="code"');
  proven = new Date('2100-01-01T00:00:00Z');
  expect((await api(desk, checker, 'POST', at, off)).status).toBe(204);
  proven = null;
  expect((await api(desk, reviewer, 'POST', at, off)).json).toMatchObject({ code: 'step-up-needed' });
  expect((await press(desk, reviewer, at, { about: 'no' })).status).toBe(200);
  expect(await marked(desk, made.number)).toBe(true);
  expect((await api(desk, reviewer, 'POST', at, { about: true })).status).toBe(204);
  expect((await api(desk, checker, 'GET', `/cases/${made.number}`)).json).toMatchObject({ ourselvesOffBy: null });
});

test('a check published on a case of which the mark was taken off says so, on its page, by API and in its leaf', async () => {
  const desk = await deskServer();
  const { checker, editor, reviewer } = desk.team;
  const { database, world } = desk;
  const ready = await readyCase(database, { writer: checker, approver: editor });
  const at = `/cases/${ready.number}/ourselves`;
  const mark = (who: typeof checker, about: boolean) => api(desk, who, 'POST', at, { about });
  await mark(checker, true);
  await mark(checker, false);
  expect((await mark(reviewer, false)).status).toBe(204);
  // The day stays told, whoever writes the row; only the mark itself takes it away again.
  await expect(
    database.all(sql`update cases set ourselves_off_on = null where number = ${ready.number}`),
  ).rejects.toThrow('ourselves_off_stays_told');
  const { id, contentHash } = await handIn(world, checker, ready);
  const yes = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  expect((await reviewSubmission(world, reviewer, id, yes)).ok).toBe(true);
  await publishDecided(world);
  const [leaf] = await database.all<{ entry: string }>(
    sql`select entry from log_leaves where kind = 'check-published'`,
  );
  expect(JSON.parse(leaf!.entry)).toMatchObject({ ourselvesOff: '2026-11-20' });
  const read = async (path: string) => desk.as(desk.team.trainee, 'GET', path);
  expect(await (await read(`/vi/checks/${conclusion.slug}`)).text()).toContain('Hai người trong nhóm đã bỏ dấu ấy.');
  expect(await (await read(`/api/v1/checks/${conclusion.slug}`)).json()).toMatchObject({ ourselvesOff: '2026-11-20' });
  expect(await (await read('/en/log')).text()).toContain(
    'its case was marked as being about ourselves; two people took',
  );
});

test('joining, parting, closing as the same and undoing keep the mark: no way around it by another case', async () => {
  const { desk, made } = await begin();
  const { world, database, team } = desk;
  const other = await makeCase(database, { title: 'Tòa soạn bị mua', variants: asked });
  const third = await makeCase(database, { title: 'Tòa soạn bị mua nữa', variants: asked });
  await api(desk, team.checker, 'POST', `/cases/${made.number}/ourselves`, { about: true });
  const joined = await mergeCases(world, team.checker, { from: [made.id], into: other.id });
  expect(await marked(desk, other.number)).toBe(true);
  const parted = await splitCase(world, team.checker, { of: other.id, groups: [made.group] });
  expect(parted.ok && (await marked(desk, parted.value.number))).toBe(true);
  if (!joined.ok || !parted.ok) throw new Error('refused');
  expect((await undoMove(world, team.checker, parted.value.move)).ok).toBe(true);
  expect((await undoMove(world, team.checker, joined.value[0]!)).ok).toBe(true);
  expect(await Promise.all([made, other].map(({ number }) => marked(desk, number)))).toEqual([true, true]);
  expect(await closeCase(world, team.checker, { of: other.id, as: 'duplicate', joinedTo: third.id })).toMatchObject({
    ok: true,
  });
  expect(await marked(desk, third.number)).toBe(true);
});
