// Asking by API: the same matching and the same words of refusal as the form.
import type { z } from '@hono/zod-openapi';
import type { Json } from '../../base/canonical-json.ts';
import { shortId } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import { parseTip } from '../../core/tip.ts';
import { type Matched, type MatchedAnswer, type Received, wantsWords } from '../../desk/index.ts';
import { ask } from '../ask.ts';
import type { Door } from '../door.ts';
import { letterLang } from '../letter-lang.ts';
import { jsonReply, operation } from './operation.ts';
import { tipGiven, tipReply } from './schemas.ts';
import { pictureOf, summaryOf, type Teller, tellerOf } from './summaries.ts';

export const askOperation = operation({
  method: 'post',
  path: '/tips',
  summary: 'Ask whether a message is true',
  detail:
    'Splits the message into claims and answers each from what was checked. 201: stored; 200: answered from memory while the database is away. ' +
    'The same Idempotency-Key with the same body gives the same reply; use a random key (a UUID), for whoever has key and body is given the ticket.',
  body: { json: tipGiven },
  remembers: true,
  replies: {
    200: { description: 'Answered, not stored', schema: tipReply },
    201: { description: 'Answered and stored', schema: tipReply },
  },
  problems: ['bad-request', 'tip-empty', 'tip-too-long', 'tip-url-not-http', 'tip-text-and-url'],
  answer: async (door, { asked, json, once }) => {
    const { world, metrics } = door.options;
    const tip = parseTip(json, 'api');
    if (!tip.ok) return tip.error;
    const kept = once && { key: world.keyed('ticket-lookup', `idempotency ${once.key}`), body: once.body };
    if (kept) {
      const before = await world.tips.remembered(kept);
      if (!before.ok && before.error.code === 'idempotency-key-reused')
        return { code: before.error.code, field: 'Idempotency-Key' };
      if (before.ok && before.value.replay !== null) return jsonReply(asked, before.value.replay, { status: 201 });
    }
    const lang = letterLang(door, asked, json.lang);
    const teller = tellerOf(door.options, lang);
    const answered = await ask(
      world,
      tip.value,
      (matched) => kept && { ...kept, replyOf: (received) => replyOf(door, teller, lang, matched, received) as Json },
    );
    if (!answered.ok) return { code: answered.error.code, field: 'Idempotency-Key' };
    const { matched, received } = answered.value;
    metrics.asked(matched.outcome, received.stored);
    return jsonReply(asked, received.replay ?? replyOf(door, teller, lang, matched, received), {
      status: received.stored ? 201 : 200,
    });
  },
});

/** What both ways of asking are told. */
export const replyOf = (
  door: Door,
  teller: Teller,
  lang: UiLang,
  matched: Matched,
  received: Received,
): z.infer<typeof tipReply> => {
  const { origin } = door.options.organisation;
  const waits = matched.claims.some((c) => c.outcome !== 'known');
  const answer = received.answerId === null ? null : shortId(received.answerId);
  return {
    outcome: matched.outcome,
    stored: received.stored,
    text: matched.text,
    claims: matched.claims.map((claim) => ({
      span: claim.span,
      outcome: claim.outcome,
      answers: claim.answers.map((a) => answerOf(teller, a)),
    })),
    opinions: [...matched.opinions],
    pages: matched.pages.map((page) => ({ ...page })),
    wantsWords: wantsWords(matched),
    ...(received.ticket !== null && waits
      ? { ticket: { id: received.ticket, url: `${origin}/${lang}/tickets/${received.ticket}` } }
      : {}),
    ...(answer === null ? {} : { answer: { id: answer, url: `${origin}/${lang}/answers/${answer}` } }),
  };
};

const answerOf = (
  teller: Teller,
  answer: MatchedAnswer,
): z.infer<typeof tipReply>['claims'][number]['answers'][number] => ({
  check: summaryOf(teller, answer.card),
  probability: answer.probability,
  why: {
    words: [...answer.words],
    query: [...answer.spans.query],
    matched: { text: answer.matched, spans: [...answer.spans.matched] },
    wording: answer.wording && { text: answer.wording.text, spans: [...answer.wording.spans] },
    coverage: answer.coverage,
    sameLink: answer.sameLink,
    asked: answer.through !== null,
    reasons: answer.reasons.map((reason) => ({ ...reason })),
    doubt: answer.doubt,
  },
  ...(answer.picture === undefined
    ? {}
    : {
        picture: {
          picture: pictureOf(teller, answer.picture.of.picture),
          differs: [...answer.picture.differs],
        },
      }),
});
