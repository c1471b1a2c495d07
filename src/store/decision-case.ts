// What deciding needs to know of a case, and what of it would become public.
import { sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import type { Check } from '../core/check.ts';
import type { CaseMaterial } from '../core/decision.ts';
import type { Evidence, FruitlessSearch } from '../core/evidence.ts';
import type { StaffId } from '../core/rights.ts';
import type { DecisionCase } from '../desk/decision-ports.ts';
import { picturesOfCase } from './case-pictures.ts';
import { wholeCheck } from './check-rows.ts';
import type { Database } from './database.ts';
import { holderOf, writersOf } from './decision-writers.ts';

type Head = Pick<DecisionCase, 'id' | 'number' | 'title' | 'state' | 'lang' | 'topics' | 'pending'> & {
  readonly checkId: Id | null;
  readonly aboutOurselves: boolean;
};

/** Undefined when there is no case of that number. */
export const decisionCase = async (database: Database, number: number): Promise<DecisionCase | undefined> => {
  const [head] = await database.all<Head>(sql`
    select c.id, c.number, c.title, c.state, c.lang, c.topics, c.check_id as "checkId", c.about_ourselves as "aboutOurselves",
      (select s.id from submissions s where s.case_id = c.id and s.state in ('waiting', 'approved')) as pending
    from cases c where c.number = ${number}`);
  if (head === undefined) return undefined;
  const { checkId, aboutOurselves, ...rest } = head;
  // Wordings added later stay where they were added; they are no part of what is decided.
  const [material, writers, check, aliases, replies, pictures] = await Promise.all([
    materialOf(database, head.id),
    database.all<{ id: StaffId }>(sql`select w.by as id from (${writersOf(head.id, 'check')}) w(by)`),
    checkId === null ? undefined : wholeCheck(database, sql`c.id = ${checkId}`),
    database.all<Check['aliases'][number]>(
      sql`select lang, text from check_aliases where check_id = ${checkId} order by position`,
    ),
    database.all<DecisionCase['replies'][number]>(sql`
      select asked, asked_on::text as "askedOn", due_on::text as "dueOn", said, said_on::text as "saidOn"
      from case_replies where case_id = ${head.id} order by asked_on, id`),
    picturesOfCase(database, head.id),
  ]);
  return {
    ...rest,
    material: { aboutOurselves, ...material },
    replies,
    pictures,
    writers: writers.map((w) => w.id),
    check: check === undefined ? null : { ...check, aliases },
  };
};

type Fields = { readonly lang: string; readonly field: string; readonly text: string };
type Wording = { readonly wording: CaseMaterial['wording']; readonly claimant: Check['claimant'] };

const materialOf = async (database: Database, id: Id): Promise<Omit<CaseMaterial, 'aboutOurselves' | 'replies'>> => {
  const [fields, wordings, evidence, searches, counts] = await Promise.all([
    database.all<Fields>(sql`select lang, field, text from draft_fields where case_id = ${id} and current`),
    database.all<Wording>(sql`
      select wording, said_by as claimant from case_wordings where case_id = ${id} and approved_by is not null
      order by approved_at desc limit 1`),
    database.all<Evidence>(sql`
      select url, title, publisher, lang, stance, interest, published_on as "publishedOn", accessed_on as "accessedOn",
        locator, archived_url as "archivedUrl", shows
      from case_evidence where case_id = ${id} and removed_at is null order by changed_at, id`),
    database.all<FruitlessSearch>(sql`
      select query, place as "where", searched_on as "on", found from case_searches
      where case_id = ${id} and removed_at is null order by searched_on, id`),
    database.all<{ asked: number; undeclared: number; conflicts: number }>(sql`
      select (select count(*) from case_replies where case_id = ${id}) as asked,
        (select count(*) from ((${writersOf(id, 'check')} union ${holderOf(id)}) except select staff_id from case_interests where case_id = ${id}) u) as undeclared,
        (select count(*) from draft_fields d where d.case_id = ${id} and not d.current
          and not exists (select from draft_fields o where (o.case_id, o.lang, o.field) = (d.case_id, d.lang, d.field)
            and (o.base = d.n or o.settles = d.n))) as conflicts`),
  ]);
  const texts: Record<string, Record<string, string>> = {};
  for (const { lang, field, text } of fields) texts[lang] = { ...texts[lang], [field]: text };
  const [wording] = wordings;
  const [count] = counts;
  return {
    texts,
    inConflict: (count?.conflicts ?? 0) > 0,
    wording: wording?.wording ?? null,
    claimant: wording?.claimant ?? null,
    evidence,
    searches,
    asked: count?.asked ?? 0,
    undeclared: count?.undeclared ?? 0,
  };
};
