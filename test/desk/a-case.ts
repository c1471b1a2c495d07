// A case to work on, as triage would leave it.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Id } from '../../src/base/ids.ts';
import type { Database } from '../../src/store/index.ts';

export type MadeCase = { readonly id: Id; readonly number: number; readonly group: Id };

/** A case asked about in several wordings on several days; a null text is one that was erased. */
export const makeCase = async (
  database: Database,
  {
    title = 'Uống nước lá đu đủ chữa khỏi sốt xuất huyết',
    variants = [],
    days = [],
    state = 'open',
  }: {
    readonly title?: string;
    readonly variants?: readonly { readonly text: string | null; readonly asked: number }[];
    readonly days?: readonly { readonly day: string; readonly asked: number }[];
    readonly state?: string;
  } = {},
): Promise<MadeCase> => {
  const id = randomUUID() as Id;
  const asked = variants.reduce((sum, variant) => sum + variant.asked, 0);
  const [made] = await database.all<{ number: number }>(sql`
    insert into cases (id, state, origin, title, lang, opened_on, asked, asked_lately, last_asked_on, harm, changed_at)
    values (${id}, ${state}, 'asked', ${title}, 'vi', '2026-11-12', ${asked}, ${Math.floor(asked / 2)}, '2026-11-20', '{health}',
      '2026-11-20') returning number`);
  let group: Id | undefined;
  for (const variant of variants) {
    const claim = randomUUID() as Id;
    group ??= claim;
    await database.all(sql`
      insert into claims (id, fingerprint, text, first_day, group_id)
      values (${claim}, ${claim}, ${variant.text}, '2026-11-12', ${group === claim ? null : group}::uuid)`);
    for (let n = 0; n < variant.asked; n++) await ask(database, claim);
  }
  group ??= randomUUID() as Id;
  await database.all(sql`insert into case_groups (group_id, case_id, asked) values (${group}, ${id}, ${asked})`);
  for (const { day, asked: count } of days)
    await database.all(
      sql`insert into case_days (case_id, group_id, day, asked) values (${id}, ${group}, ${day}, ${count})`,
    );
  return { id, number: made?.number ?? 0, group };
};

const ask = async (database: Database, claim: Id): Promise<void> => {
  const tip = randomUUID();
  await database.all(sql`
    insert into tips (id, day, channel, lang, outcome, state, ticket_hash, text)
    values (${tip}, '2026-11-18', 'web', 'vi', 'new', 'waiting', ${tip}, null)`);
  await database.all(sql`
    insert into tip_claims (tip_id, position, claim_id, span_start, span_end, outcome, answers)
    values (${tip}, 0, ${claim}, 0, 1, 'new', '[]')`);
};

/** As if the hours had gone by in which a case closed as about a private person can be brought back. */
export const sealsAreDue = async (database: Database): Promise<void> => {
  await database.all(sql`alter table case_seals disable trigger case_seals_stand`);
  await database.all(sql`
    update case_seals set closed_at = closed_at - interval '20 hours', erase_at = erase_at - interval '20 hours'`);
  await database.all(sql`alter table case_seals enable trigger case_seals_stand`);
};
