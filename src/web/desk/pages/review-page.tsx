// One submission: as readers would see it, passage by passage with room for remarks, and the decision of a second person.
import { type Day, dayOf } from '../../../base/clock.ts';
import { type Check, cardOf } from '../../../core/check.ts';
import { mayTakeBack, type Texts } from '../../../core/decision.ts';
import type { Explainer, ExplainerText } from '../../../core/explainer.ts';
import type { Submission } from '../../../desk/index.ts';
import { isKey } from '../../locale.ts';
import { checkPath, explainerPath, inLanguage, notePath, verdictsPath } from '../../pages/addresses.ts';
import { CheckPage } from '../../pages/check-page.tsx';
import { ExplainerPage } from '../../pages/explainer-page.tsx';
import { namedFor, Uncovered } from '../../pages/veiled.tsx';
import type { View } from '../../pages/view.ts';
import { CaseQuestions } from './case-groups.tsx';
import type { DecideRefused } from './decide-model.ts';
import { DeskFrame } from './desk-frame.tsx';
import { ReviewChanges, titlesOf } from './review-changes.tsx';
import { ReviewDecision } from './review-decision.tsx';
import { ReviewPassages, type ReviewProps, versionsOf } from './review-passages.tsx';
import { momentOf, nameIn } from './reviews-page.tsx';

export const ReviewPage = ({ view, page }: ReviewProps) => {
  const { t } = view;
  const { submission } = page;
  return (
    <DeskFrame view={view} member={page.member} at="reviews">
      <div class="decide">
        <Head view={view} page={page} />
        <Refusal view={view} refused={page.refused} />
        <Past view={view} page={page} />
        <ReviewChanges view={view} page={page} />
        {(submission.kind === 'check' || submission.kind === 'correction') && (
          <section class="decide-preview" aria-labelledby="preview">
            <h2 id="preview">{t('decide.preview')}</h2>
            <p class="hint">{t('decide.preview.lead')}</p>
            <div class="decide-sheet">
              <CheckPage view={view} page={previewOf(submission.content)} preview />
            </div>
          </section>
        )}
        <CaseQuestions view={view} groups={page.questions} lang={undefined} />
        {submission.kind === 'explainer' && (
          <section class="decide-preview" aria-labelledby="preview">
            <h2 id="preview">{t('decide.preview')}</h2>
            <div class="decide-versions">
              {versionsOf(view, submission.content.texts).map(([lang, text]) => (
                <div class="decide-sheet" key={lang}>
                  <p class="eyebrow">{view.language(lang)}</p>
                  <ExplainerPage view={view} page={sheetOf(submission.content, lang, text)} preview />
                </div>
              ))}
            </div>
          </section>
        )}
        <form method="post" action={inLanguage(view.lang, `/desk/reviews/${submission.id}`)} class="decide-form">
          <input type="hidden" name="hash" value={submission.contentHash} />
          {(submission.kind === 'check' || submission.kind === 'correction') && (
            <ReviewPassages view={view} page={page} check={submission.content} />
          )}
          {(submission.kind === 'check' || submission.kind === 'correction') && submission.content.related && (
            <div class="decide-explain">
              <p>{t('decide.field.related')}</p>
              <p class="decide-said">{titlesOf(view, submission.content.related, page.named)}</p>
            </div>
          )}
          {submission.kind === 'explainer' && <Attached view={view} page={page} explainer={submission.content} />}
          {submission.kind === 'explainer-withdrawal' && (
            <Words view={view} parts={{ because: submission.content.because }} />
          )}
          {submission.kind === 'withdrawal' && <Words view={view} parts={{ because: submission.content.because }} />}
          {submission.kind === 'closing' && (
            <>
              <p>
                <span class="tag">{t(`declined.reason.${submission.content.reason}`)}</span>
              </p>
              <Words view={view} parts={{ claim: submission.content.claim, explain: submission.content.explain }} />
            </>
          )}
          {submission.kind === 'note' && (
            <>
              <Words
                view={view}
                parts={{
                  claim: submission.content.claim,
                  known: submission.content.known,
                  unknown: submission.content.unknown,
                }}
              />
              {submission.content.nextOn && (
                <p>
                  <time dateTime={submission.content.nextOn}>
                    {t('declined.next', { day: view.day(submission.content.nextOn) })}
                  </time>
                </p>
              )}
            </>
          )}
          <ReviewDecision view={view} page={page} />
        </form>
        <TakeBack view={view} page={page} />
      </div>
    </DeskFrame>
  );
};

const previewOf = (check: Check) => ({
  page: 'check' as const,
  check,
  card: cardOf(check),
  overdue: false,
  related: [],
});

/** One version alone, as its readers would see it. */
const sheetOf = (explainer: Explainer, lang: string, text: ExplainerText) => ({
  page: 'explainer' as const,
  explainer: { ...explainer, texts: { [lang]: text }, corrections: [], publishedOn: unset, changed: new Date(0) },
  cards: [],
});
/** The day of publication is known only then, and shown nowhere in a preview. */
const unset = '1970-01-01' as Day;

const Attached = ({ view, page, explainer }: ReviewProps & { readonly explainer: Explainer }) => {
  const last = explainer.corrections.at(-1);
  return (
    <>
      {last && (
        <div class="decide-explain">
          <p>
            <span class="tag">{view.t(`correction.${last.kind}`)}</span>
          </p>
          {versionsOf(view, last.explain).map(([lang, text]) => (
            <p key={lang} lang={lang}>
              {text}
            </p>
          ))}
        </div>
      )}
      <div class="decide-explain">
        <p>
          {explainer.checks.length === 0
            ? view.t('decide.attached-none')
            : view.t('decide.attached', { count: explainer.checks.length })}
        </p>
        <p class="decide-said">{titlesOf(view, explainer.checks, page.named)}</p>
      </div>
    </>
  );
};

const Head = ({ view, page }: ReviewProps) => {
  const { t } = view;
  const { submission } = page;
  const at = publicAt(view, submission);
  return (
    <header class="decide-head">
      <p class="eyebrow">
        {t(`decide.kind.${submission.kind}`)}
        {submission.caseNumber !== null && (
          <>
            {' · '}
            <a href={inLanguage(view.lang, `/desk/cases/${submission.caseNumber}`)}>
              {t('decide.case', { number: submission.caseNumber })}
            </a>
          </>
        )}
      </p>
      <h1>{namedFor(view, titleOf(view, submission))}</h1>
      <Uncovered view={view} text={titleOf(view, submission)} />
      <p class="meta">
        <span class="tag">{t(`decide.state.${submission.state}`)}</span>
        <span>
          {t('decide.handed-in', {
            name: nameIn(page.team, submission.submittedBy),
            day: view.day(dayOf(submission.submittedAt)),
          })}
        </span>
        <span>
          {t('decide.written-by', { names: submission.writers.map((id) => nameIn(page.team, id)).join(', ') })}
        </span>
        {submission.publishAt && <span>{t('decide.public-at', { time: momentOf(submission.publishAt) })}</span>}
        {submission.state === 'published' && at !== null && <a href={at}>{t('decide.see-public')}</a>}
      </p>
    </header>
  );
};

/** Where it stands once it is public. */
const publicAt = (view: View, { kind, content, caseNumber }: Submission): string | null => {
  if (kind === 'explainer' || kind === 'explainer-withdrawal') return explainerPath(view.lang, content.slug);
  if (kind === 'labels') return verdictsPath(view.lang);
  if (kind === 'note') return caseNumber === null ? null : notePath(view.lang, caseNumber);
  return 'slug' in content ? checkPath(view.lang, content.slug) : null;
};

const titleOf = (view: View, submission: Submission): string => {
  const { kind, content } = submission;
  if (kind === 'check' || kind === 'correction')
    return (content.texts[view.lang] ?? Object.values(content.texts)[0])?.title ?? content.slug;
  if (kind === 'withdrawal') return submission.caseTitle ?? content.slug;
  if (kind === 'explainer') return (content.texts[view.lang] ?? Object.values(content.texts)[0])?.title ?? content.slug;
  if (kind === 'explainer-withdrawal') return content.slug;
  if (kind === 'labels') return view.t('labels.title');
  return 'claim' in content ? (content.claim[view.lang] ?? Object.values(content.claim)[0] ?? '') : '';
};

/** Why it was not taken; what was typed is still there. Takes the focus so that it is read first. */
export const Refusal = ({ view, refused }: { readonly view: View; readonly refused: DecideRefused }) => {
  if (refused === null) return null;
  const key = `decide.no.${refused.code}`;
  return (
    <p class="note note-warn" role="alert" tabIndex={-1} id="refused">
      {isKey(key) ? view.t(key, { name: refused.detail ?? '' }) : refused.code} {view.t('decide.kept')}
    </p>
  );
};

/** What reviewers said before, newest last. */
const Past = ({ view, page }: ReviewProps) =>
  page.submission.reviews.length === 0 ? null : (
    <section class="decide-past" aria-labelledby="past">
      <h2 id="past">{view.t('decide.past')}</h2>
      <ol>
        {page.submission.reviews.map((review) => (
          <li key={review.id}>
            <p class="meta">
              <span class="tag">{view.t(`decide.outcome.${review.outcome}`)}</span>
              <span>{nameIn(page.team, review.by)}</span>
              <span>{view.day(dayOf(review.at))}</span>
              {review.letIn && <span class="tag">{view.t('decide.let-in.tag')}</span>}
            </p>
            {review.reason && <p class="decide-said">{review.reason}</p>}
            {review.remarks.length > 0 && (
              <ul>
                {review.remarks.map((remark) => (
                  <li key={remark.passage}>
                    <strong>{passageName(view, remark.passage)}</strong>: {remark.text}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  );

const passageName = (view: View, passage: string): string => {
  const [lang = '', field = ''] = passage.split('.');
  const key = `field.${field}`;
  return `${isKey(key) ? view.t(key) : field} (${view.language(lang)})`;
};

const Words = ({ view, parts }: { readonly view: View; readonly parts: Readonly<Record<string, Texts>> }) => (
  <dl class="decide-words">
    {Object.entries(parts).flatMap(([part, texts]) =>
      versionsOf(view, texts).map(([lang, text]) => {
        const key = `decide.part.${part}`;
        return (
          <div key={`${part} ${lang}`}>
            <dt>
              {isKey(key) ? view.t(key) : part} <span class="tag">{view.language(lang)}</span>
            </dt>
            <dd lang={lang}>{text}</dd>
          </div>
        );
      }),
    )}
  </dl>
);

const TakeBack = ({ view, page }: ReviewProps) => {
  const { submission, member } = page;
  const waits = submission.state === 'waiting' || submission.state === 'approved';
  if (!waits || !mayTakeBack(member, submission)) return null;
  return (
    <form
      class="decide-buttons"
      method="post"
      action={inLanguage(view.lang, `/desk/reviews/${submission.id}/take-back`)}
    >
      <button class="button button-quiet" type="submit">
        {view.t('decide.take-back')}
      </button>
      <span class="hint">{view.t('decide.take-back.hint')}</span>
    </form>
  );
};
