// Takes in a message that was matched: stored with its events, once, or answered unstored while the database is away.

import type { Json } from '../base/canonical-json.ts';
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { SangtoEvent } from '../core/event.ts';
import type { PublicAnswer, Tip } from '../core/tip.ts';
import { keyedBands, likenessOf } from './likeness.ts';
import type { Matched, MatchedAnswer, MatchedClaim } from './matched.ts';
import { ticketHash, ticketOf } from './ticket.ts';
import type { NewTip, Remembered, World } from './world.ts';

export type Received = {
  readonly stored: boolean;
  /** Secret of the private ticket page; null when nothing was stored. */
  readonly ticket: string | null;
  readonly answerId: Id | null;
  /** The reply given to the same Idempotency-Key and body before. */
  readonly replay: Json | null;
};

const unstored: Received = { stored: false, ticket: null, answerId: null, replay: null };

/** What the client will be told is composed by its door; it is stored with the tip, so that a retry is told the same. */
export type ReplyOf = (received: Received) => Json;

export const receive = async (
  world: Pick<World, 'tips' | 'newId' | 'keyed' | 'now'>,
  matched: Matched,
  asked: (Remembered & { readonly replyOf: ReplyOf }) | null,
  /** The file of the picture and what it said about itself, where the question waits with it. */
  picture: NewTip['picture'] | null = null,
): Promise<Result<Received, Refusal<'idempotency-key-reused'>>> => {
  const tip = tipOf(world, matched);
  const ticket = ticketOf(world.keyed, tip.id);
  const received: Received = { stored: true, ticket, answerId: tip.answerId, replay: null };
  const saved = await world.tips.save({
    tip,
    likeness: matched.claims.map((claim) => (claim.outcome === 'known' ? [] : likenessIn(world.keyed, claim))),
    ticketHash: ticketHash(world.keyed, ticket),
    links: matched.links.map(({ kind, value }) => ({ kind, value })),
    events: eventsOf(tip),
    idempotency: asked && { key: asked.key, body: asked.body, reply: asked.replyOf(received) },
    ...(picture == null ? {} : { picture }),
  });
  if (saved.ok)
    return ok(saved.value.replay === null ? received : { ...unstored, stored: true, replay: saved.value.replay });
  return saved.error.code === 'store-away' ? ok(unstored) : refuse(saved.error.code, { field: 'Idempotency-Key' });
};

/** A picture without words is found by what it looks like. */
const likenessIn = (keyed: World['keyed'], { text, hidden, looks }: MatchedClaim): readonly string[] =>
  looks === undefined ? likenessOf(keyed, text, hidden) : keyedBands(keyed, looks);

const tipOf = (world: Pick<World, 'newId' | 'now'>, matched: Matched): Tip => ({
  id: world.newId(),
  day: dayOf(world.now()),
  channel: matched.input.channel,
  lang: matched.input.lang,
  text: matched.text,
  answerId: world.newId(),
  outcome: matched.outcome,
  claims: matched.claims.map((claim) => ({
    claimId: world.newId(),
    fingerprint: claim.fingerprint,
    text: claim.text,
    span: claim.span,
    outcome: claim.outcome,
    answers: claim.answers.map(publicAnswer),
  })),
});

const publicAnswer = ({ card, words, through, picture }: MatchedAnswer): PublicAnswer => ({
  check: card.id,
  words,
  ...(through === null ? {} : { asked: through }),
  ...(picture === undefined ? {} : { picture: { file: picture.of.picture.file, differs: picture.differs } }),
});

const eventsOf = (tip: Tip): readonly SangtoEvent[] => [
  { type: 'tip.received', v: 1, data: { tip: tip.id, channel: tip.channel, outcome: tip.outcome } },
  ...(tip.claims.some((c) => c.outcome !== 'known')
    ? [{ type: 'tip.waiting', v: 1, data: { tip: tip.id } } as const]
    : []),
];
