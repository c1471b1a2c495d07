// A kind answer for whoever sent it: the choice of address, and the message to copy. Works without script; nothing is kept.
import type { UiLang } from '../../base/lang.ts';
import { type CheckCard, textIn } from '../../core/check.ts';
import { type KindForm, kindForms, kindGroups } from '../../core/kind-reply.ts';
import { checkPath } from './addresses.ts';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

export const kindReplyPath = (lang: UiLang, slug: string, form?: string): string =>
  `${checkPath(lang, slug)}/reply${form === undefined ? '' : `?to=${form}`}`;

type Props = { readonly view: View; readonly page: PageOf<'kind-reply'> };

export const KindReplyPage = ({ view, page }: Props) => {
  const { t, lang } = view;
  const { card, form, message } = page;
  const told = textIn(card.texts, lang);
  return (
    <div class="narrow kind">
      <header class="page-head">
        <p>
          <a href={checkPath(lang, card.slug)}>{t('kind.back')}</a>
        </p>
        <h1>{t('kind.title')}</h1>
        <p class="hint" lang={told.lang}>
          {told.text.claim}
        </p>
        <p>{t('kind.lead')}</p>
      </header>
      <KindChoice view={view} card={card} chosen={form.name} />
      <section class="block" aria-labelledby="message">
        <h2 id="message">{t('kind.message')}</h2>
        <textarea
          class="kind-message"
          id="kind-text"
          aria-labelledby="message"
          aria-describedby="by-hand"
          readOnly
          rows={11}
          spellcheck={false}
        >
          {message}
        </textarea>
        <div class="share-buttons">
          <button
            class="button button-strong"
            type="button"
            hidden
            data-copy-from="kind-text"
            data-copied={t('share.copied')}
            data-failed={t('share.failed')}
          >
            {t('kind.copy')}
          </button>
          <button class="button button-quiet" type="button" hidden data-send-from="kind-text">
            {t('kind.send')}
          </button>
        </div>
        <p class="hint" id="by-hand">
          {t('kind.by-hand')}
        </p>
      </section>
    </div>
  );
};

/** Every form of address as a link to its message. */
export const KindChoice = ({
  view,
  card,
  chosen,
}: {
  readonly view: View;
  readonly card: Pick<CheckCard, 'slug'>;
  readonly chosen: string | null;
}) => {
  const { t, lang } = view;
  const forms = kindForms(lang);
  const groups = kindGroups.filter((group) => forms.some((form) => form.group === group));
  return (
    <nav class="kind-choice" aria-label={t('kind.choose')}>
      {groups.map((group) => (
        <div key={group}>
          {groups.length > 1 && <p class="eyebrow">{t(`kind.group.${group}`)}</p>}
          <ul>
            {forms
              .filter((form) => form.group === group)
              .map((form) => (
                <li key={form.name}>
                  <a
                    href={kindReplyPath(lang, card.slug, form.name)}
                    aria-current={form.name === chosen ? 'true' : undefined}
                    rel="nofollow"
                  >
                    {labelOf(view, form)}
                  </a>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
};

/** "con – mẹ" says how one speaks; where nobody is named, whom it is for. */
const labelOf = ({ t }: View, form: KindForm): string => {
  switch (form.name) {
    case 'friends':
    case 'family':
    case 'group':
    case 'neutral':
      return t(`kind.form.${form.name}`);
    default:
      return `${form.self} – ${form.you}`;
  }
};

/** On a check's page: the forms to choose from, folded where a reply stands there already. */
export const KindReplyFold = ({
  view,
  card,
  open,
}: {
  readonly view: View;
  readonly card: Pick<CheckCard, 'slug'>;
  readonly open: boolean;
}) => (
  <details class="fold kind-fold" open={open}>
    <summary>{view.t('kind.choose-form')}</summary>
    <p>{view.t('kind.short-lead')}</p>
    <KindChoice view={view} card={card} chosen={null} />
  </details>
);

/** Under an answer: one link per check that answers. */
export const KindReplyLinks = ({ view, cards }: { readonly view: View; readonly cards: readonly CheckCard[] }) =>
  cards.length === 0 ? null : (
    <section class="block" aria-labelledby="kind">
      <h2 id="kind">{view.t('kind.title')}</h2>
      <p>{view.t('kind.short-lead')}</p>
      <ul class="kind-links">
        {cards.map((card) => {
          const told = textIn(card.texts, view.lang);
          return (
            <li key={card.id}>
              {cards.length > 1 && <p lang={told.lang}>{told.text.claim}</p>}
              <a class="button button-quiet" href={kindReplyPath(view.lang, card.slug)}>
                {view.t(cards.length > 1 ? 'kind.open' : 'kind.open-for')}
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
