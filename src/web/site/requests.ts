// The public page of what bodies from outside asked.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import type { Door, WebEnv } from '../door.ts';
import { preferredLang } from '../languages.ts';
import { leafProofs } from '../leaf-proofs.ts';
import { requestsPath } from '../pages/addresses.ts';
import { drawnPage, publicPage } from '../public-page.ts';

const requestsShown = 500;

export const requestRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const path = requestsPath(lang);
  app.get(path, (asked) =>
    publicPage(door, asked, path, async () => {
      const { outsideRequests } = door.options.world;
      const [requests, since] = await Promise.all([outsideRequests.told(requestsShown), outsideRequests.since()]);
      const proofs = await leafProofs(door.options.world, ['request-told'], null);
      // Drawn anew each time: few read it.
      return drawnPage(door.draw(lang, '/requests', { page: 'requests', requests, since, proofs }), {
        lang,
        keep: false,
      });
    }),
  );
};

/** `/requests` leads to the page in the language the browser prefers. */
export const requestsRootRoute = (app: Hono<WebEnv>, door: Door): void => {
  app.get('/requests', (asked) => {
    const lang = preferredLang(asked.req.header('accept-language'), door.options.organisation.languages);
    return new Response(null, {
      status: 302,
      headers: { location: requestsPath(lang), vary: 'Accept-Language', 'cache-control': 'private, max-age=0' },
    });
  });
};
