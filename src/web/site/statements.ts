// Who runs this, how, on whose money: the pages an operator writes or Sangto ships. The words need no database; their place in the public log does.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { statementPages } from '../../core/organisation.ts';
import type { Door, WebEnv } from '../door.ts';
import { leafProofs } from '../leaf-proofs.ts';
import { statementPath } from '../pages/addresses.ts';
import type { PageProofs } from '../pages/background-model.ts';
import { isStoreAway } from '../problem.ts';
import { drawnPage, publicPage } from '../public-page.ts';

export const statementRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  for (const statement of statementPages)
    app.get(statementPath(lang, statement), (asked) =>
      publicPage(door, asked, statementPath(lang, statement), async () => {
        const proofs = await proofsOf(door);
        const keep = proofs !== 'away';
        return drawnPage(door.draw(lang, `/${statement}`, { page: 'statement', statement, proofs }), { lang, keep });
      }),
    );
  app.get(`/offline/${lang}`, (asked) =>
    publicPage(door, asked, `/offline/${lang}`, async () =>
      drawnPage(door.draw(lang, '/', { page: 'offline' }), { lang }),
    ),
  );
};

/** While the database is away the words are shown all the same. */
const proofsOf = async (door: Door): Promise<PageProofs | undefined> => {
  try {
    return await leafProofs(door.options.world, ['statements-changed'], null);
  } catch (error) {
    if (!isStoreAway(error)) throw error;
    return undefined;
  }
};
