// The kind reply to a check in one form of address: the words of the page and of the API.
import enWords from '../../locales/replies/en.json' with { type: 'json' };
import viWords from '../../locales/replies/vi.json' with { type: 'json' };
import type { UiLang } from '../base/lang.ts';
import { type CheckCard, textIn } from '../core/check.ts';
import { type KindForm, type KindWords, kindReply } from '../core/kind-reply.ts';

import type { Door } from './door.ts';
import { translate } from './locale.ts';
import { checkPath } from './pages/addresses.ts';
import { hiddenWords } from './pages/hidden-parts.ts';
import { labelOf } from './pages/verdict-words.ts';

const words: Readonly<Record<UiLang, KindWords>> = { vi: viWords, en: enWords };

/** The message to send back, as plain text. */
export const kindMessage = (door: Door, lang: UiLang, card: CheckCard, form: KindForm): string => {
  const { world, organisation } = door.options;
  const t = translate(lang);
  const word =
    (card.source === null ? null : card.label) ??
    (card.verdict === null ? (card.label ?? t('verdict.none')) : labelOf(world.labels.current(), lang, card.verdict));
  return kindReply(words[lang], form, {
    publisher: card.source?.name ?? organisation.name,
    verdict: card.source === null ? card.verdict : null,
    word,
    short: hiddenWords(lang, textIn(card.texts, lang).text.short),
    url: `${organisation.origin}${checkPath(lang, card.slug)}`,
  });
};
