// A letter that asks somebody for their side: the address sealed, the words a template's, in the transaction of the asking.
import { sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import type { ReplyRequest } from '../desk/work-ports.ts';
import type { Transaction } from './database.ts';
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
