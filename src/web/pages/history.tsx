// Every change after publication, newest first, each with what stood there before.
import { type Check, type CheckText, type Correction, textIn } from '../../core/check.ts';
import { markdown } from './markdown.ts';
import type { View } from './view.ts';

export const History = ({ view, check }: { readonly view: View; readonly check: Check }) => {
  const { t } = view;
  return (
    <section class="block" aria-labelledby="history">
      <h2 id="history">{t('history.title')}</h2>
      <ol class="history">
        {[...check.corrections].reverse().map((correction, i) => (
          <li key={`${correction.on} ${i}`} class={`change-${correction.kind}`}>
            <Change view={view} correction={correction} />
          </li>
        ))}
        {check.publishedOn && (
          <li>
            <p class="meta">
              <time dateTime={check.publishedOn}>{view.day(check.publishedOn)}</time>
            </p>
            <p>{t('history.published')}</p>
          </li>
        )}
      </ol>
      {check.corrections.length === 0 && <p class="hint">{t('history.none')}</p>}
    </section>
  );
};

const Change = ({ view, correction }: { readonly view: View; readonly correction: Correction }) => {
  const explain = Object.keys(correction.explain).length === 0 ? null : textIn(correction.explain, view.lang);
  const before = Object.keys(correction.before).length === 0 ? null : textIn(correction.before, view.lang);
  return (
    <>
      <p class="meta">
        <time dateTime={correction.on}>{view.day(correction.on)}</time>
        <span class="tag">{view.t(`correction.${correction.kind}`)}</span>
      </p>
      {explain && <p lang={explain.lang}>{explain.text}</p>}
      {before && <Before view={view} lang={before.lang} text={before.text} />}
    </>
  );
};

const fields = ['title', 'claim', 'short', 'known', 'how', 'reply'] as const;

const Before = ({
  view,
  lang,
  text,
}: {
  readonly view: View;
  readonly lang: string;
  readonly text: Partial<CheckText>;
}) => (
  <details class="fold">
    <summary>{view.t('history.before')}</summary>
    <dl class="before" lang={lang}>
      {fields.map((field) => {
        const was = text[field];
        return was === undefined ? null : (
          <div key={field}>
            <dt lang={view.lang}>{view.t(`field.${field}`)}</dt>
            {field === 'known' || field === 'how' ? (
              <dd class="prose" dangerouslySetInnerHTML={{ __html: markdown(was) }} />
            ) : (
              <dd>{was}</dd>
            )}
          </div>
        );
      })}
    </dl>
  </details>
);
