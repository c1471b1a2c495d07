// The page of a kind reply: the same for everybody who chooses the same address for the same check, so it is kept in memory.
import type { Hono } from 'hono';
import enWords from '../../../locales/replies/en.json' with { type: 'json' };
import viWords from '../../../locales/replies/vi.json' with { type: 'json' };
import type { UiLang } from '../../base/lang.ts';
import { textIn } from '../../core/check.ts';
import { type KindWords, kindForm, kindReply } from '../../core/kind-reply.ts';
import type { Door, WebEnv } from '../door.ts';
import { findCheck } from '../from-memory.ts';
import { translate } from '../locale.ts';
import { checkPath } from '../pages/addresses.ts';
import { hiddenWords } from '../pages/hidden-parts.ts';
import { kindReplyPath } from '../pages/kind-reply.tsx';
import { labelOf } from '../pages/verdict-words.ts';
import { drawnPage, publicPage } from '../public-page.ts';

const words: Readonly<Record<UiLang, KindWords>> = { vi: viWords, en: enWords };

export const kindReplyRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(`/${lang}/checks/:slug/reply`, (asked) => {
    const { world, organisation } = door.options;
    const slug = asked.req.param('slug');
    // An unknown name is no other page: what is kept in memory is bounded by the forms there are.
    const form = kindForm(lang, asked.req.query('to') ?? '');
    return publicPage(door, asked, kindReplyPath(lang, slug, form.name), async () => {
      const found = await findCheck(world, { slug }, lang);
      if (found === undefined) return undefined;
      const { card } = found;
      const t = translate(lang);
      const word =
        (card.source === null ? null : card.label) ??
        (card.verdict === null
          ? (card.label ?? t('verdict.none'))
          : labelOf(world.labels.current(), lang, card.verdict));
      const message = kindReply(words[lang], form, {
        publisher: card.source?.name ?? organisation.name,
        verdict: card.source === null ? card.verdict : null,
        word,
        short: hiddenWords(lang, textIn(card.texts, lang).text.short),
        url: `${organisation.origin}${checkPath(lang, card.slug)}`,
      });
      const page = door.draw(lang, `/checks/${card.slug}/reply`, { page: 'kind-reply', card, form, message });
      return drawnPage(page, { lang, keep: !found.fromMemory });
    });
  });
};
