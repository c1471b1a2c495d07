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
import { type Answered, ask, askWithPicture, steadyCards } from '../ask.ts';
import { type AskingForm, readAsking } from '../asking-form.ts';
import { readBody } from '../body.ts';
import { type Asked, type Door, privately, type WebEnv } from '../door.ts';
import { parseForm } from '../form-door.ts';
import type { ProblemCode } from '../problem.ts';
import { idempotencyKey } from '../reused-keys.ts';
import { frontWith } from './front.ts';

export const askingRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.post(`/${lang}/ask`, (asked) => send(door, asked, lang));
  app.get(`/${lang}/answers/:id`, (asked) => answer(door, asked, lang, asked.req.param('id')));
  app.post(`/${lang}/answers/:id/feedback`, (asked) => feedback(door, asked, lang, asked.req.param('id')));
};

const send = async (door: Door, asked: Asked, lang: UiLang): Promise<Response> => {
  const form = await readAsking(door, asked);
  if (form instanceof Response) return form;
  const { text, key, anyway, picture } = form;
  if (form.tooLarge) return again(door, lang, text, 'picture-too-large');
  const answered = picture === null ? await askedWith(door, text, key, anyway) : await askedBy(door, form, picture);
  if (answered.ok) {
    door.options.metrics.asked(answered.value.matched.outcome, answered.value.received.stored);
    return answerPage(door, lang, answered.value);
  }
  const { code } = answered.error;
  return code === 'idempotency-key-reused' ? door.problem(asked, answered.error) : again(door, lang, text, code);
};

/** Back to the form with what was typed and what is wrong; a picture cannot be put back into a form. */
const again = (door: Door, lang: UiLang, text: string, code: ProblemCode): Promise<Response> =>
  frontWith(door, lang, text.toWellFormed().replaceAll('\0', '').slice(0, tipLimits.text), code);

const askedWith = async (door: Door, text: string, key: string | undefined, anyway: boolean) => {
  const tip = parseTip({ text }, 'web');
  return tip.ok ? ask(door.options.world, tip.value, () => onceKey(door, key, tip.value.text), anyway) : tip;
};

const askedBy = (door: Door, { text, key }: AskingForm, picture: Uint8Array) => {
  const typed = text.trim() === '' ? null : text;
  const once = `${createHash('sha256').update(picture).digest('hex')} ${typed ?? ''}`;
  return askWithPicture(door.options.world, { bytes: picture, text: typed, lang: null }, 'web', () =>
    onceKey(door, key, once),
  );
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
      ...(matched.picture === undefined ? {} : { picture: matched.picture }),
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
  const shown = { lang, today: dayOf(world.now()), sight: world.sight };
  const claims = found.claims.map((claim) => publicClaimView(claim, cards, shown));
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
