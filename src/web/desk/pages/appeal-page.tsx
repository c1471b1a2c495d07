// One request to look again: what was written, and the form for the public answer.
import type { ComponentChildren } from 'preact';
import { appealLimits, appealOutcomes } from '../../../core/appeal.ts';
import { may } from '../../../core/rights.ts';
import { isKey } from '../../locale.ts';
import { inLanguage } from '../../pages/addresses.ts';
import { ApartNote } from '../../pages/apart-note.tsx';
import { Answer, Consequence, Words } from '../../pages/appeal-followed-page.tsx';
import { aboutWords, appealedPath } from '../../pages/appealed.ts';
import { Choice, Field } from '../../pages/asked-fields.tsx';
import { Veiled } from '../../pages/veiled.tsx';
import type { View } from '../../pages/view.ts';
import type { AppealPageOf } from './appeal-model.ts';
import { AskSomebodyIn, Due, titleOf } from './appeals-page.tsx';
import { DeskFrame } from './desk-frame.tsx';

type Props = { readonly view: View; readonly page: AppealPageOf<'desk-appeal'> };

export const AppealPageView = ({ view, page }: Props) => {
  const { t, lang } = view;
  const { appeal } = page;
  const title = titleOf(view, appeal);
  const { kind, slug, caseNumber } = appeal.about;
  const path = appealedPath(lang, appeal.about);
  return (
    <DeskFrame view={view} member={page.member} at="appeals">
      <article class="appeals asked">
        <p>
          <a href={inLanguage(lang, '/desk/appeals')}>← {t('desk-appeals.back')}</a>
        </p>
        <header class="appeal-head">
          <p class="eyebrow">{t(aboutWords[kind])}</p>
          <h1 lang={title.lang}>{title.text}</h1>
          <p class="meta">
            <span>{t('followed.received', { day: view.day(appeal.openedOn) })}</span>
            <Due view={view} appeal={appeal} />
          </p>
          <p class="meta">
            {path !== null && <a href={path}>{t(`desk-appeals.read-${kind}`)}</a>}
            {caseNumber !== null && (
              <a href={inLanguage(lang, `/desk/cases/${caseNumber}`)}>
                {t('desk-appeals.see-case', { number: caseNumber })}
              </a>
            )}
          </p>
        </header>
        <section aria-labelledby="asked">
          <h2 id="asked">{t(`appeal.reason.${appeal.reason}`)}</h2>
          <Veiled view={view} text={appeal.text}>
            <div lang={appeal.lang}>
              <Words text={appeal.text} links={appeal.links} />
            </div>
          </Veiled>
        </section>
        {appeal.joined > 0 && <p class="hint">{t('grounds.appeal.joined', { count: appeal.joined })}</p>}
        {kind === 'check' && appeal.answer === null && <Look view={view} page={page} />}
        {appeal.answer ? (
          <section aria-labelledby="answer">
            <h2 id="answer">{t('desk-appeals.answered')}</h2>
            <Answer view={view} answer={appeal.answer} given={appeal} />
            {page.answeredBy !== null && (
              <p class="hint">
                {page.agreedWith === null
                  ? t('desk-appeals.by', { name: page.answeredBy })
                  : t('desk-appeals.by-both', { name: page.agreedWith, other: page.answeredBy })}
              </p>
            )}
            <Consequence view={view} appeal={appeal} />
            {appeal.consequence?.state === 'waits' && may(page.member.role, 'appeal.settle') && !page.own && (
              <Decided view={view} page={page}>
                <Settle view={view} page={page} />
              </Decided>
            )}
            {appeal.answer.outcome !== 'not-upheld' && appeal.consequence?.state !== 'settled' && (
              <p class="note">
                {t(`desk-appeals.next-${kind}`)}{' '}
                {kind === 'explainer' && slug !== null && (
                  <a href={inLanguage(lang, `/desk/explainers/${slug}`)}>{t('desk-appeals.open-explainer')}</a>
                )}
              </p>
            )}
          </section>
        ) : page.own && appeal.byTwo ? (
          <ByTwo view={view} page={page} />
        ) : page.own ? (
          <>
            <p class="note note-warn">{t('desk-appeals.own-work')}</p>
            {appeal.needsSomebody && <AskSomebodyIn view={view} page={page} />}
          </>
        ) : (
          <Decided view={view} page={page}>
            <AnswerForm view={view} page={page} />
          </Decided>
        )}
      </article>
    </DeskFrame>
  );
};

/** The form, or why it is not there for whoever looks. */
const Decided = ({ view, page, children }: Props & { readonly children: ComponentChildren }) =>
  page.apart === null ? children : <ApartNote view={view} apart={page.apart} nameOf={(id) => page.names[id] ?? '–'} />;

/** Nobody had no part in it: one writes the answer, and another agrees to it. */
const ByTwo = ({ view, page }: Props) => {
  const { t } = view;
  const { proposed } = page.appeal;
  return (
    <>
      <p class="note">{t('desk-appeals.by-two-lead')}</p>
      {proposed !== null && (
        <section aria-labelledby="proposed">
          <h2 id="proposed">{t('desk-appeals.proposed-title')}</h2>
          <p class="hint">
            {t('desk-appeals.proposed-by', { name: page.names[proposed.by] ?? '–', day: view.day(proposed.on) })}
          </p>
          <p class="meta">
            <span class="tag">{t(`appeal.outcome.${proposed.outcome}`)}</span>
          </p>
          {page.languages.map((language) => (
            <p class="words" lang={language} key={language}>
              {proposed.reasons[language] ?? ''}
            </p>
          ))}
          {proposed.by === page.member.id ? (
            <p class="hint">{t('desk-appeals.proposed-own')}</p>
          ) : (
            <Decided view={view} page={page}>
              <form method="post" action={inLanguage(view.lang, `/desk/appeals/${page.appeal.id}/agree`)}>
                <input type="hidden" name="proposed" value={proposed.id} />
                <p>
                  <button class="button button-strong" type="submit">
                    {t('desk-appeals.agree')}
                  </button>
                </p>
              </form>
              <p class="hint">{t('desk-appeals.proposed-other')}</p>
            </Decided>
          )}
        </section>
      )}
      <AnswerForm view={view} page={page} />
    </>
  );
};

/** Somebody who may answer it looks whether it has a ground: that decides what the check does meanwhile. */
const Look = ({ view, page }: Props) => {
  const { t } = view;
  const { appeal } = page;
  const looked = appeal.lookedBy !== null && (
    <p class="note">
      {t(looks[foundOf(appeal)])}{' '}
      {t('grounds.appeal.looked-by', { name: page.names[appeal.lookedAgainBy ?? appeal.lookedBy] ?? '–' })}
    </p>
  );
  const mayLook = appeal.lookedBy !== page.member.id && appeal.lookedAgainBy === null;
  if (!mayLook || page.own || page.apart !== null) return looked || null;
  const button = (ground: 'yes' | 'no') => (
    <button class="button button-quiet" type="submit" name="ground" value={ground}>
      {t(`grounds.appeal.ground-${ground}`)}
    </button>
  );
  return (
    <>
      {looked}
      <form class="note appeal-look" method="post" action={inLanguage(view.lang, `/desk/appeals/${appeal.id}/look`)}>
        <p>
          {appeal.lookedBy !== null
            ? t('grounds.appeal.look-again')
            : appeal.holdsUntil === null
              ? t('grounds.appeal.look-lead')
              : t('grounds.appeal.look-held', { day: view.day(appeal.holdsUntil) })}
        </p>
        <p class="asked-ways">
          {button('yes')}
          {button('no')}
        </p>
      </form>
    </>
  );
};

const looks = {
  holds: 'grounds.appeal.looked-ground',
  full: 'grounds.appeal.looked-full',
  none: 'grounds.appeal.looked',
} as const;

const foundOf = ({ holds, foundGround }: Props['page']['appeal']): keyof typeof looks =>
  holds ? 'holds' : foundGround === true ? 'full' : 'none';

type ReasonsProps = Props & {
  readonly name: string;
  readonly label: 'grounds.appeal.because' | 'desk-appeals.reasons';
  readonly rows: number;
};

/** A field for public reasons in each language. */
const Reasons = ({ view, page, name, label, rows }: ReasonsProps) => (
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
            value={page.filled.reasons[language] ?? ''}
          />
        )}
      </Field>
    ))}
  </div>
);

/** Nothing changes after all: said in public, by an editor who had no part in it. */
const Settle = ({ view, page }: Props) => {
  const { t } = view;
  const { refused, appeal } = page;
  const key = `desk-appeals.refused.${refused?.code}`;
  return (
    <details class="fold" open={refused !== null || undefined}>
      <summary>{t('grounds.appeal.settle')}</summary>
      <p class="hint">{t('grounds.appeal.settle-lead')}</p>
      <form class="asked-form" method="post" action={inLanguage(view.lang, `/desk/appeals/${appeal.id}/settle`)}>
        {refused && (
          <p class="note note-warn" role="alert" id="refused">
            {isKey(key) ? t(key) : refused.code}
          </p>
        )}
        <Reasons view={view} page={page} name="because" label="grounds.appeal.because" rows={5} />
        <p>
          <button class="button button-strong" type="submit">
            {t('grounds.appeal.settle-send')}
          </button>
        </p>
      </form>
    </details>
  );
};

const AnswerForm = ({ view, page }: Props) => {
  const { t } = view;
  const { refused, filled } = page;
  const key = `desk-appeals.refused.${refused?.code}`;
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{t('desk-appeals.answer-title')}</h2>
      <p class="hint">{t('desk-appeals.answer-lead')}</p>
      <form class="asked-form" method="post" action={inLanguage(view.lang, `/desk/appeals/${page.appeal.id}`)}>
        {refused && (
          <p class="note note-warn" role="alert" id="refused">
            {isKey(key) ? t(key) : refused.code}
          </p>
        )}
        <Choice
          name="outcome"
          legend={t('desk-appeals.outcome')}
          chosen={filled.outcome}
          options={appealOutcomes.map((value) => ({
            value,
            label: t(`appeal.outcome.${value}`),
            hint: t(`appeal.outcome-means.${value}`),
          }))}
        />
        <Reasons view={view} page={page} name="reasons" label="desk-appeals.reasons" rows={6} />
        <p>
          <button class="button button-strong" type="submit">
            {t(page.own ? 'desk-appeals.put-forward' : 'desk-appeals.publish')}
          </button>
        </p>
      </form>
    </section>
  );
};
