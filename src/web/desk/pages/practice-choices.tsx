// The choices of the first and the last step of a practice.
import { checkables } from '../../../core/practice.ts';
import { offScale, scale, type Verdict } from '../../../core/verdict.ts';
import { VerdictShape } from '../../pages/verdict-shape.tsx';
import { verdictMeaning, verdictWord } from '../../pages/verdict-words.ts';
import type { View } from '../../pages/view.ts';

export const CheckableChoices = ({ view }: { readonly view: View }) => (
  <div class="practice-choices" role="radiogroup" aria-labelledby="step" aria-describedby="step-hint">
    {checkables.map((name) => (
      <label key={name} class="practice-choice">
        <input type="radio" name="checkable" value={name} required />
        <span>{view.t(`practice.checkable.${name}`)}</span>
      </label>
    ))}
  </div>
);

/** The scale in sight; what is not on it under a line that says what it is, so that the first choice is among six. */
export const VerdictChoices = ({ view, chosen }: { readonly view: View; readonly chosen: string }) => (
  <fieldset class="practice-verdicts">
    <legend class="eyebrow">{view.t('practice.verdict.on-scale')}</legend>
    <Choices view={view} verdicts={scale} chosen={chosen} />
    <details class="fold" open={offScale.some((verdict) => verdict === chosen)}>
      <summary>{view.t('practice.verdict.off-scale')}</summary>
      <Choices view={view} verdicts={offScale} chosen={chosen} />
    </details>
  </fieldset>
);

const Choices = ({
  view,
  verdicts,
  chosen,
}: {
  readonly view: View;
  readonly verdicts: readonly Verdict[];
  readonly chosen: string;
}) => (
  <div class="practice-choices">
    {verdicts.map((verdict) => (
      <Choice key={verdict} view={view} verdict={verdict} chosen={chosen === verdict} />
    ))}
  </div>
);

const Choice = ({
  view,
  verdict,
  chosen,
}: {
  readonly view: View;
  readonly verdict: Verdict;
  readonly chosen: boolean;
}) => (
  <label class={`practice-choice tone-${verdict}`}>
    <input type="radio" name="verdict" value={verdict} required checked={chosen} />
    <VerdictShape tone={verdict} />
    <span>
      <strong>{verdictWord(view, verdict)}</strong>
      <small>{verdictMeaning(view, verdict)}</small>
    </span>
  </label>
);
