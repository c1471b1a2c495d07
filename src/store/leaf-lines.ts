// Sealed leaves as they are read: what each tells, where it leads, what opens its hashes, and what the rows say of it now.
import { type SQL, sql } from 'drizzle-orm';
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Check } from '../core/check.ts';
import { type Commitments, committed, type LeafKind, leafName, pageText } from '../core/leaf.ts';
import { hasRows } from '../core/leaf-rows.ts';
import type { JournalLine, ToldLeaf, Unlogged } from '../desk/log-ports.ts';
import { checksByIds } from './check-rows.ts';
import { type Database, rows } from './database.ts';
import { dated } from './decision-leaves.ts';
import { isOfPage, rowsNow } from './leaf-rows.ts';

/** Sealed leaves with these numbers, in the order of the log. */
export const toldLeaves = (database: Database, numbers: readonly number[]): Promise<readonly ToldLeaf[]> =>
  numbers.length === 0
    ? Promise.resolve([])
    : told(
        database,
        sql`l.leaf_number in (select jsonb_array_elements_text(${rows(numbers)})::bigint)`,
        numbers.length,
      );

/** The next sealed leaves after a number. */
export const toldFrom = (database: Database, after: number, limit: number): Promise<readonly ToldLeaf[]> =>
  told(database, sql`l.leaf_number > ${after}`, limit);

/** Numbers of sealed leaves of these kinds, the newest first; of these subjects alone, where any are given. */
export const leavesAbout = async (
  database: Database,
  kinds: readonly LeafKind[],
  subjects: readonly Id[] | null,
  limit: number,
): Promise<readonly number[]> =>
  subjects?.length === 0
    ? []
    : (
        await database.all<{ number: number }>(sql`
          select l.leaf_number as number from log_leaves l
          where l.sealed and l.kind in (select jsonb_array_elements_text(${rows(kinds)}))
            and (${subjects === null} or l.subject_id in (select jsonb_array_elements_text(${rows(subjects ?? [])})::uuid))
          order by l.leaf_number desc limit ${limit}`)
      ).map(({ number }) => number);

/**
 * Templates are left alone where nobody is known to have proposed them, and they are not newer than the first thing that the log
 * told as it happened: those were changed before there was a log.
 */
export const unlogged = (database: Database): Promise<readonly Unlogged[]> =>
  database.all<Unlogged>(sql`
    select 'check' as of, c.id::text as id from checks c
      where c.source_id is null and not exists (select from log_leaves l where l.subject_id = c.id)
    union all select 'decision', s.id::text from submissions s
      where s.state = 'published' and not exists (select from log_leaves l where l.submission_id = s.id)
    union all select 'request', r.id::text from outside_requests r where r.state = 'agreed' and not exists (
      select from log_leaves l where l.kind = 'request-told' and l.entry::jsonb ->> 'request' = r.id::text)
    union all select 'proposal', p.id::text from rater_proposals p
      where p.state = 'accepted' and not exists (select from log_leaves l where l.subject_id = p.id)
    union all select 'standing-answer', a.id::text from standing_answers a
      where a.state = 'agreed' and not exists (select from log_leaves l where l.subject_id = a.id)
    union all select 'template', concat_ws(' ', t.key, t.lang, t.n) from templates t where (t.proposal_id is not null or t.changed_on > (
      select (f.entry::jsonb ->> 'on')::date from log_leaves f
      where f.leaf_number is not null and not (f.entry::jsonb ? 'backfilled') order by f.leaf_number limit 1)) and not exists (
      select from log_leaves l where l.kind = 'template-changed' and l.entry::jsonb ->> 'template' = t.key
        and l.entry::jsonb ->> 'lang' = t.lang and (l.entry::jsonb ->> 'n')::int = t.n)
    limit 100`);

type Found = JournalLine & {
  readonly salts: Readonly<Record<string, string>>;
  readonly ofPage: Id | null;
  readonly now:
    | (Omit<NonNullable<ToldLeaf['now']>, 'texts'> & {
        readonly texts: Readonly<Record<string, Json>>;
        readonly erased: boolean;
      })
    | null;
};

const told = async (database: Database, which: SQL, limit: number): Promise<readonly ToldLeaf[]> => {
  const kinds = await database.all<{ kind: string }>(sql`
    select distinct x.kind from (select l.entry::jsonb ->> 'kind' as kind from log_leaves l
      where l.sealed and ${which} order by l.leaf_number limit ${limit}) x`);
  const found = await database.all<Found>(sql`
    select ${journalLine}, (select coalesce(jsonb_object_agg(s.field, s.salt), '{}') from log_salts s where s.leaf_id = l.id) as salts,
      case when ${isOfPage} then l.subject_id end as "ofPage", ${rowsNow(kinds.map(({ kind }) => kind))} as now
    from log_leaves l cross join lateral (select l.entry::jsonb as e) x
    where l.sealed and ${which} order by l.leaf_number limit ${limit}`);
  const checks = await checksByIds(database, [...new Set(found.flatMap(({ ofPage }) => ofPage ?? []))]);
  const pages = new Map(checks.map((check) => [check.id, pageText(check)]));
  const erasures = await erasedAmong(
    database,
    found.filter(isBare).map(({ entry }) => leafName(entry)),
  );
  return found.map(({ ofPage, now, ...line }) => {
    const entry = JSON.parse(line.entry) as Entry;
    const saysErased = !isBare(line) || erasures.has(leafName(line.entry)) || now?.erased === true;
    if (now === null || !hasRows(entry.kind)) return { ...line, saysErased, isOfPage: false, now: null };
    const texts = Object.fromEntries(
      // What was hashed as it stands is text here; what was hashed in its canonical form is JSON.
      Object.entries(now.texts).map(([name, text]) => [name, typeof text === 'string' ? text : canonicalJson(text)]),
    );
    const { erased, ...rest } = now;
    const page = ofPage === null ? pageOfThen(entry, line.salts, now.texts.content) : pages.get(ofPage);
    return {
      ...line,
      saysErased,
      ...(erased && { salts: {} }),
      isOfPage: ofPage !== null,
      now: { ...rest, texts: { ...texts, ...(page !== undefined && { page }) } },
    };
  });
};

/** Whether a salt of what it hashed is gone. */
const isBare = ({ entry, salts }: Pick<Found, 'entry' | 'salts'>): boolean =>
  Object.keys((JSON.parse(entry) as Entry).hashes ?? {}).some((name) => salts[name] === undefined);

/** Which of these leaves another leaf names as those whose salts were destroyed. */
const erasedAmong = async (database: Database, names: readonly string[]): Promise<ReadonlySet<string>> =>
  names.length === 0
    ? new Set()
    : new Set(
        (
          await database.all<{ name: string }>(sql`
            select distinct x.name from log_leaves z cross join lateral jsonb_array_elements_text(z.entry::jsonb -> 'leaves') x(name)
            where z.kind = 'salts-erased' and x.name in (select jsonb_array_elements_text(${rows(names)}))`)
        ).map(({ name }) => name),
      );

type Entry = { readonly kind: string; readonly on: Day; readonly hashes?: Commitments };

/** What a page said before it was changed, worked out of what was handed in; undefined where that is not what was logged. */
const pageOfThen = (
  { kind, on, hashes }: Entry,
  salts: Found['salts'],
  content: Json | undefined,
): string | undefined => {
  if (salts.page === undefined || content === undefined || hashes?.page === undefined) return undefined;
  const text = pageText(dated(content as unknown as Check, kind === 'check-corrected', on));
  return committed(salts.page, text) === hashes.page ? text : undefined;
};

/** The page about the subject of a leaf `l`, in the words that stand there now. */
const ledTo = sql`
  coalesce(
    (select jsonb_build_object('of', 'request', 'name', r.number::text, 'titles', '{}'::jsonb)
     from outside_requests r where l.kind = 'request-told' and r.id = (l.entry::jsonb ->> 'request')::uuid),
    (select jsonb_build_object('of', 'check', 'name', c.slug, 'titles', (
       select coalesce(jsonb_object_agg(v.lang, v.title), '{}') from check_versions v where v.check_id = c.id and v.current))
     from checks c where c.id = l.subject_id and l.kind like 'check-%'
       or l.kind in ('proposal-accepted', 'standing-answered') and c.id = (l.entry::jsonb ->> 'check')::uuid),
    (select jsonb_build_object('of', 'explainer', 'name', x.slug, 'titles', (
       select coalesce(jsonb_object_agg(t.key, t.value -> 'title'), '{}') from jsonb_each(s.content::jsonb -> 'texts') t))
     from explainers x join submissions s on s.id = x.submission_id where x.id = l.subject_id and l.kind like 'explainer-%'),
    (select jsonb_build_object('of', case l.kind when 'note-published' then 'note' else 'declined' end, 'name', k.number::text,
       'titles', s.content::jsonb -> 'claim')
     from cases k join submissions s on s.id = coalesce(l.submission_id, declined_by(k.id)) where k.id = l.subject_id and case l.kind
       when 'note-published' then has_public_note(k.id)
       when 'claim-declined' then declined_by(k.id) is not null and k.closed_as is distinct from 'private-person'
       when 'claim-reopened' then declined_by(k.id) is not null and k.closed_as is distinct from 'private-person' end))`;

/** The number of the leaf that `l` says it follows, by the hash that it names: among those about the same, or of its kind where there is one thing of it. */
export const supersededBy: SQL = sql`(select b.leaf_number from log_leaves b where b.id < l.id and l.entry::jsonb ? 'supersedes'
  and (b.subject_id = l.subject_id or (l.subject_id is null and b.kind = l.kind))
  and encode(sha256('\\x00'::bytea || convert_to(b.entry, 'UTF8')), 'hex') = l.entry::jsonb ->> 'supersedes' order by b.id desc limit 1)`;

/** A line of the journal, of a leaf `l`. */
export const journalLine: SQL = sql`
  l.leaf_number as number, l.kind, l.entry::jsonb ->> 'on' as "on", l.entry, ${ledTo} as page, ${supersededBy} as supersedes`;
