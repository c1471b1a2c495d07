// What is noted of an import as it goes: its counts, and what was refused with its place.
import { sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import type { ImportCounts, ImportLine } from '../desk/world.ts';
import { rows, type Transaction } from './database.ts';

export const noteIn = async (
  tx: Transaction,
  run: Id,
  counts: ImportCounts,
  refused: readonly ImportLine[],
): Promise<void> => {
  await tx.all(sql`
    update import_runs set read = ${counts.read}, imported = ${counts.imported}, changed = ${counts.changed},
      unchanged = ${counts.unchanged}, waiting = ${counts.held}, declined = ${counts.declined},
      refused = ${counts.refused}, doubles = ${counts.doubles} where id = ${run}`);
  if (refused.length > 0)
    await tx.all(sql`
      insert into import_refusals (run_id, position, code, detail)
      select ${run}::uuid, position, code, detail from jsonb_to_recordset(${rows(refused)}) as t(position text, code text, detail text)`);
};
