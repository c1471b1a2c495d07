// Every id that stands in the database, by the word under which addresses of the API have it: a thief may have seen any of them.
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../src/store/index.ts';

/** One thing that an address can name, and the number of the case that it is part of. */
export type Place = { readonly id: string; readonly number: string | null };
export type Places = Readonly<Record<string, readonly Place[]>>;

const ofCase = (table: string): SQL =>
  sql`select t.id::text as id, c.number::text as number from ${sql.identifier(table)} t join cases c on c.id = t.case_id`;
const alone = (table: string): SQL => sql`select id::text as id, null as number from ${sql.identifier(table)}`;

const queries: Readonly<Record<string, SQL>> = {
  cases: sql`select number::text as id, number::text as number from cases`,
  'by-id': alone('cases'),
  notes: sql`
    select distinct c.number::text as id, null as number from cases c join submissions s on s.case_id = c.id
    where s.kind = 'note' and s.state = 'published'`,
  explainers: sql`select slug as id, null as number from explainers`,
  checks: sql`select slug as id, null as number from checks`,
  evidence: ofCase('case_evidence'),
  searches: ofCase('case_searches'),
  pictures: sql`select p.file as id, c.number::text as number from case_pictures p join cases c on c.id = p.case_id`,
  wordings: ofCase('case_wordings'),
  remarks: ofCase('case_remarks'),
  tasks: ofCase('case_tasks'),
  replies: ofCase('case_replies'),
  questions: alone('case_questions'),
  submissions: alone('submissions'),
  moves: alone('case_moves'),
  views: alone('saved_views'),
  practice: alone('practice_attempts'),
  tokens: alone('access_tokens'),
  appeals: alone('appeals'),
  'data-requests': alone('data_requests'),
  team: alone('staff'),
  invitations: alone('invitations'),
  templates: alone('template_proposals'),
  sources: alone('sources'),
  'opt-ins': alone('source_opt_ins'),
  imports: alone('import_runs'),
  requests: alone('outside_requests'),
  'rater-proposals': alone('rater_proposals'),
  'standing-answers': alone('standing_answers'),
  aliases: alone('taught_aliases'),
  'alias-proposals': alone('alias_proposals'),
  webhooks: alone('webhooks'),
  deliveries: alone('webhook_deliveries'),
  groups: sql`select g.group_id::text as id, c.number::text as number from case_groups g join cases c on c.id = g.case_id`,
  hashes: sql`select content_hash as id, null as number from submissions`,
};

export const placesIn = async (database: Database): Promise<Places> => {
  const found = await Promise.all(
    Object.entries(queries).map(async ([word, query]) => [word, await database.all<Place>(query)] as const),
  );
  return Object.fromEntries(found);
};
