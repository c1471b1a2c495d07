// Passkeys of raters on the pages: coming back with one, making one, taking all away.

import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { addRaterPasskey, enterByPasskey, type RaterHere, raterChallenge } from '../../desk/index.ts';
import { newPasskeyIn, passkeyIn } from '../desk/passkey-door.ts';
import { slowed } from '../desk/slowed.ts';
import { type Asked, type Door, privately, type WebEnv } from '../door.ts';
import { fromOurPage } from '../operator-door.ts';
import { ratePath } from '../pages/addresses.ts';
import { raterCookie, raterOf } from '../rater-door.ts';
import { strayed } from '../strayed.ts';
import { onTo, publicForm } from './public-form.ts';

/** Draws the page again with what was refused. */
type Again = (asked: Asked, refused: { readonly code: string }) => Promise<Response>;

export const raterPasskeyRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang, again: Again): void => {
  const { world, organisation } = door.options;
  const home = ratePath(lang);
  const post = (path: string, route: (asked: Asked) => Promise<Response>) =>
    app.post(`${home}${path}`, async (asked) =>
      fromOurPage(organisation.origin, asked.req.header('sec-fetch-site'), asked.req.header('origin'))
        ? route(asked)
        : door.problem(asked, strayed(asked)),
    );
  const inside = (route: (asked: Asked, here: RaterHere) => Promise<Response>) => async (asked: Asked) => {
    const here = await raterOf(door, asked);
    return here === undefined ? onTo(home) : route(asked, here);
  };

  post('/passkey/options', async (asked) => {
    const wait = slowed(door, 'passkey of a rater', 'ask');
    if (wait > 0) return door.problem(asked, { code: 'rate-limited', retryAfter: wait });
    const made = await world.raterPasskeys.toEnter(raterChallenge(world, 'enter'));
    if (!made.ok) return door.problem(asked, { code: 'not-now', reason: made.error.code });
    return Response.json(made.value, { headers: privately });
  });

  post('/passkey', async (asked) => {
    const given = await publicForm(door, asked, ['passkey']);
    if (given instanceof Response) return given;
    const answer = passkeyIn(given.passkey ?? '');
    if (answer === undefined) return again(asked, { code: 'passkey-wrong' });
    if (slowed(door, `passkey of a rater ${answer.id}`) > 0) return again(asked, { code: 'passkey-slowed' });
    const entered = await enterByPasskey(world, answer);
    if (!entered.ok) return again(asked, { code: entered.error.code });
    const cookie = raterCookie(organisation.origin, entered.value.session);
    return new Response(null, { status: 303, headers: { ...privately, location: home, 'set-cookie': cookie } });
  });

  post(
    '/passkeys/options',
    inside(async (asked, { rater }) => {
      const made = await world.raterPasskeys.toAdd(raterChallenge(world, `add ${rater.id}`));
      if (!made.ok) return door.problem(asked, { code: 'not-now', reason: made.error.code });
      return Response.json(made.value, { headers: privately });
    }),
  );

  post(
    '/passkeys',
    inside(async (asked, here) => {
      const given = await publicForm(door, asked, ['passkey']);
      if (given instanceof Response) return given;
      const answer = newPasskeyIn(given.passkey ?? '');
      if (answer === undefined) return again(asked, { code: 'passkey-wrong' });
      const added = await addRaterPasskey(world, here, answer);
      return added.ok ? onTo(`${home}?done=passkey`) : again(asked, { code: added.error.code });
    }),
  );

  post(
    '/passkeys/remove',
    inside(async (_asked, { rater }) => {
      await world.raters.dropPasskeys(rater.id);
      return onTo(`${home}?done=passkeys-gone`);
    }),
  );
};
