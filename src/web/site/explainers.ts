// Background to many checks: the list, and a page for each.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { steadyCards } from '../ask.ts';
import type { Door, WebEnv } from '../door.ts';
import { answeredOf, appealKinds, hasEach, leafProofs } from '../leaf-proofs.ts';
import { explainerPath, explainersPath } from '../pages/addresses.ts';
import { drawnPage, publicPage } from '../public-page.ts';

const shown = 500;
const explainerKinds = ['explainer-published', 'explainer-corrected', 'explainer-withdrawn'] as const;

export const explainerRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const { world } = door.options;
  app.get(explainersPath(lang), (asked) =>
    publicPage(door, asked, explainersPath(lang), async () => {
      const explainers = await world.explainers.list(shown);
      return drawnPage(door.draw(lang, '/explainers', { page: 'explainers', explainers }), { lang });
    }),
  );
  app.get(`${explainersPath(lang)}/:slug`, (asked) => {
    const slug = asked.req.param('slug');
    return publicPage(door, asked, explainerPath(lang, slug), async () => {
      const explainer = await world.explainers.bySlug(slug);
      if (explainer === undefined) return undefined;
      const held = await steadyCards(world.cards).get(explainer.checks);
      // What was taken back is in no list.
      const cards = explainer.checks.flatMap((id) => held.get(id) ?? []).filter((c) => c.withdrawnOn === undefined);
      const appeals = await world.appeals.against({ kind: 'explainer', id: explainer.id });
      const about = [explainer.id, ...appeals.map(({ id }) => id)];
      const proofs = await leafProofs(world, [...explainerKinds, ...appealKinds], about);
      const taken = explainer.withdrawn === undefined ? [] : [`explainer-withdrawn:${explainer.id}`];
      const each = [`explainer:${explainer.id}`, ...taken, ...answeredOf(appeals)];
      const page = { page: 'explainer', explainer, cards, appeals, proofs } as const;
      return drawnPage(door.draw(lang, `/explainers/${slug}`, page), { lang, keep: hasEach(proofs, each) });
    });
  });
};
