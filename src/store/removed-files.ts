// Files that somebody took off a case: kept for a day with who did it, and brought back within it.
import { sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import { removedFileHours } from '../core/evidence.ts';
import type { Deed, Done, RemovedFile } from '../desk/work-ports.ts';
import { onCase, tellHistory } from './case-deeds.ts';
import type { Database, Runner, Transaction } from './database.ts';

/** Keeps what was taken off, as its row stood; `evidence` null: a picture of the case. */
export const keepRemoved = (
  tx: Transaction,
  deed: Deed,
  { evidence, file, kept }: { readonly evidence: Id | null; readonly file: string; readonly kept: object },
): Promise<unknown> =>
  tx.all(sql`
    insert into case_files_removed (id, case_id, evidence_id, file, kept, removed_by, removed_at)
    values (gen_random_uuid(), ${deed.case}, ${evidence}, ${file}, ${JSON.stringify(kept)}::jsonb, ${deed.by}, ${deed.at.toISOString()})`);

/** What of a case can still be brought back, the newest first. */
export const removedFilesOf = async (on: Runner, of: Id): Promise<readonly RemovedFile[]> =>
  (
    await on.all<Omit<RemovedFile, 'removedAt'> & { readonly removedAt: string }>(sql`
      select file, evidence_id as evidence, kept ->> 'file_name' as name, removed_by as "removedBy", removed_at as "removedAt"
      from case_files_removed where case_id = ${of} order by removed_at desc, id limit 60`)
  ).map((one) => ({ ...one, removedAt: new Date(one.removedAt) }));

type Place = { readonly picture: string } | { readonly evidence: Id };

/** Brings back what was taken off last there, within the hours; a file that was laid there since stays. */
export const restoreFile = (database: Database, deed: Deed, place: Place): Promise<Done | 'evidence-has-file'> =>
  onCase<Done | 'evidence-has-file'>(database, deed, 'gather', async (tx) => {
    const there =
      'picture' in place ? sql`evidence_id is null and file = ${place.picture}` : sql`evidence_id = ${place.evidence}`;
    const [found] = await tx.all<{ id: Id; file: string; kept: object }>(sql`
      select id, file, kept from case_files_removed where case_id = ${deed.case} and ${there}
        and removed_at > ${deed.at.toISOString()}::timestamptz - make_interval(hours => ${removedFileHours})
      order by removed_at desc, id limit 1 for update`);
    if (found === undefined) return 'not-found';
    const kept = sql`${JSON.stringify(found.kept)}::jsonb`;
    const back =
      'picture' in place
        ? await tx.all(sql`
            insert into case_pictures select r.* from jsonb_populate_record(null::case_pictures, ${kept}) r
            on conflict (case_id, file) do nothing returning file`)
        : await tx.all(sql`
            update case_evidence e set file = r.file, file_name = r.file_name, file_type = r.file_type, file_bytes = r.file_bytes
            from jsonb_populate_record(null::case_evidence, ${kept}) r
            where e.id = ${place.evidence} and e.file is null and e.removed_at is null returning e.id`);
    // A picture that was laid there again meanwhile stays as it is.
    if (back.length === 0 && 'evidence' in place) return 'evidence-has-file';
    await tx.all(sql`delete from case_files_removed where id = ${found.id}`);
    await tellHistory(tx, deed, 'picture' in place ? 'picture-restored' : 'file-restored', { file: found.file });
    return 'done';
  });
