// Why this check is offered: the agreeing words in both texts, or the words alone where the message is not shown.
import type { Span } from '../../base/span.ts';
import { langOfWords } from '../../core/check.ts';
import { within } from './marked-text.ts';
import { Marks } from './marks.tsx';
import type { AnswerView } from './model.ts';
import type { View } from './view.ts';

type Props = {
  readonly view: View;
  readonly answer: AnswerView;
  /** The whole masked message; null where it is not shown. */
  readonly message: string | null;
  readonly part: Span;
};

/** Whether there is anything to say about why: a check that came by the work on its case was compared with nothing. */
export const saysWhy = (answer: AnswerView, message: string | null): boolean => {
  if (answer.sameLink) return true;
  // The words themselves belong to askers; where a doubt says so already, it is not said twice.
  if (answer.asked) return answer.doubt !== 'asked';
  return answer.words.length > 0 || (message !== null && answer.spans.query.length > 0);
};

export const WhyMatch = ({ view, answer, message, part }: Props) => {
  const { t } = view;
  if (!saysWhy(answer, message)) return null;
  if (answer.sameLink) return <p class="why-line">{t('why.same-link')}</p>;
  if (answer.asked) return <p class="why-line">{t('why.asked')}</p>;
  if (message === null || answer.spans.query.length === 0) return <AgreeingWords view={view} answer={answer} />;
  const asked = message.slice(part.start, part.end);
  return (
    <>
      <dl class="why">
        <div>
          <dt>{t('why.yours')}</dt>
          <dd dir="auto">
            <Marks text={asked} spans={within(part, answer.spans.query)} />
          </dd>
        </div>
        <div>
          <dt>{t('why.theirs')}</dt>
          <dd dir="auto" lang={langOfWords(answer.card.texts, [answer.matched.toLocaleLowerCase('vi')], view.lang)}>
            <Marks text={answer.matched} spans={answer.spans.matched} />
          </dd>
        </div>
        {answer.wording && (
          <div>
            <dt>{t('why.wording')}</dt>
            <dd dir="auto" lang={answer.wording.lang ?? undefined}>
              <Marks text={answer.wording.text} spans={answer.wording.spans} />
            </dd>
          </div>
        )}
      </dl>
      <WhatDecided view={view} answer={answer} />
    </>
  );
};

/** Words of the check alone, marked as of the language they are in: what was asked may be in another one than the page. */
const AgreeingWords = ({ view, answer: { card, words } }: Pick<Props, 'view' | 'answer'>) => {
  const lang = langOfWords(card.texts, words, view.lang);
  const foreign = lang !== undefined && lang !== view.lang;
  return (
    <p class="why-line">
      {foreign ? view.t('why.words-in', { language: view.language(lang) }) : view.t('why.words')}{' '}
      <span lang={foreign ? lang : undefined}>
        {words.map((word, i) => (
          <>
            {i > 0 && ', '}
            <mark key={word}>{word}</mark>
          </>
        ))}
      </span>
    </p>
  );
};

const mostTold = 3;

/** The weightiest reasons in words, and how sure that makes us. */
const WhatDecided = ({ view, answer }: Pick<Props, 'view' | 'answer'>) => {
  const { t } = view;
  const [first, ...others] = answer.reasons.slice(0, mostTold);
  if (first === undefined) return null;
  // A match that something speaks against is as near as it is, and still another claim.
  const isTold = answer.doubt === null || answer.doubt === 'partial';
  const percent = isTold ? Math.min(99, Math.round((answer.probability ?? 0) * 100)) : 0;
  return (
    <p class="why-line">
      {t('why.decided')} {[first, ...others].map(({ kind }) => t(`why.reason.${kind}`)).join(', ')}.{' '}
      {percent > 0 && t('why.sure', { percent })}
    </p>
  );
};
