// The front page: one field. It is the same for everybody but for the key that makes sending a form twice one message.
import type { Hono } from 'hono';
import { dayOf } from '../../base/clock.ts';
import type { UiLang } from '../../base/lang.ts';
import type { CheckCard } from '../../core/check.ts';
import { tipLimits } from '../../core/tip.ts';
import { pictureBytes } from '../api/pictures.ts';
import { filledForm } from '../desk/case-form-door.ts';
import type { Asked, Door, WebEnv } from '../door.ts';
import { compress, negotiate } from '../encoding.ts';
import { preferredLang } from '../languages.ts';
import { newestFirst } from '../listing.ts';
import { frontPath } from '../pages/addresses.ts';
import { isStoreAway, type ProblemCode, statusOf } from '../problem.ts';
import { drawnPage } from '../public-page.ts';

const newest = 6;
const askedMost = 5;

export const frontRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang, holder: string): void => {
  const show = (asked: Asked) => front(door, asked, lang, holder);
  app.get(`/${lang}`, show);
  app.get(`/${lang}/`, show);
  app.post(`/${lang}/share`, (asked) => shared(door, asked, lang));
};

/** `/` leads to the language the browser prefers. */
export const rootRoute = (app: Hono<WebEnv>, door: Door): void => {
  app.get('/', (asked) => {
    const lang = preferredLang(asked.req.header('accept-language'), door.options.organisation.languages);
    return new Response(null, {
      status: 302,
      headers: { location: frontPath(lang), vary: 'Accept-Language', 'cache-control': 'private, max-age=0' },
    });
  });
};

const front = async (door: Door, asked: Asked, lang: UiLang, holder: string): Promise<Response> => {
  const text = sharedText(new URL(asked.req.url).searchParams);
  if (text !== '') return frontWith(door, lang, text, null);
  // An address no request can have, so that the page is never sent with the holder in place of a key.
  const kept = await door.cache.keep(`front ${lang}`, 'identity', async () => {
    const { cards, fromMemory } = await frontCards(door);
    return drawnPage(drawFront(door, lang, cards, '', null, holder), { lang, keep: !fromMemory });
  });
  if (kept === undefined) return door.problem(asked, { code: 'not-found' });
  const encoding = negotiate(asked.req.header('accept-encoding'));
  const body = await compress(
    Buffer.from(kept.body.toString().replaceAll(holder, door.options.randomToken())),
    encoding,
  );
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': lang,
      'cache-control': 'private, max-age=0, must-revalidate',
      'content-length': String(body.length),
      vary: 'Accept-Encoding',
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    },
  });
};

/**
 * What a phone's share menu hands over, a picture too: its words stand in the field, to be looked at before anything is
 * asked. Nothing of it is kept.
 */
const shared = async (door: Door, asked: Asked, lang: UiLang): Promise<Response> => {
  const form = await filledForm({ door, asked }, ['title', 'text', 'url'], pictureBytes);
  if (form instanceof Response) return form;
  const given = sharedText(new URLSearchParams(Object.entries(form.values)));
  if (form.tooLarge) return frontWith(door, lang, given, 'picture-too-large');
  const read = form.file && (await door.options.world.ocr.read(form.file.bytes));
  if (read === null) return frontWith(door, lang, given, null);
  if (!read.ok) return frontWith(door, lang, given, 'picture-shared-unread');
  return frontWith(door, lang, [given, read.value.text].filter((part) => part !== '').join('\n'), null);
};

/** The front page with a text in its field and, where there is one, what was wrong with it. Nothing was sent or kept. */
export const frontWith = async (
  door: Door,
  lang: UiLang,
  text: string,
  problem: ProblemCode | null,
): Promise<Response> => {
  const { cards } = await frontCards(door);
  return new Response(drawFront(door, lang, cards, text, problem, door.options.randomToken()), {
    status: problem === null ? 200 : statusOf(problem),
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': lang,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  });
};

type FrontCards = { readonly newest: readonly CheckCard[]; readonly asked: readonly CheckCard[] };

const drawFront = (
  door: Door,
  lang: UiLang,
  cards: FrontCards,
  text: string,
  problem: ProblemCode | null,
  key: string,
): string => door.draw(lang, '/', { page: 'front', ...cards, problem, text, idempotencyKey: key });

const frontCards = async (door: Door): Promise<{ readonly cards: FrontCards; readonly fromMemory: boolean }> => {
  const { world } = door.options;
  const ours = { verdicts: [], topic: null, lang: null, from: null, to: null, source: null } as const;
  try {
    const [list, asked] = await Promise.all([
      world.reads.list(ours, { after: null, limit: newest }),
      world.reads.askedMost(dayOf(world.now()), askedMost),
    ]);
    return { cards: { newest: list.cards, asked }, fromMemory: false };
  } catch (error) {
    if (!isStoreAway(error)) throw error;
    return { cards: { newest: newestFirst(world.cards.remembered()).slice(0, newest), asked: [] }, fromMemory: true };
  }
};

/** What a share menu or a link hands over: title, text and address, each once, as one message to be looked at before sending. */
const sharedText = (search: URLSearchParams): string => {
  const parts = ['title', 'text', 'url'].map((name) =>
    (search.get(name) ?? '').toWellFormed().replaceAll('\0', '').trim(),
  );
  return parts
    .filter(
      (part, at) =>
        part !== '' &&
        !parts.some((other, i) => i !== at && other.includes(part) && (other.length > part.length || i < at)),
    )
    .join('\n')
    .slice(0, tipLimits.text);
};
