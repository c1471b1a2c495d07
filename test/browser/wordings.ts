// Wordings and disputes as they are after some nights: written by the store itself, for a real instance has only today.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Day } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import { folders } from '../../src/main/settings.ts';
import { openPostgres } from '../../src/outside/postgres/index.ts';
import { aliasesIn, openDatabase } from '../../src/store/index.ts';
import { lemon } from './sample.ts';
import type { Site } from './site.ts';

const today = '2026-11-20' as Day;

/** What three askers and more shared about the first sample check: two learned, one refused, one answer proposed for holding back. */
export const teachWordings = async (site: Site): Promise<void> => {
  const opened = await openPostgres({ folder: folders(site.data).postgres, log: () => undefined });
  if (!opened.ok) throw new Error(opened.error.code);
  const database = openDatabase(opened.value.connection);
  try {
    const aliases = aliasesIn(database, async () => undefined);
    const [check] = await database.all<{ id: Id }>(sql`select id from checks where slug = ${lemon.slug}`);
    if (check === undefined) throw new Error('the sample is not there');
    const claim = randomUUID() as Id;
    await database.all(sql`insert into claims (id, fingerprint, first_day) values (${claim}, ${claim}, ${today})`);
    const learned = [
      { text: 'chanh ấm mỗi sáng diệt sạch khối u', lang: 'vi', yes: 5, no: 1 },
      { text: 'warm citrus drinks kill tumours', lang: 'en', yes: 12, no: 0 },
      { text: 'uống chanh thì sống lâu', lang: 'vi', yes: 3, no: 0 },
    ].map((alias) => ({ ...alias, id: randomUUID() as Id, key: alias.text }));
    const disputed = [{ claim, yes: 2, no: 7 }];
    await aliases.teach({ check: check.id, learned, counted: [], disputed }, today);
    const [, citrus, long] = learned;
    // Confirmed before it took two: it stays in use, without names.
    await database.all(sql`alter table taught_aliases disable trigger aliases_are_agreed`);
    if (citrus) await database.all(sql`update taught_aliases set state = 'confirmed' where id = ${citrus.id}`);
    await database.all(sql`alter table taught_aliases enable trigger aliases_are_agreed`);
    if (long) await aliases.refuse(long.id, new Date(`${today}T09:00:00Z`));
  } finally {
    await database.close();
  }
};
