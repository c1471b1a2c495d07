import { topicPath } from './addresses.ts';
import type { PageOf } from './page-of.ts';
import { topicWord } from './topic-words.ts';
import type { View } from './view.ts';

export const TopicsPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'topics'> }) => (
  <div class="list">
    <header class="page-head">
      <h1>{view.t('topics.title')}</h1>
      <p class="lead">{view.t('topics.lead')}</p>
    </header>
    {page.topics.length === 0 ? (
      <p class="empty">{view.t('topics.none')}</p>
    ) : (
      <ul class="topics">
        {page.topics.map(({ topic, checks }) => (
          <li key={topic}>
            <a href={topicPath(view.lang, topic)}>
              <strong>{topicWord(view, topic)}</strong>
              <span>{view.t('topics.checks', { count: checks })}</span>
            </a>
          </li>
        ))}
      </ul>
    )}
  </div>
);
