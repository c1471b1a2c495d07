// What was written about a private person, between the closing of its case and the hour at which it is erased: sealed, so that no
// page, search, export or backup has it, and brought back whole where the closing was a mistake.
import { type SQL, sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { DoneBy, Seal, Unseal } from '../desk/case-ports.ts';
import { idsIn, retitle } from './case-rank.ts';
import { renewLeaders } from './claim-groups.ts';
import { type Database, rows, type Transaction } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';
import { lockKeys } from './locks.ts';
import { forgetDecided } from './private-texts.ts';

/** What the team wrote, in an order in which every row finds what it refers to. */
const kept = [
  ...['case_remarks', 'case_mentions', 'case_tasks', 'case_wordings', 'case_evidence', 'case_searches'],
  ...['draft_fields', 'case_replies', 'case_interests'],
] as const;

type Row = Readonly<Record<string, unknown>>;
type Words = {
  /** Of this case, and of others that hold a sentence of the same messages. */
  readonly titles: readonly { readonly id: Id; readonly title: string | null }[];
  readonly tips: readonly { readonly id: Id; readonly text: string }[];
  readonly claims: readonly {
    readonly id: Id;
    readonly text: string | null;
    readonly likeness: unknown;
    readonly group: Id;
  }[];
  readonly likeness: readonly Row[];
  readonly replies: readonly Row[];
  readonly rows: Readonly<Record<string, readonly Row[]>>;
};

/** A case and those that were closed as being the same: what is about a person there is about them here. */
const sameAs = (of: Id): SQL => sql`(select ${of}::uuid union select j.id from cases_joined_into(${of}) j)`;

/** Everything that closing the case as `private-person` erases, read before it is. */
export const wordsOf = async (tx: Transaction, of: Id): Promise<Words> => {
  const same = sameAs(of);
  const asked = sql`
    select tc.tip_id from case_groups g join claims m on coalesce(m.group_id, m.id) = g.group_id
      join tip_claims tc on tc.claim_id = m.id where g.case_id in ${same}`;
  const tips = await tx.all<Words['tips'][number]>(
    sql`select id, text from tips where text is not null and id in (${asked})`,
  );
  // With the sentences beside it in the same messages, which may go too.
  const claims = await tx.all<Words['claims'][number]>(sql`
    select c.id, c.text, to_jsonb(c.likeness) as likeness, coalesce(c.group_id, c.id) as "group" from claims c
    where (c.text is not null or c.likeness is not null) and (
      c.id in (select m.id from case_groups g join claims m on coalesce(m.group_id, m.id) = g.group_id where g.case_id in ${same})
      or c.id in (select o.claim_id from tip_claims o where o.tip_id in ${idsIn(tips.map(({ id }) => id))}))`);
  const titles = await tx.all<Words['titles'][number]>(sql`
    select id, title from cases where id in ${same} or title is not null and id in (
      select case_id from case_groups where group_id in ${idsIn(claims.map(({ group }) => group))})`);
  const among = idsIn(claims.map(({ id }) => id));
  const written: Record<string, readonly Row[]> = {};
  for (const table of kept) written[table] = await rowsOf(tx, table, same);
  return {
    ...{ titles, tips, claims, rows: written },
    likeness: (
      await tx.all<{ row: Row }>(sql`select to_jsonb(t) as row from claim_likeness t where claim_id in ${among}`)
    ).map(({ row }) => row),
    replies: (
      await tx.all<{ row: Row }>(
        sql`select to_jsonb(t) as row from tip_replies t where tip_id in ${idsIn(tips.map(({ id }) => id))}`,
      )
    ).map(({ row }) => row),
  };
};

const rowsOf = async (tx: Transaction, table: (typeof kept)[number], same: SQL): Promise<readonly Row[]> => {
  const which: SQL =
    table === 'case_mentions'
      ? sql`t.remark_id in (select id from case_remarks where case_id in ${same})`
      : sql`t.case_id in ${same}`;
  const found = await tx.all<{ row: Row }>(
    sql`select to_jsonb(t) as row from ${sql.identifier(table)} t where ${which}`,
  );
  return found.map(({ row }) => row);
};

/** Keeps them sealed; of the clear, only the names of files remain, so that they stay on the disk as long. */
export const keepSealed = async (
  tx: Transaction,
  of: Id,
  words: Words,
  { by, at }: DoneBy,
  seal: Seal,
): Promise<void> => {
  const files = (words.rows.case_evidence ?? []).flatMap(({ file }) => (typeof file === 'string' ? [file] : []));
  const sealed = Buffer.from(await seal.words(JSON.stringify(words)));
  await tx.all(sql`
    insert into case_seals (case_id, sealed, key_day, files, closed_by, closed_at, erase_at)
    values (${of}, ${sealed}, ${seal.day}, array(select jsonb_array_elements_text(${rows([...new Set(files)])})), ${by},
      ${at.toISOString()}, ${seal.until.toISOString()})`);
};

/** The words of a case, as long as they can be brought back; undefined when it is too late, or the key is gone. */
export const unsealed = async (tx: Transaction, of: Id, at: Date, open: Unseal): Promise<Words | undefined> => {
  const [found] = await tx.all<{ sealed: Uint8Array; day: Day }>(sql`
    select sealed, key_day::text as day from case_seals where case_id = ${of} and erase_at > ${at.toISOString()} for update`);
  const words = found && (await open(found.day, found.sealed));
  return words === undefined ? undefined : (JSON.parse(words) as Words);
};

/** Puts everything back where it was. A tip that was taken back meanwhile stays without words. */
export const bringBack = async (tx: Transaction, of: Id, words: Words, at: Date): Promise<void> => {
  // No file goes before the rows that name it are there again.
  await tx.client.query('select pg_advisory_xact_lock_shared($1)', [lockKeys.files]);
  const back = await tx.all(sql`
    update tips t set text = s.text, erased_on = null from jsonb_to_recordset(${rows(words.tips)}) as s(id uuid, text text)
    where t.id = s.id and t.text is null and t.state <> 'withdrawn' returning t.id`);
  await tx.all(sql`
    update claims c set text = s.text, likeness = case when jsonb_typeof(s.likeness) = 'array'
      then array(select jsonb_array_elements_text(s.likeness)::bigint) end
    from jsonb_to_recordset(${rows(words.claims)}) as s(id uuid, text text, likeness jsonb)
    where c.id = s.id and c.text is null and exists (
      select from tip_claims o join tips t on t.id = o.tip_id where o.claim_id = c.id and t.state <> 'withdrawn')`);
  await tx.all(sql`
    insert into claim_likeness select l.* from jsonb_populate_recordset(null::claim_likeness, ${rows(words.likeness)}) l
      join claims c on c.id = l.claim_id where c.text is not null on conflict do nothing`);
  const groups = [...new Set(words.claims.map(({ group }) => group))];
  if (groups.length > 0) await renewLeaders(tx, groups);
  await tx.all(sql`
    update cases c set title = s.title from jsonb_to_recordset(${rows(words.titles)}) as s(id uuid, title text)
    where c.id = s.id and (c.id in ${sameAs(of)} or c.state in ('open', 'review', 'decided'))`);
  // Words that somebody has taken back name no case.
  if (back.length < words.tips.length)
    await retitle(
      tx,
      words.titles.map(({ id }) => id),
    );
  for (const table of kept)
    await tx.all(sql`
      insert into ${sql.identifier(table)} select * from jsonb_populate_recordset(null::${sql.identifier(table)}, ${rows(words.rows[table] ?? [])})
      on conflict do nothing`);
  await tx.all(sql`
    update case_replies r set asked = s.asked, way = s.way, said = s.said, said_on = s.said_on, lookup = s.lookup
    from jsonb_populate_recordset(null::case_replies, ${rows(words.rows.case_replies ?? [])}) s where r.id = s.id`);
  await tx.all(sql`
    insert into tip_replies select r.* from jsonb_populate_recordset(null::tip_replies, ${rows(words.replies)}) r
      join tips t on t.id = r.tip_id where t.text is not null and tip_is_asked(r.tip_id, r.question_id) on conflict do nothing`);
  await tx.all(sql`
    delete from files_to_erase f using case_seals s where s.case_id = ${of} and f.file = any (s.files)`);
  await tx.all(sql`delete from case_seals where case_id = ${of}`);
  await tx.all(sql`update cases set changed_at = ${at.toISOString()} where id = ${of}`);
};

/** Erases what is due; its files go after it. Gives how many cases. */
export const eraseSealed = async (tx: Transaction, at: Date, enqueue: Enqueue): Promise<number> => {
  const erased = await tx.all<{ of: Id; files: readonly string[] }>(sql`
    delete from case_seals where erase_at <= ${at.toISOString()} returning case_id as "of", to_jsonb(files) as files`);
  if (erased.length === 0) return 0;
  await tx.all(sql`
    insert into files_to_erase select distinct f from jsonb_array_elements_text(${rows(erased.flatMap(({ files }) => files))}) f
    on conflict do nothing`);
  await forgetDecided(
    tx,
    erased.map(({ of }) => of),
  );
  await tell(
    tx,
    erased.map(({ of }) => toldAt({ type: 'case.forgotten', v: 1, data: { case: of } }, at)),
    enqueue,
  );
  return erased.length;
};

export const sealedUntil = async (database: Database, of: Id): Promise<Date | undefined> => {
  const [found] = await database.all<{ at: string | Date }>(
    sql`select erase_at as at from case_seals where case_id = ${of}`,
  );
  return found && new Date(found.at);
};
