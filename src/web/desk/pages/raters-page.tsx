// People who rate, at the desk: what they propose, what we answer to standings, and inviting them. Nobody of them is named.
import { uiLangs } from '../../../base/lang.ts';
import { textIn } from '../../../core/check.ts';
import { proposalNoes } from '../../../core/rater-proposal.ts';
import type { ProposedAbout, WaitingProposal } from '../../../desk/rater-proposal-ports.ts';
import type { WaitingAnswer } from '../../../desk/standing-answer-ports.ts';
import { checkPath, inLanguage, notePath, standingMethodPath } from '../../pages/addresses.ts';
import { SecondForms } from '../../pages/operator-waiting.tsx';
import { Proposed } from '../../pages/said-beside-check.tsx';
import type { View } from '../../pages/view.ts';
import { Area, HandIn } from './decide-inputs.tsx';
import { DeskFrame } from './desk-frame.tsx';
import type { LadderOfCut, RatersPage } from './raters-model.ts';
import { Refusal } from './review-page.tsx';

type Props = { readonly view: View; readonly page: RatersPage };

export const DeskRatersPage = ({ view, page }: Props) => {
  const { t } = view;
  return (
    <DeskFrame view={view} member={page.member} at="team">
      <div class="decide">
        <header class="decide-head">
          <p class="eyebrow">
            <a href={inLanguage(view.lang, '/desk/team')}>{t('team.title')}</a>
          </p>
          <h1>{t('desk-raters.title')}</h1>
          <p class="hint">{t('desk-raters.lead')}</p>
          <p>
            <a href={standingMethodPath(view.lang)}>{t('standing.how')}</a>
          </p>
        </header>
        {page.done !== null && (
          <p class="note" role="status">
            {t(`desk-raters.done.${page.done}`)}
          </p>
        )}
        <Refusal view={view} refused={page.refused} />
        <section class="decide-list" aria-labelledby="proposals">
          <h2 id="proposals">{t('desk-raters.proposals')}</h2>
          {page.proposals.length === 0 ? (
            <p class="empty">{t('desk-raters.proposals-none')}</p>
          ) : (
            <ul class="plain-list">
              {page.proposals.map((one) => (
                <li key={one.id} id={`p-${one.id}`}>
                  <Waiting view={view} page={page} one={one} />
                </li>
              ))}
            </ul>
          )}
        </section>
        {page.answers !== null && <Answers view={view} page={page} answers={page.answers} />}
        {page.ladder !== null && <TwoSides view={view} ladder={page.ladder} />}
        {page.invites !== null && <Invite view={view} page={page} mails={page.invites.mails} />}
      </div>
    </DeskFrame>
  );
};

const Waiting = ({ view, page, one }: Props & { readonly one: WaitingProposal }) => {
  const { t } = view;
  const action = inLanguage(view.lang, `/desk/raters/proposals/${one.id}`);
  return (
    <>
      <About view={view} about={one} />
      <Proposed view={view} proposal={one} />
      <p class="meta">
        <span>{t('desk-raters.proposed', { day: view.day(one.proposedOn) })}</span>
      </p>
      {one.weighed === null ? (
        <form method="post" action={action} class="decide-form">
          <fieldset class="decide-verdicts">
            <legend>{t('desk-raters.weigh')}</legend>
            <div>
              <label>
                <input type="radio" name="as" value="accepted" required />
                <span>{t('desk-raters.accept')}</span>
              </label>
              {proposalNoes.map((reason) => (
                <label key={reason}>
                  <input type="radio" name="as" value={reason} required />
                  <span>
                    {t('desk-raters.decline')}
                    <span class="hint">{t(`proposal.no.${reason}`)}</span>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <p class="hint">{t('desk-raters.weigh-hint')}</p>
          <p>
            <button class="button button-strong" type="submit">
              {t('desk-raters.say')}
            </button>
          </p>
        </form>
      ) : (
        <>
          <p class="note">
            {one.weighed.reason === null
              ? t('desk-raters.said-accept', { name: page.names[one.weighed.by] ?? '–' })
              : t('desk-raters.said-decline', {
                  name: page.names[one.weighed.by] ?? '–',
                  reason: t(`proposal.no.${one.weighed.reason}`),
                })}
          </p>
          <SecondForms
            view={view}
            action={action}
            own={one.weighed.by === page.member.id}
            not={page.not.get(one.id) ?? null}
            names={page.names}
            of={`p-${one.id}`}
            words={{ agree: t('desk-raters.agree'), decline: t('desk-raters.disagree') }}
          />
        </>
      )}
    </>
  );
};

const About = ({ view, about }: { readonly view: View; readonly about: ProposedAbout }) => {
  if (about.check !== null) {
    const { lang, text } = textIn(about.check.titles, view.lang);
    return (
      <p>
        <a href={checkPath(view.lang, about.check.slug)} lang={lang}>
          {text || about.check.slug}
        </a>
      </p>
    );
  }
  const number = about.note ?? 0;
  return (
    <p>
      <a href={notePath(view.lang, number)}>{view.t('propose.note', { number })}</a>
    </p>
  );
};

const Answers = ({ view, page, answers }: Props & { readonly answers: readonly WaitingAnswer[] }) => {
  const { t } = view;
  return (
    <section class="decide-list" aria-labelledby="answers">
      <h2 id="answers">{t('desk-raters.answers')}</h2>
      <p class="hint">{t('desk-raters.answers-lead')}</p>
      <ul class="plain-list">
        {answers.map((one) => (
          <li key={one.id} id={`a-${one.id}`}>
            <About view={view} about={{ check: one.check, note: null }} />
            <p class="meta">
              <span>{t('standing.answers.to', { standing: t(`standing.${one.standing}`), cut: one.cut })}</span>
            </p>
            {uiLangs.map((lang) => (
              <p key={lang} lang={lang}>
                {one.says[lang]}
              </p>
            ))}
            <p class="hint">
              {t('second.asked', { name: page.names[one.writtenBy] ?? '–', day: view.day(one.writtenOn) })}
            </p>
            <SecondForms
              view={view}
              action={inLanguage(view.lang, `/desk/raters/answers/${one.id}`)}
              own={one.writtenBy === page.member.id}
              not={page.not.get(one.id) ?? null}
              names={page.names}
              of={`a-${one.id}`}
              words={{ agree: t('desk-requests.agree'), decline: t('second.decline') }}
            />
          </li>
        ))}
      </ul>
      <form method="post" action={inLanguage(view.lang, '/desk/raters/answers')} class="decide-form">
        <Line
          page={page}
          name="check"
          label={t('desk-raters.answer-check')}
          hint={t('desk-requests.check.hint')}
          type="text"
        />
        <div class="decide-row">
          {uiLangs.map((lang) => (
            <Area
              key={lang}
              view={view}
              page={page}
              name={`says.${lang}`}
              label={`${t('desk-raters.answer-says')} · ${view.language(lang)}`}
              rows={4}
              lang={lang}
            />
          ))}
        </div>
        <HandIn view={view} />
      </form>
    </section>
  );
};

/** Which rule is in use for this community, and what decided that. */
const TwoSides = ({ view, ladder }: { readonly view: View; readonly ladder: LadderOfCut }) => {
  const { t } = view;
  const { rung, activeRaters, plain, factor } = ladder;
  const figure = (r2: number): string => new Intl.NumberFormat(view.lang, { maximumFractionDigits: 3 }).format(r2);
  return (
    <section class="decide-list" aria-labelledby="ladder">
      <h2 id="ladder">{t('desk-raters.ladder')}</h2>
      <p>{t(`desk-raters.ladder.${rung}`)}</p>
      <p class="meta">
        <span>{t('desk-raters.ladder.active', { count: activeRaters })}</span>
        {plain !== undefined && factor !== undefined && (
          <span>{t('desk-raters.ladder.r2', { plain: figure(plain), factor: figure(factor) })}</span>
        )}
        <span>{t('standing.as-of', { day: view.day(ladder.on), cut: ladder.cut })}</span>
      </p>
    </section>
  );
};

const Invite = ({ view, page, mails }: Props & { readonly mails: boolean }) => {
  const { t } = view;
  return (
    <section class="decide-list" aria-labelledby="invite">
      <h2 id="invite">{t('desk-raters.invite')}</h2>
      <p class="hint">{t('desk-raters.invite-lead')}</p>
      {mails ? (
        <form method="post" action={inLanguage(view.lang, '/desk/raters/invitations')} class="decide-form">
          <Line page={page} name="email" label={t('rate.email')} hint={t('desk-raters.invite-hint')} type="email" />
          <p>
            <button class="button button-strong" type="submit">
              {t('desk-raters.invite-send')}
            </button>
          </p>
        </form>
      ) : (
        <p class="note">{t('rate.no-mail')}</p>
      )}
    </section>
  );
};

const Line = ({
  page,
  name,
  label,
  hint,
  type,
}: {
  readonly page: RatersPage;
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly type: 'text' | 'email';
}) => (
  <div class="decide-field">
    <label for={name}>{label}</label>
    <input
      id={name}
      name={name}
      type={type as 'text'}
      maxLength={254}
      autocomplete="off"
      value={page.typed[name] ?? ''}
      aria-describedby={`${name}-hint`}
      aria-invalid={page.refused?.field === name || undefined}
    />
    <p class="hint" id={`${name}-hint`}>
      {hint}
    </p>
  </div>
);
