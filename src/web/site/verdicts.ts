// The public glossary of verdicts: their labels here beside the standard ones.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import type { Door, WebEnv } from '../door.ts';
import { verdictsPath } from '../pages/addresses.ts';
import { drawnPage, publicPage } from '../public-page.ts';

export const verdictRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(verdictsPath(lang), (asked) =>
    publicPage(door, asked, verdictsPath(lang), async () => {
      const sets = await door.options.world.labels.published();
      return drawnPage(door.draw(lang, '/verdicts', { page: 'verdicts', sets }), { lang });
    }),
  );
};
