// Whose words go into what is decided.
import { type SQL, sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import type { SubmissionKind } from '../core/decision.ts';

/**
 * Whose words go in: everybody who ever wrote in the draft, whose evidence stands or who translated it, and who proposed the wording that is used.
 * A comma that somebody else changed later does not make them a reader of their own words.
 */
export const writersOf = (caseId: Id, kind: SubmissionKind): SQL =>
  kind === 'check'
    ? sql`
      select written_by from draft_fields where case_id = ${caseId}
      union select added_by from case_evidence where case_id = ${caseId} and removed_at is null
      union select unnest(translated_by) from case_evidence where case_id = ${caseId} and removed_at is null
      union (select proposed_by from case_wordings where case_id = ${caseId} and approved_by is not null
        order by approved_at desc limit 1)`
    : sql`select null::uuid where false`;

/** Who has a case, while they are of the team: asked about their interests like whoever wrote. */
export const holderOf = (caseId: Id): SQL => sql`
  select f.id from cases c join staff f on f.id = c.assigned_to and f.state = 'active' where c.id = ${caseId}`;
