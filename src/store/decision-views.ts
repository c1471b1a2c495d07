// What the public reads of decisions without a check, and which checks have to be looked at again.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
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
  due: (before, limit) =>
    database.all<DueCheck>(sql`
      select c.slug, k.number as "caseNumber", c.review_by as "reviewBy",
        (select jsonb_object_agg(v.lang, v.title) from check_versions v where v.check_id = c.id and v.current) as titles
      from checks c join submissions s on s.id = c.submission_id join cases k on k.id = s.case_id
      where c.source_id is null and c.withdrawn_on is null and c.review_by < ${before} order by c.review_by, c.id limit ${limit}`),
});

type Line = { readonly content: Closing } & Pick<Declined, 'on' | 'caseNumber'>;

const closingsOf = (database: Database, limit: number): Promise<readonly Line[]> =>
  database.all<Line & { on: Day }>(sql`
    select s.content::jsonb as content, (s.published_at at time zone 'UTC')::date as "on", k.number as "caseNumber"
    from submissions s join cases k on k.id = s.case_id
    where s.kind = 'closing' and s.state = 'published' order by s.published_at desc, s.id limit ${limit}`);
