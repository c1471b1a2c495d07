// Asking by the plain form, and the answer's own address, which holds the checks and their words that agree, not the message.
import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import type { Json } from '../../base/canonical-json.ts';
import { dayOf } from '../../base/clock.ts';
import { fromShortId, type Id, parseId, shortId } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import { mayBeJudged } from '../../core/alias.ts';
import { bestOutcome, parseTip, tipLimits } from '../../core/tip.ts';
import { giveFeedback, wantsWords } from '../../desk/index.ts';
import { claimView, publicClaimView } from '../answer-views.ts';
import { type Answered, ask, steadyCards } from '../ask.ts';
import { readBody } from '../body.ts';
import { type Asked, type Door, privately, type WebEnv } from '../door.ts';
import { parseForm } from '../form-door.ts';
import { idempotencyKey } from '../reused-keys.ts';
import { frontWith } from './front.ts';

export const askingRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.post(`/${lang}/ask`, (asked) => send(door, asked, lang));
  app.get(`/${lang}/answers/:id`, (asked) => answer(door, asked, lang, asked.req.param('id')));
  app.post(`/${lang}/answers/:id/feedback`, (asked) => feedback(door, asked, lang, asked.req.param('id')));
};

const send = async (door: Door, asked: Asked, lang: UiLang): Promise<Response> => {
  const { world, limits, metrics } = door.options;
  const body = await readBody(
    { incoming: asked.env.incoming, request: asked.req.raw },
    { bytes: limits.bodyBytes, milliseconds: limits.slowBodyMs },
  );
  if (!body.ok) return door.problem(asked, body.error);
  const form = parseForm(asked.req.header('content-type'), body.value, ['text', 'key', 'anyway']);
  if (!form.ok) return door.problem(asked, form.error);
  const text = form.value.text ?? '';
  const tip = parseTip({ text }, 'web');
  if (!tip.ok)
    return frontWith(door, lang, text.toWellFormed().replaceAll('\0', '').slice(0, tipLimits.text), tip.error.code);
  const answered = await ask(
    world,
    tip.value,
    () => onceKey(door, form.value.key, tip.value.text),
    form.value.anyway === '1',
  );
  if (!answered.ok) return door.problem(asked, answered.error);
  metrics.asked(answered.value.matched.outcome, answered.value.received.stored);
  return answerPage(door, lang, answered.value);
};

/**
 * The form's key stands for this text alone: going back, changing the words and sending again is a new question,
 * while sending the same page twice is the same one.
 */
const onceKey = (door: Door, key: string | undefined, text: string) => {
  const given = idempotencyKey(key);
  if (given === undefined || given === null) return null;
  const body = createHash('sha256').update(text).digest('hex');
  return {
    key: door.options.world.keyed('ticket-lookup', `form ${given} ${body}`),
    body,
    replyOf: ({ ticket, answerId }: Answered['received']): Json => ({ ticket, answerId }),
  };
};

const answerPage = (door: Door, lang: UiLang, { matched, received }: Answered): Response => {
  const kept = received.replay as { readonly ticket?: string | null; readonly answerId?: Id | null } | null;
  const ticket = kept?.ticket ?? received.ticket;
  const answerId = kept?.answerId ?? received.answerId;
  const share = answerId === null ? null : `/${lang}/answers/${shortId(answerId)}`;
  const waits = matched.claims.some((c) => c.outcome !== 'known');
  return door.page(
    lang,
    share === null ? '/' : share.slice(lang.length + 1),
    {
      page: 'answer',
      outcome: matched.outcome,
      message: matched.text,
      opinions: matched.opinions,
      claims: matched.claims.map((c) => claimView(c)),
      stored: received.stored,
      ticketPath: ticket !== null && waits ? `/${lang}/tickets/${ticket}` : null,
      sharePath: share,
      answerId,
      pages: matched.pages,
      wantsWords: wantsWords(matched),
    },
    { headers: privately },
  );
};

const answer = async (door: Door, asked: Asked, lang: UiLang, short: string): Promise<Response> => {
  const { world } = door.options;
  const id = fromShortId(short);
  const found = id && (await world.reads.answer(id));
  if (id === undefined || found === undefined) return door.problem(asked, { code: 'not-found' });
  const cards = await steadyCards(world.cards).get(found.claims.flatMap((c) => c.answers.map((a) => a.check)));
  const claims = found.claims.map((claim) => publicClaimView(claim, cards, lang, dayOf(world.now())));
  return door.page(
    lang,
    `/answers/${short}`,
    {
      page: 'answer',
      outcome: bestOutcome(claims.map((c) => c.outcome)),
      message: null,
      opinions: [],
      claims,
      stored: true,
      ticketPath: null,
      sharePath: `/${lang}/answers/${short}`,
      answerId: mayBeJudged(found.day, dayOf(world.now())) ? id : null,
      pages: [],
      wantsWords: false,
    },
    { headers: { 'cache-control': 'public, max-age=30' } },
  );
};

const feedback = async (door: Door, asked: Asked, lang: UiLang, short: string): Promise<Response> => {
  const { world, limits } = door.options;
  const body = await readBody(
    { incoming: asked.env.incoming, request: asked.req.raw },
    { bytes: 4096, milliseconds: limits.slowBodyMs },
  );
  if (!body.ok) return door.problem(asked, body.error);
  const form = parseForm(asked.req.header('content-type'), body.value, ['check', 'agrees']);
  if (!form.ok) return door.problem(asked, form.error);
  const answerId = fromShortId(short);
  if (answerId === undefined) return door.problem(asked, { code: 'not-found' });
  const check = parseId(form.value.check ?? '');
  if (check === undefined) return door.problem(asked, { code: 'invalid-input', field: 'check' });
  const { agrees } = form.value;
  if (agrees !== 'yes' && agrees !== 'no') return door.problem(asked, { code: 'invalid-input', field: 'agrees' });
  const given = await giveFeedback(world, { answerId, check, agrees: agrees === 'yes' });
  if (!given.ok) return door.problem(asked, given.error);
  return door.page(
    lang,
    '/',
    { page: 'feedback', agrees: agrees === 'yes', back: `/${lang}/answers/${short}` },
    { headers: privately },
  );
};
