// What askers said of one check, as few rows as the rules need. Words of a message are read only while they are kept.
import { type SQL, sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Voice } from '../core/alias.ts';
import type { Aliases } from '../desk/alias-ports.ts';
import type { Runner } from './database.ts';

// In a flood, so many of one day are looked at, yes and no each; which ones is chance, for ids of answers are.
const readPerDay = 500;

const votes = (check: Id, since: Day): SQL => sql`
  votes as (
    select answer_id, agrees, day from (
      select *, row_number() over (partition by day, agrees order by answer_id) as nth
      from feedback where check_id = ${check} and day >= ${since}) f
    where nth <= ${readPerDay})`;

type VoiceRow = Omit<Voice, 'text'> & {
  readonly text: string | null;
  readonly start: number;
  readonly end: number;
};

/** One row per group of messages passed on, equal or nearly so: the claim in it for which the check stood highest. */
export const voicesOn = async (
  runner: Runner,
  check: Id,
  since: Day,
  { perDay, all }: { readonly perDay: number; readonly all: number },
): Promise<readonly Voice[]> => {
  const found = await runner.all<VoiceRow>(sql`
    with ${votes(check, since)},
    said as (
      select f.agrees, f.day, t.id as tip, coalesce(c.group_id, c.id) as "group", x.asked,
        case when t.text is not null and x.outcome <> 'known' then x.position end as readable
      from votes f
      join tips t on t.answer_id = f.answer_id
      join lateral (
        select tc.claim_id, tc.position, tc.outcome, a.value ->> 'asked' as asked
        from tip_claims tc, jsonb_array_elements(tc.answers) with ordinality a
        where tc.tip_id = t.id and a.value ->> 'check' = ${check}
        order by a.ordinality, tc.position limit 1) x on true
      join claims c on c.id = x.claim_id),
    grouped as (
      select "group", min(day) as day, count(*) filter (where agrees) > count(*) filter (where not agrees) as agrees,
        (array_agg(asked order by day desc, tip))[1] as through,
        (array_agg(tip order by tip) filter (where readable is not null))[1] as tip,
        (array_agg(readable order by tip) filter (where readable is not null))[1] as position
      from said group by "group"),
    capped as (
      select *, row_number() over (partition by day, agrees order by "group") as nth from grouped)
    select v."group", v.day, v.agrees, v.through, t.text, tc.span_start as start, tc.span_end as end
    from capped v
    left join tips t on t.id = v.tip
    left join tip_claims tc on tc.tip_id = v.tip and tc.position = v.position
    where v.nth <= ${perDay} order by v.day desc, v."group" limit ${all}`);
  // Spans are UTF-16 units, which only this side counts.
  return found.map(({ start, end, text, ...voice }) => ({ ...voice, text: text?.slice(start, end) ?? null }));
};

/**
 * Yes and no, per group of claims, where the check stood first; claims it never answered by itself are not disputed. The
 * claim given stands for its group, the same one from night to night.
 */
export const disputesOn = (runner: Runner, check: Id, since: Day, perDay: number): ReturnType<Aliases['disputes']> =>
  runner.all(sql`
    with ${votes(check, since)},
    daily as (
      select coalesce(c.group_id, c.id) as "group", f.day, (array_agg(c.id order by c.id))[1] as claim, count(*) filter (where f.agrees) as yes, count(*) filter (where not f.agrees) as no,
        bool_or(tc.check_id is not null) as answered
      from votes f
      join tips t on t.answer_id = f.answer_id
      join tip_claims tc on tc.tip_id = t.id and tc.answers -> 0 ->> 'check' = ${check}
      join claims c on c.id = tc.claim_id
      group by 1, f.day),
    held as (
      select coalesce(c.group_id, c.id) as "group", (array_agg(c.id order by c.id))[1] as claim
      from withheld_answers w join claims c on c.id = w.claim_id where w.check_id = ${check} group by 1)
    select coalesce(h.claim, (array_agg(d.claim order by d.claim))[1]) as claim, sum(least(yes, ${perDay}))::int as yes, sum(least(no, ${perDay}))::int as no,
      count(*) filter (where no > 0)::int as "noDays"
    from daily d left join held h using ("group") group by "group", h.claim
    having bool_or(answered) or h.claim is not null
    order by 1`);
