// What the page of one case reads.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { CaseFacts } from '../core/checklist.ts';
import { type DraftField, waiting } from '../core/draft.ts';
import type { StaffId } from '../core/rights.ts';
import { saysWhen } from '../core/says-when.ts';
import { standingOf } from '../core/wording.ts';
import type { CaseEvidence, CaseHead, CaseSearch, CaseWording, Gathered, WaitingWording } from '../desk/work-ports.ts';
import { draftStatesOf } from './case-drafts.ts';
import { historyOf } from './case-history.ts';
import { picturesOfCase } from './case-pictures.ts';
import type { Runner } from './database.ts';
import { holderOf } from './decision-writers.ts';
import { removedFilesOf } from './removed-files.ts';

const mostVariants = 30;
const mostHistory = 200;

export const caseByNumber = async (on: Runner, number: number): Promise<CaseHead | undefined> => {
  const [found] = await on.all<Omit<CaseHead, 'undoUntil'> & { readonly undoUntil: string | null }>(sql`
    select id, number, state, origin, requested_by as "requestedBy", title, lang, opened_on::text as "openedOn",
      assigned_to as "assignedTo", about_ourselves as "aboutOurselves", ourselves_off_by as "ourselvesOffBy", asked, asked_lately as "askedLately",
      last_asked_on::text as "lastAskedOn", harm, closed_as as "closedAs",
      coalesce(undo_until, (select z.erase_at from case_seals z where z.case_id = cases.id)) as "undoUntil",
      (select max((n.published_at at time zone 'UTC')::date)::text from submissions n
       where n.case_id = cases.id and n.kind = 'note' and n.state = 'published') as "notedOn"
    from cases where number = ${number}`);
  return found && { ...found, undoUntil: found.undoUntil === null ? null : new Date(found.undoUntil) };
};

export const gatheredOf = async (on: Runner, id: Id): Promise<Gathered> => {
  const [variants, pictures, days, evidence, removedFiles, searches, wordings, interests, history] = await Promise.all([
    variantsOf(on, id),
    picturesOfCase(on, id),
    on.all<{ day: Day; asked: number }>(
      sql`select day::text, sum(asked)::int as asked from case_days where case_id = ${id} group by day order by day`,
    ),
    evidenceOf(on, id),
    removedFilesOf(on, id),
    searchesOf(on, id),
    wordingsOf(on, id),
    on.all<{ by: StaffId; concerned: boolean; explain: string | null; at: string }>(sql`
      select staff_id as "by", concerned, explain, declared_at as "at" from case_interests
      where case_id = ${id} order by declared_at`),
    historyOf(on, id, { before: null, limit: mostHistory }),
  ]);
  return {
    ...variants,
    pictures,
    days,
    evidence,
    removedFiles,
    searches,
    wordings,
    interests: interests.map((one) => ({ ...one, at: new Date(one.at) })),
    history: history.lines,
  };
};

/** Claims are look-alikes of one another; the same words are one line. How many asked is counted, not who or when. */
const variantsOf = async (on: Runner, id: Id): Promise<Pick<Gathered, 'variants' | 'erased'>> => {
  const found = await on.all<{ text: string | null; asked: number }>(sql`
    select c.text, count(distinct t.tip_id)::int as asked
    from case_groups g join claims c on coalesce(c.group_id, c.id) = g.group_id
    left join tip_claims t on t.claim_id = c.id
    where g.case_id = ${id} group by c.text order by asked desc, c.text limit ${mostVariants + 1}`);
  return {
    variants: found.flatMap(({ text, asked }) => (text === null ? [] : [{ text, asked }])).slice(0, mostVariants),
    erased: found.find(({ text }) => text === null)?.asked ?? 0,
  };
};

const evidenceOf = async (on: Runner, id: Id): Promise<readonly CaseEvidence[]> => {
  const found = await on.all<CaseEvidence & OfFile>(sql`
    select id, kind, url, title, publisher, lang, stance, interest, published_on::text as "publishedOn",
      accessed_on::text as "accessedOn", locator, quotation, translation, archived_url as "archivedUrl", file as sha256,
      file_name as "fileName", file_type as "fileType", file_bytes as "fileBytes", shows, added_by as "addedBy",
      translated_by as "translatedBy", evidence_stands(case_evidence) as stands
    from case_evidence where case_id = ${id} and removed_at is null order by changed_at, id`);
  return found.map(({ sha256, fileName, fileType, fileBytes, ...one }) => ({
    ...one,
    file: sha256 === null ? null : { sha256, name: fileName ?? sha256, type: fileType, size: fileBytes },
  }));
};

type OfFile = {
  readonly sha256: string | null;
  readonly fileName: string | null;
  readonly fileType: string | null;
  readonly fileBytes: number | null;
};

const searchesOf = (on: Runner, id: Id): Promise<readonly CaseSearch[]> =>
  on.all<CaseSearch>(sql`
    select id, query, place as "where", searched_on::text as "on", found, added_by as "addedBy",
      search_stands(case_searches) as stands from case_searches
    where case_id = ${id} and removed_at is null order by searched_on, id`);

const wordingsOf = async (on: Runner, id: Id): Promise<readonly CaseWording[]> =>
  (
    await on.all<Omit<CaseWording, 'proposedAt'> & { readonly proposedAt: string }>(sql`
      select id, wording, said_by as "saidBy", proposed_by as "proposedBy", proposed_at as "proposedAt",
        approved_by as "approvedBy", declined_by as "declinedBy", answered
      from case_wordings where case_id = ${id} order by proposed_at, id`)
  ).map((one) => ({ ...one, proposedAt: new Date(one.proposedAt) }));

/** Of each open case the last proposal of each colleague that nobody declined, after the one that was approved; the oldest first. */
export const wordingsWaiting = (on: Runner, limit: number): Promise<readonly WaitingWording[]> =>
  on.all<WaitingWording>(sql`
    select w.id, k.number, w.wording, w.proposed_by as "proposedBy", (w.proposed_at at time zone 'UTC')::date::text as "proposedOn"
    from case_wordings w join cases k on k.id = w.case_id
    where k.state = 'open' and w.approved_by is null and w.declined_by is null and not exists (
      select from case_wordings l where l.case_id = w.case_id and l.declined_by is null
        and (l.approved_by is not null or l.proposed_by = w.proposed_by)
        and (l.proposed_at, l.id) > (w.proposed_at, w.id))
    order by w.proposed_at, w.id limit ${limit}`);

/** What the checklist looks at, of one case. */
export const factsOf = async (on: Runner, id: Id): Promise<CaseFacts> => {
  const [evidence, searches, wordings, states, replies, [tasks], workers, declared, [holder]] = await Promise.all([
    evidenceOf(on, id),
    searchesOf(on, id),
    wordingsOf(on, id),
    draftStatesOf(on, id),
    on.all<{ dueOn: Day | null; said: boolean }>(sql`
      select due_on::text as "dueOn", said is not null as said from case_replies where case_id = ${id}`),
    on.all<{ open: number }>(sql`
      select count(*)::int as open from case_tasks where case_id = ${id} and done_at is null and removed_at is null`),
    on.all<{ id: StaffId }>(sql`
      select added_by as id from case_evidence where case_id = ${id} and removed_at is null
      union select unnest(translated_by) from case_evidence where case_id = ${id} and removed_at is null
      union select added_by from case_searches where case_id = ${id} and removed_at is null
      union select proposed_by from case_wordings where case_id = ${id} and declined_by is null
      union select written_by from draft_fields where case_id = ${id} order by id`),
    on.all<{ by: StaffId; concerned: boolean }>(
      sql`select staff_id as "by", concerned from case_interests where case_id = ${id}`,
    ),
    on.all<{ id: StaffId }>(holderOf(id)),
  ]);
  const { approved, pending } = standingOf(wordings);
  const written: Record<string, DraftField[]> = {};
  for (const { lang, field, text, current } of states)
    if (current && text.trim() !== '') written[lang] = [...(written[lang] ?? []), field];
  const fields = new Set(states.map(({ lang, field }) => `${lang} ${field}`));
  const open = [...fields].flatMap((key) => waiting(states.filter((s) => `${s.lang} ${s.field}` === key)));
  return {
    evidence,
    searches: searches.length,
    wording: {
      langs: Object.keys(approved?.wording ?? {}),
      pending: [...new Set(pending.flatMap((one) => Object.keys(one.wording)))],
      namesSomebody: (approved?.saidBy ?? null) !== null,
      undated: Object.entries((approved ?? pending.at(-1))?.wording ?? {}).flatMap(([lang, text]) =>
        saysWhen(text) ? [] : [lang],
      ),
    },
    written,
    conflicts: open.length,
    replies,
    openTasks: tasks?.open ?? 0,
    workers: workers.map((worker) => worker.id),
    assigned: holder?.id ?? null,
    declared,
  };
};
