// Passkeys of the team: what is public of a key, its count, and two days.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { HeldPasskey, PasskeyRows } from '../desk/passkey-ports.ts';
import { writeAccountLetter } from './account-letters.ts';
import type { Database } from './database.ts';
import type { Enqueue } from './events.ts';

export const passkeyRowsIn = (database: Database, enqueue: Enqueue): PasskeyRows => ({
  of: (member) =>
    database.all<{ id: Id; credential: string; addedOn: Day; usedOn: Day | null }>(sql`
      select id, credential, added_on::text as "addedOn", used_on::text as "usedOn" from sign_in_passkeys
      where staff_id = ${member} order by added_on, id`),

  add: ({ id, staff, credential, publicKey, counter, addedOn }, most) =>
    database.atomically(async (tx) => {
      // One at a time for one person, so that two at once do not go past the limit; nobody who has just been removed.
      const [active] = await tx.all(sql`select id from staff where id = ${staff} and state = 'active' for update`);
      const [held] = await tx.all<{ count: number }>(
        sql`select count(*)::int as count from sign_in_passkeys where staff_id = ${staff}`,
      );
      if (active === undefined || (held?.count ?? 0) >= most) return 'passkeys-full';
      const added = await tx.all(sql`
        insert into sign_in_passkeys (id, staff_id, credential, public_key, counter, added_on)
        values (${id}, ${staff}, ${credential}, ${Buffer.from(publicKey)}, ${counter}, ${addedOn})
        on conflict (credential) do nothing returning id`);
      if (added.length === 0) return 'passkey-known';
      await writeAccountLetter(tx, staff, 'passkey-added', addedOn, enqueue);
      return 'done';
    }),

  held: async (credential) => {
    const [found] = await database.all<Omit<HeldPasskey, 'counter'> & { readonly counter: string }>(sql`
      select p.id, p.staff_id as staff, p.credential, p.public_key as "publicKey", p.counter from sign_in_passkeys p
        join staff s on s.id = p.staff_id and s.state = 'active' where p.credential = ${credential}`);
    return found && { ...found, counter: Number(found.counter) };
  },

  used: async (id, counter, on) =>
    (
      await database.all(sql`
        update sign_in_passkeys set counter = ${counter}, used_on = ${on}
        where id = ${id} and (counter < ${counter} or (counter = 0 and ${counter} = 0)) returning id`)
    ).length > 0,

  remove: (member, id, session, on) =>
    database.atomically(async (tx) => {
      const gone = await tx.all(
        sql`delete from sign_in_passkeys where id = ${id} and staff_id = ${member} returning id`,
      );
      if (gone.length === 0) return false;
      // Whoever came in with it elsewhere is out.
      await tx.all(sql`delete from sign_in_sessions where staff_id = ${member} and id::text <> ${session}`);
      await writeAccountLetter(tx, member, 'passkey-removed', on, enqueue);
      return true;
    }),
});
