// A letter about somebody's own account: put into the outbox by the transaction that makes it true.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { AccountChange } from '../core/outgoing.ts';
import type { StaffId } from '../core/rights.ts';
import type { Transaction } from './database.ts';
import type { Enqueue } from './events.ts';

/** Nobody is told who has no address: the sample team, and whoever left before there was anything to tell. */
export const writeAccountLetter = async (
  tx: Transaction,
  member: StaffId,
  change: AccountChange,
  day: Day,
  enqueue: Enqueue,
): Promise<void> => {
  const put = await tx.all(sql`
    insert into outbox (kind, staff_id, lang, template, occasion, queued_on)
    select 'account', s.id, s.lang, ${`account-${change}`}, gen_random_uuid(), ${day}::date from staff s
    where s.id = ${member} and (s.email is not null or ${change} = 'removed') returning id`);
  if (put.length > 0) await enqueue(tx, 'reply-to-askers');
};
