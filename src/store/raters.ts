// Whoever rates: rows that say next to nothing, and counts of how many came and went.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { mostInvitedADay } from '../core/rating.ts';
import type { Rater, Raters } from '../desk/rating-ports.ts';
import type { Database, Runner } from './database.ts';

const columns = sql`id, admitted_on::text as "admittedOn"`;

export const ratersIn = (database: Database): Raters => ({
  enter: ({ id, lookup, link, until, on, isOpen, isInvited }) =>
    database.atomically(async (tx) => {
      if (!(await useLink(tx, { link, until, on }))) return 'used';
      if (isOpen || isInvited) {
        const made = await tx.all(sql`
          insert into raters (id, lookup, admitted_on) values (${id}, ${lookup}, ${on}) on conflict (lookup) do nothing returning id`);
        if (made.length > 0) await count(tx, isInvited ? 'invited' : 'admitted', on);
      }
      const [found] = await tx.all<Rater>(sql`select ${columns} from raters where lookup = ${lookup}`);
      return found ?? 'not-invited';
    }),

  rater: async (id) => (await database.all<Rater>(sql`select ${columns} from raters where id = ${id}`))[0],

  invite: ({ id, lookup, on }) =>
    database.atomically(async (tx) => {
      const made = await tx.all(sql`
        insert into raters (id, lookup, admitted_on) values (${id}, ${lookup}, ${on}) on conflict (lookup) do nothing returning id`);
      if (made.length > 0) await count(tx, 'invited', on);
      return made.length > 0;
    }),

  countInvitation: async (by, on) =>
    (
      await database.all(sql`
        insert into rater_invitations_sent (staff_id, sent_on, letters) values (${by}, ${on}, 1)
        on conflict (staff_id, sent_on) do update set letters = rater_invitations_sent.letters + 1
          where rater_invitations_sent.letters < ${mostInvitedADay} returning staff_id`)
    ).length > 0,

  leave: (id, on) =>
    database.atomically(async (tx) => {
      const gone = await tx.all(sql`delete from raters where id = ${id} returning id`);
      if (gone.length > 0) await count(tx, 'left', on);
      return gone.length > 0;
    }),

  addPasskey: ({ rater, credential, publicKey, ...once }, most) =>
    database.atomically(async (tx) => {
      // One at a time for one rater, so that two at once do not go past the limit.
      const [known] = await tx.all(sql`select id from raters where id = ${rater} for update`);
      if (known === undefined || !(await useLink(tx, once))) return 'used';
      const [held] = await tx.all<{ n: number }>(
        sql`select count(*)::int as n from rater_passkeys where rater_id = ${rater}`,
      );
      if ((held?.n ?? 0) >= most) return 'full';
      const added = await tx.all(sql`
        insert into rater_passkeys (credential, rater_id, public_key) values (${credential}, ${rater}, ${Buffer.from(publicKey)})
        on conflict (credential) do nothing returning credential`);
      return added.length > 0 ? 'done' : 'known';
    }),

  byPasskey: async (credential) =>
    (
      await database.all<{ rater: Id; publicKey: Uint8Array }>(
        sql`select rater_id as rater, public_key as "publicKey" from rater_passkeys where credential = ${credential}`,
      )
    )[0],

  passkeys: async (rater) =>
    (await database.all<{ n: number }>(sql`select count(*)::int as n from rater_passkeys where rater_id = ${rater}`))[0]
      ?.n ?? 0,

  dropPasskeys: async (rater) =>
    (await database.all(sql`delete from rater_passkeys where rater_id = ${rater} returning credential`)).length,

  useLink: (once) => database.atomically((tx) => useLink(tx, once)),

  all: () => database.all<Rater>(sql`select ${columns} from raters order by id`),

  counts: async () => {
    const [found] = await database.all<{ now: number; admitted: number; left: number }>(sql`
      select (select count(*) from raters)::int as now,
        coalesce(sum(n) filter (where what <> 'left'), 0)::int as admitted, coalesce(sum(n) filter (where what = 'left'), 0)::int as "left"
      from rater_counts`);
    return found ?? { now: 0, admitted: 0, left: 0 };
  },
});

/** Remembered for as long as it would work, and a day. */
const useLink = async (
  tx: Runner,
  { link, until, on }: { readonly link: string; readonly until: Date; readonly on: Day },
): Promise<boolean> => {
  const fresh = await tx.all(sql`
    insert into rater_links_used (link, until) values (${link}, ${until.toISOString()}) on conflict do nothing returning link`);
  if (fresh.length === 0) return false;
  await tx.all(sql`delete from rater_links_used where until < ${on}::date - interval '1 day'`);
  return true;
};

const count = async (tx: Runner, what: 'admitted' | 'invited' | 'left', day: Day): Promise<void> => {
  await tx.all(sql`
    insert into rater_counts (day, what, n) values (${day}, ${what}, 1)
    on conflict (day, what) do update set n = rater_counts.n + 1`);
};
