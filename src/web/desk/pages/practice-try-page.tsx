// One practice: the claim as asked, then a step at a time. Nothing of the conclusion is on the page before the last step.
import { type Check, textIn } from '../../../core/check.ts';
import { longestShort, type PracticeStep, practiceSteps, stepOf } from '../../../core/practice.ts';
import { inLanguage } from '../../pages/addresses.ts';
import { Veiled } from '../../pages/veiled.tsx';
import type { View } from '../../pages/view.ts';
import { DeskFrame } from './desk-frame.tsx';
import { CheckableChoices, VerdictChoices } from './practice-choices.tsx';
import { PracticeComparison } from './practice-comparison.tsx';
import type { PracticePageOf } from './practice-model.ts';
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
        <Steps view={view} step={step} />
        <Claim view={view} check={page.check} />
        {page.comparison !== null && <PracticeComparison view={view} page={page} comparison={page.comparison} />}
        {step !== undefined && <Step view={view} page={page} step={step} action={`${home}/${page.attempt.id}`} />}
      </div>
    </DeskFrame>
  );
};

const Steps = ({ view, step }: { readonly view: View; readonly step: PracticeStep | undefined }) => {
  const here = step === undefined ? practiceSteps.length : practiceSteps.indexOf(step);
  return (
    <ol class="practice-steps" aria-label={view.t('practice.steps')}>
      {[...practiceSteps, 'compare' as const].map((name, i) => (
        <li key={name} class={i < here ? 'done' : undefined} aria-current={i === here ? 'step' : undefined}>
          {view.t(`practice.step.${name}`)}
        </li>
      ))}
    </ol>
  );
};

/** As people ask, too; but neither title nor picture, which tell the conclusion. */
const Claim = ({ view, check }: { readonly view: View; readonly check: Check }) => {
  const { lang, text } = textIn(check.texts, view.lang);
  const asked = check.aliases.filter((alias) => alias.lang === view.lang).slice(0, 2);
  return (
    <section class="practice-asked" aria-labelledby="claim">
      <h1 class="eyebrow" id="claim">
        {view.t('practice.claim')}
      </h1>
      <Veiled view={view} text={text.claim}>
        <p class="practice-claim" lang={lang}>
          {text.claim}
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

const Step = ({ view, page, step, action }: Props & { readonly step: PracticeStep; readonly action: string }) => {
  const { t } = view;
  return (
    <form class="practice-step" method="post" action={action} data-practice>
      <input type="hidden" name="step" value={step} />
      <header>
        <p class="eyebrow">
          {t('practice.step', { step: practiceSteps.indexOf(step) + 1, steps: practiceSteps.length })}
        </p>
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
      {step === 'evidence' && <PracticeSources view={view} check={page.check} choose />}
      {step === 'verdict' && (
        <>
          <details class="fold">
            <summary>{t('practice.evidence.again')}</summary>
            <PracticeSources view={view} check={page.check} choose={false} />
          </details>
          <VerdictChoices view={view} chosen={page.refused?.verdict ?? ''} />
          <label class="practice-short">
            <span>{t('practice.verdict.short')}</span>
            <textarea name="short" rows={3} maxLength={longestShort} aria-describedby="short-hint" lang={view.lang}>
              {page.refused?.short ?? ''}
            </textarea>
            <span class="hint" id="short-hint">
              {t('practice.verdict.short-hint')}
            </span>
          </label>
        </>
      )}
      <div class="practice-go">
        <button class="button button-strong" type="submit">
          {t(step === 'verdict' ? 'practice.save-compare' : 'practice.save-next')}
        </button>
        <span class="hint" data-practice-keys hidden>
          {t('practice.keys')}
        </span>
      </div>
    </form>
  );
};
