// What raters propose, what the team answers to a standing, and whom it invites: by pages and API, each public by two alone.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dayOf } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import { quarterOf } from '../../src/core/quarter.ts';
import {
  cutStandings,
  endProposals,
  enterAsRater,
  inviteRaterByLetter,
  proposeAsRater,
  type RaterHere,
  rateCheck,
  settleProposal,
  weighProposal,
  writeStandingAnswer,
} from '../../src/desk/index.ts';
import { raterSession } from '../../src/desk/rater-session.ts';
import { makeCase } from '../desk/a-case.ts';
import { publishedCase, publishedNote } from '../desk/deciding.ts';
import { addColleague, type DeskServer, deskServer } from '../desk/desk-server.ts';

const says = 'Thống kê của Bộ Y tế năm 2025 cho thấy con số khác hẳn.';
const evidence = { kind: 'evidence', says, url: 'https://thong-ke.example/2025' } as const;

const opened = async (more: Parameters<typeof deskServer>[0] = {}) => {
  const desk = await deskServer(more, () => new Date('2100-01-01T00:00:00Z'));
  const { world, database } = desk;
  const writer = await addColleague(database, 'checker', 'Vũ Thị Viết');
  const second = await addColleague(database, 'editor', 'Mai Văn Hai');
  await publishedCase(world, database, { writer, reviewer: second });
  const [check] = await database.all<{ id: Id; slug: string }>(
    sql`select id, slug from checks where source_id is null and published_on is not null limit 1`,
  );
  return { ...desk, writer, second, check: check as { id: Id; slug: string }, rater: await raterOf(desk) };
};

const raterOf = async ({ world }: DeskServer, name = 'an'): Promise<RaterHere> => {
  const rater = { id: world.newId(), admittedOn: '2026-11-01' as never };
  await world.raters.invite({ id: rater.id, lookup: world.keyed('rater', name), on: rater.admittedOn });
  const quarter = quarterOf(dayOf(world.now()));
  return { rater, quarter, pseudonym: await world.pseudonymKeys.pseudonymOf(quarter, rater.id) };
};

const proposed = async (desk: Awaited<ReturnType<typeof opened>>): Promise<Id> => {
  const made = await proposeAsRater(desk.world, desk.rater, { ...evidence, to: { check: desk.check.id }, lang: 'vi' });
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
};

const cookieOf = ({ world }: DeskServer, { rater }: RaterHere): Record<string, string> => ({
  cookie: `__Host-rater=${raterSession(world, rater.id)}`,
  origin: 'https://kiemchung.example',
  'sec-fetch-site': 'same-origin',
});

const ask = (desk: DeskServer, path: string, headers: Record<string, string>, fields?: Record<string, string>) =>
  desk.server.fetch(
    new Request(`http://x.example${path}`, {
      headers: { ...headers, ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields).toString() }),
    }),
  );

test('a rater proposes by a form; two of the team accept it; then it is public with its leaf, and its proposer sees so', async () => {
  const desk = await opened();
  const { world, database, check, rater, second, team } = desk;
  const mine = cookieOf(desk, rater);
  const path = `/vi/rate/checks/${check.slug}/propose`;
  expect(await (await ask(desk, path, mine)).text()).toContain('name="says"');
  expect((await ask(desk, path, {})).headers.get('location')).toBe('/vi/rate');
  const bare = await ask(desk, path, mine, { kind: 'evidence', says, url: '' });
  expect([bare.status, await bare.text()]).toEqual([
    422,
    expect.stringContaining('Bằng chứng cần có địa chỉ của nguồn'),
  ]);
  const sent = await ask(desk, path, mine, evidence);
  expect(sent.headers.get('location')).toBe('/vi/rate?done=proposed');
  expect(await (await ask(desk, '/vi/rate', mine)).text()).toContain('Đang chờ hai người xem');
  const [waiting] = await world.proposals.waiting();
  const id = waiting?.id as Id;
  expect(JSON.stringify(waiting)).not.toContain(rater.pseudonym);
  const shown = async () => (await ask(desk, `/vi/checks/${check.slug}`, {})).text();
  expect(await shown()).not.toContain(says);

  const as = (id: Id) => ({
    'x-test-member': id,
    origin: 'https://kiemchung.example',
    'sec-fetch-site': 'same-origin',
  });
  const list = await (await ask(desk, '/vi/desk/raters', as(second.id))).text();
  expect(list).toContain(says);
  expect((await ask(desk, '/vi/desk/raters', as(team.checker.id))).status).toBe(403);
  const act = `/vi/desk/raters/proposals/${id}`;
  expect((await ask(desk, act, as(second.id), { as: 'accepted' })).status).toBe(303);
  expect((await ask(desk, act, as(second.id), { do: 'agree' })).status).toBe(403);
  desk.server.invalidate();
  expect(await shown()).not.toContain(says);
  expect((await ask(desk, act, as(team.reviewer.id), { do: 'agree' })).status).toBe(303);
  desk.server.invalidate();
  const page = await shown();
  expect(page).toContain(says);
  expect(page).toContain('thong-ke.example');
  expect(page).not.toContain(rater.pseudonym);
  expect(await (await ask(desk, '/vi/rate', mine)).text()).toContain('Đã nhận, đã công khai');
  const leaves = await database.all<{ entry: string }>(
    sql`select entry from log_leaves where kind = 'proposal-accepted'`,
  );
  expect(leaves.map(({ entry }) => JSON.parse(entry))).toMatchObject([
    { proposal: id, of: 'evidence', check: check.id },
  ]);
  expect(leaves[0]?.entry).not.toContain('thong-ke');
  const reply = await (await ask(desk, `/api/v1/checks/${check.slug}/standing`, {})).json();
  expect(reply).toMatchObject({ added: [{ id, says, url: evidence.url }], answers: [] });
});

test('declined by two it loses its words, and its proposer reads the reason; one that disagrees begins it anew', async () => {
  const desk = await opened();
  const { world, database, second, team, rater } = desk;
  const id = await proposed(desk);
  const no = { as: 'declined', reason: 'source-weak' } as const;
  expect(await weighProposal(world, second, id, { ...no, reason: null })).toMatchObject({
    error: { code: 'proposal-reason' },
  });
  expect(await settleProposal(world, second, id, 'agreed')).toMatchObject({ error: { code: 'proposal-settled' } });
  expect((await weighProposal(world, second, id, no)).ok).toBe(true);
  expect(await weighProposal(world, team.reviewer, id, no)).toMatchObject({ error: { code: 'proposal-settled' } });
  expect((await settleProposal(world, team.reviewer, id, 'refused')).ok).toBe(true);
  expect(await world.proposals.find(id)).toMatchObject({ weighed: null });
  expect((await weighProposal(world, team.reviewer, id, no)).ok).toBe(true);
  expect(await settleProposal(world, team.checker, id, 'agreed')).toMatchObject({ error: { code: 'forbidden' } });
  expect((await settleProposal(world, second, id, 'agreed')).ok).toBe(true);
  expect(await world.proposals.of(rater.pseudonym)).toMatchObject([{ id, state: 'declined', reason: 'source-weak' }]);
  expect(await database.all(sql`select says, url from rater_proposals`)).toEqual([{ says: null, url: null }]);
  for (const statement of [
    "update rater_proposals set says = 'Một câu khác hẳn câu đã gửi'",
    'delete from rater_proposals',
  ])
    await expect(database.all(sql.raw(statement)), statement).rejects.toThrow('rater_proposals_stand');
});

test('the database refuses one person for two, a yes without a leaf, and words that were not proposed', async () => {
  const desk = await opened();
  const { database, second, team } = desk;
  const id = await proposed(desk);
  const set = (to: string) => database.all(sql`update rater_proposals set ${sql.raw(to)} where id = ${id}`);
  const weighed = `weighed_as = 'accepted', weighed_by = '${second.id}', weighed_at = now()`;
  const by = (member: Id) => `state = 'accepted', settled_by = '${member}', settled_at = now()`;
  await expect(set(`${weighed}, ${by(second.id)}`)).rejects.toThrow('proposals_by_two');
  await expect(set(`${weighed}, ${by(team.reviewer.id)}`)).rejects.toThrow('rater_proposals_with_leaf');
  await expect(set(`${weighed}, ${by(team.checker.id)}`)).rejects.toThrow('rater_proposals_by_right');
  await expect(set("says = 'Một câu khác hẳn câu đã được gửi.'")).rejects.toThrow('rater_proposals_stand');
  await expect(set("state = 'over'")).rejects.toThrow('proposals_keep_words_while_they_wait');
});

test('what leads to a person is refused, five a day suffice, and what nobody settled in ninety days loses its words', async () => {
  const desk = await opened();
  const { world, check, rater, setClock, database } = desk;
  const to = { check: check.id };
  const give = (more: object) => proposeAsRater(world, rater, { ...evidence, to, lang: 'vi', ...more });
  for (const text of [
    'Gọi cho cô Lan số 0912 345 678 để biết thêm nhé.',
    'Viết thư cho lan@hoi.example là biết ngay thôi.',
  ])
    expect(await give({ says: text }), text).toMatchObject({ error: { code: 'proposal-not-plain' } });
  expect(await give({ url: 'https://www.facebook.com/nguoi/posts/123456789' })).toMatchObject({
    error: { code: 'proposal-post' },
  });
  expect(await give({ to: { check: world.newId() } })).toMatchObject({ error: { code: 'not-found' } });
  const made = await Promise.all(Array.from({ length: 7 }, () => give({})));
  expect(made.filter(({ ok }) => ok)).toHaveLength(5);
  expect(made.filter((one) => !one.ok && one.error.code === 'proposals-full')).toHaveLength(2);
  setClock('2027-02-17T10:00:00Z');
  expect(await endProposals(world)).toBe(0);
  setClock('2027-02-19T10:00:00Z');
  expect(await endProposals(world)).toBe(5);
  expect(await database.all(sql`select distinct state, says, url from rater_proposals`)).toEqual([
    { state: 'over', says: null, url: null },
  ]);
});

test('by API a rater proposes to a case that has a public note, and to none that has not', async () => {
  const desk = await opened();
  const { world, rater, writer, second, database } = desk;
  const noted = await makeCase(database, { title: 'Cầu Long Biên đã đóng cửa' });
  const quiet = await makeCase(database, { title: 'Chưa nói gì' });
  await publishedNote(world, { writer, reviewer: second }, noted.number);
  const post = (body: object, session = `rater.${raterSession(world, rater.rater.id)}`) =>
    desk.server.fetch(
      new Request('http://x.example/api/v1/ratings/proposals', {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', authorization: `Bearer ${session}` },
      }),
    );
  expect((await post({ ...evidence, note: noted.number })).status).toBe(201);
  expect((await post({ ...evidence, note: quiet.number })).status).toBe(404);
  expect((await post(evidence)).status).toBe(422);
  const both = await post({ ...evidence, note: noted.number, url: 'javascript:alert(1)' });
  expect([both.status, await both.json()]).toEqual([422, expect.objectContaining({ reason: 'proposal-address' })]);
  expect((await post({ ...evidence, note: noted.number }, 'rater.x')).status).toBe(401);
  expect(await world.proposals.waiting()).toMatchObject([{ note: noted.number, check: null, says }]);
  expect(await endProposals(world)).toBe(0);
  const form = await ask(desk, `/vi/rate/notes/${noted.number}/propose`, cookieOf(desk, rater));
  expect(await form.text()).toContain(`action="/vi/rate/notes/${noted.number}/propose"`);
  expect((await ask(desk, `/vi/rate/notes/${quiet.number}/propose`, cookieOf(desk, rater))).status).toBe(404);
  // It is about a private person after all: what was proposed to it goes with the first night.
  await database.all(sql`
    update cases set state = 'closed', closed_as = 'private-person', closed_on = '2026-11-20', title = null where id = ${noted.id}`);
  expect(await endProposals(world)).toBe(1);
  expect(await world.proposals.of(rater.pseudonym)).toMatchObject([{ state: 'over' }]);
  expect(await database.all(sql`select says from rater_proposals where says is not null`)).toEqual([]);
});

test('an editor answers a standing, another agrees, and it stands beside it; the standing itself stays', async () => {
  const desk = await opened();
  const { world, database, check, rater, second, team, setClock } = desk;
  const texts = { vi: 'Chúng tôi đã đọc các đánh giá.', en: 'We have read the ratings.' };
  expect(await writeStandingAnswer(world, second, { check: check.slug, says: texts })).toMatchObject({
    error: { code: 'answer-nothing-stands' },
  });
  await rateCheck(world, rater, { check: check.id, level: 'not', reasons: ['taking-sides'] });
  setClock('2026-11-21T10:00:00Z');
  const signed = { 'x-test-member': second.id };
  expect(await (await ask(desk, '/en/desk/raters', signed)).text()).not.toContain('Are there two sides?');
  expect(await cutStandings(world, '0.1.0')).toMatchObject({ n: 1 });
  const rung = await (await ask(desk, '/en/desk/raters', signed)).text();
  expect(rung).toContain('Are there two sides?');
  expect(rung).toContain('Too few people rate to ask.');
  expect(rung).toContain('0 people have rated five times or more');
  for (const [says, code] of [
    [{ vi: 'Chỉ tiếng Việt.' }, 'answer-says'],
    [{ ...texts, en: 'Write to lan@hoi.example' }, 'answer-not-plain'],
  ] as const)
    expect(await writeStandingAnswer(world, second, { check: check.slug, says }), code).toMatchObject({
      error: { code },
    });
  expect(await writeStandingAnswer(world, second, { check: 'khong-co', says: texts })).toMatchObject({
    error: { code: 'answer-check' },
  });
  const as = (id: Id) => ({
    'x-test-member': id,
    origin: 'https://kiemchung.example',
    'sec-fetch-site': 'same-origin',
  });
  const fields = {
    check: `https://kiemchung.example/vi/checks/${check.slug}`,
    'says.vi': texts.vi,
    'says.en': texts.en,
  };
  expect((await ask(desk, '/vi/desk/raters/answers', as(team.reviewer.id), fields)).status).toBe(403);
  expect((await ask(desk, '/vi/desk/raters/answers', as(second.id), fields)).headers.get('location')).toBe(
    '/vi/desk/raters#answers',
  );
  const [waiting] = await world.standingAnswers.waiting();
  const act = `/vi/desk/raters/answers/${waiting?.id}`;
  expect((await ask(desk, act, as(second.id), { do: 'agree' })).status).toBe(403);
  const before = await world.standings.of(check.id);
  expect((await ask(desk, act, as(team.owner.id), { do: 'agree' })).status).toBe(303);
  desk.server.invalidate();
  const page = await (await ask(desk, `/en/checks/${check.slug}`, {})).text();
  expect(page).toContain(texts.en);
  expect(page).toContain('What we answer');
  expect(await world.standings.of(check.id)).toEqual(before);
  const leaves = await database.all<{ entry: string }>(
    sql`select entry from log_leaves where kind = 'standing-answered'`,
  );
  expect(leaves.map(({ entry }) => JSON.parse(entry))).toMatchObject([
    { answer: waiting?.id, check: check.id, cut: 1 },
  ]);
  expect((await ask(desk, act, as(team.owner.id), { do: 'decline' })).status).toBe(409);
  await expect(database.all(sql`update standing_answers set says = '{"vi": "x", "en": "x"}'`)).rejects.toThrow(
    'standing_answers_stand',
  );
});

test('whom the team invites gets a letter with a link, learned by nobody and stored nowhere before it is opened', async () => {
  const desk = await opened({ raters: 'invited' });
  const { world, database, second, team, setClock } = desk;
  const letters: { to: string; text: string }[] = [];
  Object.assign(world.mail, {
    send: async (letter: { to: string; text: string }) => {
      letters.push(letter);
      return { ok: true, value: null };
    },
  });
  const as = (id: Id) => ({
    'x-test-member': id,
    origin: 'https://kiemchung.example',
    'sec-fetch-site': 'same-origin',
  });
  const counts = await world.raters.counts();
  const invite = (who: Id, email: string) => ask(desk, '/vi/desk/raters/invitations', as(who), { email });
  expect((await invite(team.reviewer.id, 'binh@hoi.example')).status).toBe(403);
  expect((await invite(second.id, 'không phải địa chỉ')).status).toBe(422);
  const done = [await invite(second.id, 'binh@hoi.example'), await invite(second.id, 'binh@hoi.example')];
  // The same answer, whoever it is.
  expect(done.map(({ headers }) => headers.get('location'))).toEqual(Array(2).fill('/vi/desk/raters?done=invited'));
  expect(letters.map(({ to }) => to)).toEqual(['binh@hoi.example', 'binh@hoi.example']);
  expect(await world.raters.counts()).toEqual(counts);
  const code = /code=(\S+)/.exec(letters[0]?.text ?? '')?.[1] ?? '';
  expect(await enterAsRater(world, code.replace('i.', '.'), false)).toMatchObject({
    error: { code: 'rater-link-over' },
  });
  setClock('2026-11-26T10:00:00Z');
  expect((await enterAsRater(world, code, false)).ok).toBe(true);
  expect(await enterAsRater(world, code, false)).toMatchObject({ error: { code: 'rater-link-over' } });
  expect(await database.all(sql`select what, n from rater_counts where day = '2026-11-26'`)).toEqual([
    { what: 'invited', n: 1 },
  ]);
  setClock('2026-11-28T10:00:00Z');
  const late = /code=(\S+)/.exec(letters[1]?.text ?? '')?.[1] ?? '';
  expect(await enterAsRater(world, late, false)).toMatchObject({ error: { code: 'rater-link-over' } });
  expect(
    await inviteRaterByLetter(world, team.checker, { email: 'a@b.example', letter: () => ({ subject: '', text: '' }) }),
  ).toMatchObject({ error: { code: 'forbidden' } });
});
