// One practice: the claim as asked, then a step at a time. Nothing of the conclusion is on the page before the last step.
import { textIn } from '../../../core/check.ts';
import { declinedSteps, longestShort, type PracticeStep, practiceSteps, stepOf } from '../../../core/practice.ts';
import { inLanguage } from '../../pages/addresses.ts';
import { Veiled } from '../../pages/veiled.tsx';
import type { View } from '../../pages/view.ts';
import { DeskFrame } from './desk-frame.tsx';
import { CheckableChoices, VerdictChoices } from './practice-choices.tsx';
import { PracticeComparison } from './practice-comparison.tsx';
import { DeclinedComparison } from './practice-declined.tsx';
import type { PracticePageOf, Tried } from './practice-model.ts';
import { PracticeSources } from './practice-sources.tsx';

type Props = { readonly view: View; readonly page: PracticePageOf<'desk-practice-try'> };

export const PracticeTryPage = ({ view, page }: Props) => {
  const { t, lang } = view;
  const step = stepOf(page.attempt);
  const home = inLanguage(lang, '/desk/practice');
  return (
    <DeskFrame view={view} member={page.member} at="practice">
      <div class="practice practice-try">
        <p>
          <a href={home}>{t('practice.back')}</a>
        </p>
        <Steps view={view} steps={stepsOf(page)} step={step} />
        <Claim view={view} subject={page.subject} blind={step === 'checkable'} />
        <Compared view={view} page={page} />
        {step !== undefined && <Step view={view} page={page} step={step} action={`${home}/${page.attempt.id}`} />}
      </div>
    </DeskFrame>
  );
};

/** Until the first step is answered, how many there are would tell what the rest is. */
const stepsOf = ({ attempt }: Props['page']): readonly PracticeStep[] =>
  attempt.case !== null && attempt.checkable !== null ? declinedSteps : practiceSteps;

const Compared = ({ view, page }: Props) => {
  const { subject } = page;
  if (subject.comparison === null) return null;
  return 'check' in subject ? (
    <PracticeComparison view={view} page={page} check={subject.check} comparison={subject.comparison} />
  ) : (
    <DeclinedComparison view={view} page={page} declined={subject.declined} comparison={subject.comparison} />
  );
};

type StepsProps = {
  readonly view: View;
  readonly steps: readonly PracticeStep[];
  readonly step: PracticeStep | undefined;
};

const Steps = ({ view, steps, step }: StepsProps) => {
  const here = step === undefined ? steps.length : steps.indexOf(step);
  return (
    <ol class="practice-steps" aria-label={view.t('practice.steps')}>
      {[...steps, 'compare' as const].map((name, i) => (
        <li key={name} class={i < here ? 'done' : undefined} aria-current={i === here ? 'step' : undefined}>
          {view.t(`practice.step.${name}`)}
        </li>
      ))}
    </ol>
  );
};

/** As people ask, too; but neither title nor picture, which tell the conclusion. */
const Claim = ({ view, subject, blind }: { readonly view: View; readonly subject: Tried; readonly blind: boolean }) => {
  const claim = claimIn(view, subject);
  // A declined claim has none: they come once the first step is answered.
  const aliases = blind || !('check' in subject) ? [] : subject.check.aliases;
  const asked = aliases.filter((alias) => alias.lang === view.lang).slice(0, 2);
  return (
    <section class="practice-asked" aria-labelledby="claim">
      <h1 class="eyebrow" id="claim">
        {view.t('practice.claim')}
      </h1>
      <Veiled view={view} text={claim.text}>
        <p class="practice-claim" lang={claim.lang}>
          {claim.text}
        </p>
      </Veiled>
      {asked.length > 0 && (
        <div class="practice-aliases">
          <h2 class="eyebrow">{view.t('practice.asked-as')}</h2>
          <ul>
            {asked.map((alias) => (
              <li key={alias.text}>
                <Veiled view={view} text={alias.text}>
                  <q>{alias.text}</q>
                </Veiled>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
};

const claimIn = (view: View, subject: Tried): { readonly lang: string; readonly text: string } => {
  if ('declined' in subject) return textIn(subject.declined.claim, view.lang);
  const { lang, text } = textIn(subject.check.texts, view.lang);
  return { lang, text: text.claim };
};

const Step = ({ view, page, step, action }: Props & { readonly step: PracticeStep; readonly action: string }) => {
  const { t } = view;
  const steps = stepsOf(page);
  const check = 'check' in page.subject ? page.subject.check : null;
  return (
    <form class="practice-step" method="post" action={action} data-practice>
      <input type="hidden" name="step" value={step} />
      <header>
        <p class="eyebrow">{t('practice.step', { step: steps.indexOf(step) + 1, steps: steps.length })}</p>
        <h2 id="step">{t(`practice.step.${step}`)}</h2>
        <p class="hint" id="step-hint">
          {t(`practice.${step}.hint`)}
        </p>
      </header>
      {page.refused !== null && (
        <p class="note note-warn" role="alert">
          {t('practice.refused')}
        </p>
      )}
      {step === 'checkable' && <CheckableChoices view={view} />}
      {step === 'evidence' && check && <PracticeSources view={view} check={check} choose />}
      {step === 'verdict' && check && (
        <>
          <details class="fold">
            <summary>{t('practice.evidence.again')}</summary>
            <PracticeSources view={view} check={check} choose={false} />
          </details>
          <VerdictChoices view={view} chosen={page.refused?.verdict ?? ''} />
        </>
      )}
      {(step === 'verdict' || step === 'explain') && (
        <label class="practice-short">
          <span>{t(`practice.${step}.short`)}</span>
          <textarea name="short" rows={3} maxLength={longestShort} aria-describedby="short-hint" lang={view.lang}>
            {page.refused?.short ?? ''}
          </textarea>
          <span class="hint" id="short-hint">
            {t('practice.verdict.short-hint')}
          </span>
        </label>
      )}
      <div class="practice-go">
        <button class="button button-strong" type="submit">
          {t(step === 'verdict' || step === 'explain' ? 'practice.save-compare' : 'practice.save-next')}
        </button>
        <span class="hint" data-practice-keys hidden>
          {t('practice.keys')}
        </span>
      </div>
    </form>
  );
};
