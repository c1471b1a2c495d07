// What is said in public of an appeal: what waits for a second person, and the forms by which one puts words forward.
import type { ComponentChildren } from 'preact';
import { appealLimits, appealOutcomes } from '../../../core/appeal.ts';
import { may } from '../../../core/rights.ts';
import type { WaitingWords } from '../../../desk/appeal-ports.ts';
import type { InTheWay } from '../../../desk/appeal-words.ts';
import { isKey } from '../../locale.ts';
import { inLanguage } from '../../pages/addresses.ts';
import { Choice, Field } from '../../pages/asked-fields.tsx';
import { NotForYouNote } from '../../pages/not-for-you-note.tsx';
import type { View } from '../../pages/view.ts';
import type { AppealForm, AppealPageOf } from './appeal-model.ts';

type Props = { readonly view: View; readonly page: AppealPageOf<'desk-appeal'> };

export const AppealWords = ({ view, page }: Props) => {
  const { appeal, inTheWay, member } = page;
  return (
    <>
      <Refused view={view} page={page} at={null} />
      {appeal.proposed.map((words, i) => (
        <Proposed key={words.id} view={view} page={page} words={words} why={inTheWay.agreeing[i] ?? null} />
      ))}
      {appeal.answer === null ? (
        <Decided view={view} page={page} why={inTheWay.writing}>
          <AnswerForm view={view} page={page} />
        </Decided>
      ) : (
        !appeal.together && (
          <>
            {inTheWay.writing === null && <CorrectForm view={view} page={page} />}
            {appeal.consequence?.state === 'waits' &&
              may(member.role, 'appeal.settle') &&
              inTheWay.settling !== 'own-work' && (
                <Decided view={view} page={page} why={inTheWay.settling}>
                  <SettleForm view={view} page={page} />
                </Decided>
              )}
          </>
        )
      )}
    </>
  );
};

type DecidedProps = Props & { readonly why: InTheWay | null; readonly children: ComponentChildren };

/** The form, or why it is not there for whoever looks. */
const Decided = ({ view, page, why, children }: DecidedProps) => {
  if (why === null) return <>{children}</>;
  if (why === 'own-answer') return <p class="hint">{view.t('desk-appeals.proposed-own')}</p>;
  if (why === 'own-work') return <p class="note note-warn">{view.t('desk-appeals.own-work')}</p>;
  if (why === 'without-right') return <p class="note note-warn">{view.t('problem.first-without-right.detail')}</p>;
  return <NotForYouNote view={view} why={why} nameOf={(id) => page.names[id] ?? '–'} />;
};

type ProposedProps = Props & { readonly words: WaitingWords; readonly why: InTheWay | null };

/** What one wrote, as the public will read it, and the yes that makes it public. */
const Proposed = ({ view, page, words, why }: ProposedProps) => {
  const { t } = view;
  const heading = `proposed-${words.kind}`;
  return (
    <section class="appeal-proposed" aria-labelledby={heading}>
      <h2 id={heading}>{t(`desk-appeals.proposed.${words.kind}`)}</h2>
      <p class="hint">
        {t('desk-appeals.proposed-by', { name: page.names[words.by] ?? '–', day: view.day(words.on) })}
      </p>
      {words.outcome !== null && (
        <p class="meta">
          <span class="tag">{t(`appeal.outcome.${words.outcome}`)}</span>
        </p>
      )}
      <InEach page={page} words={words.reasons} />
      {words.why !== null && (
        <>
          <h3>{t('desk-appeals.why-title')}</h3>
          <InEach page={page} words={words.why} />
        </>
      )}
      <Decided view={view} page={page} why={why}>
        <form method="post" action={inLanguage(view.lang, `/desk/appeals/${page.appeal.id}/agree`)}>
          <input type="hidden" name="proposed" value={words.id} />
          <p>
            <button class="button button-strong" type="submit">
              {t('desk-appeals.agree')}
            </button>
          </p>
        </form>
        <p class="hint">{t('desk-appeals.proposed-other')}</p>
      </Decided>
    </section>
  );
};

const InEach = ({
  page,
  words,
}: {
  readonly page: Props['page'];
  readonly words: Readonly<Record<string, string>>;
}) => (
  <>
    {page.languages.map((language) => (
      <p class="words" lang={language} key={language}>
        {words[language] ?? ''}
      </p>
    ))}
  </>
);

/** What was wrong with what was sent from this form; of what is no form, under the page's own head. */
const Refused = ({ view, page: { refused, filled }, at }: Props & { readonly at: AppealForm['at'] }) => {
  if (refused === null || filled.at !== at) return null;
  const key = `desk-appeals.refused.${refused.code}`;
  return (
    <p class="note note-warn" role="alert" id="refused">
      {isKey(key) ? view.t(key) : refused.code}
    </p>
  );
};

type WordsProps = Props & {
  readonly name: 'reasons' | 'why' | 'because';
  readonly label: 'grounds.appeal.because' | 'desk-appeals.reasons' | 'desk-appeals.why';
  readonly rows: number;
  /** What stands in the fields before anything was typed. */
  readonly before?: Readonly<Record<string, string>>;
};

/** A field for public words in each language. */
const Words = ({ view, page, name, label, rows, before }: WordsProps) => (
  <div class="appeal-reasons">
    {page.languages.map((language) => (
      <Field
        key={language}
        name={`${name}-${language}`}
        label={view.t(label, { language: view.language(language) })}
        hint={null}
        wrong={page.refused?.field === `${name}-${language}`}
      >
        {(described) => (
          <textarea
            {...described}
            name={`${name}-${language}`}
            lang={language}
            rows={rows}
            maxLength={appealLimits.answer}
            required
            value={page.filled.words[`${name}-${language}`] ?? before?.[language] ?? ''}
          />
        )}
      </Field>
    ))}
  </div>
);

type FormProps = Props & { readonly at: NonNullable<AppealForm['at']>; readonly children: ComponentChildren };

/** Sends words to whoever agrees. */
const Form = ({ view, page, at, children }: FormProps) => (
  <form
    class="asked-form"
    method="post"
    action={inLanguage(view.lang, `/desk/appeals/${page.appeal.id}${at === 'answer' ? '' : `/${at}`}`)}
  >
    <Refused view={view} page={page} at={at} />
    {children}
    <p>
      <button class="button button-strong" type="submit">
        {view.t('desk-appeals.put-forward')}
      </button>
    </p>
  </form>
);

const AnswerForm = ({ view, page }: Props) => {
  const { t } = view;
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{t('desk-appeals.answer-title')}</h2>
      <p class="hint">{t('desk-appeals.answer-lead')}</p>
      <Form view={view} page={page} at="answer">
        <Choice
          name="outcome"
          legend={t('desk-appeals.outcome')}
          chosen={page.filled.outcome}
          options={appealOutcomes.map((value) => ({
            value,
            label: t(`appeal.outcome.${value}`),
            hint: t(`appeal.outcome-means.${value}`),
          }))}
        />
        <Words view={view} page={page} name="reasons" label="desk-appeals.reasons" rows={6} />
      </Form>
    </section>
  );
};

/** Another wording of a public answer: what it said stays to be read. */
const CorrectForm = ({ view, page }: Props) => (
  <details class="fold" open={page.filled.at === 'correct' || undefined}>
    <summary>{view.t('desk-appeals.correct')}</summary>
    <p class="hint">{view.t('desk-appeals.correct-lead')}</p>
    <Form view={view} page={page} at="correct">
      <Words
        view={view}
        page={page}
        name="reasons"
        label="desk-appeals.reasons"
        rows={6}
        {...(page.appeal.answer && { before: page.appeal.answer.reasons })}
      />
      <Words view={view} page={page} name="why" label="desk-appeals.why" rows={3} />
    </Form>
  </details>
);

/** Nothing changes after all: said in public, by an editor who had no part in it. */
const SettleForm = ({ view, page }: Props) => (
  <details class="fold" open={page.filled.at === 'settle' || undefined}>
    <summary>{view.t('grounds.appeal.settle')}</summary>
    <p class="hint">{view.t('grounds.appeal.settle-lead')}</p>
    <Form view={view} page={page} at="settle">
      <Words view={view} page={page} name="because" label="grounds.appeal.because" rows={5} />
    </Form>
  </details>
);
