// A check in a list: the claim, verdict by shape and word, headline, one sentence, date; another publisher's named as theirs.
import type { ComponentChildren } from 'preact';
import { type CheckCard, textIn } from '../../core/check.ts';
import { checkPath } from './addresses.ts';
import { VerdictShape } from './verdict-shape.tsx';
import { shortBelow, toneOf, wordOf } from './verdict-words.ts';
import type { View } from './view.ts';

type Props = {
  readonly view: View;
  readonly card: CheckCard;
  readonly level?: 2 | 3;
  readonly children?: ComponentChildren;
};

export const CheckItem = ({ view, card, level = 3, children }: Props) => {
  const { lang, text } = textIn(card.texts, view.lang);
  const tone = toneOf(card);
  const foreign = lang === view.lang ? undefined : lang;
  const Heading = `h${level}` as const;
  return (
    <article class={`item tone-${tone}`}>
      <VerdictShape tone={tone} />
      <div class="item-body">
        {/* A headline carries the finding: right below a verdict it would read as what was judged. */}
        {text.title !== '' && text.title !== text.claim && (
          <p class="item-claim" lang={foreign}>
            “{text.claim}”
          </p>
        )}
        <p class="item-verdict">{wordOf(view, card)}</p>
        <Heading class="item-title">
          <a href={checkPath(view.lang, card.slug)} lang={foreign}>
            {text.title || text.claim}
          </a>
        </Heading>
        {text.short !== '' && (
          <p class="item-short" lang={foreign}>
            {shortBelow(wordOf(view, card), text.short)}
          </p>
        )}
        <Meta view={view} card={card} />
        {children}
      </div>
    </article>
  );
};

const Meta = ({ view, card }: Pick<Props, 'view' | 'card'>) => {
  const day = card.asOf ?? card.publishedOn;
  return (
    <p class="meta">
      {card.source && <span class="tag">{view.t('check.by', { publisher: card.source.name })}</span>}
      {day && <time dateTime={day}>{view.day(day)}</time>}
      {card.correctedOn && <span>{view.t('check.corrected-short')}</span>}
    </p>
  );
};

export const CheckItems = ({
  view,
  cards,
  level = 3,
}: Omit<Props, 'card' | 'children'> & { readonly cards: readonly CheckCard[] }) => (
  <ul class="items">
    {cards.map((card) => (
      <li key={card.id}>
        <CheckItem view={view} card={card} level={level} />
      </li>
    ))}
  </ul>
);
