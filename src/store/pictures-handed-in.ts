// Pictures that what was handed in names: kept until it is decided, whatever becomes of the questions they came with.
import { type SQL, sql } from 'drizzle-orm';

/** What waits for a second person, or for its hour, and names a file. */
export const handedIn = (file: string): SQL => sql`
  select from submissions where state in ('waiting', 'approved', 'changes') and kind in ('check', 'correction')
    and content::jsonb -> 'pictures' @> jsonb_build_array(jsonb_build_object('file', ${file}::text))`;
