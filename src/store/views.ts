// What pages and the API read.
import { type SQL, sql } from 'drizzle-orm';
import { addDays, type Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Origin } from '../core/case.ts';
import type { CheckCard } from '../core/check.ts';
import type { ClaimWork } from '../core/stage.ts';
import type { Tip, TipClaim } from '../core/tip.ts';
import { banded } from '../core/went-out.ts';
import type { CheckFilter, Reads } from '../desk/world.ts';
import { cardsWhere, wholeCheck } from './check-rows.ts';
import { type Database, rows } from './database.ts';

const byDate = sql`c.published_on desc nulls last, c.id`;

/** Demand is shown only from this many askers on; fewer could point at one of them. */
const fewestShown = 20;

export const readsIn = (database: Database): Reads => ({
  check: (slug) => wholeCheck(database, sql`c.slug = ${slug}`),
  checkById: (id) => wholeCheck(database, sql`c.id = ${id}`),

  origin: async (check) => {
    const [of] = await database.all<{ origin: Origin; by: string | null; asked: number }>(sql`
      select k.origin, k.requested_by as "by", k.asked from checks c join submissions s on s.id = c.submission_id
        join cases k on k.id = s.case_id where c.id = ${check}`);
    if (of === undefined) return undefined;
    if (of.origin === 'asked') return { kind: 'asked', times: of.asked < fewestShown ? null : banded(of.asked) };
    return of.by === null ? { kind: 'own' } : { kind: 'requested', by: of.by };
  },

  list: async (filter, { after, limit }) => {
    const condition = conditionOf(filter);
    const from = cursorOf(after);
    const [[count], cards] = await Promise.all([
      database.all<{ total: number }>(sql`select count(*) as total from checks c where ${condition}`),
      cardsWhere(database, from ? sql`${condition} and ${pastCursor(from)}` : condition, byDate, limit + 1),
    ]);
    const shown = cards.slice(0, limit);
    const last = shown.at(-1);
    return { cards: shown, total: count?.total ?? 0, next: cards.length > limit && last ? cursorText(last) : null };
  },

  topics: () =>
    database.all(
      sql`select topic, count(*) as checks from checks, unnest(topics) as topic
        where topics <> '{}' and withdrawn_on is null
        group by topic order by count(*) desc, topic`,
    ),

  askedMost: async (today, limit) => {
    const asked = await database.all<{ id: Id }>(sql`
      select tc.check_id as id from tip_claims tc join tips t on t.id = tc.tip_id join checks c on c.id = tc.check_id
      where t.day > ${addDays(today, -7)} and c.source_id is null and c.withdrawn_on is null
      group by tc.check_id having count(*) >= ${fewestShown} order by count(*) desc, tc.check_id limit ${limit}`);
    if (asked.length === 0) return [];
    const cards = await cardsWhere(
      database,
      sql`c.id in (select jsonb_array_elements_text(${rows(asked.map((a) => a.id))})::uuid)`,
      sql`c.id`,
      limit,
    );
    return asked.flatMap(({ id }) => cards.find((c) => c.id === id) ?? []);
  },

  ticket: async (ticketHash) => {
    const [row] = await database.all<Omit<Tip, 'claims'> & { readonly state: string }>(sql`
      select id, day, channel, lang, text, answer_id as "answerId", outcome, state from tips where ticket_hash = ${ticketHash}`);
    if (row === undefined) return undefined;
    const claims = await database.all<TipClaimRow>(sql`
      select tc.claim_id as "claimId", c.fingerprint, coalesce(c.text, '') as text, tc.span_start as start, tc.span_end as end, tc.outcome, tc.answers,
        c.answered_by as "answeredBy", ${workOf} as work, (
          select count(distinct o.tip_id) from claims g join tip_claims o on o.claim_id = g.id
          where coalesce(g.group_id, g.id) = coalesce(c.group_id, c.id) and o.tip_id <> tc.tip_id) as others
      from tip_claims tc join claims c on c.id = tc.claim_id where tc.tip_id = ${row.id} order by tc.position`);
    const { state, ...tip } = row;
    return {
      tip: { ...tip, claims: claims.map(tipClaim) },
      withdrawn: state === 'withdrawn',
      claims: claims.map((c) => ({
        claimId: c.claimId,
        othersAsking: c.others,
        answeredBy: c.answeredBy,
        work: c.work,
      })),
    };
  },

  answer: async (answerId) => {
    const found = await database.all<{ day: Day; outcome: TipClaim['outcome']; answers: TipClaim['answers'] }>(sql`
      select t.day, tc.outcome, tc.answers from tips t join tip_claims tc on tc.tip_id = t.id where t.answer_id = ${answerId} order by tc.position`);
    const [first] = found;
    return first && { day: first.day, claims: found.map(({ outcome, answers }) => ({ outcome, answers })) };
  },

  ownPages: async (limit) => {
    const [cards, changes] = await Promise.all([
      cardsWhere(database, sql`c.source_id is null`, sql`c.changed_at desc, c.id`, limit),
      database.all<{ id: Id; changed: Date | string }>(
        sql`select id, changed_at as changed from checks where source_id is null order by changed_at desc, id limit ${limit}`,
      ),
    ]);
    const changed = new Map(changes.map((c) => [c.id, new Date(c.changed)]));
    return cards.map((card) => ({
      slug: card.slug,
      langs: Object.keys(card.texts),
      changed: changed.get(card.id) ?? new Date(`${card.publishedOn}T00:00:00Z`),
      card,
    }));
  },

  ping: async () => {
    await database.all(sql`select 1`);
  },
});

/**
 * Of a claim `c`: where its case stands. What is the same as another case stands where that one does, however long the way.
 * What was declined is told with its reason, a case about a private person with nothing.
 */
const workOf = sql`(
  select jsonb_strip_nulls(jsonb_build_object('pending', (
      select p.kind from submissions p where p.case_id = k.id and p.state in ('waiting', 'approved') and k.state in ('review', 'decided') limit 1),
    'reopened', case when k.state = 'open' and exists (select from case_history h where h.case_id = k.id and h.what = 'reopened') then true end,
    'sealed', case when exists (select from case_seals z where z.case_id = k.id) then true end,
    'declined', case when k.closed_as = 'not-checkable' then (
      select jsonb_build_object('number', k.number, 'reason', d.content::jsonb -> 'reason') from submissions d
      where d.case_id = k.id and d.kind = 'closing' and d.state = 'published' order by d.published_at desc limit 1) end))
    || jsonb_build_object('state', k.state, 'begun', k.assigned_to is not null or k.state <> 'open'
      or exists (select from closings_asked a where a.case_id = k.id and a.state = 'waiting'), 'closedAs', k.closed_as) || coalesce((
    select jsonb_build_object('note', jsonb_build_object('number', k.number, 'on', (n.published_at at time zone 'UTC')::date))
    from submissions n where n.case_id = k.id and n.kind = 'note' and n.state = 'published'
      and k.closed_as is distinct from 'private-person' order by n.published_at desc limit 1), '{}')
  from case_groups g join cases k on k.id = case_in_the_end(g.case_id) where g.group_id = coalesce(c.group_id, c.id))`;

type TipClaimRow = Omit<TipClaim, 'span'> & {
  readonly start: number;
  readonly end: number;
  readonly answeredBy: Id | null;
  readonly work: ClaimWork | null;
  readonly others: number;
};

const tipClaim = ({ claimId, fingerprint, text, start, end, outcome, answers }: TipClaimRow): TipClaim => ({
  claimId,
  fingerprint,
  text,
  span: { start, end },
  outcome,
  answers,
});

const conditionOf = (filter: CheckFilter): SQL => {
  // What was withdrawn keeps its page, and stands in no list.
  const all: SQL[] = [sql`c.withdrawn_on is null`];
  if (filter.verdicts.length > 0)
    all.push(sql`c.verdict in (select jsonb_array_elements_text(${rows(filter.verdicts)}))`);
  if (filter.topic !== null) all.push(sql`c.topics @> array[${filter.topic}]::text[]`);
  if (filter.lang !== null)
    all.push(
      sql`exists (select from check_versions v where v.check_id = c.id and v.current and v.lang = ${filter.lang})`,
    );
  if (filter.from !== null) all.push(sql`c.published_on >= ${filter.from}`);
  if (filter.to !== null) all.push(sql`c.published_on <= ${filter.to}`);
  if (filter.source !== null)
    all.push(filter.source === 'ours' ? sql`c.source_id is null` : sql`c.source_id is not null`);
  return sql.join(all, sql` and `);
};

/** `date~id` of the last card shown; anything else is no cursor and starts from the beginning. */
const cursorText = (card: CheckCard): string => `${card.publishedOn ?? ''}~${card.id}`;
const cursorOf = (text: string | null): { day: string | null; id: string } | undefined => {
  const parts = /^(\d{4}-\d{2}-\d{2})?~([0-9a-f-]{36})$/.exec(text ?? '');
  return parts ? { day: parts[1] ?? null, id: parts[2]! } : undefined;
};
const pastCursor = ({ day, id }: { day: string | null; id: string }): SQL =>
  day === null
    ? sql`(c.published_on is null and c.id > ${id}::uuid)`
    : sql`(c.published_on < ${day} or c.published_on is null or (c.published_on = ${day} and c.id > ${id}::uuid))`;
