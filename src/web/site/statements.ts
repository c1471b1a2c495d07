// Who runs this, how, on whose money: the pages an operator writes or Sangto ships. No database is asked.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { statementPages } from '../../core/organisation.ts';
import type { Door, WebEnv } from '../door.ts';
import { statementPath } from '../pages/addresses.ts';
import { drawnPage, publicPage } from '../public-page.ts';

export const statementRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  for (const statement of statementPages)
    app.get(statementPath(lang, statement), (asked) =>
      publicPage(door, asked, statementPath(lang, statement), async () =>
        drawnPage(door.draw(lang, `/${statement}`, { page: 'statement', statement }), { lang }),
      ),
    );
  app.get(`/offline/${lang}`, (asked) =>
    publicPage(door, asked, `/offline/${lang}`, async () =>
      drawnPage(door.draw(lang, '/', { page: 'offline' }), { lang }),
    ),
  );
};
