// How many asked on each day, as bars, with its table.
import { addDays, type Day } from '../../../base/clock.ts';
import { TableScroll } from '../../pages/table-scroll.tsx';
import type { View } from '../../pages/view.ts';

type Days = readonly { readonly day: Day; readonly asked: number }[];

const mostDays = 60;
const fewestDays = 28;
const bar = 10;
const high = 72;

export const DemandChart = ({ view, days }: { readonly view: View; readonly days: Days }) => {
  const { t } = view;
  const shown = filled(days, view.shell.today).slice(-mostDays);
  const first = shown[0];
  const last = shown.at(-1);
  if (!first || !last) return null;
  const most = Math.max(1, ...shown.map(({ asked }) => asked));
  const width = shown.length * bar;
  return (
    <figure class="demand">
      <figcaption id="demand-says">
        {t('case.demand.says', { from: view.day(first.day), to: view.day(last.day), most: view.number(most) })}
      </figcaption>
      <svg viewBox={`0 0 ${width} ${high}`} preserveAspectRatio="none" role="img" aria-labelledby="demand-says">
        <title>{t('case.demand.asked')}</title>
        {shown.map(({ day, asked }, n) => {
          const height = Math.max(asked === 0 ? 1 : 3, (asked / most) * (high - 4));
          return (
            <rect
              key={day}
              x={n * bar + 1}
              y={high - height}
              width={bar - 2}
              height={height}
              class={asked === 0 ? 'demand-none' : 'demand-bar'}
            >
              <title>{t('case.demand.day', { day: view.day(day), asked })}</title>
            </rect>
          );
        })}
      </svg>
      <details class="fold">
        <summary>{t('case.demand.table')}</summary>
        <TableScroll label="demand-says">
          <thead>
            <tr>
              <th scope="col">{t('case.demand.when')}</th>
              <th scope="col" class="num">
                {t('case.demand.asked')}
              </th>
            </tr>
          </thead>
          <tbody>
            {[...days].reverse().map(({ day, asked }) => (
              <tr key={day}>
                <td>
                  <time dateTime={day}>{view.day(day)}</time>
                </td>
                <td class="num">{view.number(asked)}</td>
              </tr>
            ))}
          </tbody>
        </TableScroll>
      </details>
    </figure>
  );
};

/** Days on which nobody asked are part of the picture, up to today. */
const filled = (days: Days, today: Day): Days => {
  const first = days[0];
  if (!first) return [];
  const byDay = new Map(days.map(({ day, asked }) => [day, asked]));
  const all: { day: Day; asked: number }[] = [];
  const earliest = addDays(today, 1 - mostDays);
  // Always some weeks, so that one busy day is seen beside quiet ones.
  const latest = addDays(today, 1 - fewestDays);
  const from = first.day > latest ? latest : first.day > earliest ? first.day : earliest;
  for (let day = from; day <= today; day = addDays(day, 1)) all.push({ day, asked: byDay.get(day) ?? 0 });
  return all;
};
