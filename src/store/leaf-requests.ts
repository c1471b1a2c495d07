// Asks for leaves, in the transaction that makes the fact true. A decision has its leaf by its submission, a public event by
// its number; the database refuses either without.
import { type SQL, sql } from 'drizzle-orm';
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { AppealOutcome } from '../core/appeal.ts';
import type { SangtoEvent } from '../core/event.ts';
import {
  committed,
  isPublicEvent,
  type LeafBody,
  type LeafKind,
  leafName,
  leafText,
  type PublicEvent,
} from '../core/leaf.ts';
import type { OutsideRequest } from '../core/outside-request.ts';
import type { ProposalKind } from '../core/rater-proposal.ts';
import type { Runner } from './database.ts';

export type LeafAsked = {
  readonly body: LeafBody;
  readonly on: Day;
  /** Texts that are committed to, by what they are. */
  readonly texts?: Readonly<Record<string, string>>;
  readonly subject?: Id;
  readonly submission?: Id;
  readonly event?: number;
  readonly backfilled?: boolean;
};

export const requestLeaf = async (tx: Runner, asked: LeafAsked): Promise<void> => {
  const texts = Object.entries(asked.texts ?? {});
  const salts: string[] = [];
  for (const _ of texts) salts.push(await newSalt(tx));
  const commitments = Object.fromEntries(texts.map(([field, text], i) => [field, committed(salts[i] as string, text)]));
  const entry = leafText(asked.body, { on: asked.on, commitments, backfilled: asked.backfilled === true });
  const [made] = await tx.all<{ id: number }>(sql`
    insert into log_leaves (kind, entry, subject_id, submission_id, event_id)
    values (${asked.body.kind}, ${entry}, ${asked.subject ?? null}, ${asked.submission ?? null}, ${asked.event ?? null}) returning id`);
  for (const [i, [field]] of texts.entries())
    await tx.all(sql`insert into log_salts (leaf_id, field, salt) values (${made?.id}, ${field}, ${salts[i]})`);
};

/** 32 bytes by the chance of the database, as hex. */
const newSalt = async (tx: Runner): Promise<string> => {
  const [made] = await tx.all<{ salt: string }>(
    sql`select encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex') as salt`,
  );
  if (made === undefined) throw new Error('the database answered with no row');
  return made.salt;
};

/** How the newest leaf about something is named; undefined where there is none. */
export const newestLeafOf = (tx: Runner, subject: Id): Promise<string | undefined> =>
  newestLeaf(tx, sql`subject_id = ${subject}`);

/** The same of what there is one of: each leaf of the kind follows the one before. */
export const newestLeafOfKind = (tx: Runner, kind: LeafKind): Promise<string | undefined> =>
  newestLeaf(tx, sql`kind = ${kind}`);

const newestLeaf = async (tx: Runner, which: SQL): Promise<string | undefined> => {
  const [found] = await tx.all<{ entry: string }>(
    sql`select entry from log_leaves where ${which} order by id desc limit 1`,
  );
  return found && leafName(found.entry);
};

/** The leaf of an event that was just told; what is no public fact by itself has none. */
export const leafOfEvent = async (
  tx: Runner,
  event: SangtoEvent,
  told: { readonly event: number; readonly on: Day; readonly backfilled?: boolean },
): Promise<void> => {
  if (isPublicEvent(event.type)) await requestLeaf(tx, { ...(await ofPublic(tx, event as Public)), ...told });
};

type Told = Pick<OutsideRequest, 'kind' | 'wanted' | 'outcome' | 'corrects'> & {
  readonly check: Id | null;
  readonly content: Json;
};
type AcceptedRow = {
  readonly kind: ProposalKind;
  readonly check: Id | null;
  readonly case: Id | null;
  readonly content: Json;
};
type Public = Extract<SangtoEvent, { readonly type: PublicEvent }>;

const ofPublic = async (tx: Runner, event: Public): Promise<Pick<LeafAsked, 'body' | 'texts' | 'subject'>> => {
  switch (event.type) {
    case 'source.opted': {
      const { source, answers } = event.data;
      const [found] = await tx.all<{ site: string }>(sql`select site from sources where id = ${source}`);
      return { body: { kind: 'source-opted', source, site: found?.site ?? '', answers } };
    }
    case 'team.changed': {
      const { change, role, of } = event.data;
      return { body: { kind: 'rights-changed', change, role, ...(of && { of }) } };
    }
    case 'template.changed': {
      const { key, lang, n } = event.data;
      const [found] = await tx.all<{ text: string }>(
        sql`select text from templates where key = ${key} and lang = ${lang} and n = ${n}`,
      );
      const body = { kind: 'template-changed', template: key, lang, n } as const;
      return { body, ...(found && { texts: { content: found.text } }) };
    }
    case 'request.told': {
      const [found] = await tx.all<Told>(sql`
        select r.corrects, r.from_kind as kind, r.wanted, r.outcome, r.check_id as check, jsonb_build_object('name', r.body,
          'askedOn', r.asked_on, 'says', r.says, 'ground', r.ground, 'silentUntil', r.silent_until, 'silentLaw', r.silent_law) as content
        from outside_requests r where r.id = ${event.data.request}`);
      if (found === undefined) throw new Error('a request that nobody wrote down');
      const subject = found.corrects ?? event.data.request;
      const before = await newestLeafOf(tx, subject);
      const { kind: from, wanted, outcome, check, content } = found;
      const about = { ...(check && { check }), ...(before !== undefined && { supersedes: before }) };
      const body = { kind: 'request-told', request: event.data.request, from, wanted, outcome, ...about } as const;
      return { body, texts: { content: canonicalJson(content) }, subject };
    }
    case 'proposal.accepted': {
      const { proposal } = event.data;
      const [found] = await tx.all<AcceptedRow>(sql`
        select p.kind, p.check_id as check, p.case_id as case, jsonb_build_object('kind', p.kind, 'lang', p.lang, 'says', p.says, 'url', p.url) as content
        from rater_proposals p where p.id = ${proposal}`);
      if (found === undefined) throw new Error('a proposal that nobody made');
      const about = { ...(found.check && { check: found.check }), ...(found.case && { case: found.case }) };
      const body = { kind: 'proposal-accepted', proposal, of: found.kind, ...about } as const;
      return { body, texts: { content: canonicalJson(found.content) }, subject: proposal };
    }
    case 'standing.answered': {
      const { answer } = event.data;
      const [found] = await tx.all<{ check: Id; cut: number; says: Json }>(
        sql`select check_id as check, cut, says from standing_answers where id = ${answer}`,
      );
      if (found === undefined) throw new Error('an answer that nobody wrote');
      const body = { kind: 'standing-answered', answer, check: found.check, cut: found.cut } as const;
      return { body, texts: { content: canonicalJson(found.says) }, subject: answer };
    }
    case 'appeal.opened': {
      const { appeal, ...about } = event.data;
      return { body: { kind: 'appeal-received', appeal, about }, subject: appeal };
    }
    case 'claim.reopened': {
      const { case: of, appeal } = event.data;
      const [before] = await tx.all<{ entry: string }>(sql`
        select entry from log_leaves where subject_id = ${of} and kind = 'claim-declined' order by id desc limit 1`);
      const follows = before === undefined ? {} : { supersedes: leafName(before.entry) };
      return { body: { kind: 'claim-reopened', case: of, appeal, ...follows }, subject: of };
    }
    case 'appeal.answered': {
      const { appeal, ...about } = event.data;
      const [found] = await tx.all<{ outcome: AppealOutcome; reasons: string }>(
        sql`select outcome, reasons::text as reasons from appeals where id = ${appeal}`,
      );
      if (found === undefined) throw new Error('an answer to no appeal');
      const body = { kind: 'appeal-answered', appeal, about, outcome: found.outcome } as const;
      return { body, texts: { answer: found.reasons }, subject: appeal };
    }
    case 'appeal.corrected': {
      const { appeal, ...about } = event.data;
      const [found] = await tx.all<{ reasons: string; why: string }>(sql`
        select reasons::text as reasons, why::text as why from appeal_corrections
        where appeal_id = ${appeal} order by position desc limit 1`);
      if (found === undefined) throw new Error('a correction of no answer');
      const body = { kind: 'appeal-corrected', appeal, about, ...(await laterThan(tx, appeal)) } as const;
      return { body, texts: { answer: found.reasons, why: found.why }, subject: appeal };
    }
    case 'appeal.settled': {
      const { appeal, ...about } = event.data;
      const [found] = await tx.all<{ because: string }>(
        sql`select settled_because::text as because from appeals where id = ${appeal}`,
      );
      if (found === undefined) throw new Error('a reason about no appeal');
      return { body: { kind: 'appeal-settled', appeal, about }, texts: { reason: found.because }, subject: appeal };
    }
  }
};

/** The leaf of the answer, or of its last correction, that another wording takes the place of. */
const laterThan = async (tx: Runner, appeal: Id): Promise<{ readonly supersedes?: string }> => {
  const [found] = await tx.all<{ entry: string }>(sql`
    select entry from log_leaves where subject_id = ${appeal} and kind in ('appeal-answered', 'appeal-corrected')
    order by id desc limit 1`);
  return found === undefined ? {} : { supersedes: leafName(found.entry) };
};
