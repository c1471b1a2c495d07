// The search and its filters as one plain form.
import { listPath } from './addresses.ts';
import type { PageOf } from './page-of.ts';
import { topicWord } from './topic-words.ts';
import { VerdictShape } from './verdict-shape.tsx';
import { allVerdicts, verdictWord } from './verdict-words.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'list'> };

/** Whether anything narrows the list down. */
export const isFiltered = ({ query, filter }: PageOf<'list'>): boolean =>
  query !== '' ||
  filter.verdicts.length > 0 ||
  [filter.topic, filter.lang, filter.from, filter.to, filter.source].some((x) => x !== null);

export const ListFilter = ({ view, page }: Props) => {
  const { t } = view;
  const { filter } = page;
  const open = isFiltered({ ...page, query: '' });
  return (
    <search>
      <form class="filter" method="get" action={listPath(view.lang)}>
        <div class="filter-search">
          <label for="q">{t('filter.search')}</label>
          <input id="q" type="search" name="q" value={page.query} autocomplete="off" enterkeyhint="search" />
          <button class="button button-strong" type="submit">
            {t('filter.show')}
          </button>
        </div>
        <details class="fold" open={open}>
          <summary>{t('filter.more')}</summary>
          <fieldset>
            <legend>{t('filter.verdict')}</legend>
            <div class="chips">
              {allVerdicts.map((verdict) => (
                <label key={verdict} class={`chip tone-${verdict}`}>
                  <input type="checkbox" name="verdict" value={verdict} checked={filter.verdicts.includes(verdict)} />
                  <VerdictShape tone={verdict} />
                  {verdictWord(view, verdict)}
                </label>
              ))}
            </div>
          </fieldset>
          <div class="filter-grid">
            <label>
              {t('filter.topic')}
              <select name="topic">
                <Option value="" chosen={filter.topic ?? ''} label={t('filter.any')} />
                {page.topics.map(({ topic, checks }) => (
                  <Option
                    key={topic}
                    value={topic}
                    chosen={filter.topic ?? ''}
                    label={`${topicWord(view, topic)} (${view.number(checks)})`}
                  />
                ))}
              </select>
            </label>
            <label>
              {t('filter.lang')}
              <select name="lang">
                <Option value="" chosen={filter.lang ?? ''} label={t('filter.any')} />
                {['vi', 'en'].map((tag) => (
                  <Option key={tag} value={tag} chosen={filter.lang ?? ''} label={view.language(tag)} />
                ))}
              </select>
            </label>
            <label>
              {t('filter.source')}
              <select name="source">
                <Option value="" chosen={filter.source ?? ''} label={t('filter.any')} />
                <Option value="ours" chosen={filter.source ?? ''} label={t('filter.ours')} />
                <Option value="others" chosen={filter.source ?? ''} label={t('filter.others')} />
              </select>
            </label>
            <label>
              {t('filter.from')}
              <input type="date" name="from" value={filter.from ?? ''} />
            </label>
            <label>
              {t('filter.to')}
              <input type="date" name="to" value={filter.to ?? ''} />
            </label>
          </div>
          <p class="filter-actions">
            <button class="button button-quiet" type="submit">
              {t('filter.apply')}
            </button>
            {open && <a href={listPath(view.lang)}>{t('list.clear')}</a>}
          </p>
        </details>
      </form>
    </search>
  );
};

const Option = ({
  value,
  chosen,
  label,
}: {
  readonly value: string;
  readonly chosen: string;
  readonly label: string;
}) => (
  <option value={value} selected={value === chosen}>
    {label}
  </option>
);
