// The page of a kind reply: the same for everybody who chooses the same address for the same check, so it is kept in memory.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { kindForm } from '../../core/kind-reply.ts';
import type { Door, WebEnv } from '../door.ts';
import { findCheck } from '../from-memory.ts';
import { kindMessage } from '../kind-messages.ts';
import { kindReplyPath } from '../pages/kind-reply.tsx';
import { drawnPage, publicPage } from '../public-page.ts';

export const kindReplyRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(`/${lang}/checks/:slug/reply`, (asked) => {
    const { world } = door.options;
    const slug = asked.req.param('slug');
    // An unknown name is no other page: what is kept in memory is bounded by the forms there are.
    const form = kindForm(lang, asked.req.query('to') ?? '');
    return publicPage(door, asked, kindReplyPath(lang, slug, form.name), async () => {
      const found = await findCheck(world, { slug }, lang);
      if (found === undefined) return undefined;
      const { card } = found;
      const message = kindMessage(door, lang, card, form);
      const page = door.draw(lang, `/checks/${card.slug}/reply`, { page: 'kind-reply', card, form, message });
      return drawnPage(page, { lang, keep: !found.fromMemory });
    });
  });
};
