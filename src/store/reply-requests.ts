// A letter that asks somebody for their side: the address sealed, the words a template's, in the transaction of the asking.
import { sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import type { ReplyRequest } from '../desk/work-ports.ts';
import type { Transaction } from './database.ts';
import type { Enqueue } from './events.ts';

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
