// The page of whoever asked us to look again: where it stands, what they wrote, and the answer once there is one.
import { isLate, type PublicAppeal } from '../../core/appeal.ts';
import { textIn } from '../../core/check.ts';
import { hostOf, ownPath, safeUrl } from './addresses.ts';
import { aboutWords, appealedPath } from './appealed.ts';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'asked-followed'> };

export const AppealFollowedPage = ({ view, page }: Props) => {
  const { t } = view;
  const { appeal } = page;
  const path = appealedPath(view.lang, appeal.about);
  const title = Object.keys(appeal.about.titles).length === 0 ? null : textIn(appeal.about.titles, view.lang);
  return (
    <div class="narrow asked">
      <header class="answer-head">
        <p class="eyebrow">{t('followed.eyebrow')}</p>
        <h1>{t(appeal.answer ? 'followed.answered' : 'followed.open')}</h1>
        <p class="lead">{t('followed.keep')}</p>
      </header>
      <p class="asked-about">
        <span class="eyebrow">{t(aboutWords[appeal.about.kind])}</span>
        {path !== null && title ? (
          <a href={path} lang={title.lang}>
            {title.text}
          </a>
        ) : (
          <span lang={title?.lang}>{title?.text ?? `#${appeal.about.caseNumber}`}</span>
        )}
      </p>
      {appeal.together && <p class="note">{t('grounds.appeal.together')}</p>}
      {appeal.answer ? (
        <>
          <Answer view={view} answer={appeal.answer} given={appeal} />
          <Consequence view={view} appeal={appeal} />
        </>
      ) : (
        <ul class="asked-days">
          <li>{t('followed.received', { day: view.day(appeal.openedOn) })}</li>
          <li>
            {t(isLate(appeal, view.shell.today) ? 'followed.late' : 'followed.due', { day: view.day(appeal.dueOn) })}
          </li>
          <li>
            {appeal.needsSomebody
              ? t('appeal.needs-somebody')
              : appeal.byTwo
                ? t('appeal.by-two')
                : t('appeal.how', { days: daysBetween(appeal.openedOn, appeal.dueOn) })}
          </li>
        </ul>
      )}
      <section class="block" aria-labelledby="yours">
        <h2 id="yours">{t('followed.yours')}</h2>
        <p class="meta">{t(`appeal.reason.${appeal.reason}`)}</p>
        <Words text={appeal.text} links={appeal.links} />
      </section>
      {appeal.contact && (
        <form class="block" method="post" action={`${ownPath(view.lang, 'appeal', page.secret)}/forget-contact`}>
          <p>{t('followed.contact')}</p>
          <button class="button button-quiet" type="submit">
            {t('followed.forget-contact')}
          </button>
        </form>
      )}
    </div>
  );
};

type Answered = NonNullable<PageOf<'asked-followed'>['appeal']['answer']>;

type AnswerProps = {
  readonly view: View;
  readonly answer: Pick<Answered, 'outcome' | 'reasons' | 'on' | 'earlier'>;
  /** By whom it was given, as far as everybody has to know. */
  readonly given: Pick<PublicAppeal, 'hadPart' | 'letIn'>;
};

/** Outcome and reasons, as everybody may read them. */
export const Answer = ({ view, answer, given }: AnswerProps) => {
  const reasons = textIn(answer.reasons, view.lang);
  return (
    <div class="asked-answer">
      <p class="meta">
        <span>{view.t('appeal.our-answer', { day: view.day(answer.on) })}</span>
        <span class="tag">{view.t(`appeal.outcome.${answer.outcome}`)}</span>
      </p>
      <p class="words" lang={reasons.lang} data-told={`answer.${reasons.lang}`}>
        {reasons.text}
      </p>
      <ByWhom view={view} given={given} />
      <Earlier view={view} earlier={answer.earlier} />
    </div>
  );
};

/** Of two who said something together, what everybody has to know of them. */
const ByWhom = ({ view, given }: Pick<AnswerProps, 'view' | 'given'>) => (
  <>
    {given.hadPart > 0 && (
      <p class="hint">{view.t(given.hadPart === 2 ? 'appeal.answered-by-two' : 'appeal.answered-one-part')}</p>
    )}
    {given.letIn && <p class="hint">{view.t('appeal.let-in')}</p>}
  </>
);

/** What it said before, the latest first, with the reason why it changed. */
const Earlier = ({ view, earlier }: { readonly view: View; readonly earlier: Answered['earlier'] }) => {
  const last = earlier.at(-1);
  if (last === undefined) return null;
  return (
    <details class="fold">
      <summary>{view.t('appeal.corrected', { day: view.day(last.until) })}</summary>
      <ol class="asked-list" reversed>
        {[...earlier].reverse().map((words, i) => {
          const [before, why] = [textIn(words.reasons, view.lang), textIn(words.why, view.lang)];
          return (
            <li key={earlier.length - i}>
              <p class="meta">{view.t('appeal.corrected-why', { day: view.day(words.until) })}</p>
              <p class="words" lang={why.lang}>
                {why.text}
              </p>
              <p class="meta">{view.t('appeal.corrected-before')}</p>
              <blockquote class="words" lang={before.lang}>
                {before.text}
              </blockquote>
              <ByWhom view={view} given={words} />
            </li>
          );
        })}
      </ol>
    </details>
  );
};

/** What came of one that was upheld: the check waits to be changed, or why it is not. */
export const Consequence = ({
  view,
  appeal: { consequence },
}: {
  readonly view: View;
  readonly appeal: Pick<PublicAppeal, 'consequence'>;
}) => {
  if (consequence?.state === 'waits') return <p class="note note-warn">{view.t('grounds.appeal.waits')}</p>;
  if (consequence?.state !== 'settled') return null;
  const because = textIn(consequence.because, view.lang);
  return (
    <div class="asked-answer">
      <p class="meta">
        <span>{view.t('grounds.appeal.settled', { day: view.day(consequence.on) })}</span>
      </p>
      <p class="words" lang={because.lang} data-told={`reason.${because.lang}`}>
        {because.text}
      </p>
      <ByWhom view={view} given={consequence} />
    </div>
  );
};

/** What was written, as plain text, with its evidence as links that lead nowhere by themselves. */
export const Words = ({ text, links }: { readonly text: string; readonly links: readonly string[] }) => (
  <>
    <blockquote class="words">{text}</blockquote>
    {links.length > 0 && (
      <ul class="asked-links">
        {links.map(safeUrl).flatMap((url) =>
          url === undefined ? (
            []
          ) : (
            <li key={url}>
              <a href={url} rel="noopener nofollow ugc">
                {hostOf(url)}
              </a>
            </li>
          ),
        )}
      </ul>
    )}
  </>
);

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
