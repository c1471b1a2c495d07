// One case of the queue: what it says, why it stands there, who has it, and what can be done at once.

import type { RankReason } from '../../../core/case.ts';
import { isLive } from '../../../core/case.ts';
import { daysBetween } from '../../../core/priority.ts';
import { may } from '../../../core/rights.ts';
import type { QueueLine } from '../../../desk/index.ts';
import { inLanguage } from '../../pages/addresses.ts';
import { namedFor, Uncovered } from '../../pages/veiled.tsx';
import type { View } from '../../pages/view.ts';
import { queueSearch } from '../queue-query.ts';
import type { QueuePageOf } from './queue-model.ts';
import { Trend } from './queue-trend.tsx';

type Props = { readonly view: View; readonly page: QueuePageOf<'desk-queue'>; readonly line: QueueLine };

export const QueueRow = ({ view, page, line }: Props) => {
  const { t, lang } = view;
  const works = may(page.member.role, 'case.work') && isLive(line.state);
  // The words of a title are an asker's.
  const title =
    line.title === null
      ? t(line.closedAs === 'private-person' ? 'queue.untitled-private' : 'queue.untitled', { number: line.number })
      : namedFor(view, line.title, line.number);
  return (
    <li class="queue-row" data-case={line.number}>
      {works && line.state === 'open' ? (
        <label class="queue-choose">
          <input type="checkbox" form="merge" name={`c-${line.number}`} value="1" />
          <span class="visually-hidden">{t('queue.choose', { title })}</span>
        </label>
      ) : (
        <span class="queue-choose" />
      )}
      <div class="queue-what">
        <h3 class={line.title === null ? 'queue-title queue-gone' : 'queue-title'}>
          <a
            id={`case-${line.number}`}
            href={inLanguage(lang, `/desk/cases/${line.number}`)}
            lang={title === line.title && line.lang !== lang ? line.lang : undefined}
          >
            {title}
          </a>
        </h3>
        {line.title !== null && <Uncovered view={view} text={line.title} lang={line.lang} />}
        <Because view={view} reasons={line.reasons} />
        <Facts view={view} page={page} line={line} />
        <Looking view={view} names={page.looking.get(line.number) ?? []} />
      </div>
      <div class="queue-demand">
        <strong>{view.number(line.asked)}</strong>
        <Trend view={view} days={line.trend} />
      </div>
      {works && <Deeds view={view} page={page} line={line} />}
    </li>
  );
};

/** Every point of the rank in words, the weightiest first. */
const Because = ({ view, reasons }: { readonly view: View; readonly reasons: readonly RankReason[] }) => (
  <ul class="because" aria-label={view.t('queue.because')}>
    {reasons.map((reason) => (
      <li
        key={`${reason.what} ${reason.from}`}
        class={`because-${reason.what}`}
        title={view.t('queue.points', { points: reason.points })}
      >
        {sayReason(view, reason)}
      </li>
    ))}
  </ul>
);

const sayReason = ({ t }: View, { what, from }: RankReason): string => {
  if (what === 'demand') return t('queue.because.demand', { count: Number(from) });
  if (what === 'age') return t('queue.because.age', { days: Number(from) });
  if (what === 'harm' && typeof from === 'string') return t(`queue.because.harm.${from}`);
  return t(what === 'growth' ? 'queue.because.growth' : 'queue.because.worth');
};

const Facts = ({ view, page, line }: Props) => {
  const { t } = view;
  const mine = line.assignedTo === page.member.id;
  return (
    <p class="meta queue-facts">
      <span>#{line.number}</span>
      <span class={`tag state-${line.state}`}>
        {t(`queue.state.${line.state}`)}
        {line.closedAs && `: ${t(`queue.closed.${line.closedAs}`)}`}
      </span>
      <span class={mine ? 'queue-mine' : undefined}>
        {mine
          ? t('queue.has-me')
          : line.assignedName === null
            ? t('queue.has-nobody')
            : t('queue.has', { name: line.assignedName })}
      </span>
      <span>{t('queue.age', { days: daysBetween(line.openedOn, page.today) })}</span>
      {line.origin !== 'asked' && <span>{t(`queue.origin.${line.origin}`)}</span>}
      {line.snoozedUntil !== null && line.snoozedUntil > page.today && (
        <span>{t('queue.snoozed-until', { day: view.day(line.snoozedUntil) })}</span>
      )}
    </p>
  );
};

/** Filled and emptied by the live stream, too. */
const Looking = ({ view, names }: { readonly view: View; readonly names: readonly string[] }) => (
  <p class="queue-looking" data-looking hidden={names.length === 0}>
    {view.t('queue.looking')} <span data-names>{names.join(', ')}</span>
  </p>
);

const Deeds = ({ view, page, line }: Props) => {
  const { t, lang } = view;
  const mine = line.assignedTo === page.member.id;
  const asleep = line.snoozedUntil !== null && line.snoozedUntil > page.today;
  const at = inLanguage(lang, `/desk/cases/${line.number}`);
  return (
    <form class="queue-deeds" method="post" action={`${at}/assign`}>
      <input type="hidden" name="view" value={queueSearch(page.query)} />
      <button
        class="button button-quiet"
        type="submit"
        name="to"
        value={mine ? '' : 'me'}
        aria-describedby={`case-${line.number}`}
        data-deed="take"
      >
        {t(mine ? 'queue.give-back' : 'queue.take')}
      </button>
      <button
        class="button button-quiet"
        type="submit"
        formAction={`${at}/snooze`}
        name="days"
        value={asleep ? '0' : '3'}
        aria-describedby={`case-${line.number}`}
        data-deed="later"
      >
        {t(asleep ? 'queue.wake' : 'queue.later')}
      </button>
    </form>
  );
};
