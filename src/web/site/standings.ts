// What stands by the ratings, for people and for whoever works it out again.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import type { Asked, Door, WebEnv } from '../door.ts';
import { standingMethodPath } from '../pages/addresses.ts';
import { drawnPage, publicPage } from '../public-page.ts';

const mostCuts = 60;

export const standingPages = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(standingMethodPath(lang), (asked) =>
    publicPage(door, asked, standingMethodPath(lang), async () => {
      const { standings, raters } = door.options.world;
      const [cuts, counts] = await Promise.all([standings.cuts(mostCuts), raters.counts()]);
      return drawnPage(door.draw(lang, '/method/standing', { page: 'rate-method', cuts, raters: counts }), { lang });
    }),
  );
};

export const standingFiles = (app: Hono<WebEnv>, door: Door): void => {
  app.get('/data/ratings', async () => {
    const cuts = await door.options.world.standings.cuts(mostCuts);
    return Response.json({ cuts }, { headers: open });
  });
  app.get('/data/ratings/:cut/:file', (asked) => file(door, asked));
};

/** A cut never changes: its files are what was kept with it, under the hashes that the log names. */
const open = { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=300' } as const;

const kinds = { tsv: 'text/tab-separated-values; charset=utf-8', json: 'application/json' } as const;

const file = async (door: Door, asked: Asked): Promise<Response> => {
  const { cut = '', file = '' } = asked.req.param();
  const [, kind] = /^[a-z]{1,20}\.(tsv|json)$/.exec(file) ?? [];
  const isNumber = /^[1-9]\d{0,6}$/.test(cut);
  const bytes = isNumber && kind !== undefined ? await door.options.world.standings.file(Number(cut), file) : undefined;
  if (bytes === undefined) return door.problem(asked, { code: 'not-found' });
  return new Response(Uint8Array.from(bytes), {
    headers: {
      ...open,
      'content-type': kinds[kind as keyof typeof kinds],
      'content-disposition': `attachment; filename="${cut}-${file}"`,
    },
  });
};
