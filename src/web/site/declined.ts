// The public page of what was declined.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import type { Door, WebEnv } from '../door.ts';
import { appealKinds, leafProofs, together } from '../leaf-proofs.ts';
import { inLanguage } from '../pages/addresses.ts';
import { drawnPage, publicPage } from '../public-page.ts';

const shown = 500;

export const declinedRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const path = inLanguage(lang, '/declined');
  app.get(path, (asked) =>
    publicPage(door, asked, path, async () => {
      const { decisions, appeals: asked } = door.options.world;
      const [declined, appeals] = await Promise.all([decisions.declined(shown), asked.ofDeclined(shown)]);
      const proofs = together(
        await leafProofs(door.options.world, ['claim-declined'], null),
        await leafProofs(
          door.options.world,
          appealKinds,
          appeals.map(({ appeal: { id } }) => id),
        ),
      );
      // Drawn anew each time: few read it.
      return drawnPage(door.draw(lang, '/declined', { page: 'declined', declined, appeals, proofs }), {
        lang,
        keep: false,
      });
    }),
  );
};
