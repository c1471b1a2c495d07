// Every text of every language, as it will be; where it changes something public, what goes and what comes is marked.
import type { Check } from '../../../core/check.ts';
import { wordDiff } from '../../../core/word-diff.ts';
import { Differences } from '../../pages/differences.tsx';
import type { View } from '../../pages/view.ts';
import { type DecidePageOf, textFields } from './decide-model.ts';

export type ReviewProps = { readonly view: View; readonly page: DecidePageOf<'desk-review'> };

/** Language versions, the page's own language first. */
export const versionsOf = <T,>(view: View, texts: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
  Object.entries(texts).sort(([a], [b]) => Number(b === view.lang) - Number(a === view.lang));

export const ReviewPassages = ({ view, page, check }: ReviewProps & { readonly check: Check }) => {
  const { t } = view;
  const before = page.submission.kind === 'correction' && page.submission.state !== 'published' ? page.before : null;
  const last = page.submission.kind === 'correction' ? check.corrections.at(-1) : undefined;
  return (
    <section class="decide-passages" aria-labelledby="passages">
      <h2 id="passages">{t('decide.passages')}</h2>
      <p class="hint">{t('decide.passages.lead')}</p>
      {last && (
        <div class="decide-explain">
          <p>
            <span class="tag">{t(`correction.${last.kind}`)}</span>
          </p>
          {versionsOf(view, last.explain).map(([lang, text]) => (
            <p key={lang} lang={lang}>
              {text}
            </p>
          ))}
        </div>
      )}
      {versionsOf(view, check.texts).map(([lang, text]) => (
        <div key={lang} class="decide-version">
          <h3>{view.language(lang)}</h3>
          <dl>
            {textFields.map((field) => {
              const was = before?.texts[lang]?.[field];
              const changed = was !== undefined && was !== text[field];
              if (text[field] === '' && !changed) return null;
              const name = `remark.${lang}.${field}`;
              return (
                <div key={field} class={changed ? 'changed' : undefined}>
                  <dt>{t(`field.${field}`)}</dt>
                  <dd>
                    <p class="decide-text" lang={lang}>
                      {changed ? <Differences view={view} parts={wordDiff(was, text[field])} /> : text[field]}
                    </p>
                    {page.submission.state === 'waiting' && (
                      <details open={page.typed[name] ? true : undefined}>
                        <summary>{t('decide.remark')}</summary>
                        <label class="visually-hidden" for={name}>
                          {t('decide.remark.on', { field: t(`field.${field}`), language: view.language(lang) })}
                        </label>
                        <textarea id={name} name={name} rows={2} maxLength={2000}>
                          {page.typed[name] ?? ''}
                        </textarea>
                      </details>
                    )}
                  </dd>
                </div>
              );
            })}
          </dl>
        </div>
      ))}
    </section>
  );
};
