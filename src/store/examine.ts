// What the doctor wants to know of the database.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Database } from './database.ts';

export type Examined = {
  readonly version: string;
  readonly bytes: number;
  readonly durable: boolean;
  readonly checks: number;
  readonly sources: number;
  readonly tips: number;
  readonly waiting: number;
  readonly overdueTexts: number;
  readonly failedJobs: number;
};

export const examine = async (
  database: Database,
  rule: { readonly answeredBefore: Day; readonly allBefore: Day },
): Promise<Examined> => {
  const [found] = await database.all<Examined>(sql`
    select current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
      current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on' and current_setting('synchronous_commit') <> 'off' as durable,
      (select count(*) from checks) as checks, (select count(*) from sources) as sources, (select count(*) from tips) as tips,
      (select count(*) from claims where answered_by is null and text is not null) as waiting,
      (select count(*) from tips where text is not null and ((state = 'answered' and day < ${rule.answeredBefore}) or day < ${rule.allBefore})) as "overdueTexts",
      (select count(*) from pgboss.job where state = 'failed') as "failedJobs"`);
  if (found === undefined) throw new Error('the database answered with no row');
  return found;
};
