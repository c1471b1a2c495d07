// What stands by the ratings, for people and for whoever works it out again.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { type CutFiles, filesOfCut } from '../../desk/index.ts';
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
  const filesOf = keptFiles(door);
  app.get('/data/ratings/:cut/:file', (asked) => file(door, asked, filesOf));
};

const mostKept = 4;

type FilesOf = (n: number) => Promise<CutFiles | undefined>;

/** A cut never changes, and its files take a whole fit: the latest asked for are kept, and one is worked out at a time. */
const keptFiles = ({ options: { world } }: Door): FilesOf => {
  const kept = new Map<number, Promise<CutFiles | undefined>>();
  let turn: Promise<unknown> = Promise.resolve();
  return (n) => {
    const known = kept.get(n);
    if (known !== undefined) return known;
    const made = turn.then(() => filesOfCut(world, n));
    // What is not there, or could not be read just now, is asked for again.
    turn = made.then(
      (files) => files === undefined && kept.delete(n),
      () => kept.delete(n),
    );
    kept.set(n, made);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return made;
  };
};

const open = { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=300' } as const;

const file = async (door: Door, asked: Asked, filesOf: FilesOf): Promise<Response> => {
  const { cut = '', file = '' } = asked.req.param();
  const n = /^[1-9]\d{0,6}$/.test(cut) ? Number(cut) : undefined;
  const files = n === undefined ? undefined : await filesOf(n);
  const text = files !== undefined && Object.hasOwn(files, file) ? files[file as keyof CutFiles] : undefined;
  if (text === undefined) return door.problem(asked, { code: 'not-found' });
  return new Response(text, {
    headers: {
      ...open,
      'content-type': 'text/tab-separated-values; charset=utf-8',
      'content-disposition': `attachment; filename="${n}-${file}"`,
    },
  });
};
