// Two weeks of demand in the width of a word; its numbers are in its name.
import type { View } from '../../pages/view.ts';

const width = 70;
const height = 20;

/** Bars of the days, oldest first, the highest as high as there is room; nothing where nobody asked. */
export const Trend = ({ view, days }: { readonly view: View; readonly days: readonly number[] }) => {
  const most = Math.max(...days, 1);
  const step = width / days.length;
  if (days.every((asked) => asked === 0)) return null;
  return (
    <svg
      class="trend"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={view.t('queue.trend', { days: days.map((asked) => view.number(asked)).join(', ') })}
    >
      {days.map((asked, n) => {
        // A day on which anybody asked is seen, however many asked on another.
        const tall = asked === 0 ? 1 : Math.max(3, Math.round((asked / most) * height));
        const at = Math.round(n * step * 10) / 10;
        return (
          <rect
            key={at}
            class={asked === 0 ? 'trend-none' : undefined}
            x={at}
            y={height - tall}
            width={step - 1.5}
            height={tall}
          />
        );
      })}
    </svg>
  );
};
