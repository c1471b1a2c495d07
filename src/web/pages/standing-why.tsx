// Why a check stands as it does: in a sentence, as a small picture, in numbers, and in the reasons that raters ticked.
import type { ReasonCounts, ToldOfCheck } from '../../core/cut-of.ts';
import { helpfulReasons, type RatingReason, unhelpfulReasons } from '../../core/rating.ts';
import type { Tally } from '../../kit/bridge/index.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly why: ToldOfCheck };

export const StandingWhy = ({ view, why }: Props) => {
  const { t } = view;
  const { rule, rung, sides, estimate, needs, standing } = why;
  const isOpen = standing !== 'helpful' && why.hasSides && rule !== 'few-ratings';
  return (
    <>
      <p>
        {rule === 'small-community' && rung === 'plain'
          ? t('standing.why.no-sides')
          : t(`standing.why.${rule}`, rule === 'few-ratings' ? { ratings: Math.floor(why.ratings) } : {})}
      </p>
      {why.hasSides && estimate !== null && <Picture view={view} why={why} estimate={estimate} />}
      {why.hasSides && sides !== null && <SidesInWords view={view} why={why} sides={sides} />}
      {why.hasSides && estimate !== null && (
        <p class="meta">
          {t('standing.sure', {
            chance: Math.min(99, Math.max(1, Math.round(estimate.pShown * 100))),
            intercept: rounded(view, estimate.intercept),
            se: rounded(view, estimate.se),
          })}
        </p>
      )}
      {why.consensus !== undefined && (
        <p>{t('standing.consensus', { ratings: Math.round(why.ratings), share: Math.round(100 * why.consensus) })}</p>
      )}
      {isOpen && needs !== undefined && needs > 0 && <p>{t('standing.needs', { count: needs })}</p>}
      {isOpen && needs === undefined && <p>{t('standing.needs-many')}</p>}
      <Reasons view={view} why={why} />
    </>
  );
};

const SidesInWords = ({ view, why, sides }: Props & { readonly sides: NonNullable<ToldOfCheck['sides']> }) => {
  const [one, other] = inOrder(why, sides);
  const figures = { one: one.helpful, ofOne: sizeOf(one), other: other.helpful, ofOther: sizeOf(other) };
  const whole = Object.fromEntries(Object.entries(figures).map(([name, count]) => [name, Math.round(count)]));
  return <p>{view.t('standing.sides', { ratings: Math.round(why.ratings), ...whole })}</p>;
};

/** The side that praises more first. */
const inOrder = <T,>({ weakerSide }: ToldOfCheck, { below, above }: { readonly below: T; readonly above: T }) =>
  weakerSide === 'below' ? ([above, below] as const) : ([below, above] as const);

const rounded = (view: View, figure: number): string =>
  new Intl.NumberFormat(view.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(figure);

const sizeOf = ({ helpful, somewhat, not }: Tally): number => helpful + somewhat + not;

const width = 240;
const height = 14;
const gap = 6;
const room = 3;
/** The scale of the shared score goes from 0 to .80, so that the bar of .40 is in its middle. */
const placeOf = (score: number): number => Math.min(width - room, Math.max(room, (score / 0.8) * width));
/** So many errors to either side hold four fifths of what it may be: the chances of .1 and .9 that the rules ask for. */
const band = 1.2816;

/**
 * Both sides as bars, as long as each has ratings; dashed, what the weaker one lacks; under them the shared score, how unsure it is,
 * and the bar it has to pass. The sentences beside it say the same.
 */
const Picture = ({ view, why, estimate }: Props & { readonly estimate: NonNullable<ToldOfCheck['estimate']> }) => {
  const { sides, needs = 0 } = why;
  const missing = why.standing === 'helpful' ? 0 : needs;
  const bars = sides === null ? [] : inOrder(why, sides);
  const longest = Math.max(1, ...bars.map((tally, row) => sizeOf(tally) + (row === 1 ? missing : 0)));
  const top = bars.length * (height + gap);
  const middle = top + height / 2;
  const [low, high] = [-band, band].map((by) => placeOf(estimate.intercept + by * estimate.se));
  return (
    <figure class="standing-figure">
      <svg
        class="standing-sides"
        viewBox={`0 0 ${width} ${top + height}`}
        role="img"
        aria-label={view.t('standing.picture')}
      >
        {bars.map((tally, row) => (
          <Bar
            key={row}
            tally={tally}
            top={row * (height + gap)}
            scale={width / longest}
            missing={row === 1 ? missing : 0}
          />
        ))}
        <line class="score-scale" x1="0" x2={width} y1={middle} y2={middle} />
        <line class="score-bar" x1={width / 2} x2={width / 2} y1={top} y2={top + height} />
        <line class="score-band" x1={low} x2={high} y1={middle} y2={middle} />
        <circle class="score-point" cx={placeOf(estimate.intercept)} cy={middle} r="4" />
      </svg>
      <figcaption class="hint">
        {view.t(missing > 0 && bars.length > 0 ? 'standing.picture.missing' : 'standing.picture.score')}
      </figcaption>
    </figure>
  );
};

type BarProps = { readonly tally: Tally; readonly top: number; readonly scale: number; readonly missing: number };

const Bar = ({ tally, top, scale, missing }: BarProps) => {
  const [all, helpful, some] = [sizeOf(tally), tally.helpful, tally.helpful + tally.somewhat].map((n) => n * scale);
  return (
    <g>
      <rect class="side-not" x="0" y={top} width={all} height={height} rx="3" />
      <rect class="side-somewhat" x="0" y={top} width={some} height={height} rx="3" />
      <rect class="side-helpful" x="0" y={top} width={helpful} height={height} rx="3" />
      {missing > 0 && (
        <rect
          class="side-missing"
          x={(all ?? 0) + 1}
          y={top + 1}
          width={Math.max(0, missing * scale - 2)}
          height={height - 2}
          rx="3"
        />
      )}
    </g>
  );
};

/** What each side ticked, the most frequent first; of all together where the sides are not told. */
const Reasons = ({ view, why }: Props) => {
  // What was kept before reasons were counted has none.
  const given = (why as Partial<ToldOfCheck>).reasons;
  if (given === undefined || why.rule === 'few-ratings') return null;
  const { all, below, above } = given;
  const lists: readonly (readonly [name: 'one' | 'other' | 'all', counts: ReasonCounts])[] =
    below === undefined || above === undefined
      ? [['all', all]]
      : inOrder(why, { below, above }).map((counts, i) => [i === 0 ? 'one' : 'other', counts]);
  const shown = lists.filter(([, counts]) => Object.keys(counts).length > 0);
  if (shown.length === 0) return null;
  return (
    <dl class="standing-reasons">
      {shown.map(([name, counts]) => (
        <div key={name}>
          <dt>{view.t(`standing.reasons.${name}`)}</dt>
          <dd>
            {inSize(counts)
              .map(([reason, count]) => view.t('standing.reason', { reason: view.t(`rate.reason.${reason}`), count }))
              .join(', ')}
          </dd>
        </div>
      ))}
    </dl>
  );
};

const inSize = (counts: ReasonCounts): readonly (readonly [RatingReason, number])[] =>
  [...helpfulReasons, ...unhelpfulReasons]
    .map((reason) => [reason, counts[reason] ?? 0] as const)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
