// Appeals against what was decided here: opened by anybody, answered by somebody who had no part in it.
import { type SQL, sql } from 'drizzle-orm';
import { type Day, dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Answering, AppealKind, AppealTarget } from '../core/appeal.ts';
import type { AppealedThing, Appeals, NewAppeal } from '../desk/appeal-ports.ts';
import {
  answeringOn,
  declinedWords,
  deskFrom,
  followedFrom,
  notedWords,
  publicFrom,
  tookPart,
  wholeAppeals,
} from './appeal-rows.ts';
import { jsonb, type Left, left, sayInPublic, toldOf, type Words } from './appeal-words.ts';
import { type Database, rows, type Transaction } from './database.ts';
import { type Enqueue, tell, toldOn } from './events.ts';

/** `now` says for which day somebody may answer. */
export const appealsIn = (database: Database, enqueue: Enqueue, now: () => Date): Appeals => ({
  declined: async (number) =>
    (
      await database.all<{ id: Id; titles: AppealedThing['titles'] }>(sql`
        select k.id, coalesce(${declinedWords}, '{}') as titles from cases k
        where k.number = ${number} and k.state = 'closed' and k.closed_as = 'not-checkable'`)
    )[0],

  noted: async (number) =>
    (
      await database.all<{ id: Id; titles: AppealedThing['titles'] }>(sql`
        select k.id, coalesce(${notedWords}, '{}') as titles from cases k where k.number = ${number} and has_public_note(k.id)`)
    )[0],

  answering: async ({ kind, id }) => {
    const ofCase =
      kind === 'check'
        ? sql`(select s.case_id from checks c join submissions s on s.id = c.submission_id where c.id = ${id})`
        : sql`${kind === 'explainer' ? null : id}::uuid`;
    const [found] = await database.all<{ answering: Answering }>(sql`
      select ${answeringOn(dayOf(now()))} as answering
      from (${tookPart(ofCase, sql`${kind === 'explainer' ? id : null}::uuid`)}) took`);
    return found?.answering ?? 'nobody';
  },

  open: (appeal, perDay, same) =>
    database.atomically(async (tx) => {
      if (!(await lockThing(tx, appeal))) return 'not-found';
      const [before] =
        appeal.once === null ? [] : await tx.all<{ id: Id }>(sql`select id from appeals where once = ${appeal.once}`);
      if (before !== undefined) return { opened: before.id };
      const first = (await openOnes(tx, appeal)).find(({ text }) => same(text, appeal.text));
      if (first !== undefined) {
        await insert(tx, { ...appeal, dueOn: later(first.dueOn, appeal.openedOn) }, first.id);
        return { opened: appeal.id };
      }
      if ((await openedToday(tx, appeal)) >= perDay) return 'full';
      await insert(tx, appeal, null);
      const data = toldOf(appeal.id, appeal.about);
      await tell(tx, [toldOn({ type: 'appeal.opened', v: 1, data }, appeal.openedOn)], enqueue);
      return { opened: appeal.id };
    }),

  followed: async (lookup) => {
    const [found] = await wholeAppeals(database, sql`a.lookup = ${lookup}`, sql`a.id`, 1, dayOf(now()));
    return found && followedFrom(found);
  },

  against: async (about) =>
    (
      await wholeAppeals(
        database,
        sql`a.${isAbout(about)} and a.joined_to is null`,
        sql`a.opened_on desc, a.id`,
        100,
        dayOf(now()),
      )
    ).map(publicFrom),

  ofDeclined: async (limit) =>
    (
      await wholeAppeals(
        database,
        sql`a.case_id is not null and a.joined_to is null`,
        sql`a.opened_on desc, a.id`,
        limit,
        dayOf(now()),
      )
    ).flatMap((row) =>
      row.about.caseNumber === null ? [] : [{ caseNumber: row.about.caseNumber, appeal: publicFrom(row) }],
    ),

  list: async (limit) =>
    (
      await wholeAppeals(
        database,
        sql`a.joined_to is null`,
        sql`a.outcome is not null, case when a.outcome is null then a.due_on end, a.answered_on desc, a.id`,
        limit,
        dayOf(now()),
      )
    ).map(deskFrom),

  appeal: async (id) => {
    const [found] = await wholeAppeals(database, sql`a.id = ${id}`, sql`a.id`, 1, dayOf(now()));
    return found && deskFrom(found);
  },

  answersWaiting: async (limit) =>
    (
      await wholeAppeals(
        database,
        sql`exists (select from appeal_answers_proposed w where w.appeal_id = a.id)`,
        sql`a.due_on, a.id`,
        limit,
        dayOf(now()),
      )
    )
      .map(deskFrom)
      .filter(({ proposed }) => proposed.length > 0),

  putForward: (id, { id: proposed, kind, outcome, reasons, why, by, on }) =>
    database.atomically(async (tx) => {
      const [found] = await tx.all<Left>(sql`${left} where a.id = ${id} for update`);
      if (found === undefined || !found[kind]) return false;
      await tx.all(sql`
        insert into appeal_answers_proposed (appeal_id, id, kind, outcome, reasons, why, proposed_by, proposed_on)
        values (${id}, ${proposed}, ${kind}, ${outcome}, ${jsonb(reasons)}, ${why && jsonb(why)}, ${by}, ${on})
        on conflict (appeal_id, kind, proposed_by) do update set id = excluded.id, outcome = excluded.outcome,
          reasons = excluded.reasons, why = excluded.why, proposed_on = excluded.proposed_on`);
      return true;
    }),

  agree: (id, proposed, by, at) =>
    database.atomically(async (tx) => {
      const [of] = await tx.all<Left>(sql`${left} where a.id = ${id} for update`);
      const [words] = await tx.all<Words>(sql`
        select kind, outcome, reasons, why, proposed_by as "by" from appeal_answers_proposed
        where appeal_id = ${id} and id = ${proposed}`);
      if (of === undefined || words === undefined || !of[words.kind]) return false;
      await sayInPublic(tx, { id, about: of.about }, words, { by, at }, enqueue);
      return true;
    }),

  look: (id, ground, by, at) =>
    database.atomically(async (tx) => {
      // What it holds afterwards the database says: no more checks than may be.
      const [looked] = await tx.all<{ check: Id | null; held: boolean; holds: boolean }>(sql`
        update appeals a set holds = ${ground}, looked_by = coalesce(a.looked_by, ${by}), looked_on = coalesce(a.looked_on, ${dayOf(at)}),
          looked_again_by = case when a.looked_by is not null then ${by}::uuid end,
          looked_again_on = case when a.looked_by is not null then ${dayOf(at)}::date end
        from (select id, holds from appeals where id = ${id} for update) was
        where a.id = was.id and a.outcome is null and a.looked_again_by is null and a.joined_to is null
          and a.looked_by is distinct from ${by}
        returning a.check_id as "check", was.holds as held, a.holds`);
      if (looked === undefined) return false;
      if (looked.check !== null && looked.held !== looked.holds)
        await tellHold(tx, looked.check, looked.holds, dayOf(at), enqueue);
      return true;
    }),

  endHolds: (at) =>
    database.atomically(async (tx) => {
      const ended = await tx.all<{ check: Id }>(sql`
        update appeals set holds = false, hold_ended_on = ${dayOf(at)}
        where outcome is null and holds and looked_by is null and check_id is not null and joined_to is null
          and held_until <= ${dayOf(at)} returning check_id as "check"`);
      for (const { check } of ended) await tellHold(tx, check, false, dayOf(at), enqueue);
      return ended.length;
    }),

  takePlaces: (at) =>
    database.atomically(async (tx) => {
      for (let taken = 0; ; taken++) {
        const [next] = await tx.all<{ check: Id }>(
          sql`update appeals set holds = true where id = next_ground() returning check_id as "check"`,
        );
        if (next === undefined) return taken;
        await tellHold(tx, next.check, true, dayOf(at), enqueue);
      }
    }),
});

/** Tells that a check answers no more, or again; whoever waited for the answer gets it then. */
const tellHold = async (tx: Transaction, check: Id, held: boolean, on: Day, enqueue: Enqueue): Promise<void> => {
  await tell(tx, [toldOn({ type: held ? 'answer.withheld' : 'answer.released', v: 1, data: { check } }, on)], enqueue);
  if (!held) await enqueue(tx, 'reply-to-askers');
};

/** Takes what is appealed against in hand, so that its number for today holds; false when it is not ours to reconsider. */
const lockThing = async (tx: Transaction, { about: { kind, id } }: NewAppeal): Promise<boolean> => {
  const ours: Readonly<Record<AppealKind, SQL>> = {
    check: sql`select id from checks where id = ${id} and source_id is null for update`,
    case: sql`select id from cases where id = ${id} and state = 'closed' and closed_as = 'not-checkable' for update`,
    explainer: sql`select id from explainers where id = ${id} for update`,
    note: sql`select id from cases where id = ${id} and has_public_note(id) for update`,
  };
  return (await tx.all(ours[kind])).length > 0;
};

const columns: Readonly<Record<AppealKind, SQL>> = {
  check: sql`check_id`,
  case: sql`case_id`,
  explainer: sql`explainer_id`,
  note: sql`note_case_id`,
};

const isAbout = ({ kind, id }: AppealTarget): SQL => sql`${columns[kind]} = ${id}`;

const openedToday = async (tx: Transaction, { about, openedOn }: NewAppeal): Promise<number> => {
  const [row] = await tx.all<{ n: number }>(
    sql`select count(*) as n from appeals where ${isAbout(about)} and opened_on = ${openedOn} and joined_to is null`,
  );
  return row?.n ?? 0;
};

/** Open ones about the same thing, the oldest first. */
const openOnes = (tx: Transaction, { about }: NewAppeal) =>
  tx.all<{ id: Id; text: string; dueOn: Day }>(sql`
    select id, text, due_on as "dueOn" from appeals
    where ${isAbout(about)} and outcome is null and joined_to is null order by opened_on, id limit 200`);

const later = (a: Day, b: Day): Day => (a < b ? b : a);

const insert = async (tx: Transaction, appeal: NewAppeal, first: Id | null): Promise<void> => {
  const { about, contact } = appeal;
  await tx.all(sql`
    insert into appeals (id, ${columns[about.kind]}, lang, reason, text, links, lookup, once, opened_on, due_on, joined_to, holds)
    values (${appeal.id}, ${about.id}, ${appeal.lang}, ${appeal.reason}, ${appeal.text}, ${rows(appeal.links)}, ${appeal.lookup}, ${appeal.once}, ${appeal.openedOn}, ${appeal.dueOn},
      ${first}::uuid, ${first === null})`);
  if (contact === null) return;
  await tx.all(sql`
    insert into contacts (id, appeal_id, key_day, sealed, lang, left_on)
    values (${contact.id}, ${appeal.id}, ${contact.day}, ${Buffer.from(contact.sealed)}, ${appeal.lang}, ${appeal.openedOn})`);
};
