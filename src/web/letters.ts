// The words of what goes out by mail: plain text from the locale files, nothing that anybody typed for the occasion.
import { isUiLang, type UiLang } from '../base/lang.ts';
import { textIn } from '../core/check.ts';
import type { Organisation } from '../core/organisation.ts';
import type { Letter, Outgoing, ToldCheck } from '../core/outgoing.ts';
import type { Letters, Stays } from '../desk/index.ts';
import { isKey, type Translate, translate } from './locale.ts';
import { checkPath, ownPath } from './pages/addresses.ts';

/** Letters of one organisation. Each ends by saying who wrote it, why, and where its reader ends it. */
export const lettersOf =
  ({ name, origin }: Pick<Organisation, 'name' | 'origin'>): Letters =>
  (letter, own, secret, stays) => {
    const lang: UiLang = isUiLang(letter.lang) ? letter.lang : 'en';
    const t = translate(lang);
    const page = origin + ownPath(lang, own.page, secret);
    const told = toldIn(t, letter, lang, origin, page);
    return {
      subject: `${name}: ${t(`mail.${letter.about}.subject`)}`,
      text: `${[t('mail.hello'), ...told, t(`mail.${own.page}.why`, { page }), ...fate(t, own, stays, origin, lang), t('mail.signed', { organisation: name }), origin].join('\n\n')}\n`,
    };
  };

/** What becomes of the address: the reader of an answer is told the truth of it, and where it can be taken back. */
const fate = (
  t: Translate,
  own: Outgoing['own'],
  { answer, corrections }: Stays,
  origin: string,
  lang: UiLang,
): readonly string[] => {
  if (own.page !== 'ticket') return [];
  if (!answer && corrections === null) return [t('mail.ticket.gone')];
  return [
    ...(answer ? [t('mail.ticket.held')] : []),
    ...(corrections === null
      ? []
      : [t('mail.ticket.corrections', { page: origin + ownPath(lang, 'subscription', corrections) })]),
  ];
};

const toldIn = (t: Translate, letter: Letter, lang: UiLang, origin: string, page: string): readonly string[] => {
  switch (letter.about) {
    case 'answer':
      return [t('mail.answer.text'), ...found(t, letter.check), origin + checkPath(lang, letter.check.slug)];
    case 'correction':
      return [
        t('mail.correction.text', { title: letter.check.title }),
        textIn(letter.explain, lang).text,
        t('mail.correction.now'),
        ...found(t, letter.check),
        origin + checkPath(lang, letter.check.slug),
      ];
    case 'withdrawn':
      return [t('mail.withdrawn.text', { title: letter.check.title }), origin + checkPath(lang, letter.check.slug)];
    case 'closed':
      return [t('mail.closed.text'), page];
    case 'appeal':
      return [t('mail.appeal.text'), page];
    case 'question':
      return [t('mail.question.text'), letter.text, t('mail.question.where'), page];
  }
};

/** Claim before verdict: beside a headline that carries the finding, a bare verdict would read as its opposite. */
const found = (t: Translate, check: ToldCheck): readonly string[] => {
  const key = `verdict.${check.verdict}`;
  const verdict = isKey(key) ? t(key) : (check.label ?? '');
  return [t('mail.claim', { claim: check.claim }), [verdict, check.short].filter((part) => part !== '').join('. ')];
};
