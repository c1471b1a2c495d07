// Under a check: what those who rate say of it across viewpoints, why, and what stood before. As plain where they disagree.
import type { Check } from '../../core/check.ts';
import type { ToldOfCheck } from '../../core/cut-of.ts';
import type { AcceptedProposal } from '../../desk/rater-proposal-ports.ts';
import type { SoFar } from '../../desk/so-far.ts';
import type { StandingAnswer } from '../../desk/standing-answer-ports.ts';
import type { Standing } from '../../kit/bridge/index.ts';
import { rateCheckPath, standingMethodPath } from './addresses.ts';
import type { PageProofs } from './background-model.ts';
import type { ShownStanding } from './rate-model.ts';
import { AddedByRaters, AnswersToStanding } from './said-beside-check.tsx';
import { StandingWhy } from './standing-why.tsx';
import type { View } from './view.ts';

type Props = {
  readonly view: View;
  readonly check: Check;
  readonly standing: ShownStanding;
  /** In bands. */
  readonly uncounted: number;
  readonly soFar: SoFar | null;
  readonly answers: readonly StandingAnswer[];
  readonly added: readonly AcceptedProposal[];
  readonly proofs: PageProofs | undefined;
};

export const StandingOfCheck = ({ view, check, standing, uncounted, soFar, answers, added, proofs }: Props) => {
  const { t } = view;
  const [now, ...before] = standing;
  const earlier = before.filter((one, i) => one.standing !== standing[i]?.standing);
  return (
    <section class="block standing" aria-labelledby="standing">
      <h2 id="standing">{t('standing.title')}</h2>
      {now === undefined ? (
        uncounted === 0 && <p>{t('standing.none')}</p>
      ) : (
        <>
          <p class={`standing-word standing-${now.standing}`}>
            <StandingShape standing={now.standing} /> <strong>{t(`standing.${now.standing}`)}</strong>
          </p>
          {now.standing === 'not-helpful' && <p class="note note-warn">{t('standing.disagree')}</p>}
          <StandingWhy view={view} why={JSON.parse(now.why) as ToldOfCheck} />
          <p class="meta">{t('standing.as-of', { day: view.day(now.on), cut: now.cut })}</p>
          {earlier.length > 0 && (
            <details class="fold">
              <summary>{t('standing.history')}</summary>
              <ol class="standing-history">
                {earlier.map((one) => (
                  <li key={one.cut}>
                    {t('standing.history.line', { day: view.day(one.on), standing: t(`standing.${one.standing}`) })}
                  </li>
                ))}
              </ol>
            </details>
          )}
        </>
      )}
      {uncounted > 0 && <p>{t('standing.waiting', { count: uncounted })}</p>}
      {soFar !== null && (
        <div class="so-far">
          <p>
            <span class="so-far-label">{t('standing.so-far')}</span> {t(`standing.so-far.${soFar.says}`)}
          </p>
          <p class="hint">{t('standing.so-far.only', { count: soFar.raters })}</p>
        </div>
      )}
      <p class="hint">{t('standing.not-ours')}</p>
      <AnswersToStanding view={view} answers={answers} proofs={proofs} />
      <AddedByRaters view={view} added={added} proofs={proofs} />
      <p class="standing-ways no-print">
        <a class="button button-quiet" href={rateCheckPath(view.lang, check.slug)}>
          {t('standing.rate')}
        </a>
        <a href={standingMethodPath(view.lang)}>{t('standing.how')}</a>
      </p>
    </section>
  );
};

/** Told by shape as well as by colour: two arcs that meet, that turn away, or that are still open. */
export const StandingShape = ({ standing }: { readonly standing: Standing }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    {standing === 'helpful' && <path d="M3 13a9 9 0 0 1 9-9m9 9a9 9 0 0 0-9-9M3 13l4 4 5-5 5 5 4-4" />}
    {standing === 'not-helpful' && <path d="M4 5c7 3 7 11 0 14M20 5c-7 3-7 11 0 14" />}
    {standing === 'needs-more' && <path d="M4 12a8 8 0 0 1 8-8m0 16a8 8 0 0 1-8-8m12-7v3m4 4h-3m-1 7v-3" />}
  </svg>
);
