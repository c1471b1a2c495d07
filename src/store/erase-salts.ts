// Forgetting what leaves committed to: without its salt the hash of a text tells nothing, not even to who guesses the text.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { leafName } from '../core/leaf.ts';
import { idsIn } from './case-rank.ts';
import type { Runner } from './database.ts';
import { requestLeaf } from './leaf-requests.ts';

/** Destroys the salts of every leaf about these cases, what was decided on them and what was answered about their notes, and tells that in a leaf of its own. Safe to run twice. */
export const eraseSalts = async (tx: Runner, cases: readonly Id[], on: Day): Promise<void> => {
  const gone = await tx.all<{ entry: string }>(sql`
    with gone as (
      delete from log_salts s using log_leaves l where l.id = s.leaf_id and (l.subject_id in ${idsIn(cases)}
        or l.subject_id in (select a.id from appeals a where a.note_case_id in ${idsIn(cases)})
        or l.submission_id in (select d.id from submissions d where d.case_id in ${idsIn(cases)})) returning l.id, l.entry)
    select distinct id, entry from gone order by id`);
  if (gone.length === 0) return;
  await requestLeaf(tx, { body: { kind: 'salts-erased', leaves: gone.map(({ entry }) => leafName(entry)) }, on });
};
