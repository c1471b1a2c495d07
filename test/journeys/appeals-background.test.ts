// Asking us to look again at what gives no verdict: an explainer, and a note of what is known so far.
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { answerAppeal, type Mail, replyToAskers, sendOutbox } from '../../src/desk/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { agreesOnPage, answerByTwo } from '../desk/by-two.ts';
import { explainerTyped, publishedExplainer, publishedNote } from '../desk/deciding.ts';
import { addColleague, type DeskServer, deskServer } from '../desk/desk-server.ts';
import { origin } from '../in-memory/server.ts';

/** A request of somebody who has not signed in. */
const anybody = (desk: DeskServer, method: string, path: string, fields?: Record<string, string>) =>
  desk.server.fetch(
    new Request(`${origin}${path}`, {
      method,
      ...(fields && { body: String(new URLSearchParams(fields)) }),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  );
const read = async (desk: DeskServer, path: string) => (await anybody(desk, 'GET', path)).text();

const given = {
  reason: 'wrong-fact',
  text: 'Con số ở đoạn hai sai, gọi tôi 0912 345 678.',
  links: 'https://who.int/news',
  email: '',
};
const answer = { outcome: 'partly', reasons: { vi: 'Đúng, đoạn hai đã cũ.', en: 'Yes, that part is old.' } };
const sent = {
  outcome: answer.outcome,
  'reasons-vi': answer.reasons.vi,
  'reasons-en': answer.reasons.en,
};

type Published = {
  readonly desk: DeskServer;
  /** Its public address, without the language. */
  readonly at: string;
  readonly id: Id;
  readonly column: 'explainer_id' | 'note_case_id';
  /** Publishes one more version, by two. */
  readonly again: (by: { readonly writer: Who; readonly reviewer: Who }) => Promise<unknown>;
};
type Who = DeskServer['team']['owner'];

const withExplainer = async (): Promise<Published> => {
  const desk = await deskServer();
  const { checker: writer, reviewer } = desk.team;
  const { id, slug } = await publishedExplainer(desk.world, { writer, reviewer });
  const { vi, en } = explainerTyped.texts as Record<'vi' | 'en', { title: string; short: string; body: string }>;
  const again: Published['again'] = (by) =>
    publishedExplainer(
      desk.world,
      by,
      {
        texts: { vi: { ...vi, short: 'Muối giữ nước trong cơ thể.' }, en: { ...en, short: 'It holds water, mostly.' } },
        kind: 'correction',
        explain: { vi: 'Đã viết thiếu.', en: 'We left something out.' },
      },
      slug,
    );
  return { desk, at: `/explainers/${slug}`, id, column: 'explainer_id', again };
};

const withNote = async (): Promise<Published> => {
  const desk = await deskServer();
  const { checker: writer, reviewer } = desk.team;
  const { id, number } = await makeCase(desk.database, { title: 'Cầu Long Biên đã đóng cửa' });
  await publishedNote(desk.world, { writer, reviewer }, number);
  const again: Published['again'] = (by) => publishedNote(desk.world, by, number);
  return { desk, at: `/notes/${number}`, id, column: 'note_case_id', again };
};

const appealIn = async (desk: DeskServer): Promise<Id> =>
  (await desk.database.all<{ id: Id }>(sql`select id from appeals order by opened_on, id limit 1`))[0]!.id;

describe.each([
  ['an explainer', withExplainer, 'Về bài giải thích'],
  ['a note', withNote, 'Về tin đang xác minh'],
] as const)('an appeal against %s', (_name, published, about) => {
  test('goes from its page to a public answer by somebody else, masked, without a word of it before', async () => {
    const { desk, at } = await published();
    expect(await read(desk, `/vi${at}`)).toContain(`href="/vi${at}/appeal"`);
    const form = await read(desk, `/vi${at}/appeal`);
    expect(form).toContain(about);
    expect(form).toContain('value="missing-evidence"');
    for (const unfit of ['wrong-verdict', 'wrongly-declined']) expect(form).not.toContain(`value="${unfit}"`);
    const opened = await anybody(desk, 'POST', `/vi${at}/appeal`, given);
    expect(opened.status).toBe(303);
    const followed = opened.headers.get('location') ?? '';
    const own = await read(desk, followed);
    expect(own).toContain('Con số ở đoạn hai sai');
    expect(own).toContain(about);
    expect(own).toContain(`href="/vi${at}"`);
    desk.server.invalidate();
    const during = await read(desk, `/vi${at}`);
    expect(during).toContain('Đang có đề nghị xem lại từ ngày');
    expect(during).not.toContain('Con số ở đoạn hai sai');

    const id = await appealIn(desk);
    expect(await (await desk.as(desk.team.editor, 'GET', '/vi/desk/appeals')).text()).toContain(`/desk/appeals/${id}`);
    const page = await (await desk.as(desk.team.editor, 'GET', `/vi/desk/appeals/${id}`)).text();
    expect(page).toContain(`href="/vi${at}"`);
    const fields = new URLSearchParams(sent);
    expect((await desk.as(desk.team.reviewer, 'POST', `/vi/desk/appeals/${id}`, fields)).status).toBe(422);
    expect((await desk.as(desk.team.editor, 'POST', `/vi/desk/appeals/${id}`, fields)).status).toBe(303);
    expect(await agreesOnPage(desk, desk.team.reviewer, id)).toBe(422);
    expect(await agreesOnPage(desk, desk.team.owner, id)).toBe(303);
    desk.server.invalidate();
    const after = await read(desk, `/en${at}`);
    expect(after).toContain('Yes, that part is old.');
    expect(after).toContain(
      'Con số ở đoạn hai sai, gọi tôi <span class="hidden-part" lang="en">phone number hidden</span>.',
    );
    expect(after).not.toContain('0912');
    expect(await read(desk, followed)).toContain('Đúng, đoạn hai đã cũ.');
  });

  test('is answered by nobody who wrote or reviewed any version of it: not by the desk, and not by SQL', async () => {
    const { desk, at, again, column } = await published();
    const { checker, reviewer, editor, owner, trainee } = desk.team;
    const writer = await addColleague(desk.database, 'reviewer', 'Vũ Thị Viết');
    await again({ writer, reviewer: editor });
    await anybody(desk, 'POST', `/vi${at}/appeal`, given);
    const id = await appealIn(desk);
    const byHand = (who: Id) =>
      desk.database.all(
        sql`update appeals set outcome = 'not-upheld', reasons = '{"vi":"x"}', agreed_with = ${who}, answered_by = ${owner.id}, answered_on = '2026-11-21' where id = ${id}`,
      );
    for (const own of [reviewer, writer, editor]) {
      expect(await answerAppeal(desk.world, own, { appeal: id, ...answer }, ['vi', 'en'])).toMatchObject({
        error: { code: 'appeal-own-work' },
      });
      await expect(byHand(own.id)).rejects.toThrow('appeals_answered_by_another');
    }
    for (const none of [checker, trainee]) await expect(byHand(none.id)).rejects.toThrow('appeals_answered_by_right');
    await expect(
      desk.database.all(sql`update appeals set ${sql.identifier(column)} = null, check_id = null`),
    ).rejects.toThrow('appeals_stand');
    await expect(desk.database.all(sql`delete from appeals`)).rejects.toThrow('appeals_are_kept');
    // One is left who had no part in it; who agrees had one, for nobody else can.
    expect((await answerByTwo(desk.world, [owner, reviewer], { appeal: id, ...answer })).ok).toBe(true);
    expect(await desk.world.appeals.appeal(id)).toMatchObject({ hadPart: 1, byTwo: false });
    await expect(byHand(editor.id)).rejects.toThrow('appeals_stand');
  });

  test('says from the form on that somebody has to be asked in, where all who may answer had a part in it', async () => {
    const { desk, at, again } = await published();
    const { editor, owner } = desk.team;
    await again({ writer: owner, reviewer: editor });
    // Nobody had no part in it, and of those who had only one is left: two would answer together.
    await desk.database.all(sql`
      update staff set role = 'checker' where role in ('reviewer', 'editor') and state = 'active'`);
    const nobody = 'Nobody in our team may answer it';
    expect(await read(desk, `/en${at}/appeal`)).toContain(nobody);
    const opened = await anybody(desk, 'POST', `/en${at}/appeal`, given);
    expect(await read(desk, opened.headers.get('location') ?? '')).toContain(nobody);
    desk.server.invalidate();
    expect(await read(desk, `/en${at}`)).toContain(nobody);
    expect(await (await desk.as(owner, 'GET', '/en/desk/appeals')).text()).toContain('nobody in the team may answer');
    const asked = await addColleague(desk.database, 'reviewer', 'Người mới');
    const id = await appealIn(desk);
    expect((await desk.as(asked, 'POST', `/en/desk/appeals/${id}`, new URLSearchParams(sent))).status).toBe(303);
    expect(await agreesOnPage(desk, owner, id)).toBe(303);
    desk.server.invalidate();
    expect(await read(desk, `/en${at}`)).toContain('nobody else of the team was allowed to agree');
  });

  test('is opened, listed and followed by API, once under one key, and told as an event that names it', async () => {
    const { desk, at, id: of, column } = await published();
    const ask = (method: string, path: string, body?: object) =>
      desk.server.fetch(
        new Request(`${origin}/api/v1${path}`, {
          method,
          ...(body && { body: JSON.stringify(body) }),
          headers: { 'content-type': 'application/json', 'idempotency-key': 'one' },
        }),
      );
    const appeal = { reason: 'wrong-fact', text: 'Số liệu đã cũ.', links: ['https://moh.gov.vn/tin'] };
    const twice = [await ask('POST', `${at}/appeals`, appeal), await ask('POST', `${at}/appeals`, appeal)];
    const [one, same] = (await Promise.all(twice.map((reply) => reply.json()))) as { id: string }[];
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    expect(same).toEqual(one);
    const listed = await (await ask('GET', `${at}/appeals`)).json();
    expect(listed).toMatchObject({ appeals: [{ reason: 'wrong-fact', text: null, answer: null, overdue: false }] });
    expect(listed.appeals).toHaveLength(1);
    expect(await (await ask('GET', `/appeals/${one!.id}`)).json()).toMatchObject({ text: 'Số liệu đã cũ.' });
    for (const none of ['/explainers/khong-co/appeals', '/notes/999999/appeals'])
      for (const method of ['GET', 'POST'])
        expect((await ask(method, none, method === 'POST' ? appeal : undefined)).status).toBe(404);
    const id = await appealIn(desk);
    const kind = column === 'explainer_id' ? 'explainer' : 'note';
    const told = await (await desk.as(desk.team.owner, 'GET', `/api/v1/desk/appeals/${id}`)).json();
    expect(told).toMatchObject({ about: { kind }, tookPart: expect.arrayContaining([desk.team.checker.id]) });
    await answerByTwo(desk.world, [desk.team.owner, desk.team.editor], { appeal: id, ...answer });
    expect(await desk.database.all(sql`select type, data from events where type like 'appeal.%' order by id`)).toEqual(
      ['appeal.opened', 'appeal.answered'].map((type) => ({ type, data: { appeal: id, [kind]: of } })),
    );
  });

  test('has its number for a day; an address that was left is told once, and then gone', async () => {
    const { desk, at } = await published();
    const { world, database } = desk;
    await anybody(desk, 'POST', `/vi${at}/appeal`, { ...given, email: 'lan@hoi.example' });
    const id = await appealIn(desk);
    for (let n = 1; n < 20; n++)
      expect((await anybody(desk, 'POST', `/vi${at}/appeal`, { ...given, text: `Sai ở điểm ${n}` })).status).toBe(303);
    const late = await anybody(desk, 'POST', `/vi${at}/appeal`, {
      ...given,
      text: 'Một lý do khác hẳn: nguồn bị rút.',
    });
    expect(late.status).toBe(429);
    expect(await late.text()).toContain('Xin gửi lại vào ngày mai');
    expect(await database.all(sql`select id from contacts where sealed is not null`)).toHaveLength(1);
    await answerByTwo(world, [desk.team.owner, desk.team.editor], { appeal: id, ...answer });
    await replyToAskers(world);
    const letters: Parameters<Mail['send']>[0][] = [];
    const mail: Mail = {
      send: async (letter) => {
        letters.push(letter);
        return { ok: true, value: null };
      },
    };
    expect(await sendOutbox({ ...world, mail })).toMatchObject({ sent: 1 });
    expect(letters[0]).toMatchObject({ to: 'lan@hoi.example' });
    expect(await database.all(sql`select id from contacts where sealed is not null`)).toEqual([]);
  });
});

test('the database takes an appeal against one decision of ours, and against a note only while its page stands', async () => {
  const { desk, id: explainer } = await withExplainer();
  const { database, team } = desk;
  const insert = (columns: Readonly<Record<string, string>>) => {
    const names = sql.join(Object.keys(columns).map(sql.identifier), sql`, `);
    const values = sql.join(
      Object.values(columns).map((value) => sql`${value}::uuid`),
      sql`, `,
    );
    return database.all(sql`
      insert into appeals (id, ${names}, lang, reason, text, lookup, opened_on, due_on)
      values (gen_random_uuid(), ${values}, 'vi', 'other', 'x', gen_random_uuid()::text, '2026-11-20', '2026-12-04')`);
  };
  const { id: quiet } = await makeCase(database, { title: 'Chưa có tin' });
  const { id: noted, number } = await makeCase(database, { title: 'Cầu Long Biên đã đóng cửa' });
  await publishedNote(desk.world, { writer: team.checker, reviewer: team.reviewer }, number);
  await expect(insert({ note_case_id: quiet })).rejects.toThrow('appeals_against_our_own');
  await expect(insert({ note_case_id: noted, explainer_id: explainer })).rejects.toThrow('appeals_about_one_thing');
  await expect(insert({ explainer_id: noted })).rejects.toThrow('appeals_explainer_id_fkey');
  await insert({ note_case_id: noted });
  await insert({ explainer_id: explainer });
  await database.all(sql`
    update cases set state = 'closed', closed_as = 'private-person', closed_on = '2026-11-20', title = null where id = ${noted}`);
  await expect(insert({ note_case_id: noted })).rejects.toThrow('appeals_against_our_own');
  expect((await anybody(desk, 'GET', `/vi/notes/${number}/appeal`)).status).toBe(404);
  const list = await (await desk.as(team.owner, 'GET', '/vi/desk/appeals')).text();
  expect(list).toContain(`Tin không còn công khai (số ${number})`);
  expect(list).not.toContain('Cầu Long Biên');
});
