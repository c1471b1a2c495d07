// Wordings that wait for a second person, and what becomes of them once one agrees.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { StaffId } from '../core/rights.ts';
import type { Aliases } from '../desk/alias-ports.ts';
import type { Transaction } from './database.ts';

/** Keeps a wording waiting: once for each check, and not what the check says already. */
export const proposeAlias = async (
  tx: Transaction,
  { id, check, lang, text, key, proposedBy, proposedOn }: Parameters<Aliases['propose']>[0],
  most: number,
): Promise<Awaited<ReturnType<Aliases['propose']>>> => {
  const [held] = await tx.all(sql`select id from checks where id = ${check} for update`);
  if (held === undefined) return 'not-found';
  const [before] = await tx.all<{ added: number; known: boolean; waits: boolean }>(sql`
    select (select count(*) from taught_aliases where check_id = ${check} and kind = 'alias' and removed_on is null)
        + (select count(*) from alias_proposals where check_id = ${check} and declined_by is null) as added,
      exists (select from check_versions where check_id = ${check} and current and claim = ${text})
        or exists (select from check_aliases where check_id = ${check} and text = ${text})
        or exists (select from taught_aliases where check_id = ${check} and kind = 'alias' and key = ${key} and removed_on is null) as known,
      exists (select from alias_proposals where check_id = ${check} and key = ${key} and declined_by is null) as waits`);
  if (before?.known === true) return 'alias-known';
  if (before?.waits === true) return 'alias-waiting';
  if (Number(before?.added ?? 0) >= most) return 'alias-too-many';
  await tx.all(sql`delete from alias_proposals where check_id = ${check} and key = ${key}`);
  await tx.all(sql`
    insert into alias_proposals (id, check_id, lang, text, key, proposed_by, proposed_on)
    values (${id}, ${check}, ${lang}, ${text}, ${key}, ${proposedBy}, ${proposedOn})`);
  return 'proposed';
};

/** Puts a wording in use, as it was proposed; undefined when it does not wait any more. */
export const agreeTo = async (
  tx: Transaction,
  proposal: Id,
  by: StaffId,
  on: Day,
): Promise<{ readonly check: Id; readonly alias: Id } | undefined> => {
  const [waits] = await tx.all(sql`
    select id from alias_proposals where id = ${proposal} and declined_by is null for update`);
  if (waits === undefined) return undefined;
  // What askers say in the same words is from now on a wording for everybody.
  const [added] = await tx.all<{ check: Id; alias: Id }>(sql`
    insert into taught_aliases (id, check_id, kind, lang, text, key, state, founders, yes, no, since, added_by, confirmed_by, confirmed_on)
    select id, check_id, 'alias', lang, text, key, 'confirmed', 0, 0, 0, ${on}::date, proposed_by, ${by}, ${on}::date
    from alias_proposals where id = ${proposal}
    on conflict (check_id, key) do update set kind = 'alias', lang = excluded.lang, text = excluded.text, state = 'confirmed',
      since = excluded.since, added_by = excluded.added_by, confirmed_by = excluded.confirmed_by,
      confirmed_on = excluded.confirmed_on, removed_on = null,
      put_forward_by = null, put_forward_on = null
    returning check_id as "check", id as alias`);
  await tx.all(sql`delete from alias_proposals where id = ${proposal}`);
  return added;
};
