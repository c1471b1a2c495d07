// What one claim of a message is answered with: known, perhaps (three, with why), or new.
import type { Id } from '../../base/ids.ts';
import { textIn } from '../../core/check.ts';
import { checkPath, safeUrl } from './addresses.ts';
import { CheckItem } from './check-card.tsx';
import { FeedbackForm } from './feedback-form.tsx';
import type { AnswerView, ClaimView } from './model.ts';
import { PictureBeside } from './picture-beside.tsx';
import { VerdictPanel } from './verdict-panel.tsx';
import type { View } from './view.ts';
import { saysWhy, WhyMatch } from './why-match.tsx';

type Props = {
  readonly view: View;
  readonly claim: ClaimView;
  readonly message: string | null;
  readonly answerId: Id | null;
};

export const ClaimAnswers = (props: Props) => {
  const [first, ...others] = props.claim.answers;
  if (props.claim.outcome === 'known' && first) return <Known {...props} answer={first} others={others.slice(0, 2)} />;
  if (props.claim.outcome === 'perhaps' && first) return <Perhaps {...props} />;
  return <p class="note">{props.view.t('answer.part-new')}</p>;
};

const Known = ({
  view,
  claim,
  message,
  answerId,
  answer,
  others,
}: Props & { readonly answer: AnswerView; readonly others: readonly AnswerView[] }) => {
  const { t } = view;
  const { lang, text } = textIn(answer.card.texts, view.lang);
  const explained = saysWhy(answer, message);
  return (
    <>
      <figure class="claim-quote">
        <figcaption class="eyebrow">{t('check.claim')}</figcaption>
        <blockquote lang={lang}>{text.claim}</blockquote>
      </figure>
      <VerdictPanel view={view} card={answer.card} overdue={answer.overdue}>
        <Sources view={view} answer={answer} />
        <p>
          <a class="button button-strong" href={checkPath(view.lang, answer.card.slug)}>
            {t('answer.read')}
          </a>
        </p>
      </VerdictPanel>
      <PictureBeside view={view} answer={answer} isOwn={message !== null} />
      {(explained || answerId !== null) && (
        <section class="block">
          {explained && <h3>{t('why.title')}</h3>}
          <WhyMatch view={view} answer={answer} message={message} part={claim.span} />
          <FeedbackForm view={view} answerId={answerId} check={answer.card.id} label={t('feedback.question')} />
        </section>
      )}
      {others.length > 0 && (
        <details class="fold">
          <summary>{t('answer.not-meant')}</summary>
          <ul class="items">
            {others.map((other) => (
              <li key={other.card.id}>
                <Offered view={view} claim={claim} message={message} answerId={answerId} answer={other} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};

const Perhaps = ({ view, claim, message, answerId }: Props) => (
  <ul class="items items-offered">
    {claim.answers.slice(0, 3).map((answer) => (
      <li key={answer.card.id}>
        <Offered view={view} claim={claim} message={message} answerId={answerId} answer={answer} />
      </li>
    ))}
  </ul>
);

const Offered = ({ view, claim, message, answerId, answer }: Props & { readonly answer: AnswerView }) => (
  <CheckItem view={view} card={answer.card}>
    {answer.doubt !== null && <p class="doubt">{view.t(`doubt.${answer.doubt}`)}</p>}
    <PictureBeside view={view} answer={answer} isOwn={message !== null} />
    <WhyMatch view={view} answer={answer} message={message} part={claim.span} />
    <FeedbackForm view={view} answerId={answerId} check={answer.card.id} label={view.t('feedback.this-one')} />
  </CheckItem>
);

const Sources = ({ view, answer }: { readonly view: View; readonly answer: AnswerView }) =>
  answer.card.evidence.length === 0 ? null : (
    <div class="sources">
      <h3 class="eyebrow">{view.t('answer.sources')}</h3>
      <ul>
        {answer.card.evidence.map(({ publisher, title, url }) => {
          const href = safeUrl(url);
          return (
            <li key={`${publisher} ${title}`}>
              {publisher}:{' '}
              {href ? (
                <a href={href} rel="noopener">
                  {title}
                </a>
              ) : (
                title
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
