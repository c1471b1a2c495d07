// The verdict as the first thing read: shape, word, place on the scale, one sentence, date.
import type { ComponentChildren } from 'preact';
import type { CheckCard } from '../../core/check.ts';
import { textIn } from '../../core/check.ts';
import { scale, scaleValue } from '../../core/verdict.ts';
import { safeUrl } from './addresses.ts';
import { VerdictShape } from './verdict-shape.tsx';
import { shortBelow, toneOf, verdictMeaning, verdictWord, wordOf } from './verdict-words.ts';
import type { View } from './view.ts';

type Props = {
  readonly view: View;
  readonly card: CheckCard;
  readonly overdue: boolean;
  readonly children?: ComponentChildren;
};

export const VerdictPanel = ({ view, card, overdue, children }: Props) => {
  const { t } = view;
  const tone = toneOf(card);
  const { lang, text } = textIn(card.texts, view.lang);
  return (
    <div class={`verdict tone-${tone}`}>
      <div class="verdict-head">
        <VerdictShape tone={tone} />
        <p>
          <span class="eyebrow">
            {card.source === null ? t('verdict.ours') : t('verdict.theirs', { publisher: card.source.name })}
          </span>
          <strong class="verdict-word" data-verdict-word lang={card.source === null ? undefined : lang}>
            {wordOf(view, card)}
          </strong>
        </p>
        {card.source === null && card.verdict !== null && <Scale view={view} card={card} />}
      </div>
      <p class="verdict-short" lang={lang}>
        {shortBelow(wordOf(view, card), text.short) || text.title}
      </p>
      {card.source === null && card.verdict !== null && (
        <p class="verdict-means">{verdictMeaning(view, card.verdict)}</p>
      )}
      {card.source !== null && <Theirs view={view} card={card} />}
      <p class="verdict-date">
        {card.asOf && <span>{t('check.as-of', { day: view.day(card.asOf) })}</span>}
        {!card.asOf && card.publishedOn && <span>{t('check.published', { day: view.day(card.publishedOn) })}</span>}
        {card.correctedOn && <span>{t('check.corrected', { day: view.day(card.correctedOn) })}</span>}
      </p>
      {overdue && card.reviewBy && <p class="note note-warn">{t('check.overdue', { day: view.day(card.reviewBy) })}</p>}
      {children}
    </div>
  );
};

const Theirs = ({ view, card }: Pick<Props, 'view' | 'card'>) => {
  const url = safeUrl(card.originalUrl);
  return (
    <>
      {card.verdict !== null && card.label !== null && (
        <p class="verdict-means">{view.t('verdict.on-our-scale', { verdict: verdictWord(view, card.verdict) })}</p>
      )}
      {url && (
        <p>
          <a class="button button-quiet" href={url} rel="noopener">
            {view.t('check.read-at', { publisher: card.source?.name ?? '' })}
          </a>
        </p>
      )}
    </>
  );
};

/** Six steps with ours filled; off the scale there is nothing to draw, because nobody concluded a place. */
const Scale = ({ view, card }: Pick<Props, 'view' | 'card'>) => {
  const value = card.verdict === null ? undefined : scaleValue(card.verdict);
  if (value === undefined) return null;
  const step = scale.length - value + 1;
  return (
    <div class="scale">
      <span class="visually-hidden">{view.t('verdict.step', { step, steps: scale.length })}</span>
      <svg viewBox="0 0 132 14" aria-hidden="true" focusable="false">
        {scale.map((name, i) => (
          <rect
            key={name}
            class={i + 1 === step ? 'here' : 'step'}
            x={i * 22 + 1}
            y={i + 1 === step ? 1 : 5}
            width="20"
            height={i + 1 === step ? 12 : 4}
            rx="2"
          />
        ))}
      </svg>
      <span class="scale-ends" aria-hidden="true">
        <span>{view.t('verdict.true')}</span>
        <span>{view.t('verdict.false')}</span>
      </span>
    </div>
  );
};
