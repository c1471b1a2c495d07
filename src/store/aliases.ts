// Wordings taught by askers and added by the operator, and answers that askers disputed.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Alias } from '../core/alias.ts';
import type { TaughtAlias } from '../core/alias-learning.ts';
import type { SangtoEvent } from '../core/event.ts';
import type { Aliases, CheckLesson, WithheldAnswer } from '../desk/world.ts';
import { disputesOn, voicesOn } from './alias-voices.ts';
import { type Database, rows, type Transaction } from './database.ts';
import { type Enqueue, tell, toldAt, toldOn } from './events.ts';

const columns = sql`id, check_id as "check", kind, lang, text, key, state, yes, no`;

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
      select ${columns}, founders from taught_aliases where check_id = ${check} order by since, id`),

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
    aliases: await database.all<Alias>(
      sql`select ${columns} from taught_aliases order by since desc, id limit ${limit}`,
    ),
    withheld: await database.all<WithheldAnswer>(sql`
      select check_id as "check", claim_id as claim, held, yes, no, since from withheld_answers
      where state = 'withheld' order by since desc, check_id, claim_id limit ${limit}`),
  }),

  add: (alias, most, at) =>
    database.atomically(async (tx) => {
      const [held] = await tx.all(sql`select id from checks where id = ${alias.check} for update`);
      if (held === undefined) return 'not-found';
      const [before] = await tx.all<{ added: number; known: boolean }>(sql`
        select (select count(*) from taught_aliases where check_id = ${alias.check} and kind = 'alias') as added,
          exists (select from check_versions where check_id = ${alias.check} and current and claim = ${alias.text})
          or exists (select from check_aliases where check_id = ${alias.check} and text = ${alias.text}) as known`);
      if (before?.known === true) return 'alias-known';
      if ((before?.added ?? 0) >= most) return 'alias-too-many';
      // What askers say in the same words is from now on a wording for everybody.
      const [added] = await tx.all<{ id: Id }>(sql`
        insert into taught_aliases (id, check_id, kind, lang, text, key, state, founders, yes, no, since)
        values (${alias.id}, ${alias.check}, 'alias', ${alias.lang}, ${alias.text}, ${alias.key}, 'confirmed', 0, 0, 0, ${dayOf(at)})
        on conflict (check_id, key) do update set kind = 'alias', lang = excluded.lang, text = excluded.text,
          state = 'confirmed', since = excluded.since
        where taught_aliases.kind = 'asked' returning id`);
      if (added === undefined) return 'alias-known';
      await tell(
        tx,
        [toldAt({ type: 'alias.added', v: 1, data: { check: alias.check, alias: added.id } }, at)],
        enqueue,
      );
      return 'added';
    }),

  decide: (alias, state, at) =>
    database.atomically(async (tx) => {
      const [found] = await tx.all<{ check: Id; state: Alias['state'] }>(sql`
        select check_id as "check", state from taught_aliases where id = ${alias} and kind = 'asked' for update`);
      if (found === undefined) return false;
      if (found.state === state) return true;
      await tx.all(sql`update taught_aliases set state = ${state} where id = ${alias}`);
      await tell(tx, [toldAt({ type: `alias.${state}`, v: 1, data: { check: found.check, alias } }, at)], enqueue);
      return true;
    }),

  remove: (alias, at) =>
    database.atomically(async (tx) => {
      const [gone] = await tx.all<{ check: Id }>(sql`
        delete from taught_aliases where id = ${alias} and kind = 'alias' returning check_id as "check"`);
      if (gone === undefined) return false;
      await tell(tx, [toldAt({ type: 'alias.removed', v: 1, data: { check: gone.check, alias } }, at)], enqueue);
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
