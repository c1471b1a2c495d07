// Every check there is: searched, filtered and turned page by page, without a line of script.
import { frontPath, listPath } from './addresses.ts';
import { CheckItems } from './check-card.tsx';
import { ExplainerItems } from './explainers-page.tsx';
import { isFiltered, ListFilter } from './list-filter.tsx';
import type { PageOf } from './page-of.ts';
import { topicWord } from './topic-words.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'list'> };

export const ListPage = ({ view, page }: Props) => {
  const { t } = view;
  const onTopic = view.shell.path.startsWith('/topics/') ? page.filter.topic : null;
  return (
    <div class="list">
      <header class="page-head">
        <h1>{onTopic ? topicWord(view, onTopic) : t('list.title')}</h1>
        <p class="lead">{t('list.lead')}</p>
      </header>
      <ListFilter view={view} page={page} />
      <section aria-labelledby="found">
        <h2 id="found" class="found">
          {t('list.found', { total: page.total })}
        </h2>
        {page.cards.length > 0 ? <CheckItems view={view} cards={page.cards} /> : <Nothing view={view} page={page} />}
        {page.nextPath && (
          <p class="more">
            <a class="button button-quiet" href={page.nextPath} rel="next">
              {t('list.next')}
            </a>
          </p>
        )}
      </section>
      {page.background !== undefined && page.background.length > 0 && (
        <section class="block" aria-labelledby="background">
          <h2 id="background">{t('explainer.of-check')}</h2>
          <ExplainerItems view={view} explainers={page.background} level={3} />
        </section>
      )}
    </div>
  );
};

const Nothing = ({ view, page }: Props) =>
  isFiltered(page) ? (
    <div class="empty">
      <p>{view.t('list.nothing')}</p>
      <ul>
        <li>{view.t('list.try-fewer')}</li>
        <li>
          <a href={listPath(view.lang)}>{view.t('list.clear')}</a>
        </li>
        <li>
          <a href={`${frontPath(view.lang)}?text=${encodeURIComponent(page.query)}`}>{view.t('list.ask')}</a>
        </li>
      </ul>
    </div>
  ) : (
    <p class="empty">{view.t('front.none')}</p>
  );
