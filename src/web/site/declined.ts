// The public page of what was declined, and of what is known so far.
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
      const [declined, notes, appeals] = await Promise.all([
        decisions.declined(shown),
        decisions.notes(shown),
        asked.ofDeclined(shown),
      ]);
      // Not kept: a note becomes public without an event that would empty the memory of pages.
      return drawnPage(door.draw(lang, '/declined', { page: 'declined', declined, notes, appeals }), {
        lang,
        keep: false,
      });
    }),
  );
};
