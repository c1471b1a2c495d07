// A case that is over: no letter leaves that asks for a side, and of what was about a private person no word is left anywhere.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { ok } from '../../src/base/result.ts';
import {
  addEvidence,
  addTask,
  askBack,
  closeCase,
  correctAnswer,
  declareInterest,
  endCases,
  eraseFiles,
  eraseTexts,
  type Mail,
  mergeCases,
  noteReply,
  noteSearch,
  openAppeal,
  publishDecided,
  remark,
  reopenCase,
  reviewSubmission,
  saveDraft,
  sendOutbox,
  submitWords,
  triage,
  withdrawSubmission,
} from '../../src/desk/index.ts';
import { answerByTwo, correctByTwo } from '../desk/by-two.ts';
import { handIn, readyCase } from '../desk/deciding.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { anybody, begin } from './an-asked-case.ts';

const asking = {
  step: 'asked',
  asked: 'Bệnh viện A',
  way: 'thư',
  askedOn: '2026-11-20',
  dueOn: '2026-11-27',
  email: 'bao.chi@bv-a.example',
  lang: 'vi',
} as const;

/** The addresses that letters left for. */
const leaving = async (
  { world }: Pick<DeskServer, 'world'>,
  before: () => Promise<unknown> = async () => undefined,
) => {
  const to: string[] = [];
  const mail: Mail = {
    send: async (letter) => {
      to.push(letter.to);
      return ok(null);
    },
  };
  const vault = {
    ...world.vault,
    open: async (...given: Parameters<typeof world.vault.open>) => {
      await before();
      return world.vault.open(...given);
    },
  };
  await sendOutbox({ ...world, mail, vault });
  return to;
};

const asked = async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const ready = await readyCase(desk.database, { writer: checker, approver: reviewer });
  expect((await noteReply(desk.world, checker, ready.id, asking)).ok).toBe(true);
  return { desk, ...ready };
};
const cancelled = ({ database }: DeskServer, id: Id) =>
  database.all(sql`select from case_history where case_id = ${id} and what = 'letter-cancelled'`);
const letter = async ({ database }: DeskServer) =>
  (
    await database.all<{ state: string; sealed: boolean }>(sql`
    select o.state, exists (select from contacts c where c.reply_id = o.reply_id and c.sealed is not null) as sealed
    from outbox o where o.kind = 'reply-request'`)
  )[0];

test('a letter that asks for a side and waits when the case is published does not leave, and the history of the case tells it', async () => {
  const { desk, number, id } = await asked();
  const { checker, reviewer } = desk.team;
  const work = await handIn(desk.world, checker, { id, number });
  const yes = { outcome: 'approved', contentHash: work.contentHash, reason: '', remarks: [] } as const;
  expect((await reviewSubmission(desk.world, reviewer, work.id, yes)).ok).toBe(true);
  expect(await letter(desk)).toEqual({ state: 'queued', sealed: true });
  expect(await publishDecided(desk.world)).toBe(1);
  expect(await letter(desk)).toEqual({ state: 'failed', sealed: false });
  expect(await leaving(desk)).toEqual([]);
  expect(await cancelled(desk, id)).toHaveLength(1);
  const page = await (await desk.as(checker, 'GET', `/vi/desk/cases/${number}`)).text();
  expect(page).toContain('không gửi thư hỏi ý kiến nữa, vì đề tài đã xong');
});

test('nor does it leave when the case is closed, also where a sender had it in hand already', async () => {
  const { desk, id } = await asked();
  const { checker } = desk.team;
  // Between taking it out and handing it over somebody closes the case.
  const close = () => closeCase(desk.world, checker, { of: id, as: 'spam', because: 'advertising' });
  expect(await leaving(desk, close)).toEqual([]);
  expect(await letter(desk)).toEqual({ state: 'failed', sealed: false });
  expect(await cancelled(desk, id)).toHaveLength(1);
  const other = await asked();
  expect(await leaving(other.desk)).toEqual([asking.email]);
  expect(await cancelled(other.desk, other.id)).toEqual([]);
});

test('by direct SQL no such letter is taken in hand once the case is over', async () => {
  const { desk, id } = await asked();
  const { database } = desk;
  await database.all(sql`alter table cases disable trigger letters_end_with_case`);
  await closeCase(desk.world, desk.team.checker, { of: id, as: 'spam', because: 'advertising' });
  const take = database.all(sql`update outbox set state = 'sending' where kind = 'reply-request'`);
  await expect(take).rejects.toThrow('letters_while_open');
  expect(await leaving(desk)).toEqual([]);
});

const canary = 'hoangyencuoi8d4a';
/** Every row of every table that has the word, as `table`. */
const tablesWith = async ({ database }: DeskServer, word = canary): Promise<readonly string[]> => {
  const tables = await database.all<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss') order by 1`);
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await database.all(
      sql`select 1 from ${sql.raw(name)} as t where position(${word} in lower(t::text)) > 0 limit 1`,
    );
    if (rows.length > 0) found.push(name.replace('public.', ''));
  }
  return found;
};

/** Somebody's name in everything that a case can hold, written by the deeds of askers and of the team. */
const fill = async () => {
  const { desk } = await begin();
  const { world, database, team } = desk;
  const { checker, reviewer, editor } = team;
  const done = async <T>(deed: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>): Promise<T> => {
    const result = await deed;
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return result.value;
  };
  const ready = await readyCase(database, { writer: checker, approver: reviewer }, `Ông ${canary} lấy tiền từ thiện`);
  const { id, number } = ready;
  await database.all(sql`
    update cases set origin = 'requested', requested_by = ${`Hội ${canary}`}, topics = ${`{${canary}}`}::text[] where id = ${id}`);
  // Whoever asks, with a link, and answers what they are asked back.
  const text = `Ông ${canary} ở phố tôi lấy tiền từ thiện rồi bỏ trốn https://tin.example/${canary}`;
  const reply = await (await anybody(desk, 'POST', '/vi/ask', { text })).text();
  const ticket = /\/vi\/tickets\/[0-9a-f]{32}/.exec(reply)?.[0] ?? '';
  await triage(world);
  const [from] = await database.all<{ id: Id }>(
    sql`select id from cases where title like ${`%${canary}%`} and id <> ${id}`,
  );
  await done(remark(world, checker, from!.id, { text: `Lại ông ${canary}`, passage: null }));
  await done(mergeCases(world, checker, { from: [from!.id], into: id }));
  const question = await done(askBack(world, checker, id, 'question-where'));
  const said = await anybody(desk, 'POST', `${ticket}/questions/${question.id}`, { text: `Nghe bà ${canary} kể` });
  expect(said.status).toBe(303);
  // What the team writes.
  const call = { kind: 'call', stance: 'refutes', interest: 'independent', publisher: `Phường ${canary}` } as const;
  const file = { name: `${canary}.txt`, bytes: Buffer.from(canary) };
  const evidence = {
    ...call,
    title: `Gọi ${canary}`,
    quotation: canary,
    shows: { vi: `Là ${canary}`, en: canary },
    file,
  };
  await done(addEvidence(world, checker, id, evidence));
  await done(noteSearch(world, checker, id, { query: canary, where: canary, on: '2026-11-19', found: { vi: canary } }));
  await done(remark(world, reviewer, id, { text: `@${checker.name} ${canary}`, passage: null }));
  await done(addTask(world, checker, id, { text: `Gọi ${canary}`, assignedTo: null }));
  await done(declareInterest(world, reviewer, id, { concerned: true, explain: `Hàng xóm của ${canary}` }));
  await done(
    noteReply(world, checker, id, { ...asking, asked: canary, way: `thư ${canary}`, email: `${canary}@nha.example` }),
  );
  await done(
    saveDraft(world, checker, id, { lang: 'vi', field: 'title', text: `Ông ${canary} không lấy tiền`, base: 1 }),
  );
  // A note that becomes public, and somebody's words against it.
  const both = { vi: `Ông ${canary}`, en: `Mr ${canary}` };
  const note = await done(
    submitWords(world, checker, number, {
      kind: 'note',
      claim: both,
      known: both,
      unknown: both,
      nextOn: '2026-11-25',
    }),
  );
  const hashOf = async (of: Id) => (await world.decisions.submission(of))!.contentHash;
  const judge = async (of: Id, outcome: 'approved' | 'changes') =>
    done(
      reviewSubmission(world, reviewer, of, {
        ...{ outcome, contentHash: await hashOf(of), reason: outcome === 'changes' ? `Bớt tên ${canary}` : '' },
        remarks: [{ passage: `Ông ${canary}`, text: `Đoạn về ${canary}` }],
      }),
    );
  await judge(note, 'approved');
  expect(await publishDecided(world)).toBe(1);
  const about = { kind: 'note', id } as const;
  const links = `https://tin.example/${canary}`;
  await done(
    openAppeal(world, { about, lang: 'vi', reason: 'other', text: `Tôi là ${canary}`, links, once: null }, 14),
  );
  const [appeal] = await world.appeals.list(5);
  const reasons = { vi: `Thưa ${canary}`, en: canary };
  const { owner } = desk.team;
  await done(answerByTwo(world, [editor, owner], { appeal: appeal!.id, outcome: 'not-upheld', reasons }));
  const why = { vi: `Viết nhầm tên ${canary}`, en: canary };
  const corrected = { appeal: appeal!.id, reasons: { vi: `Chào ${canary}`, en: canary }, why };
  await done(correctByTwo(world, [editor, owner], corrected));
  await done(correctAnswer(world, editor, { ...corrected, reasons: { vi: canary, en: canary } }, ['vi', 'en']));
  // What was sent back, and what was taken back.
  const first = await handIn(world, checker, ready, { slug: 'nuoc-muoi' });
  await judge(first.id, 'changes');
  const second = await handIn(world, checker, ready, { slug: 'nuoc-muoi' });
  await done(withdrawSubmission(world, checker, second.id));
  const third = await handIn(world, checker, ready, { slug: 'nuoc-muoi' });
  return { desk, id, number, note, waiting: third, ticket };
};

test('a name in everything that a case can hold is in no row of any table a day after it was closed as about a private person', async () => {
  const { desk, id, number } = await fill();
  const { world, database, team } = desk;
  const before = await tablesWith(desk);
  expect(before).toEqual(
    expect.arrayContaining(
      [
        'submissions',
        'reviews',
        'appeals',
        'tips',
        'claims',
        'tip_links',
        'tip_replies',
        'cases',
        'draft_fields',
      ].concat([
        ...[
          'case_evidence',
          'case_searches',
          'case_remarks',
          'case_tasks',
          'case_interests',
          'case_replies',
          'case_wordings',
        ],
      ]),
    ),
  );
  expect((await closeCase(world, team.checker, { of: id, as: 'private-person' })).ok).toBe(true);
  desk.setClock('2026-11-21T06:00:00Z');
  await endCases(world);
  await eraseFiles(world);
  await eraseTexts(world);
  expect(await tablesWith(desk)).toEqual([]);
  // That something was handed in and judged stays, and nobody is shown it; the pages of the desk are drawn all the same.
  expect(await database.all(sql`select from submissions where case_id = ${id}`)).toHaveLength(4);
  expect(
    await database.all(sql`select from reviews r join submissions s on s.id = r.submission_id where s.case_id = ${id}`),
  ).toHaveLength(2);
  for (const path of [`/vi/desk/cases/${number}`, '/vi/desk/reviews', '/vi/desk/appeals', '/vi/notes', '/vi/log'])
    expect([path, (await desk.as(team.editor, 'GET', path)).status]).toEqual([path, 200]);
  expect((await desk.as(team.editor, 'GET', `/vi/notes/${number}`)).status).toBe(404);
});

test('within the hours in which it can be brought back all of it comes back, but for letters', async () => {
  const { desk, id } = await fill();
  const { world, team } = desk;
  const before = await tablesWith(desk);
  expect((await closeCase(world, team.checker, { of: id, as: 'private-person' })).ok).toBe(true);
  expect((await reopenCase(world, team.reviewer, id)).ok).toBe(true);
  expect(await tablesWith(desk)).toEqual(before);
});

test('by direct SQL no submission or review loses its words but of a case about a private person whose hours are over', async () => {
  const { desk, id, note } = await fill();
  const { world, database, team } = desk;
  const blank = () =>
    database.all(sql`
      update submissions set content = '{}', content_hash = encode(sha256('{}'), 'hex') where id = ${note}`);
  const words = () => database.all(sql`update reviews set remarks = '[]' where submission_id = ${note}`);
  const appeal = () => database.all(sql`update appeals set text = '–', links = '[]', reasons = '{"vi": "–"}'`);
  const refused = async () => {
    await expect(blank()).rejects.toThrow('submissions_stand');
    await expect(words()).rejects.toThrow('decisions_are_kept');
    await expect(appeal()).rejects.toThrow('appeals_stand');
  };
  await refused();
  expect((await closeCase(world, team.checker, { of: id, as: 'private-person' })).ok).toBe(true);
  await refused();
  desk.setClock('2026-11-21T06:00:00Z');
  await endCases(world);
  // Nor does anything come instead of it.
  const other = database.all(sql`
    update submissions set content = '{"a":1}', content_hash = encode(sha256('{"a":1}'), 'hex') where id = ${note}`);
  await expect(other).rejects.toThrow('submissions_stand');
});

test('closing as about a private person waits for no log: what the log was just being told is taken back, and a leaf says so', async () => {
  const { desk, id, waiting } = await fill();
  const { world, database, team } = desk;
  const yes = { outcome: 'approved', contentHash: waiting.contentHash, reason: '', remarks: [] } as const;
  expect((await reviewSubmission(world, team.reviewer, waiting.id, yes)).ok).toBe(true);
  // The log is in fault: the leaf is asked for, and nothing is sealed.
  const fault = { ...world.log, seal: async () => false };
  await publishDecided({ ...world, log: fault });
  expect(
    await database.all(sql`select from submissions where id = ${waiting.id} and sealing_at is not null`),
  ).toHaveLength(1);
  expect(await closeCase(world, team.checker, { of: id, as: 'spam', because: 'advertising' })).toMatchObject({
    error: { code: 'submission-sealing' },
  });
  expect(await closeCase(world, team.checker, { of: id, as: 'private-person' })).toMatchObject({ ok: true });
  const leaves = await database.all<{ kind: string }>(
    sql`select kind from log_leaves where submission_id = ${waiting.id} order by id`,
  );
  expect(leaves.map(({ kind }) => kind)).toEqual(['check-published', 'check-withdrawn']);
  desk.setClock('2026-11-21T06:00:00Z');
  await endCases(world);
  await publishDecided(world);
  expect(await database.all(sql`select from checks where slug = 'nuoc-muoi'`)).toEqual([]);
  await eraseFiles(world);
  expect(await tablesWith(desk)).toEqual([]);
});
