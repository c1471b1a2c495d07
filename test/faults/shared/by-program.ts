// Somebody of the team whose program calls the API: put into the database at once, for what is tried here is not the way in.
import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { addDays, dayOf } from '../../../src/base/clock.ts';
import type { Id } from '../../../src/base/ids.ts';
import { tokenText } from '../../../src/core/access-token.ts';
import { type Database, tokensIn } from '../../../src/store/index.ts';

/** The token of an editor that works on cases for ninety days. */
export const programToken = async (database: Database, name: string): Promise<string> => {
  const by = randomUUID() as Id;
  await database.all(sql`
    insert into staff (id, name, email, role, created_at, updated_at)
    values (${by}, 'Người biên tập', 'editor@toasoan.example', 'editor', '2026-11-01', '2026-11-01')`);
  const token = tokenText(randomBytes(32).toString('hex'));
  const made = { id: randomUUID() as Id, name, rights: ['desk.see', 'case.work'], text: token } as const;
  const today = dayOf(new Date());
  await tokensIn(database).make(by, { ...made, madeOn: today, expiresOn: addDays(today, 90) }, 9);
  return token;
};

/** Evidence that a file can be laid beside. */
export const aCall = {
  kind: 'call',
  title: 'Gọi',
  publisher: 'Sở',
  stance: 'refutes',
  interest: 'independent',
  shows: { vi: 'Không.' },
} as const;
