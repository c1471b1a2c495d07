// The words of what goes out by mail: plain text from the locale files, nothing that anybody typed for the occasion.
import { isUiLang, type UiLang } from '../base/lang.ts';
import { textIn } from '../core/check.ts';
import type { Organisation } from '../core/organisation.ts';
import type { Letter, ToldCheck } from '../core/outgoing.ts';
import type { VerdictLabels } from '../core/verdict-labels.ts';
import type { Letters } from '../desk/index.ts';
import { type Translate, translate } from './locale.ts';
import { checkPath, ownPath } from './pages/addresses.ts';
import { labelOf } from './pages/verdict-words.ts';

/** Letters of one organisation. Each ends by saying who wrote it, why, and where its reader ends it. */
export const lettersOf =
  ({ name, origin }: Pick<Organisation, 'name' | 'origin'>, labels: () => VerdictLabels = () => ({})): Letters =>
  (letter, own, secret) => {
    const lang: UiLang = isUiLang(letter.lang) ? letter.lang : 'en';
    const t = translate(lang);
    const page = origin + ownPath(lang, own.page, secret);
    const told = toldIn({ t, lang, labels: labels() }, letter, origin, page);
    return {
      subject: `${name}: ${t(`mail.${letter.about}.subject`)}`,
      text: `${[t('mail.hello'), ...told, t(`mail.${own.page}.why`, { page }), t('mail.signed', { organisation: name }), origin].join('\n\n')}\n`,
    };
  };

type Words = { readonly t: Translate; readonly lang: UiLang; readonly labels: VerdictLabels };

const toldIn = (words: Words, letter: Letter, origin: string, page: string): readonly string[] => {
  const { t, lang } = words;
  switch (letter.about) {
    case 'answer':
      return [t('mail.answer.text'), ...found(words, letter.check), origin + checkPath(lang, letter.check.slug)];
    case 'correction':
      return [
        t('mail.correction.text', { title: letter.check.title }),
        textIn(letter.explain, lang).text,
        t('mail.correction.now'),
        ...found(words, letter.check),
        origin + checkPath(lang, letter.check.slug),
      ];
    case 'withdrawn':
      return [t('mail.withdrawn.text', { title: letter.check.title }), origin + checkPath(lang, letter.check.slug)];
    case 'closed':
      return [t('mail.closed.text'), page];
    case 'appeal':
      return [t('mail.appeal.text'), page];
  }
};

/** Claim before verdict: beside a headline that carries the finding, a bare verdict would read as its opposite. */
const found = ({ t, lang, labels }: Words, check: ToldCheck): readonly string[] => {
  const verdict = check.verdict === null ? (check.label ?? '') : labelOf(labels, lang, check.verdict);
  return [t('mail.claim', { claim: check.claim }), [verdict, check.short].filter((part) => part !== '').join('. ')];
};
