// Every way to narrow the queue is a link with the number of cases behind it; a way that one likes can be kept.
import { caseStates, harmTopics } from '../../../core/case.ts';
import { queueOrders } from '../../../desk/index.ts';
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { isNarrowed, type QueueQuery, queuePath, queueSearch } from '../queue-query.ts';
import type { QueuePageOf } from './queue-model.ts';

type Props = { readonly view: View; readonly page: QueuePageOf<'desk-queue'> };

/** The three ways that everybody uses all day. */
export const QueueTabs = ({ view, page }: Props) => {
  const { t } = view;
  const { mine, nobody } = page.queue.counts;
  const { whose } = page.query.filter;
  return (
    <nav class="queue-tabs" aria-label={t('queue.whose')}>
      <Choice view={view} page={page} to={{ whose: null }} chosen={whose === null} word={t('queue.whose.all')} />
      <Choice
        view={view}
        page={page}
        to={{ whose: 'mine' }}
        chosen={whose === 'mine'}
        word={t('queue.whose.mine')}
        count={mine}
      />
      <Choice
        view={view}
        page={page}
        to={{ whose: 'nobody' }}
        chosen={whose === 'nobody'}
        word={t('queue.whose.nobody')}
        count={nobody}
      />
    </nav>
  );
};

export const QueueFilter = ({ view, page }: Props) => {
  const { t } = view;
  const { filter } = page.query;
  const open = isNarrowed({ ...page.query, filter: { ...filter, whose: null } }) || page.query.order !== 'rank';
  return (
    <details class="fold queue-filter" open={open}>
      <summary>{t('queue.filter')}</summary>
      <nav class="queue-choices" aria-label={t('queue.filter-nav')}>
        <States view={view} page={page} />
        <Harms view={view} page={page} />
        <Langs view={view} page={page} />
        <Orders view={view} page={page} />
      </nav>
      <Views view={view} page={page} />
    </details>
  );
};

type ChoiceProps = Props & {
  readonly to: Partial<QueueQuery['filter']>;
  readonly chosen: boolean;
  readonly word: string;
  readonly count?: number | undefined;
};

const Choice = ({ view, page, to, chosen, word, count }: ChoiceProps) => (
  <a
    class="queue-choice"
    href={addressOf(view, { ...page.query, page: 1, filter: { ...page.query.filter, ...to } })}
    aria-current={chosen ? 'true' : undefined}
  >
    {word}
    {count !== undefined && <span class="queue-count"> {view.t('queue.count', { count })}</span>}
  </a>
);

const addressOf = ({ lang }: View, query: QueueQuery): string => {
  const search = queueSearch(query);
  return inLanguage(lang, search === '' ? queuePath : `${queuePath}?${search}`);
};

const States = ({ view, page }: Props) => {
  const { t } = view;
  const { filter } = page.query;
  const { counts } = page.queue;
  return (
    <section>
      <h2>{t('queue.state')}</h2>
      {(['live', ...caseStates] as const).map((state) => (
        <Choice
          key={state}
          view={view}
          page={page}
          to={{ state, snoozed: false }}
          chosen={filter.state === state && !filter.snoozed}
          word={t(`queue.state.${state}`)}
          count={filter.snoozed ? undefined : counts.states[state]}
        />
      ))}
      <Choice
        view={view}
        page={page}
        to={{ snoozed: !filter.snoozed }}
        chosen={filter.snoozed}
        word={t('queue.snoozed')}
        count={counts.snoozed}
      />
    </section>
  );
};

const Harms = ({ view, page }: Props) => {
  const { t } = view;
  const { harm: chosen } = page.query.filter;
  const shown = harmTopics.filter((harm) => page.queue.counts.harm[harm] > 0 || harm === chosen);
  if (shown.length === 0) return null;
  return (
    <section>
      <h2>{t('queue.harm')}</h2>
      <Choice view={view} page={page} to={{ harm: null }} chosen={chosen === null} word={t('queue.harm.any')} />
      {shown.map((harm) => (
        <Choice
          key={harm}
          view={view}
          page={page}
          to={{ harm }}
          chosen={chosen === harm}
          word={t(`queue.harm.${harm}`)}
          count={page.queue.counts.harm[harm]}
        />
      ))}
    </section>
  );
};

const Langs = ({ view, page }: Props) => {
  const { t } = view;
  const { lang: chosen } = page.query.filter;
  const { langs } = page.queue.counts;
  if (langs.length < 2 && chosen === null) return null;
  return (
    <section>
      <h2>{t('queue.lang')}</h2>
      <Choice view={view} page={page} to={{ lang: null }} chosen={chosen === null} word={t('queue.lang.any')} />
      {langs.map(({ lang, cases }) => (
        <Choice
          key={lang}
          view={view}
          page={page}
          to={{ lang }}
          chosen={chosen === lang}
          word={view.language(lang)}
          count={cases}
        />
      ))}
    </section>
  );
};

const Orders = ({ view, page }: Props) => (
  <section>
    <h2>{view.t('queue.sort')}</h2>
    {queueOrders.map((order) => (
      <a
        key={order}
        class="queue-choice"
        href={addressOf(view, { ...page.query, page: 1, order })}
        aria-current={order === page.query.order ? 'true' : undefined}
      >
        {view.t(`queue.sort.${order}`)}
      </a>
    ))}
  </section>
);

const Views = ({ view, page }: Props) => {
  const { t, lang } = view;
  const here = queueSearch({ ...page.query, page: 1 });
  return (
    <section class="queue-views" aria-labelledby="views">
      <h2 id="views">{t('queue.views')}</h2>
      {page.views.length === 0 ? (
        <p class="hint">{t('queue.views-none')}</p>
      ) : (
        <ul>
          {page.views.map(({ id, name, query }) => (
            <li key={id}>
              <a
                class="queue-choice"
                href={inLanguage(lang, query === '' ? queuePath : `${queuePath}?${query}`)}
                aria-current={query === here ? 'true' : undefined}
              >
                {name}
              </a>
              <form method="post" action={inLanguage(lang, `/desk/views/${id}/drop`)}>
                <input type="hidden" name="view" value={here} />
                <button class="button button-bare" type="submit" aria-label={t('queue.view-drop', { name })}>
                  ×
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form class="queue-keep" method="post" action={inLanguage(lang, '/desk/views')}>
        <input type="hidden" name="view" value={here} />
        <label>
          <span>{t('queue.view-name')}</span>
          <input type="text" name="name" required maxLength={60} autocomplete="off" />
        </label>
        <button class="button button-quiet" type="submit">
          {t('queue.view-keep')}
        </button>
      </form>
    </section>
  );
};
