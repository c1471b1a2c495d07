// Which claims are one message passed on: candidates by index, then compared word by word.
import { type SQL, sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import { sameMessage } from '../kit/text/index.ts';
import { type Runner, rows } from './database.ts';

export type NewClaim = {
  readonly id: Id;
  readonly fingerprint: string;
  readonly text: string | null;
  readonly likeness: readonly string[];
};

/** Where a claim belongs: a group to join, or none yet; `leads` when later ones are to find the group by this claim. */
export type Place = { readonly group: Id | null; readonly leads: boolean };

type Known = { readonly group: Id; readonly text: string };

// A flood of messages that share a band and are no look-alikes must not make the next one dear.
const mostPerBand = 16;
const mostCompared = 8;

const claimsByBand = sql`
  select l.claim_id from claim_likeness l where l.band = b.band limit ${mostPerBand}`;

/** The statement behind `placesOf`: for each new claim what is held of it, and the likeliest look-alikes. */
export const lookAlikes = (claims: readonly NewClaim[]): SQL => sql`
  select t.n, held.likeness is not null as held, coalesce(held.group_id, held.id) as own,
    coalesce(c.group_id, c.id) as "group", c.text
  from jsonb_to_recordset(${rows(claims.map(({ fingerprint, likeness }, n) => ({ n, fingerprint, likeness })))})
    as t(n int, fingerprint text, likeness bigint[])
  left join lateral (select id, group_id, likeness from claims where fingerprint = t.fingerprint limit 1) held on true
  left join lateral (
    select near.claim_id, count(*) as shared from unnest(t.likeness) as b(band), lateral (${claimsByBand}) near
    where held.likeness is null group by near.claim_id order by shared desc, near.claim_id limit ${mostCompared}) near on true
  left join claims c on c.id = near.claim_id
  order by t.n, near.shared desc, near.claim_id`;

/**
 * Places for claims about to be written, by fingerprint, in one statement. Those of one batch find each other, too. Must run
 * under the lock of claims, or two writers begin two groups.
 */
export const placesOf = async (tx: Runner, claims: readonly NewClaim[]): Promise<ReadonlyMap<string, Place>> => {
  const asked = claims.filter((c) => c.text !== null && c.likeness.length > 0);
  if (asked.length === 0) return new Map();
  const found = await tx.all<{ n: number; held: boolean; own: Id | null; group: Id | null; text: string | null }>(
    lookAlikes(asked),
  );
  const places = new Map<string, Place>();
  const leaders = new Map<string, Known[]>();
  for (const [n, claim] of asked.entries()) {
    const mine = found.filter((row) => row.n === n);
    if (mine[0]?.held === true) continue;
    const stored = mine.flatMap(({ group, text }) => (group !== null && text !== null ? [{ group, text }] : []));
    const near = [...stored, ...inBatch(leaders, claim)].find(({ text }) => sameMessage(text, claim.text ?? ''));
    places.set(claim.fingerprint, { group: near?.group ?? null, leads: near === undefined });
    if (near === undefined) lead(leaders, claim, { group: mine[0]?.own ?? claim.id, text: claim.text ?? '' });
  }
  return places;
};

const inBatch = (leaders: ReadonlyMap<string, readonly Known[]>, claim: NewClaim): readonly Known[] =>
  [...new Set(claim.likeness.flatMap((band) => leaders.get(band) ?? []))].slice(0, mostCompared);

const lead = (leaders: Map<string, Known[]>, claim: NewClaim, known: Known): void => {
  for (const band of claim.likeness) {
    const there = leaders.get(band) ?? [];
    if (there.length < mostPerBand) leaders.set(band, [...there, known]);
  }
};

/**
 * Groups that lost the claim they were found by get another one that still has its text: the eldest. All groups, or
 * those given. Safe to run twice.
 */
export const renewLeaders = async (tx: Runner, groups: readonly Id[] | null): Promise<void> => {
  const among =
    groups === null
      ? sql`true`
      : sql`coalesce(m.group_id, m.id) in (select jsonb_array_elements_text(${rows(groups)})::uuid)`;
  await tx.all(sql`
    insert into claim_likeness (band, claim_id)
    select unnest(eldest.likeness), eldest.id from (
      select distinct on (m.group_id) m.id, m.likeness from claims m
      where m.group_id is not null and m.likeness is not null and ${among} and not exists (
        select from claims o join claim_likeness l on l.claim_id = o.id
        where coalesce(o.group_id, o.id) = coalesce(m.group_id, m.id))
      order by m.group_id, m.first_day, m.id) eldest
    on conflict do nothing`);
};
