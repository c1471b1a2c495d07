// The words of what goes out by mail: plain text from the locale files, nothing that anybody typed for the occasion.
import type { Day } from '../base/clock.ts';
import { isUiLang, type UiLang } from '../base/lang.ts';
import { textIn } from '../core/check.ts';
import type { Organisation } from '../core/organisation.ts';
import type { AccountChange, Letter, Outgoing, ToldCheck } from '../core/outgoing.ts';
import type { VerdictLabels } from '../core/verdict-labels.ts';
import type { Letters, Stays } from '../desk/index.ts';
import { localeOf, type Translate, translate } from './locale.ts';
import { checkPath, inLanguage, ownPath } from './pages/addresses.ts';
import { hiddenWords } from './pages/hidden-parts.ts';
import { labelOf } from './pages/verdict-words.ts';

/** Letters of one organisation. Each ends by saying who wrote it, why, and where its reader ends it. */
export const lettersOf =
  ({ name, origin }: Pick<Organisation, 'name' | 'origin'>, labels: () => VerdictLabels = () => ({})): Letters =>
  (letter, own, stays) => {
    const lang: UiLang = isUiLang(letter.lang) ? letter.lang : 'en';
    const t = translate(lang);
    const signed = [t('mail.signed', { organisation: name }), origin];
    if (letter.about === 'account')
      return {
        subject: `${name}: ${t(`mail.account.${letter.change}.subject`)}`,
        text: `${[t('mail.hello'), ...ofAccount(t, letter.change, origin + inLanguage(lang, '/desk/account')), ...signed].join('\n\n')}\n`,
        wording: null,
      };
    if (own === null) throw new Error('a letter to nobody');
    const page = origin + ownPath(lang, own.page, own.secret);
    const subject = `${name}: ${t(`mail.${letter.about}.subject`)}`;
    const told = toldIn({ t, lang, labels: labels() }, letter, origin).map((line) => hiddenWords(lang, line));
    const where = endsOnOwnPage.has(letter.about) ? [page] : [];
    return {
      subject,
      // Whom a side is asked from is one, and what is asked is not public yet.
      wording: letter.about === 'reply-request' ? null : [subject, ...told].join('\n\n'),
      text: `${[t('mail.hello'), ...told, ...where, t(whyOf(letter.about, own.page), { page }), ...fate(t, own.page, stays, origin, lang), ...signed].join('\n\n')}\n`,
    };
  };

/** A withdrawal ends the subscription: nothing is left to be ended. */
const whyOf = (about: Letter['about'], page: NonNullable<Outgoing['own']>['page']) =>
  about === 'withdrawn' && page === 'subscription' ? 'mail.subscription.ended' : (`mail.${page}.why` as const);

/** What happened, and what to do if it was not oneself. Who is out has no page any more. */
const ofAccount = (t: Translate, change: AccountChange, page: string): readonly string[] =>
  change === 'removed'
    ? [t('mail.account.removed.text'), t('mail.account.removed.why')]
    : [t(`mail.account.${change}.text`), t('mail.account.not-you', { page }), t('mail.account.why')];

/** What becomes of the address: the reader of an answer is told the truth of it, and where it can be taken back. */
const fate = (
  t: Translate,
  page: NonNullable<Outgoing['own']>['page'],
  { answer, undo, corrections }: Stays,
  origin: string,
  lang: UiLang,
): readonly string[] => {
  if (page !== 'ticket') return [];
  if (!answer && !undo && corrections === null) return [t('mail.ticket.gone')];
  return [
    ...(answer ? [t('mail.ticket.held')] : undo ? [t('mail.ticket.undo')] : []),
    ...(corrections === null
      ? []
      : [t('mail.ticket.corrections', { page: origin + ownPath(lang, 'subscription', corrections) })]),
  ];
};

type ToAsker = Exclude<Letter, { readonly about: 'account' }>;

/** What is to be read further stands on the reader's own page; its address is no part of what all are told. */
const endsOnOwnPage: ReadonlySet<Letter['about']> = new Set(['closed', 'appeal', 'question', 'reply-request']);

type Words = { readonly t: Translate; readonly lang: UiLang; readonly labels: VerdictLabels };

const toldIn = (words: Words, letter: ToAsker, origin: string): readonly string[] => {
  const { t, lang } = words;
  switch (letter.about) {
    case 'answer':
      return [t('mail.answer.text'), ...found(words, letter.check), origin + checkPath(lang, letter.check.slug)];
    case 'correction':
    case 'update':
      return [
        t(`mail.${letter.about}.text`, { title: letter.check.title }),
        textIn(letter.explain, lang).text,
        t('mail.correction.now'),
        ...found(words, letter.check),
        origin + checkPath(lang, letter.check.slug),
      ];
    case 'withdrawn':
      return [t('mail.withdrawn.text', { title: letter.check.title }), origin + checkPath(lang, letter.check.slug)];
    case 'closed':
      return [t('mail.closed.text')];
    case 'appeal':
      return [t('mail.appeal.text')];
    case 'question':
      return [t('mail.question.text'), letter.text, t('mail.question.where')];
    case 'reply-request':
      return [t('mail.reply-request.text', { claim: letter.claim, day: dayIn(lang, letter.due) })];
  }
};

const dayIn = (lang: UiLang, day: Day): string =>
  new Intl.DateTimeFormat(localeOf(lang), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** Claim before verdict: beside a headline that carries the finding, a bare verdict would read as its opposite. */
const found = ({ t, lang, labels }: Words, check: ToldCheck): readonly string[] => {
  const verdict = check.verdict === null ? (check.label ?? '') : labelOf(labels, lang, check.verdict);
  return [t('mail.claim', { claim: check.claim }), [verdict, check.short].filter((part) => part !== '').join('. ')];
};
