// What is gathered on a case: evidence, searches that found nothing, the wording of its claim, and whom it concerns.
import { sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import { undoDays } from '../core/evidence.ts';
import { type ProposedWording, standingOf } from '../core/wording.ts';
import type { CaseWork, Deed, Done, WordingDecision } from '../desk/work-ports.ts';
import { changeOnCase, onCase, tellHistory } from './case-deeds.ts';
import { historyOf } from './case-history.ts';
import { caseByNumber, factsOf, gatheredOf, wordingsWaiting } from './case-page.ts';
import type { Database, Transaction } from './database.ts';
import { insertEvidence } from './evidence-rows.ts';
import { layWith } from './left-files.ts';
import { keepRemoved, restoreFile } from './removed-files.ts';

export const caseWorkIn = (database: Database): CaseWork => ({
  byNumber: (number) => caseByNumber(database, number),
  gathered: (id) => gatheredOf(database, id),
  history: (id, page) => historyOf(database, id, page),
  facts: (id) => factsOf(database, id),
  wordingsWaiting: (limit) => wordingsWaiting(database, limit),

  addEvidence: (deed, e, lay) =>
    changeOnCase(database, deed, 'gather', 'evidence-added', { evidence: e.id, stance: e.stance }, async (tx) => {
      if (e.file !== null) await layWith(tx, lay);
      return insertEvidence(tx, deed, e);
    }),

  removeEvidence: (deed, evidence, back) =>
    onCase<Done | 'evidence-published'>(database, deed, 'gather', async (tx) => {
      const [stands] = await tx.all(
        sql`select from case_evidence e where e.id = ${evidence} and e.case_id = ${deed.case} and evidence_stands(e)`,
      );
      if (stands !== undefined) return back ? 'not-found' : 'evidence-published';
      const changed = await tx.all(sql`
        update case_evidence set removed_at = ${removedAt(deed, back)}::timestamptz, changed_at = ${deed.at.toISOString()}
        where id = ${evidence} and case_id = ${deed.case} and (removed_at is null) = ${!back}
          and (removed_at is null or removed_at >= ${deed.at.toISOString()}::timestamptz - make_interval(days => ${undoDays}))
        returning id`);
      if (changed.length === 0) return 'not-found';
      await tellHistory(tx, deed, back ? 'evidence-restored' : 'evidence-removed', { evidence });
      return 'done';
    }),

  translateEvidence: (deed, evidence, { lang, text }) =>
    onEvidence(database, deed, evidence, 'evidence-translated', { lang }, async (tx, stands) => {
      if (stands) return 'evidence-published';
      const said = await tx.all(sql`
        update case_evidence set shows = shows || ${JSON.stringify({ [lang]: text })}::jsonb,
          translated_by = array(select distinct unnest(translated_by || ${deed.by}::uuid)), changed_at = ${deed.at.toISOString()}
        where id = ${evidence} and not shows ? ${lang} returning id`);
      return said.length > 0 ? 'done' : 'evidence-translated';
    }),

  attachFile: (deed, evidence, file, lay) =>
    onEvidence(database, deed, evidence, file === null ? 'file-removed' : 'file-added', {}, async (tx, stands) => {
      if (stands && file === null) return 'evidence-published';
      const [had] = await tx.all<{ file: string }>(sql`
        select file, file_name, file_type, file_bytes from case_evidence where id = ${evidence} and file is not null`);
      const changed = await tx.all(sql`
        update case_evidence set file = ${file?.sha256 ?? null}, file_name = ${file?.name ?? null},
          file_type = ${file?.type ?? null}, file_bytes = ${file?.size ?? null}
        where id = ${evidence} and (file is null) = ${file !== null} returning id`);
      if (file === null && had !== undefined) await keepRemoved(tx, deed, { evidence, file: had.file, kept: had });
      if (changed.length === 0) return file === null ? 'not-found' : 'evidence-has-file';
      if (file !== null) await layWith(tx, lay);
      return 'done';
    }),

  restoreFile: (deed, place) => restoreFile(database, deed, place),

  addSearch: (deed, s) =>
    changeOnCase(database, deed, 'gather', 'search-added', { search: s.id }, (tx) =>
      tx.all(sql`
        insert into case_searches (id, case_id, query, place, searched_on, found, added_by)
        values (${s.id}, ${deed.case}, ${s.query}, ${s.where}, ${s.on}, ${JSON.stringify(s.found)}::jsonb, ${deed.by})
        returning id`),
    ),

  removeSearch: (deed, search, back) =>
    onCase<Done | 'evidence-published'>(database, deed, 'gather', async (tx) => {
      const [stands] = await tx.all(
        sql`select from case_searches s where s.id = ${search} and s.case_id = ${deed.case} and search_stands(s)`,
      );
      if (stands !== undefined) return back ? 'not-found' : 'evidence-published';
      const changed = await tx.all(sql`
        update case_searches set removed_at = ${removedAt(deed, back)}::timestamptz
        where id = ${search} and case_id = ${deed.case} and (removed_at is null) = ${!back} returning id`);
      if (changed.length === 0) return 'not-found';
      await tellHistory(tx, deed, back ? 'search-restored' : 'search-removed', { search });
      return 'done';
    }),

  proposeWording: (deed, { id, wording, saidBy }) =>
    changeOnCase(database, deed, 'word', 'wording-proposed', { wording: id }, (tx) =>
      tx.all(sql`
        insert into case_wordings (id, case_id, wording, said_by, proposed_by, proposed_at)
        values (${id}, ${deed.case}, ${JSON.stringify(wording)}::jsonb,
          ${saidBy === null ? null : JSON.stringify(saidBy)}::jsonb, ${deed.by}, ${deed.at.toISOString()}) returning id`),
    ),

  decideWording: (deed, wording, decided) => decideWording(database, deed, wording, decided),

  declareInterest: (deed, { concerned, explain }) =>
    changeOnCase(database, deed, 'write', 'interest-declared', { concerned }, (tx) =>
      tx.all(sql`
        insert into case_interests (case_id, staff_id, concerned, explain, declared_at)
        values (${deed.case}, ${deed.by}, ${concerned}, ${explain}, ${deed.at.toISOString()})
        on conflict (case_id, staff_id) do update
          set concerned = excluded.concerned, explain = excluded.explain, declared_at = excluded.declared_at
        returning staff_id`),
    ),
});

/** Changes one piece of evidence that stands, and tells the history when it did. */
const onEvidence = <Refused extends string>(
  database: Database,
  deed: Deed,
  evidence: Id,
  what: string,
  detail: Readonly<Record<string, string>>,
  change: (tx: Transaction, stands: boolean) => Promise<'done' | 'not-found' | Refused>,
): Promise<Done | Refused> =>
  onCase<Done | Refused>(database, deed, 'gather', async (tx) => {
    const [found] = await tx.all<{ stands: boolean }>(sql`
      select evidence_stands(e) as stands from case_evidence e
      where e.id = ${evidence} and e.case_id = ${deed.case} and e.removed_at is null for update`);
    if (found === undefined) return 'not-found';
    const done = await change(tx, found.stands);
    if (done === 'done') await tellHistory(tx, deed, what, { evidence, ...detail });
    return done;
  });

const removedAt = (deed: Deed, back: boolean): string | null => (back ? null : deed.at.toISOString());

const decideWording = (
  database: Database,
  deed: Deed,
  wording: Id,
  decided: WordingDecision,
): Promise<Done | 'wording-own' | 'wording-replaced'> =>
  onCase<Done | 'wording-own' | 'wording-replaced'>(database, deed, 'word', async (tx) => {
    // Locks the case's proposals, so that a yes and a new proposal come one after the other.
    const proposals = await tx.all<ProposedWording>(sql`
      select id, wording, said_by as "saidBy", proposed_by as "proposedBy", approved_by as "approvedBy", declined_by as "declinedBy"
      from case_wordings where case_id = ${deed.case} order by proposed_at, id for update`);
    const found = proposals.find(({ id }) => id === wording);
    if (found === undefined) return 'not-found';
    const { decision } = decided;
    if (decision === 'approved' && found.proposedBy === deed.by) return 'wording-own';
    // Those that the page and the list of reviews show: after somebody's newer one was taken back, their one before waits again.
    if (!standingOf(proposals).pending.includes(found)) return 'wording-replaced';
    await tx.all(
      decided.decision === 'approved'
        ? sql`update case_wordings set approved_by = ${deed.by}, approved_at = ${deed.at.toISOString()},
            answered = array(select jsonb_array_elements_text(${JSON.stringify(decided.answered)}::jsonb)) where id = ${wording}`
        : sql`update case_wordings set declined_by = ${deed.by}, declined_at = ${deed.at.toISOString()} where id = ${wording}`,
    );
    await tellHistory(tx, deed, `wording-${decision}`, { wording });
    return 'done';
  });
