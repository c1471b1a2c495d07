// The door of the desk: who asks, whether they may, and whether it comes from a page of ours.

import type { UiLang } from '../../base/lang.ts';
import { may, type Right } from '../../core/rights.ts';
import type { SignedIn } from '../../desk/index.ts';
import { type Asked, type Door, privately } from '../door.ts';
import { fromOurPage } from '../operator-door.ts';
import { strayed } from '../strayed.ts';
import { typedUnread } from '../typed-texts.ts';
import type { Present } from './pages/at-desk.ts';

export type Inside = {
  readonly door: Door;
  readonly asked: Asked;
  readonly lang: UiLang;
  readonly who: SignedIn & { readonly member: Present };
};

/**
 * A route for those of the team who hold a right. Whoever has not signed in is led to the sign-in page and back;
 * whoever lacks the right, or posts from another site's page, is refused.
 */
export const inside =
  (door: Door, lang: UiLang, right: Right, route: (here: Inside) => Promise<Response>) =>
  async (asked: Asked): Promise<Response> => {
    const who = await door.options.identity.whoIs(asked.req.raw.headers);
    asked.set('member', who?.member.id);
    const changes = asked.req.method !== 'GET' && asked.req.method !== 'HEAD';
    const ours = fromOurPage(
      door.options.organisation.origin,
      asked.req.header('sec-fetch-site'),
      asked.req.header('origin'),
    );
    if (who === undefined) {
      if (!changes) return toSignIn(asked, lang);
      if (ours) await keepTyped(door, asked);
      return door.problem(asked, { code: 'signed-out' });
    }
    if (changes && !ours) return door.problem(asked, strayed(asked));
    if (!may(who.member.role, right)) {
      if (changes) await keepTyped(door, asked);
      return door.problem(asked, { code: 'forbidden', right });
    }
    const mentions = await door.options.world.caseTalk.unseen(who.member.id);
    return route({ door, asked, lang, who: { ...who, member: { ...who.member, mentions } } });
  };

/** Reads the form that is not taken, so that the refusal shows what was typed: it may be an hour's work. */
const keepTyped = async (door: Door, asked: Asked): Promise<void> => {
  const source = { incoming: asked.env.incoming, request: asked.req.raw };
  const typed = await typedUnread(source, door.options.limits.slowBodyMs);
  asked.set('typed', () => typed);
};

const toSignIn = (asked: Asked, lang: UiLang): Response => {
  const { pathname, search } = new URL(asked.req.url);
  const next = encodeURIComponent(pathname + search);
  return new Response(null, { status: 303, headers: { ...privately, location: `/${lang}/sign-in?next=${next}` } });
};

/** Back to a page of the desk after a form did its work. */
export const back = (location: string): Response =>
  new Response(null, { status: 303, headers: { ...privately, location } });
