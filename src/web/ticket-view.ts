// A ticket as its holder may see it: where each claim of the message stands by now.
import { addDays, type Day, dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Span } from '../base/span.ts';
import type { CheckCard } from '../core/check.ts';
import { heldBecause } from '../core/stage.ts';
import { bestOutcome, type Outcome, type TipClaim } from '../core/tip.ts';
import { keepWaitingDays, type Matched, type TicketView, ticketHash, type World } from '../desk/index.ts';
import { claimView, plainView, publicClaimView } from './answer-views.ts';
import { look, steadyCards } from './ask.ts';
import type { ClaimView } from './pages/model.ts';

export type Ticket = {
  readonly day: Day;
  readonly withdrawn: boolean;
  /** The masked message; null once it is erased. Spans refer to it. */
  readonly message: string | null;
  readonly opinions: readonly Span[];
  readonly claims: readonly ClaimView[];
  readonly outcome: Outcome;
  /** Until when the words are kept at the latest; null once they are gone. */
  readonly erasedBy: Day | null;
};

type TicketWorld = Pick<World, 'reads' | 'keyed' | 'now' | 'index' | 'meaning' | 'knownFrom' | 'cards' | 'sight'>;

export const isTicketToken = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);

/** The ticket behind a secret; undefined when there is none. Throws StoreAway like everything that reads. */
export const findTicket = async (world: TicketWorld, token: string, lang: string): Promise<Ticket | undefined> => {
  if (!isTicketToken(token)) return undefined;
  const found = await world.reads.ticket(ticketHash(world.keyed, token));
  if (found === undefined) return undefined;
  const { tip, withdrawn } = found;
  if (withdrawn)
    return {
      day: tip.day,
      withdrawn,
      message: null,
      opinions: [],
      claims: [],
      outcome: tip.outcome,
      erasedBy: null,
    };
  // Looked at once more: the why is not stored, and a check may have come since.
  const again = tip.text === null ? null : await look(world, { text: tip.text, lang: tip.lang, channel: tip.channel });
  const claims = await claimsOf(world, found, again, lang);
  const answered = tip.claims.every((c) => c.outcome === 'known');
  return {
    day: tip.day,
    withdrawn,
    message: again?.text ?? null,
    opinions: again?.opinions ?? [],
    claims,
    outcome: bestOutcome(claims.map((c) => c.outcome)),
    erasedBy: tip.text === null ? null : addDays(tip.day, answered ? 1 : keepWaitingDays),
  };
};

const claimsOf = async (
  world: TicketWorld,
  found: TicketView,
  again: Matched | null,
  lang: string,
): Promise<readonly ClaimView[]> => {
  const today = dayOf(world.now());
  const stands = new Map(found.claims.map((c) => [c.claimId, c]));
  const ids = [
    ...found.tip.claims.flatMap((c) => c.answers.map((a) => a.check)),
    ...found.claims.flatMap((c) => c.answeredBy ?? []),
  ];
  const cards = await steadyCards(world.cards).get(ids);
  return found.tip.claims.map((claim) => {
    const others = stands.get(claim.claimId)?.othersAsking ?? 0;
    // The picture is not kept to be looked at again: what it led to stands as it was answered.
    const isPictured = claim.answers.some(({ picture }) => picture !== undefined);
    const fresh = isPictured ? undefined : again?.claims.find((c) => c.fingerprint === claim.fingerprint);
    const shown = fresh
      ? claimView(fresh, others)
      : { ...storedView(claim, again, cards, { lang, today, sight: world.sight }), othersAsking: others };
    const answeredBy = stands.get(claim.claimId)?.answeredBy ?? null;
    const work = stands.get(claim.claimId)?.work ?? null;
    return answeredBy === null
      ? { ...shown, work }
      : answeredWith({ ...shown, work }, cards.get(answeredBy), lang, today);
  });
};

/** A claim of which the message no longer tells anything new: erased, or cut into claims differently by now. */
const storedView = (
  claim: TipClaim,
  again: Matched | null,
  cards: ReadonlyMap<Id, CheckCard>,
  shown: Parameters<typeof publicClaimView>[2],
): ClaimView => {
  const view = publicClaimView(claim, cards, shown);
  return again !== null && claim.span.end <= again.text.length ? { ...view, span: claim.span } : view;
};

/** The check that has answered this claim stands first. It answers as long as it may; why it does not, is said. */
const answeredWith = (claim: ClaimView, card: CheckCard | undefined, lang: string, today: Day): ClaimView => {
  if (card === undefined) return claim;
  const why = heldBecause(card, today);
  if (why !== undefined) return { ...claim, held: { why, slug: card.slug } };
  const known = claim.answers.find((a) => a.card.id === card.id);
  const first = { ...(known ?? plainView(card, [], lang, today)), doubt: null };
  return {
    ...claim,
    outcome: 'known',
    answers: [first, ...claim.answers.filter((a) => a.card.id !== card.id)].slice(0, 3),
  };
};
