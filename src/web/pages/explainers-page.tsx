// Every explainer, the newest change first; and how a check's page names those that belong to it.
import { textIn } from '../../core/check.ts';
import type { ExplainerLine } from '../../desk/explainer-ports.ts';
import { explainerPath } from './addresses.ts';
import type { PageOf } from './page-of.ts';
import { topicWord } from './topic-words.ts';
import type { View } from './view.ts';

export const ExplainersPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'explainers'> }) => {
  const { t } = view;
  return (
    <div class="narrow background">
      <header class="page-head">
        <h1>{t('explainers.title')}</h1>
        <p class="lead">{t('explainers.lead')}</p>
      </header>
      {page.explainers.length === 0 ? (
        <p class="note">{t('explainers.none')}</p>
      ) : (
        <ExplainerItems view={view} explainers={page.explainers} level={2} />
      )}
    </div>
  );
};

type Items = {
  readonly view: View;
  readonly explainers: readonly ExplainerLine[];
  readonly level: 2 | 3;
};

export const ExplainerItems = ({ view, explainers, level }: Items) => {
  const Heading = `h${level}` as const;
  return (
    <ul class="background-list">
      {explainers.map((one) => {
        const { lang, text } = textIn(one.texts, view.lang);
        const foreign = lang === view.lang ? undefined : lang;
        return (
          <li key={one.slug}>
            <Heading class="item-title">
              <a href={explainerPath(view.lang, one.slug)} lang={foreign}>
                {text.title}
              </a>
            </Heading>
            <p class="item-short" lang={foreign}>
              {text.short}
            </p>
            <p class="meta">
              <time dateTime={one.publishedOn}>{view.day(one.publishedOn)}</time>
              {one.topics.map((topic) => (
                <span key={topic}>{topicWord(view, topic)}</span>
              ))}
              {one.checks > 0 && <span>{view.t('explainer.count', { count: one.checks })}</span>}
            </p>
          </li>
        );
      })}
    </ul>
  );
};
