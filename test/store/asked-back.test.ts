// No question without those who asked, and no word that answers no ticket: what direct SQL cannot put in, nor change.
import { randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import type { Database } from '../../src/store/index.ts';
import { type MadeCase, makeCase } from '../desk/a-case.ts';
import { colleague } from '../desk/deciding.ts';
import { storedWorld } from '../temp-database.ts';

const refused = (constraint: string) => ({ message: expect.stringMatching(constraint) as string });
const variants = [{ text: 'Uống nước lá đu đủ chữa khỏi sốt xuất huyết', asked: 2 }];

type Scene = { readonly database: Database; readonly by: Id; readonly of: MadeCase; readonly tip: Id };

/** A case that two tips ask, both with their words. */
const scene = async (): Promise<Scene> => {
  const { database } = await storedWorld();
  const { id: by } = await colleague(database, 'checker');
  const of = await makeCase(database, { variants });
  await database.all(sql`update tips set text = 'Uống nước lá đu đủ'`);
  const [tip] = await database.all<{ id: Id }>(sql`select id from tips order by id limit 1`);
  return { database, by, of, tip: tip!.id };
};

const question = async (
  { database, by, of }: Pick<Scene, 'database' | 'by' | 'of'>,
  template = 'question-where',
): Promise<Id> => {
  const id = randomUUID() as Id;
  await database.all(sql`
    insert into case_questions (id, case_id, template, asked_by, asked_on) values (${id}, ${of.id}, ${template}, ${by}, '2026-11-20')`);
  return id;
};

const reply = (database: Database, tip: Id, of: Id, text = 'Trong nhóm chat') =>
  database.all(
    sql`insert into tip_replies (tip_id, question_id, text, day) values (${tip}, ${of}, ${text}, '2026-11-20')`,
  );
const replies = async (database: Database): Promise<number> =>
  (await database.all(sql`select from tip_replies`)).length;

test('a question is one of the public templates, asked by who may, of a case that somebody waits for, once', async () => {
  const it = await scene();
  const { database } = it;
  for (const template of ['question-free', 'ticket-closed', 'dear friends'])
    await expect(question(it, template)).rejects.toMatchObject(refused('questions_are_templates|foreign key'));
  const { id: trainee } = await colleague(database, 'trainee');
  await expect(question({ ...it, by: trainee })).rejects.toMatchObject(refused('questions_asked_by_right'));
  const nobody = await makeCase(database, { title: 'Chưa ai hỏi' });
  await expect(question({ ...it, of: nobody })).rejects.toMatchObject(refused('questions_of_asked_cases'));
  await question(it);
  await expect(question(it, 'question-when')).rejects.toMatchObject(refused('questions_asked_once'));
});

test('a case that another one was joined to is not asked about again', async () => {
  const it = await scene();
  const { database } = it;
  const into = await makeCase(database, { title: 'Lá đu đủ', variants });
  await question(it);
  await database.all(sql`
    update cases set state = 'closed', closed_as = 'duplicate', closed_on = '2026-11-20', joined_to = ${into.id} where id = ${it.of.id}`);
  await expect(question({ ...it, of: into })).rejects.toMatchObject(refused('questions_asked_once'));
});

test('a word that answers no ticket is not kept: another case, no words left, taken back, or asked nothing', async () => {
  const it = await scene();
  const { database, tip } = it;
  await expect(reply(database, tip, randomUUID() as Id)).rejects.toMatchObject(refused('replies_answer_a_question'));
  const asked = await question(it);
  await expect(reply(database, randomUUID() as Id, asked)).rejects.toMatchObject(refused('replies_of_waiting_tips'));
  const other = await makeCase(database, { title: 'Muối', variants: [{ text: 'Muối làm tan mỡ', asked: 1 }] });
  const elsewhere = await question({ ...it, of: other });
  await expect(reply(database, tip, elsewhere)).rejects.toMatchObject(refused('replies_answer_a_question'));
  const [silent] = await database.all<{ id: Id }>(sql`select id from tips where text is null`);
  await expect(reply(database, silent!.id, elsewhere)).rejects.toMatchObject(refused('replies_of_waiting_tips'));
  await expect(reply(database, tip, asked, 'x'.repeat(2001))).rejects.toMatchObject(refused('tip_replies_text_check'));
  await reply(database, tip, asked);
  await expect(reply(database, tip, asked, 'Hai lần')).rejects.toMatchObject(refused('tip_replies_pkey'));
  await expect(database.all(sql`update tip_replies set text = 'Khác'`)).rejects.toMatchObject(refused('replies_stand'));
});

test('once the case is over or the question taken back, nothing is taken in any more', async () => {
  const it = await scene();
  const { database, tip } = it;
  const asked = await question(it);
  for (const [ended, back] of [
    [
      sql`update cases set state = 'closed', closed_as = 'spam', closed_on = '2026-11-20' where id = ${it.of.id}`,
      sql`update cases set state = 'open', closed_as = null, closed_on = null where id = ${it.of.id}`,
    ],
    [
      sql`update case_questions set undone_on = '2026-11-20' where id = ${asked}`,
      sql`select 1 from cases where id = ${it.of.id}`,
    ],
  ] as const) {
    await database.all(ended);
    await expect(reply(database, tip, asked)).rejects.toMatchObject(refused('replies_answer_a_question'));
    await database.all(back);
  }
});

test('a question is neither rewritten nor removed, and taken back only until somebody replied', async () => {
  const it = await scene();
  const { database, tip } = it;
  const asked = await question(it);
  await expect(database.all(sql`update case_questions set template = 'question-when'`)).rejects.toMatchObject(
    refused('questions_stand'),
  );
  await expect(database.all(sql`delete from case_questions`)).rejects.toMatchObject(refused('questions_are_kept'));
  await expect(database.all(sql`truncate case_questions cascade`)).rejects.toMatchObject(refused('_are_kept'));
  await reply(database, tip, asked);
  await expect(database.all(sql`update case_questions set undone_on = '2026-11-20'`)).rejects.toMatchObject(
    refused('questions_replied_stand'),
  );
  await database.all(sql`delete from tip_replies`);
  await database.all(sql`update case_questions set undone_on = '2026-11-20'`);
  await expect(database.all(sql`update case_questions set undone_on = null`)).rejects.toMatchObject(
    refused('questions_stand'),
  );
  await question(it, 'question-when');
});

test('whatever erases the words of a tip erases its reply, and so does the end of the case', async () => {
  const it = await scene();
  const { database, tip } = it;
  const asked = await question(it);
  await reply(database, tip, asked);
  await database.all(sql`update tips set text = null where id = ${tip}`);
  expect(await replies(database)).toBe(0);
  await database.all(sql`update tips set text = 'Uống nước lá đu đủ' where id = ${tip}`);
  await reply(database, tip, asked);
  await database.all(sql`update cases set state = 'closed', closed_as = 'spam', closed_on = '2026-11-20'`);
  expect(await replies(database)).toBe(0);
});

test('a letter about a question goes to the tickets it was asked of, once, and says no other template', async () => {
  const it = await scene();
  const { database, tip } = it;
  const asked = await question(it);
  const columns = sql`kind, tip_id, question_id, lang, template`;
  const put = (values: SQL, of: SQL = columns) =>
    database.all(sql`insert into outbox (${of}, queued_on) values (${values}, '2026-11-20')`);
  const other = await makeCase(database, { title: 'Muối', variants: [{ text: 'Muối làm tan mỡ', asked: 1 }] });
  const [stranger] = await database.all<{ id: Id }>(sql`select id from tips where text is null`);
  const elsewhere = await question({ ...it, of: other }, 'question-when');
  for (const [values, constraint] of [
    [sql`'ticket', ${tip}, ${asked}, 'vi', 'question-when'`, 'outbox_asks_what_was_asked'],
    [sql`'ticket', ${tip}, ${elsewhere}, 'vi', 'question-when'`, 'outbox_asks_the_ticket'],
    [sql`'ticket', ${stranger!.id}, ${asked}, 'vi', 'question-where'`, 'outbox_asks_the_ticket'],
    [sql`'ticket', ${tip}, ${asked}, 'vi', 'ticket-closed'`, 'outbox_asks_'],
    [sql`'ticket', ${tip}, null, 'vi', 'question-where'`, 'outbox_'],
    [sql`'account', ${tip}, ${asked}, 'vi', 'question-where'`, 'outbox_'],
  ] as const)
    await expect(put(values), constraint).rejects.toMatchObject(refused(constraint));
  await put(sql`'ticket', ${tip}, ${asked}, 'vi', 'question-where'`);
  await expect(put(sql`'ticket', ${tip}, ${asked}, 'en', 'question-where'`)).rejects.toMatchObject(
    refused('outbox_says_it_once'),
  );
  await expect(database.all(sql`update outbox set question_id = ${elsewhere}`)).rejects.toMatchObject(
    refused('outbox_stands'),
  );
});
