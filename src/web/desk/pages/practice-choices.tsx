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

export const VerdictChoices = ({ view, chosen }: { readonly view: View; readonly chosen: string }) => (
  <div class="practice-verdicts">
    {(
      [
        ['on-scale', scale],
        ['off-scale', offScale],
      ] as const
    ).map(([name, verdicts]) => (
      <fieldset key={name}>
        <legend class="eyebrow">{view.t(`practice.verdict.${name}`)}</legend>
        <div class="practice-choices">
          {verdicts.map((verdict) => (
            <Choice key={verdict} view={view} verdict={verdict} chosen={chosen === verdict} />
          ))}
        </div>
      </fieldset>
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
