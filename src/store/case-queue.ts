// What the queue shows: cases in their order, how many each filter leads to, and what changed since one looked.
import { type SQL, sql } from 'drizzle-orm';
import { addDays, type Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { type CaseState, caseStates, type HarmTopic, harmTopics, liveStates } from '../core/case.ts';
import type { StaffId } from '../core/rights.ts';
import type {
  CaseGroup,
  CaseMove,
  CaseQueue,
  QueueCounts,
  QueueFilter,
  QueueLine,
  QueueOrder,
} from '../desk/case-ports.ts';
import { idsIn } from './case-rank.ts';
import { type Database, type Runner, rows } from './database.ts';
import { savedViewsIn } from './saved-views.ts';

const trendDays = 14;
const mostGroups = 200;
const mostChanged = 200;

const orders: Readonly<Record<QueueOrder, SQL>> = {
  rank: sql`c.rank desc, c.number desc`,
  asked: sql`c.asked desc, c.number desc`,
  newest: sql`c.number desc`,
  oldest: sql`c.number`,
};

export const caseQueueIn = (database: Database): CaseQueue => ({
  list: async (filter, order, { skip, take }, who, today) => {
    const wanted = sql.join(Object.values(conditionsOf(filter, who, today)), sql` and `);
    const [[count], ids, counts] = await Promise.all([
      database.all<{ total: number }>(sql`select count(*) as total from cases c where ${wanted}`),
      database.all<{ id: Id }>(
        sql`select c.id from cases c where ${wanted} order by ${orders[order]} limit ${take} offset ${skip}`,
      ),
      countsOf(database, filter, who, today),
    ]);
    const lines = await linesOf(database, sql`c.id in ${idsIn(ids.map(({ id }) => id))}`, orders[order], today);
    return { lines, total: count?.total ?? 0, counts };
  },

  find: async (number, today) => (await linesOf(database, sql`c.number = ${number}`, orders.rank, today))[0],
  byId: async (id, today) => (await linesOf(database, sql`c.id = ${id}`, orders.rank, today))[0],

  groups: (of, withJoined = false) =>
    database.all<CaseGroup>(sql`
      select g.group_id as "group", g.asked, w.text, coalesce(w.wordings, 0) as wordings
      from case_groups g left join lateral (
        select count(*)::int as wordings, (array_agg(m.text order by (select count(*) from tip_claims t where t.claim_id = m.id) desc, m.id)
          filter (where m.text is not null))[1] as text
        from claims m where coalesce(m.group_id, m.id) = g.group_id) w on true
      where g.case_id = ${of} or (${withJoined} and g.case_id in (select j.id from cases_joined_into(${of}) j))
      order by g.asked desc, g.group_id limit ${mostGroups}`),

  moves: (of) =>
    database.all<CaseMove>(sql`
      select m.id, m.kind, cardinality(m.groups) as groups, (m.moved_at at time zone 'utc')::date as day,
        json_build_object('number', f.number, 'title', f.title) as "from", json_build_object('number', t.number, 'title', t.title) as "to"
      from case_moves m join cases f on f.id = m.from_case join cases t on t.id = m.to_case
      where ${of}::uuid in (m.from_case, m.to_case) and m.undone_at is null order by m.moved_at desc, m.id limit 20`),

  ...savedViewsIn(database),

  changed: async (after) => {
    // Below the eldest running transaction, as with events: a lower number may still be uncommitted.
    const [here] = await database.all<{ at: string }>(sql`select pg_snapshot_xmin(pg_current_snapshot())::text as at`);
    const at = here?.at ?? '0';
    if (after === null) return { cases: [], at };
    const found = await database.all<{ number: number }>(sql`
      select number from cases where tx >= ${after}::xid8 and tx < ${at}::xid8 order by tx desc limit ${mostChanged}`);
    return { cases: found.map(({ number }) => number), at };
  },
});

type Conditions = Readonly<Record<'state' | 'whose' | 'harm' | 'lang' | 'snoozed', SQL>>;

const live = sql`c.state in (select jsonb_array_elements_text(${rows(liveStates)}))`;

const conditionsOf = (filter: QueueFilter, who: StaffId, today: Day): Conditions => ({
  state: filter.state === 'live' ? live : sql`c.state = ${filter.state}`,
  whose:
    filter.whose === null
      ? sql`true`
      : filter.whose === 'mine'
        ? sql`c.assigned_to = ${who}`
        : sql`c.assigned_to is null`,
  harm: filter.harm === null ? sql`true` : sql`${filter.harm} = any(c.harm)`,
  lang: filter.lang === null ? sql`true` : sql`c.lang = ${filter.lang}`,
  snoozed: filter.snoozed
    ? sql`c.snoozed_until > ${today}`
    : sql`(c.snoozed_until is null or c.snoozed_until <= ${today})`,
});

/** For each link what it would show: everything else as chosen, its own part as the link says. */
const countsOf = async (on: Runner, filter: QueueFilter, who: StaffId, today: Day): Promise<QueueCounts> => {
  const chosen = conditionsOf(filter, who, today);
  const beside = (part: keyof Conditions): SQL =>
    sql.join(
      Object.entries(chosen).flatMap(([name, condition]) => (name === part ? [] : [condition])),
      sql` and `,
    );
  const [states, whose, snoozed, harms, langs] = await Promise.all([
    on.all<{ state: CaseState; cases: number }>(
      sql`select c.state, count(*) as cases from cases c where ${beside('state')} group by c.state`,
    ),
    on.all<{ mine: number; nobody: number }>(sql`
      select count(*) filter (where c.assigned_to = ${who}) as mine, count(*) filter (where c.assigned_to is null) as nobody
      from cases c where ${beside('whose')}`),
    on.all<{ cases: number }>(
      sql`select count(*) as cases from cases c where ${beside('snoozed')} and c.snoozed_until > ${today}`,
    ),
    on.all<{ harm: HarmTopic; cases: number }>(
      sql`select h as harm, count(*) as cases from cases c, unnest(c.harm) h where ${beside('harm')} group by h`,
    ),
    on.all<{ lang: string; cases: number }>(
      sql`select c.lang, count(*) as cases from cases c where ${beside('lang')} group by c.lang order by count(*) desc, c.lang limit 12`,
    ),
  ]);
  const inState = (state: CaseState): number => states.find((s) => s.state === state)?.cases ?? 0;
  return {
    states: {
      ...(Object.fromEntries(caseStates.map((state) => [state, inState(state)])) as Record<CaseState, number>),
      live: liveStates.reduce((sum, state) => sum + inState(state), 0),
    },
    mine: whose[0]?.mine ?? 0,
    nobody: whose[0]?.nobody ?? 0,
    snoozed: snoozed[0]?.cases ?? 0,
    harm: Object.fromEntries(
      harmTopics.map((harm) => [harm, harms.find((h) => h.harm === harm)?.cases ?? 0]),
    ) as Record<HarmTopic, number>,
    langs,
  };
};

type Row = Omit<QueueLine, 'trend'> & { readonly days: Readonly<Record<string, number>> | null };

/** An approved wording stands before the words of whoever asked first. */
const linesOf = async (on: Runner, which: SQL, order: SQL, today: Day): Promise<readonly QueueLine[]> => {
  const first = addDays(today, 1 - trendDays);
  const found = await on.all<Row>(sql`
    select c.id, c.number, c.state, c.origin, coalesce((
        select coalesce(w.wording ->> c.lang, w.wording ->> 'vi', w.wording ->> 'en') from case_wordings w
        where w.case_id = c.id and w.approved_at is not null order by w.approved_at desc limit 1), c.title) as title,
      c.lang, c.opened_on as "openedOn", c.assigned_to as "assignedTo", s.name as "assignedName", c.snoozed_until as "snoozedUntil",
      to_jsonb(c.topics) as topics, c.asked, c.asked_lately as "askedLately", c.last_asked_on as "lastAskedOn",
      to_jsonb(c.harm) as harm, c.rank, c.reasons, c.closed_as as "closedAs", (
        select jsonb_object_agg(d.day, d.asked) from (
          select day, sum(asked) as asked from case_days where case_id = c.id and day >= ${first} group by day) d) as days
    from cases c left join staff s on s.id = c.assigned_to where ${which} order by ${order}`);
  return found.map(({ days, ...line }) => ({
    ...line,
    trend: Array.from({ length: trendDays }, (_, n) => days?.[addDays(first, n)] ?? 0),
  }));
};
