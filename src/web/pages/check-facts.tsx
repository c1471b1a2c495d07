// The dates, topics and languages of a check, and how to pass it on: beside the text where there is room.

import { isUiLang } from '../../base/lang.ts';
import type { Check } from '../../core/check.ts';
import { checkPath, safeUrl, topicPath } from './addresses.ts';
import { ShareBar } from './share-bar.tsx';
import { topicWord } from './topic-words.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly check: Check; readonly lang: string };

export const CheckFacts = ({ view, check, lang }: Props) => {
  const { t } = view;
  const path = checkPath(view.lang, check.slug);
  const languages = Object.keys(check.texts);
  return (
    <aside class="facts" aria-label={t('facts.title')}>
      <dl>
        {check.asOf && <Fact name={t('facts.as-of')} value={view.day(check.asOf)} />}
        {check.publishedOn && <Fact name={t('facts.published')} value={view.day(check.publishedOn)} />}
        {check.reviewBy && <Fact name={t('facts.review-by')} value={view.day(check.reviewBy)} />}
        {check.topics.length > 0 && (
          <div>
            <dt>{t('facts.topics')}</dt>
            <dd>
              {check.topics.map((topic, i) => (
                <>
                  {i > 0 && ', '}
                  <a key={topic} href={topicPath(view.lang, topic)}>
                    {check.topicNames?.[topic] ?? topicWord(view, topic)}
                  </a>
                </>
              ))}
            </dd>
          </div>
        )}
        {languages.length > 1 && (
          <div>
            <dt>{t('facts.languages')}</dt>
            <dd>
              {languages.map((tag, i) => (
                <>
                  {i > 0 && ', '}
                  {tag === lang || !isUiLang(tag) ? (
                    view.language(tag)
                  ) : (
                    <a key={tag} href={checkPath(tag, check.slug)} hreflang={tag} lang={tag}>
                      {view.language(tag)}
                    </a>
                  )}
                </>
              ))}
            </dd>
          </div>
        )}
        {check.source?.licence && <Fact name={t('facts.licence')} value={check.source.licence} />}
      </dl>
      <div class="no-print">
        <ShareBar
          view={view}
          url={safeUrl(check.originalUrl) ?? `${view.shell.organisation.origin}${path}`}
          title={check.texts[lang]?.title ?? ''}
        />
      </div>
    </aside>
  );
};

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
