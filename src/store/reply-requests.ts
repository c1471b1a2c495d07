// A letter that asks somebody for their side: the address sealed, the words a template's, in the transaction of the asking.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { ReplyRequest } from '../desk/work-ports.ts';
import { rows, type Transaction } from './database.ts';
import type { Enqueue } from './events.ts';

/** A letter reaches somebody who never asked for one, so a case writes this many in its whole life, whoever does. */
const mostLetters = 5;

/** One asking of a case at a time, so that two at once do not both count the place that is left. */
export const isFullOfLetters = async (tx: Transaction, of: Id): Promise<boolean> => {
  await tx.all(sql`select pg_advisory_xact_lock(hashtextextended(${`letters ${of}`}, 0))`);
  // What was asked about a private person has lost its words and its page; the letter went out all the same.
  const [found] = await tx.all<{ letters: number }>(sql`
    select count(*)::int as letters from case_replies r where r.case_id = ${of}
      and (r.lookup is not null or exists (select from outbox o where o.reply_id = r.id))`);
  return found !== undefined && found.letters >= mostLetters;
};

/** One mailbox gets so many of these on a day, and in a week, from all cases together. */
const mostADay = 2;
const mostAWeek = 5;

/** Counts a letter to a mailbox by its marks, where it may have one more; a day's mark is gone a week later. */
export const isMailboxFull = async (
  tx: Transaction,
  { marks }: Pick<ReplyRequest, 'marks'>,
  today: Day,
): Promise<'reply-mailbox-full' | null> => {
  const [mark] = marks;
  if (mark === undefined) throw new Error('a letter without a mark of its mailbox');
  await tx.all(sql`select pg_advisory_xact_lock(hashtextextended(${`side ${mark}`}, 0))`);
  const [sent] = await tx.all<{ day: number; week: number }>(sql`
    select coalesce(sum(letters) filter (where mark = ${mark}), 0)::int as day, coalesce(sum(letters), 0)::int as week
    from side_letters where mark in (select jsonb_array_elements_text(${rows(marks)}))`);
  if (sent === undefined || sent.day >= mostADay || sent.week >= mostAWeek) return 'reply-mailbox-full';
  await tx.all(sql`
    insert into side_letters (mark, sent_on, letters) values (${mark}, ${today}, 1)
    on conflict (mark) do update set letters = side_letters.letters + 1`);
  return null;
};

export const writeRequest = async (
  tx: Transaction,
  reply: Id,
  { contact: { id, day, sealed }, lang }: ReplyRequest,
  enqueue: Enqueue,
): Promise<void> => {
  await tx.all(sql`
    insert into contacts (id, reply_id, key_day, sealed, lang, left_on)
    values (${id}, ${reply}, ${day}, ${Buffer.from(sealed)}, ${lang}, ${day})`);
  await tx.all(sql`
    insert into outbox (kind, reply_id, lang, template, queued_on) values ('reply-request', ${reply}, ${lang}, 'reply-asked', ${day})`);
  await enqueue(tx, 'reply-to-askers');
};
