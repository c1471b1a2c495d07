// The address of the queue, read leniently: what is not understood is left out.
import { type CaseState, caseStates, isHarmTopic } from '../../core/case.ts';
import { type QueueFilter, type QueueOrder, queueOrders } from '../../desk/index.ts';

export type QueueQuery = { readonly filter: QueueFilter; readonly order: QueueOrder; readonly page: number };

export const queuePath = '/desk';
export const perPage = 50;
const mostPages = 1000;

export const readQueueQuery = (search: URLSearchParams): QueueQuery => {
  const state = search.get('state') ?? '';
  const whose = search.get('whose');
  const harm = search.get('harm') ?? '';
  const lang = search.get('lang') ?? '';
  const sort = search.get('sort');
  const page = search.get('p') ?? '';
  return {
    filter: {
      state: caseStates.find((known): known is CaseState => known === state) ?? 'live',
      whose: whose === 'mine' || whose === 'nobody' ? whose : null,
      harm: isHarmTopic(harm) ? harm : null,
      lang: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(lang) ? lang : null,
      snoozed: search.get('snoozed') === '1',
    },
    order: queueOrders.find((known) => known === sort) ?? 'rank',
    page: /^[1-9]\d{0,3}$/.test(page) ? Math.min(mostPages, Number(page)) : 1,
  };
};

/** The same view as one canonical query without `?`, known parameters in their order; empty for the plain queue. */
export const queueSearch = ({ filter, order, page }: QueueQuery): string => {
  const search = new URLSearchParams();
  if (filter.state !== 'live') search.set('state', filter.state);
  for (const name of ['whose', 'harm', 'lang'] as const) if (filter[name] !== null) search.set(name, filter[name]);
  if (filter.snoozed) search.set('snoozed', '1');
  if (order !== 'rank') search.set('sort', order);
  if (page > 1) search.set('p', String(page));
  return search.toString();
};

/** Whether anything narrows the plain queue; its order and page do not. */
export const isNarrowed = ({ filter }: QueueQuery): boolean =>
  filter.state !== 'live' || filter.whose !== null || filter.harm !== null || filter.lang !== null || filter.snoozed;
