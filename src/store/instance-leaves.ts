// Leaves of the instance itself: the software, the keys, what the statements say, and the counts of each day. Each is told
// only when it is another than the log knows.
import { sql } from 'drizzle-orm';
import { addDays, type Day } from '../base/clock.ts';
import { type Commitments, committed, type DayCounts, type LeafBody, type LeafKind } from '../core/leaf.ts';
import type { TipChannel } from '../core/tip.ts';
import { banded, lettersTold } from '../core/went-out.ts';
import type { InstanceFacts } from '../desk/log-ports.ts';
import type { Database, Transaction } from './database.ts';
import { requestLeaf } from './leaf-requests.ts';
import { lockKeys } from './locks.ts';

export const tellInstance = (database: Database, facts: InstanceFacts, on: Day): Promise<void> =>
  database.atomically(async (tx) => {
    await tx.all(sql`select pg_advisory_xact_lock(${lockKeys.backfill})`);
    const keys = await lastOf(tx, 'keys-changed');
    if (JSON.stringify(keys?.entry.keys) !== JSON.stringify(facts.keys))
      await requestLeaf(tx, { body: { kind: 'keys-changed', keys: facts.keys }, on });
    const started = await lastOf(tx, 'version-started');
    if (started?.entry.version !== facts.version)
      await requestLeaf(tx, { body: { kind: 'version-started', version: facts.version }, on });
    const pages = saidAnew(await lastOf(tx, 'statements-changed'), facts.statements);
    if (pages.length > 0)
      await requestLeaf(tx, { body: { kind: 'statements-changed', pages }, texts: facts.statements, on });
  });

type Last = {
  readonly entry: { readonly [name: string]: unknown; readonly hashes?: Commitments };
  readonly salts: Readonly<Record<string, string>>;
};

const lastOf = async (tx: Transaction, kind: LeafKind): Promise<Last | undefined> =>
  (
    await tx.all<Last>(sql`
      select l.entry::jsonb as entry, (select coalesce(jsonb_object_agg(s.field, s.salt), '{}') from log_salts s where s.leaf_id = l.id) as salts
      from log_leaves l where l.kind = ${kind} order by l.id desc limit 1`)
  )[0];

/** Which pages say something else than the log was told last, by their names; also one that is there no more. */
const saidAnew = (last: Last | undefined, texts: InstanceFacts['statements']): readonly string[] => {
  const told = last?.entry.hashes ?? {};
  const same = (page: string): boolean => {
    const [text, salt] = [texts[page], last?.salts[page]];
    return text !== undefined && salt !== undefined && committed(salt, text) === told[page];
  };
  return [...new Set([...Object.keys(texts), ...Object.keys(told)])].filter((page) => !same(page));
};

/** A server that was off for longer tells the last of those days only. */
const mostDays = 60;

/** Tells the counts of every day that is over and was not told yet; how many. Safe to run at any time and twice. */
export const tellDays = (database: Database, today: Day): Promise<number> =>
  database.atomically(async (tx) => {
    await tx.all(sql`select pg_advisory_xact_lock(${lockKeys.backfill})`);
    const last = (await lastOf(tx, 'day-counted'))?.entry.on as Day | undefined;
    const first = addDays(today, last === undefined ? -1 : -mostDays);
    let told = 0;
    for (let day = last === undefined || last < first ? first : addDays(last, 1); day < today; day = addDays(day, 1)) {
      await requestLeaf(tx, { body: await countsOf(tx, day), on: day });
      told++;
    }
    return told;
  });

type Counted = Omit<DayCounts, 'sent' | 'outgoing' | 'raters'> & {
  readonly sent: Readonly<Record<string, number>>;
  readonly wordings: Readonly<Record<string, number>>;
  readonly atOnce: Readonly<Partial<Record<TipChannel, number>>>;
  readonly raters: NonNullable<DayCounts['raters']>;
};

const countsOf = async (tx: Transaction, day: Day): Promise<LeafBody> => {
  const [found] = await tx.all<Counted>(sql`
    select (select count(*) from tips where day = ${day}) as received,
      (select count(*) from tips where day = ${day} and outcome = 'known') as answered,
      (select count(*) from events where type = 'claim.answered' and day = ${day}) as "answeredLater",
      (select coalesce(jsonb_object_agg(closed_as, n), '{}') from (
        select closed_as, count(*) as n from cases where closed_on = ${day} group by closed_as) c) as closed,
      (select count(*) from tips where state = 'waiting' and day < ${addDays(day, -7)}) as "waitingOver7Days",
      (select coalesce(jsonb_object_agg(kind, n), '{}') from (
        select kind, count(*) as n from outbox where settled_on = ${day} and state = 'sent' group by kind) o) as sent,
      (select coalesce(jsonb_object_agg(wording, n), '{}') from (
        select wording, count(*) as n from outbox
        where settled_on = ${day} and state = 'sent' and wording is not null group by wording) w) as wordings,
      (select coalesce(jsonb_object_agg(channel, n), '{}') from (
        select channel, count(*) as n from tips where day = ${day} and outcome = 'known' group by channel) a) as "atOnce",
      (select coalesce(sum((data ->> 'tips')::int), 0)::int from events where type = 'texts.erased' and day = ${day}) as "textsErased",
      (select coalesce(jsonb_object_agg(what, n), '{}') from rater_counts where day = ${day}) as raters,
      coalesce((select report - 'tablesRewritten' from retention_reports where day = ${day}), '{}') as forgotten`);
  if (found === undefined) throw new Error('the database answered with no row');
  const { raters, sent, wordings, atOnce, ...counted } = found;
  const outgoing = outgoingOf({ sent, wordings, atOnce });
  return {
    ...{ kind: 'day-counted', ...counted, sent: inBands(sent) },
    ...(Object.keys(outgoing).length > 0 && { outgoing }),
    ...(Object.keys(raters).length > 0 && { raters }),
  };
};

const outgoingOf = ({ sent, wordings, atOnce }: Pick<Counted, 'sent' | 'wordings' | 'atOnce'>) => {
  const letters = Object.values(sent).reduce((sum, n) => sum + n, 0);
  const answers = Object.entries(inBands(atOnce)).map(([channel, band]) => [channel, { sent: band }]);
  return { ...(letters > 0 && { mail: lettersTold(letters, wordings) }), ...Object.fromEntries(answers) };
};

const inBands = (counts: Readonly<Record<string, number>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, banded(count)]));
