// What is left of a case about a private person: its number, its reason and its counts. Nothing that anybody wrote.
import { type SQL, sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { idsIn, retitle } from './case-rank.ts';
import { renewLeaders } from './claim-groups.ts';
import type { Transaction } from './database.ts';
import { eraseSalts } from './erase-salts.ts';

/** What the team wrote on a case may name the same person. In an order in which no row is left pointing at nothing. */
const notes: readonly SQL[] = [
  sql`delete from case_mentions where remark_id in (select id from case_remarks where case_id in`,
  sql`delete from case_remarks where (case_id in`,
  sql`delete from case_tasks where (case_id in`,
  sql`delete from case_wordings where (case_id in`,
  sql`insert into files_to_erase select distinct r.file from case_files_removed r where not exists (
    select from files_to_erase f where f.file = r.file) and (r.case_id in`,
  sql`delete from case_files_removed where (case_id in`,
  sql`insert into files_to_erase select distinct e.file from case_evidence e where e.file is not null
    and not exists (select from files_to_erase f where f.file = e.file) and (e.case_id in`,
  sql`delete from case_evidence where (case_id in`,
  sql`insert into files_to_erase select distinct p.file from case_pictures p where not exists (
    select from files_to_erase f where f.file = p.file) and (p.case_id in`,
  sql`delete from case_pictures where (case_id in`,
  sql`delete from case_searches where (case_id in`,
  sql`delete from draft_fields where (case_id in`,
  sql`delete from contacts where reply_id in (select id from case_replies where case_id in`,
  sql`delete from case_replies r where not exists (select from outbox o where o.reply_id = r.id) and (r.case_id in`,
  sql`delete from case_interests where (case_id in`,
];

/** Cases `c` about a private person, and those that were closed as being the same. */
const withSame = (which: SQL): SQL => sql`
  with private as (select c.id from cases c where c.closed_as = 'private-person' and ${which})
  select id from private union select j.id from private p, cases_joined_into(p.id) j`;

/**
 * Erases what was handed in, decided and noted in public on such cases, once nothing brings them back: of each submission stays that it
 * was, by whom and of which kind. `null`: of all that have lost their seal.
 */
export const forgetDecided = async (tx: Transaction, cases: readonly Id[] | null): Promise<void> => {
  const which = cases === null ? sql`true` : sql`c.id in ${idsIn(cases)}`;
  const found = await tx.all<{ id: Id }>(
    withSame(sql`${which} and not exists (select from case_seals z where z.case_id = c.id)`),
  );
  if (found.length === 0) return;
  const ids = idsIn(found.map(({ id }) => id));
  await tx.all(sql`
    update submissions s set content = erased_content(s.verdict),
      content_hash = encode(sha256(convert_to(erased_content(s.verdict), 'UTF8')), 'hex')
    where s.case_id in ${ids} and s.state not in ('waiting', 'approved') and s.content <> erased_content(s.verdict)`);
  await tx.all(sql`
    update reviews r set content_hash = s.content_hash, remarks = '[]', reason = case when r.reason is null then null else '–' end
    from submissions s where s.id = r.submission_id and s.case_id in ${ids} and s.content = erased_content(s.verdict)
      and r.content_hash <> s.content_hash`);
  await tx.all(
    sql`delete from appeal_answers_proposed where appeal_id in (select id from appeals where note_case_id in ${ids})`,
  );
  await tx.all(sql`
    update appeals set text = '–', links = '[]', reasons = case when reasons is null then null else '{"vi": "–"}'::jsonb end
    where note_case_id in ${ids} and text <> '–'`);
  await tx.all(sql`
    update appeal_corrections set reasons_before = '{"vi": "–"}', reasons = '{"vi": "–"}', why = '{"vi": "–"}'
    where appeal_id in (select id from appeals where note_case_id in ${ids}) and why <> '{"vi": "–"}'`);
  await tx.all(sql`
    update cases set requested_by = case when requested_by is null then null else '–' end, topics = '{}'
    where id in ${ids} and (topics <> '{}' or requested_by <> '–')`);
  await tx.all(sql`
    delete from tip_links l using tips t where t.id = l.tip_id and t.text is null and t.id in (
      select tc.tip_id from case_groups g join claims m on coalesce(m.group_id, m.id) = g.group_id
        join tip_claims tc on tc.claim_id = m.id where g.case_id in ${ids})`);
};

/**
 * Erases the texts of every tip that asks what cases closed as `private-person` are about, of their claims, and of what the
 * team wrote on them: all such cases, or those given. Gives how many tips lost theirs. Safe to run twice.
 */
export const forgetPrivate = async (tx: Transaction, cases: readonly Id[] | null, today: Day): Promise<number> => {
  const which = cases === null ? sql`true` : sql`c.id in ${idsIn(cases)}`;
  const found = await tx.all<{ id: Id }>(withSame(which));
  if (found.length === 0) return 0;
  const ids = found.map(({ id }) => id);
  const claims = sql`
    select m.id from case_groups g join claims m on coalesce(m.group_id, m.id) = g.group_id where g.case_id in ${idsIn(ids)}`;
  const tips = await tx.all<{ id: Id }>(sql`
    update tips t set text = null, erased_on = ${today} where t.text is not null
      and t.id in (select tc.tip_id from tip_claims tc where tc.claim_id in (${claims})) returning t.id`);
  // The sentence beside it in the same message may tell who is meant; it stays only where somebody else's tip holds it.
  const beside = sql`
    select o.claim_id from tip_claims o where o.tip_id in ${idsIn(tips.map(({ id }) => id))} and not exists (
      select from tip_claims k join tips t on t.id = k.tip_id where k.claim_id = o.claim_id and t.text is not null)`;
  const forgotten = await tx.all<{ group: Id }>(sql`
    with gone as (
      update claims set text = null, likeness = null
      where (text is not null or likeness is not null) and (id in (${claims}) or id in (${beside}))
      returning id, coalesce(group_id, id) as "group"),
    unfound as (delete from claim_likeness l using gone where l.claim_id = gone.id)
    select distinct "group" from gone`);
  if (forgotten.length > 0) {
    const groups = forgotten.map(({ group }) => group);
    await renewLeaders(tx, groups);
    const called = await tx.all<{ id: Id }>(sql`
      select distinct case_id as id from case_groups where group_id in ${idsIn(groups)}`);
    await retitle(
      tx,
      called.map(({ id }) => id),
    );
  }
  await tx.all(sql`delete from remembered_replies where tip_id in ${idsIn(tips.map(({ id }) => id))}`);
  await tx.all(sql`update cases set title = null where id in ${idsIn(ids)} and title is not null`);
  // That a letter went out stays told, without a word of whom it asked or what they said; one that waits does not go.
  await tx.all(sql`
    update outbox o set state = 'failed', settled_on = ${today} from case_replies r
    where o.reply_id = r.id and o.state = 'queued' and r.case_id in ${idsIn(ids)}`);
  await tx.all(sql`
    update case_replies set asked = '–', way = '–', said = null, said_on = null, lookup = null
    where case_id in ${idsIn(ids)} and asked <> '–'`);
  for (const note of notes) await tx.all(sql`${note} ${idsIn(ids)})`);
  // A sentence on why it had been called spam.
  await tx.all(sql`
    update case_history set detail = detail - 'words' where case_id in ${idsIn(ids)} and detail ->> 'words' is not null`);
  await eraseSalts(tx, ids, today);
  return tips.length;
};
