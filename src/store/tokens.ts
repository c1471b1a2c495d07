// Access tokens. The text of one is nowhere in the database; 256 random bits need no salt and no slow hash.
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import type { AccessToken } from '../core/access-token.ts';
import type { StaffId } from '../core/rights.ts';
import type { Tokens } from '../desk/token-ports.ts';
import { type Database, rows } from './database.ts';

export const tokensIn = (database: Database): Tokens => ({
  ofMine: (staff, today) =>
    database.all<AccessToken>(sql`
      select id, name, rights, made_on as "madeOn", expires_on as "expiresOn", last_used_on as "lastUsedOn"
      from access_tokens where staff_id = ${staff} and revoked_on is null and expires_on > ${today}
      order by made_on desc, name, id`),

  make: (staff, { id, name, rights, madeOn, expiresOn, text }, most) =>
    database.atomically(async (tx) => {
      // One member's are made one after another, or two at once would both find room.
      await tx.all(sql`select id from staff where id = ${staff} for update`);
      const made = await tx.all(sql`
        insert into access_tokens (id, staff_id, name, hash, rights, made_on, expires_on)
        select ${id}, ${staff}, ${name}, ${hashOf(text)}, array(select jsonb_array_elements_text(${rows(rights)})), ${madeOn}, ${expiresOn}
        where (select count(*) from access_tokens
          where staff_id = ${staff} and revoked_on is null and expires_on > ${madeOn}) < ${most}
        returning id`);
      return made.length > 0;
    }),

  revoke: async (staff, id, on) =>
    (
      await database.all(sql`
        update access_tokens set revoked_on = ${on}
        where id = ${id} and staff_id = ${staff} and revoked_on is null returning id`)
    ).length > 0,

  use: async (text, today) => {
    const [used] = await database.all<{
      id: Id;
      staff: StaffId;
      rights: readonly string[];
      lastUsedOn: string | null;
    }>(sql`
      select t.id, t.staff_id as staff, t.rights, t.last_used_on as "lastUsedOn"
      from access_tokens t join staff s on s.id = t.staff_id and s.state = 'active'
      where t.hash = ${hashOf(text)} and t.revoked_on is null and t.expires_on > ${today}`);
    // Once a day, so that a busy program does not write a row with every request.
    if (used !== undefined && used.lastUsedOn !== today)
      await database.all(sql`update access_tokens set last_used_on = ${today} where id = ${used.id}`);
    return used && { id: used.id, staff: used.staff, rights: used.rights };
  },
});

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
