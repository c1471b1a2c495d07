// Wordings taught by askers and agreed to by two of the team, and answers that askers disputed.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Alias, AliasProposal, ListedAlias } from '../core/alias.ts';
import type { TaughtAlias } from '../core/alias-learning.ts';
import type { SangtoEvent } from '../core/event.ts';
import type { Aliases, CheckLesson, WithheldAnswer } from '../desk/alias-ports.ts';
import { agreeTo, proposeAlias } from './alias-proposals.ts';
import { disputesOn, voicesOn } from './alias-voices.ts';
import { type Database, rows, type Transaction } from './database.ts';
import { type Enqueue, tell, toldAt, toldOn } from './events.ts';

const columns = sql`id, check_id as "check", kind, lang, text, key, state, yes, no`;

/** What both people left of an added alias; null where it is from before there were two. */
const agreed = sql`
  case when added_by is null then null else jsonb_build_object('addedBy', added_by, 'confirmedBy', confirmed_by, 'on', confirmed_on) end as agreed`;

/** Of words that askers share: who said first that they are this check, until another one does, too. */
const putForward = sql`
  case when put_forward_by is null or state = 'confirmed' then null else jsonb_build_object('by', put_forward_by, 'on', put_forward_on) end as "putForward"`;

const proposed = sql`
  select id, check_id as "check", lang, text, key, proposed_by as "proposedBy", proposed_on as "proposedOn",
    case when declined_by is null then null else jsonb_build_object('by', declined_by, 'on', declined_on) end as declined
  from alias_proposals`;

export const aliasesIn = (database: Database, enqueue: Enqueue): Aliases => ({
  discussed: async (since, after, limit) =>
    (
      await database.all<{ id: Id }>(sql`
        select distinct check_id as id from feedback
        where day >= ${since} and (${after}::uuid is null or check_id > ${after}::uuid) order by check_id limit ${limit}`)
    ).map(({ id }) => id),

  // In a transaction for its patience: after a flood, counting takes longer than a reader would wait.
  voices: (check, since, cap) => database.atomically((tx) => voicesOn(tx, check, since, cap)),
  disputes: (check, since, perDay) => database.atomically((tx) => disputesOn(tx, check, since, perDay)),

  taught: (check) =>
    database.all<TaughtAlias>(sql`
      select ${columns}, founders from taught_aliases where check_id = ${check} and removed_on is null order by since, id`),

  teach: (lesson, day) =>
    database.atomically(async (tx) => {
      const events = [...(await learn(tx, lesson, day)), ...(await count(tx, lesson))];
      await propose(tx, lesson, day);
      // The day is all: a finer time would stand next to what an asker did.
      await tell(
        tx,
        events.map((event) => toldOn(event, day)),
        enqueue,
      );
    }),

  list: async (limit) => ({
    aliases: await database.all<ListedAlias>(sql`
      select ${columns}, ${agreed}, removed_on as "removedOn", ${putForward} from taught_aliases order by since desc, id limit ${limit}`),
    proposals: await database.all<AliasProposal>(sql`${proposed} order by proposed_on desc, id limit ${limit}`),
    withheld: await database.all<WithheldAnswer>(sql`
      select check_id as "check", claim_id as claim, held, yes, no, since from withheld_answers
      where state = 'withheld' order by since desc, check_id, claim_id limit ${limit}`),
  }),

  waiting: (limit) =>
    database.all<AliasProposal>(sql`${proposed} where declined_by is null order by proposed_on, id limit ${limit}`),
  proposal: async (id) => (await database.all<AliasProposal>(sql`${proposed} where id = ${id}`))[0],
  propose: (proposal, most) => database.atomically((tx) => proposeAlias(tx, proposal, most)),
  agree: (proposal, by, at) =>
    database.atomically(async (tx) => {
      const added = await agreeTo(tx, proposal, by, dayOf(at));
      if (added === undefined) return false;
      await tell(tx, [toldAt({ type: 'alias.added', v: 1, data: added }, at)], enqueue);
      return true;
    }),
  decline: async (proposal, by, on) =>
    (
      await database.all(sql`
        update alias_proposals set declined_by = ${by}, declined_on = ${on}
        where id = ${proposal} and declined_by is null returning id`)
    ).length > 0,
  takeBack: async (proposal) =>
    (await database.all(sql`delete from alias_proposals where id = ${proposal} returning id`)).length > 0,

  asked: async (alias) =>
    (
      await database.all<Pick<ListedAlias, 'state' | 'putForward'>>(
        sql`select state, ${putForward} from taught_aliases where id = ${alias} and kind = 'asked'`,
      )
    )[0],

  putForward: async (alias, by, on) =>
    (
      await database.all(sql`
        update taught_aliases set put_forward_by = ${by}, put_forward_on = ${on}
        where id = ${alias} and kind = 'asked' and state <> 'confirmed' and put_forward_by is null returning id`)
    ).length > 0,

  confirm: (alias, by, at) =>
    database.atomically(async (tx) => {
      const [done] = await tx.all<{ check: Id }>(sql`
        update taught_aliases set state = 'confirmed', added_by = put_forward_by, confirmed_by = ${by}, confirmed_on = ${dayOf(at)}
        where id = ${alias} and kind = 'asked' and state <> 'confirmed' and put_forward_by is not null
        returning check_id as "check"`);
      if (done === undefined) return false;
      await tell(tx, [toldAt({ type: 'alias.confirmed', v: 1, data: { check: done.check, alias } }, at)], enqueue);
      return true;
    }),

  refuse: (alias, at) =>
    database.atomically(async (tx) => {
      const [found] = await tx.all<{ check: Id; state: Alias['state'] }>(sql`
        select check_id as "check", state from taught_aliases where id = ${alias} and kind = 'asked' for update`);
      if (found === undefined) return false;
      if (found.state === 'refused') return true;
      // Whoever confirms it again begins anew.
      await tx.all(sql`
        update taught_aliases set state = 'refused', added_by = null, confirmed_by = null, confirmed_on = null,
          put_forward_by = null, put_forward_on = null where id = ${alias}`);
      await tell(tx, [toldAt({ type: 'alias.refused', v: 1, data: { check: found.check, alias } }, at)], enqueue);
      return true;
    }),

  remove: (alias, at) =>
    database.atomically(async (tx) => {
      const [gone] = await tx.all<{ check: Id }>(sql`
        update taught_aliases set removed_on = ${dayOf(at)}
        where id = ${alias} and kind = 'alias' and removed_on is null returning check_id as "check"`);
      if (gone === undefined) return false;
      await tell(tx, [toldAt({ type: 'alias.removed', v: 1, data: { check: gone.check, alias } }, at)], enqueue);
      return true;
    }),

  bringBack: (alias, at) =>
    database.atomically(async (tx) => {
      const [back] = await tx.all<{ check: Id }>(sql`
        update taught_aliases set removed_on = null
        where id = ${alias} and kind = 'alias' and removed_on is not null returning check_id as "check"`);
      if (back === undefined) return false;
      await tell(tx, [toldAt({ type: 'alias.added', v: 1, data: { check: back.check, alias } }, at)], enqueue);
      return true;
    }),

  hold: (check, claim, at) =>
    database.atomically(async (tx) => {
      const before = await withheldFor(tx, check, claim);
      if (before === undefined) return false;
      if (before.held) return true;
      await tx.all(sql`update withheld_answers set held = true where check_id = ${check} and claim_id = ${claim}`);
      await tell(tx, [toldAt({ type: 'answer.withheld', v: 1, data: { check } }, at)], enqueue);
      return true;
    }),

  release: (check, claim, at) =>
    database.atomically(async (tx) => {
      const before = await withheldFor(tx, check, claim);
      if (before === undefined) return false;
      await tx.all(sql`
        update withheld_answers set state = 'released', held = false where check_id = ${check} and claim_id = ${claim}`);
      // A proposal dismissed changes no answer, so there is nothing to tell.
      if (!before.held) return true;
      await tell(tx, [toldAt({ type: 'answer.released', v: 1, data: { check } }, at)], enqueue);
      return true;
    }),
});

const learn = async (tx: Transaction, { check, learned }: CheckLesson, day: Day): Promise<readonly SangtoEvent[]> => {
  if (learned.length === 0) return [];
  const made = await tx.all<{ id: Id }>(sql`
    insert into taught_aliases (id, check_id, kind, lang, text, key, state, founders, yes, no, since)
    select id, ${check}::uuid, 'asked', lang, text, key, 'learned', yes, yes, no, ${day}::date
    from jsonb_to_recordset(${rows(learned)}) as t(id uuid, lang text, text text, key text, yes int, no int)
    on conflict (check_id, key) do nothing returning id`);
  return made.map(({ id }) => ({ type: 'alias.learned', v: 1, data: { check, alias: id } }));
};

/** Writes counts and states that have changed; a decision made meanwhile by the operator stands. */
const count = async (tx: Transaction, { check, counted }: CheckLesson): Promise<readonly SangtoEvent[]> => {
  if (counted.length === 0) return [];
  const dropped = await tx.all<{ id: Id; state: Alias['state'] }>(sql`
    update taught_aliases a set yes = t.yes, no = t.no,
      state = case when a.state = 'learned' and t.state = 'dropped' then 'dropped' else a.state end
    from jsonb_to_recordset(${rows(counted)}) as t(id uuid, yes int, no int, state text)
    where a.id = t.id and a.kind = 'asked' and ((a.yes, a.no) <> (t.yes, t.no) or (a.state = 'learned' and t.state = 'dropped'))
    returning a.id, a.state`);
  return dropped.flatMap(({ id, state }): SangtoEvent[] =>
    state === 'dropped' ? [{ type: 'alias.dropped', v: 1, data: { check, alias: id } }] : [],
  );
};

/** The row to decide on, locked; none when nothing is proposed or held. */
const withheldFor = async (tx: Transaction, check: Id, claim: Id): Promise<{ readonly held: boolean } | undefined> => {
  const [found] = await tx.all<{ held: boolean }>(sql`
    select held from withheld_answers
    where check_id = ${check} and claim_id = ${claim} and state = 'withheld' for update`);
  return found;
};

/** Askers only propose: nothing here changes an answer, and what the operator decided stands. */
const propose = async (tx: Transaction, { check, disputed }: CheckLesson, day: Day): Promise<void> => {
  const claims = rows(disputed);
  await tx.all(sql`
    delete from withheld_answers where check_id = ${check} and state = 'withheld' and not held
      and claim_id not in (select claim from jsonb_to_recordset(${claims}) as t(claim uuid))`);
  await tx.all(sql`
    insert into withheld_answers (check_id, claim_id, state, yes, no, since)
    select ${check}::uuid, c.id, 'withheld', t.yes, t.no, ${day}::date
    from jsonb_to_recordset(${claims}) as t(claim uuid, yes int, no int) join claims c on c.id = t.claim
    on conflict (check_id, claim_id) do update set yes = excluded.yes, no = excluded.no`);
};
