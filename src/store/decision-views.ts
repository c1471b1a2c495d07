// What the public reads of decisions without a check, and which checks have to be looked at again.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Closing, Note } from '../core/decision.ts';
import type { Decisions, Declined, DueCheck, PublishedNote } from '../desk/decision-ports.ts';
import type { Database } from './database.ts';

export const decidedInPublic = (database: Database): Pick<Decisions, 'declined' | 'notes' | 'due'> => ({
  declined: async (limit) =>
    (await publishedOf<Closing>(database, 'closing', limit)).map(({ content, ...line }) => ({ ...content, ...line })),
  notes: async (limit) =>
    (await publishedOf<Note>(database, 'note', limit)).map(({ content, ...line }) => ({ ...content, ...line })),
  due: (before, limit) =>
    database.all<DueCheck>(sql`
      select c.slug, k.number as "caseNumber", c.review_by as "reviewBy",
        (select jsonb_object_agg(v.lang, v.title) from check_versions v where v.check_id = c.id and v.current) as titles
      from checks c join submissions s on s.id = c.submission_id join cases k on k.id = s.case_id
      where c.source_id is null and c.withdrawn_on is null and c.review_by < ${before} order by c.review_by, c.id limit ${limit}`),
});

type Line<T> = { readonly content: T } & Pick<Declined & PublishedNote, 'on' | 'caseNumber'>;

const publishedOf = <T>(database: Database, kind: 'closing' | 'note', limit: number): Promise<readonly Line<T>[]> =>
  database.all<Line<T> & { on: Day }>(sql`
    select s.content::jsonb as content, (s.published_at at time zone 'UTC')::date as "on", k.number as "caseNumber"
    from submissions s join cases k on k.id = s.case_id
    where s.kind = ${kind} and s.state = 'published' order by s.published_at desc, s.id limit ${limit}`);
