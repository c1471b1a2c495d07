// Notes of what is known so far, as the public reads them: each stays, and says what came after it.
import { type SQL, sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Note } from '../core/decision.ts';
import type { Decisions, PublishedNote } from '../desk/decision-ports.ts';
import type { Database } from './database.ts';

export const notesIn = (database: Database): Pick<Decisions, 'notes' | 'notesOf' | 'notesDue'> => ({
  notes: (limit) => notesWhere(database, sql`${latest}`, sql`changed desc, "caseNumber"`, limit),
  notesOf: (number) => notesWhere(database, sql`k.number = ${number}`, sql`"publishedAt" desc, id`, 100),
  notesDue: (before, limit) =>
    notesWhere(
      database,
      sql`${latest} and k.state in ('open', 'review', 'decided') and (s.content::jsonb ->> 'nextOn')::date < ${before}`,
      sql`content ->> 'nextOn', "caseNumber"`,
      limit,
    ),
});

/** No later note of the same case. */
const latest = sql`not exists (
  select from submissions l where l.case_id = s.case_id and l.kind = 'note' and l.state = 'published'
    and (l.published_at, l.id) > (s.published_at, s.id))`;

type Row = Omit<PublishedNote, keyof Note | 'changed'> & { readonly content: Note; readonly changed: string | Date };

/** What is about a private person is shown nowhere, whatever was said before. */
const notesWhere = async (
  database: Database,
  condition: SQL,
  order: SQL,
  limit: number,
): Promise<readonly PublishedNote[]> => {
  const found = await database.all<Row & { readonly id: unknown; readonly publishedAt: unknown; readonly on: Day }>(sql`
    select * from (
      select s.id, s.content::jsonb as content, s.published_at as "publishedAt", (s.published_at at time zone 'UTC')::date as "on",
        greatest(s.published_at, (
          select min(x.published_at) from submissions x
          where x.case_id in (k.id, j.id) and x.kind in ('check', 'closing') and x.state = 'published')) as changed,
        k.number as "caseNumber", k.about_ourselves as "aboutOurselves", case when c.id is null then coalesce(j.closed_as, k.closed_as) end as "closedAs",
        case when c.id is null then null else jsonb_build_object('slug', c.slug, 'titles', (
          select coalesce(jsonb_object_agg(v.lang, v.title), '{}') from check_versions v where v.check_id = c.id and v.current)) end as "check",
        (select j.number where exists (
          select from submissions n where n.case_id = j.id and n.kind = 'note' and n.state = 'published')) as "joinedTo"
      from submissions s join cases k on k.id = s.case_id left join cases j on j.id = k.joined_to
        left join checks c on c.id = coalesce(k.check_id, j.check_id)
      where s.kind = 'note' and s.state = 'published' and 'private-person' not in (coalesce(k.closed_as, ''), coalesce(j.closed_as, ''))
        and ${condition}) n
    order by ${order} limit ${limit}`);
  return found.map(({ content, changed, id: _id, publishedAt: _at, ...line }) => ({
    ...content,
    ...line,
    changed: new Date(changed),
  }));
};
