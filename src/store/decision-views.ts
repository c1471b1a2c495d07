// What the public reads of decisions without a check, and which checks have to be looked at again.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import { type Check, overtakenBy } from '../core/check.ts';
import type { Closing } from '../core/decision.ts';
import type { Decisions, Declined, DueCheck } from '../desk/decision-ports.ts';
import type { Database } from './database.ts';
import { notesIn } from './notes.ts';

export const decidedInPublic = (
  database: Database,
): Pick<Decisions, 'declined' | 'notes' | 'notesOf' | 'notesDue' | 'due'> => ({
  ...notesIn(database),
  declined: async (limit) =>
    (await closingsOf(database, limit)).map(({ content, ...line }) => ({ ...content, ...line })),
  due: async (before, limit) => {
    const found = await database.all<Candidate>(sql`
      select c.slug, k.number as "caseNumber", c.review_by as "reviewBy", ${openAppeals} as appeals, ${newReplies} as replies, ${upheld} as upheld, answer_held(c.id) as held, ${changes} as corrections,
        (select jsonb_object_agg(v.lang, v.title) from check_versions v where v.check_id = c.id and v.current) as titles
      from checks c join submissions s on s.id = c.submission_id join cases k on k.id = s.case_id
      where c.source_id is null and c.withdrawn_on is null and (c.review_by < ${before} or ${openAppeals} > 0 or ${newReplies} > 0 or ${upheld} > 0 or exists (
        select from corrections k where k.check_id = c.id and k.kind <> 'minor'))
      order by c.review_by nulls last, c.id`);
    return found
      .map(({ corrections, ...check }) => ({
        ...check,
        behind: Object.keys(check.titles).filter((lang) => overtakenBy({ corrections }, lang) !== undefined),
      }))
      .filter(
        (check) =>
          (check.reviewBy ?? before) < before ||
          check.appeals > 0 ||
          check.replies > 0 ||
          check.upheld > 0 ||
          check.behind.length > 0,
      )
      .slice(0, limit);
  },
});

type Candidate = Omit<DueCheck, 'behind'> & Pick<Check, 'corrections'>;

const openAppeals = sql`(select count(*)::int from appeals a where a.check_id = c.id and a.outcome is null and a.joined_to is null)`;

/** Answers of those concerned that came after it was public, and are not there yet. */
const newReplies = sql`(select count(*)::int from case_replies r where r.case_id = k.id and reply_unpublished(r))`;

/** Appeals that were right, and of which nothing came yet. */
const upheld = sql`(select count(*)::int from appeals a where a.check_id = c.id and appeal_waits_for_change(a))`;

/** Which languages each correction changed; the words themselves are not wanted, only whether there were any. */
const changes = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('on', k.corrected_on, 'kind', k.kind, 'explain', '{}'::jsonb, 'before', (
    select coalesce(jsonb_object_agg(b.key, case when b.value = '{}' then b.value else '{"title": ""}' end), '{}') from jsonb_each(k.before) b))
    order by k.position), '[]')
  from corrections k where k.check_id = c.id)`;

type Line = { readonly content: Closing } & Omit<Declined, keyof Closing>;

const closingsOf = (database: Database, limit: number): Promise<readonly Line[]> =>
  database.all<Line & { on: Day }>(sql`
    select s.content::jsonb as content, (s.published_at at time zone 'UTC')::date as "on", k.number as "caseNumber",
      k.state = 'closed' and k.closed_as = 'not-checkable' and s.id = declined_by(k.id) as stands,
      case when t.taken_up_on is null then null else jsonb_build_object('on', t.taken_up_on, 'check', c.slug) end as "takenUp"
    from submissions s join cases k on k.id = s.case_id left join claims_taken_up t on t.submission_id = s.id
      left join checks c on c.id = k.check_id and k.state = 'published'
    where s.kind = 'closing' and s.state = 'published' order by s.published_at desc, s.id limit ${limit}`);
