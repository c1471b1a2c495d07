// The public page of what was declined.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import type { Door, WebEnv } from '../door.ts';
import { inLanguage } from '../pages/addresses.ts';
import { drawnPage, publicPage } from '../public-page.ts';

const shown = 500;

export const declinedRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const path = inLanguage(lang, '/declined');
  app.get(path, (asked) =>
    publicPage(door, asked, path, async () => {
      const { decisions, appeals: asked } = door.options.world;
      const [declined, appeals] = await Promise.all([decisions.declined(shown), asked.ofDeclined(shown)]);
      // Drawn anew each time: few read it.
      return drawnPage(door.draw(lang, '/declined', { page: 'declined', declined, appeals }), { lang, keep: false });
    }),
  );
};
