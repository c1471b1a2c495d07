// A piece of evidence as the case keeps it: written where it is added to a case, and where a change of a check brings it.
import { sql } from 'drizzle-orm';
import type { Deed, NewEvidence } from '../desk/work-ports.ts';
import type { Transaction } from './database.ts';

export const insertEvidence = (tx: Transaction, deed: Deed, e: NewEvidence): Promise<readonly unknown[]> =>
  tx.all(sql`
        insert into case_evidence (id, case_id, kind, url, title, publisher, lang, stance, interest, published_on,
          accessed_on, locator, quotation, translation, archived_url, file, file_name, file_type, file_bytes, shows, added_by,
          changed_at)
        values (${e.id}, ${deed.case}, ${e.kind}, ${e.url}, ${e.title}, ${e.publisher}, ${e.lang}, ${e.stance}, ${e.interest},
          ${e.publishedOn}::date, ${e.accessedOn}::date, ${e.locator}, ${e.quotation}, ${e.translation}, ${e.archivedUrl},
          ${e.file?.sha256 ?? null}, ${e.file?.name ?? null}, ${e.file?.type ?? null}, ${e.file?.size ?? null},
          ${JSON.stringify(e.shows)}::jsonb, ${deed.by}, ${deed.at.toISOString()}) returning id`);
