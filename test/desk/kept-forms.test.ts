// What was typed into a form that weighs, while the second factor grew old.
import { expect, test } from 'vitest';
import { openAppeal } from '../../src/desk/index.ts';
import { conclusion, handIn, publishedCase, readyCase } from './deciding.ts';
import { addColleague } from './desk-server.ts';
import { fieldsIn, teamServer } from './team-server.ts';
import { totp } from './totp.ts';

const elevenMinutes = 11 * 60_000;

/** A reviewer before a submission, whose second factor has grown old meanwhile. */
const late = async () => {
  const at = await teamServer();
  await at.joined('owner', 'an@example.org');
  await at.joined('checker', 'binh@example.org');
  const reviewer = await at.joined('reviewer', 'chi@example.org');
  const members = await at.world.team.members();
  const writer = members.find(({ role }) => role === 'checker')!;
  const approver = members.find(({ role }) => role === 'owner')!;
  const { id } = await handIn(at.world, writer, await readyCase(at.database, { writer, approver }));
  const path = `/vi/desk/reviews/${id}`;
  const hash = /name="hash" value="([0-9a-f]{64})"/.exec(await reviewer.page(path))?.[1] ?? '';
  at.setClock(new Date(at.world.now().getTime() + elevenMinutes).toISOString());
  return { ...at, reviewer, id, path, hash };
};

const long = 'Câu này cần nói rõ "liều lượng" <của ai>. '.repeat(45);

test('a decision and every remark survive the asking for a code, a wrong code, and are taken with the right one', async () => {
  const { reviewer, world, id, path, hash } = await late();
  const typed = { outcome: 'changes', hash, reason: long, 'remark.vi.short': long, 'remark.en.how': long };
  const asked = await reviewer.go(path, typed);
  expect(asked.status).toBe(200);
  const carried = fieldsIn(await asked.text());
  expect(carried).toEqual(typed);
  const again = fieldsIn(await reviewer.page(path, { ...carried, code: '000000' }));
  expect(again).toEqual(typed);
  expect((await world.decisions.submission(id))?.reviews).toEqual([]);
  const done = await reviewer.go(path, { ...again, code: totp(reviewer.secret, new Date(), 1) });
  expect(done.headers.get('location')).toBe(path);
  expect((await world.decisions.submission(id))?.reviews).toMatchObject([
    { outcome: 'changes', reason: long.trim(), remarks: [{ text: long.trim() }, { text: long.trim() }] },
  ]);
});

test('whoever goes back instead of giving the code finds the form as it was left', async () => {
  const { reviewer, world, id, path, hash } = await late();
  const typed = { outcome: 'approved', hash, reason: 'Rất rõ ràng.', 'remark.vi.title': 'Ngắn hơn được không?' };
  const page = await reviewer.page(path, { ...fieldsIn(await reviewer.page(path, typed)), return: '1' });
  expect(page).toContain('Rất rõ ràng.</textarea>');
  expect(page).toContain('Ngắn hơn được không?</textarea>');
  expect((await world.decisions.submission(id))?.state).toBe('waiting');
});

test('a correction as long as a check can be is not turned away for its size', async () => {
  const { reviewer, world, id } = await late();
  const number = (await world.decisions.submission(id))!.caseNumber;
  await world.decisions.submission(id);
  const refused = await reviewer.go(`/vi/desk/cases/${number}/submit`, {
    verdict: conclusion.verdict,
    slug: 'a',
    appearances: 'ữ'.repeat(20_000),
  });
  expect(refused.status).not.toBe(413);
});

test('an answer to an appeal waits for the code, and is put forward as it was written', async () => {
  const at = await teamServer();
  await at.joined('owner', 'an@example.org');
  const reviewer = await at.joined('reviewer', 'chi@example.org');
  const [writer, second] = await Promise.all([
    addColleague(at.database, 'checker', 'Vũ Thị Viết'),
    addColleague(at.database, 'editor', 'Mai Văn Hai'),
  ]);
  const { check } = await publishedCase(at.world, at.database, { writer, reviewer: second });
  const words = { reason: 'wrong-fact', text: 'Số liệu đã cũ.', links: '', once: null, lang: 'vi' };
  await openAppeal(at.world, { ...words, about: { kind: 'check', id: check } }, 14);
  const [appeal] = await at.world.appeals.list(1);
  const path = `/vi/desk/appeals/${appeal!.id}`;
  at.setClock(new Date(at.world.now().getTime() + elevenMinutes).toISOString());
  const typed = { outcome: 'not-upheld', 'reasons-vi': long, 'reasons-en': long };
  const asked = await reviewer.go(path, typed);
  expect(asked.status).toBe(200);
  const carried = fieldsIn(await asked.text());
  expect(carried).toEqual(typed);
  const wrong = await reviewer.go(path, { ...carried, code: '000000' });
  expect(wrong.status).toBe(422);
  expect(fieldsIn(await wrong.text())).toEqual(typed);
  const form = await reviewer.page(path, { ...carried, return: '1' });
  expect(form).toContain(`&lt;của ai>. </textarea>`);
  expect(form).toMatch(/value="not-upheld" required checked/);
  expect((await at.world.appeals.appeal(appeal!.id))?.proposed).toEqual([]);
  const done = await reviewer.go(path, { ...carried, code: totp(reviewer.secret, new Date(), 1) });
  expect(done.headers.get('location')).toBe(path);
  expect((await at.world.appeals.appeal(appeal!.id))?.proposed).toMatchObject([
    { outcome: 'not-upheld', reasons: { vi: long.trim(), en: long.trim() } },
  ]);
});

test('a withdrawal of a check waits for the code, with its reasons kept, and is then handed in as it was written', async () => {
  const at = await teamServer();
  await at.joined('owner', 'an@example.org');
  const checker = await at.joined('checker', 'binh@example.org');
  const [writer, reviewer] = await Promise.all([
    addColleague(at.database, 'checker', 'Vũ Thị Viết'),
    addColleague(at.database, 'editor', 'Mai Văn Hai'),
  ]);
  const { number } = await publishedCase(at.world, at.database, { writer, reviewer });
  const path = `/vi/desk/cases/${number}/withdraw`;
  at.setClock(new Date(at.world.now().getTime() + elevenMinutes).toISOString());
  const typed = { 'because.vi': long, 'because.en': 'The main source was retracted.' };
  const asked = await checker.go(path, typed);
  expect(asked.status).toBe(200);
  const carried = fieldsIn(await asked.text());
  expect(carried).toEqual(typed);
  expect(await at.world.decisions.waiting()).toEqual([]);
  const form = await checker.page(path, { ...carried, return: '1' });
  expect(form).toContain('The main source was retracted.</textarea>');
  expect(fieldsIn(await checker.page(path, { ...carried, code: '000000' }))).toEqual(typed);
  expect(await at.world.decisions.waiting()).toEqual([]);
  const done = await checker.go(path, { ...carried, code: totp(checker.secret, new Date(), 1) });
  const [handed] = await at.world.decisions.waiting();
  expect(done.headers.get('location')).toBe(`/vi/desk/reviews/${handed?.id}`);
  expect((await at.world.decisions.submission(handed!.id))?.content).toMatchObject({
    because: { vi: long.trim(), en: 'The main source was retracted.' },
  });
});
