// Background to many checks: one text, its day, the checks it belongs to, and every change told. It gives no verdict.
import { isUiLang } from '../../base/lang.ts';
import { overtakenBy, textIn } from '../../core/check.ts';
import { type ExplainerCorrection, explainerFields, type PublicExplainer } from '../../core/explainer.ts';
import { wordDiff } from '../../core/word-diff.ts';
import { appealExplainerPath, explainerPath, statementPath, topicPath } from './addresses.ts';
import { Appeals } from './appeals-of-check.tsx';
import { CheckItems } from './check-card.tsx';
import { Contact } from './contact.tsx';
import { Differences } from './differences.tsx';
import { LeafProof } from './log-proof.tsx';
import { markdown } from './markdown.ts';
import type { PageOf } from './page-of.ts';
import { topicWord } from './topic-words.ts';
import { VerifyWords } from './verify-log.tsx';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'explainer'> };

/** `preview`: before it is public, for the second person. */
export const ExplainerPage = ({ view, page, preview = false }: Props & { readonly preview?: boolean }) => {
  const { t } = view;
  const { explainer, cards } = page;
  const { lang, text } = textIn(explainer.texts, view.lang);
  return (
    <article class="narrow background">
      <header class="page-head">
        <p class="eyebrow">{t('explainer.kind')}</p>
        {preview ? (
          <p class="decide-title" lang={lang}>
            {text.title}
          </p>
        ) : (
          <h1 lang={lang} data-told={`content.texts.${lang}.title`}>
            {text.title}
          </h1>
        )}
        <p class="lead" lang={lang} data-told={`content.texts.${lang}.short`}>
          {text.short}
        </p>
        {!preview && lang !== view.lang && (
          <p class="note">
            {t('explainer.other-language', { language: view.language(lang), wanted: view.language(view.lang) })}
          </p>
        )}
        <Overtaken view={view} explainer={explainer} lang={lang} preview={preview} />
      </header>
      <Withdrawn view={view} explainer={explainer} proofs={page.proofs} />
      {!preview && <Facts view={view} explainer={explainer} />}
      <p class="note">{t('explainer.no-verdict')}</p>
      <div
        class="prose"
        lang={lang}
        data-told={`content.texts.${lang}.body`}
        data-told-drawn
        dangerouslySetInnerHTML={{ __html: markdown(text.body) }}
      />
      {cards.length > 0 && (
        <section class="block" aria-labelledby="checks">
          <h2 id="checks">{t('explainer.checks')}</h2>
          <CheckItems view={view} cards={cards} />
        </section>
      )}
      {!preview && (
        <>
          <LeafProof view={view} proofs={page.proofs} of={`explainer:${explainer.id}`} />
          <History view={view} explainer={explainer} />
          <section class="block" aria-labelledby="review">
            <h2 id="review">{t('check.appeal-title')}</h2>
            <p>
              {t('appeal.way')} <a href={statementPath(view.lang, 'corrections')}>{t('check.appeal-more')}</a>{' '}
              <Contact view={view} />
            </p>
            <Appeals
              view={view}
              action={appealExplainerPath(view.lang, explainer.slug)}
              appeals={page.appeals ?? []}
              proofs={page.proofs}
            />
          </section>
          {page.proofs !== undefined && <VerifyWords view={view} />}
        </>
      )}
    </article>
  );
};

type Part = { readonly view: View; readonly explainer: PublicExplainer };

const Overtaken = ({ view, explainer, lang, preview }: Part & { readonly lang: string; readonly preview: boolean }) => {
  const by = overtakenBy(explainer, lang);
  if (by === undefined || explainer.texts[by.lang] === undefined) return null;
  const language = view.language(by.lang);
  return (
    <p class="note note-warn">
      {view.t('check.overtaken', { day: view.day(by.on), language })}{' '}
      {!preview && isUiLang(by.lang) && (
        <a href={explainerPath(by.lang, explainer.slug)} hreflang={by.lang}>
          {view.t('check.overtaken-read', { language })}
        </a>
      )}
    </p>
  );
};

const Withdrawn = ({
  view,
  explainer: { id, withdrawn },
  proofs,
}: Part & { readonly proofs: PageOf<'explainer'>['proofs'] }) => {
  if (withdrawn === undefined) return null;
  const because = textIn(withdrawn.because, view.lang);
  return (
    <div class="note note-warn" data-told-in>
      <p>
        <strong>{view.t('explainer.withdrawn', { day: view.day(withdrawn.on) })}</strong>
      </p>
      <p lang={because.lang} data-told={`content.because.${because.lang}`}>
        {because.text}
      </p>
      <LeafProof view={view} proofs={proofs} of={`explainer-withdrawn:${id}`} />
    </div>
  );
};

const Facts = ({ view, explainer }: Part) => {
  const changed = explainer.corrections.at(-1)?.on;
  return (
    <p class="meta">
      <time dateTime={explainer.publishedOn}>
        {view.t('check.published', { day: view.day(explainer.publishedOn) })}
      </time>
      {changed && <time dateTime={changed}>{view.t('check.corrected', { day: view.day(changed) })}</time>}
      {explainer.topics.map((topic) => (
        <a key={topic} href={topicPath(view.lang, topic)}>
          {topicWord(view, topic)}
        </a>
      ))}
    </p>
  );
};

const History = ({ view, explainer }: Part) => (
  <section class="block" aria-labelledby="history">
    <h2 id="history">{view.t('history.title')}</h2>
    <ol class="history">
      {explainer.corrections.toReversed().map((one, i) => (
        <li key={`${one.on} ${i}`} class={`change-${one.kind}`}>
          <Change view={view} explainer={explainer} at={explainer.corrections.length - 1 - i} correction={one} />
        </li>
      ))}
      <li>
        <p class="meta">
          <time dateTime={explainer.publishedOn}>{view.day(explainer.publishedOn)}</time>
        </p>
        <p>{view.t('history.published')}</p>
      </li>
    </ol>
    {explainer.corrections.length === 0 && <p class="hint">{view.t('history.none')}</p>}
  </section>
);

const Change = ({
  view,
  explainer,
  at,
  correction,
}: Part & { readonly at: number; readonly correction: ExplainerCorrection }) => {
  const explain = textIn(correction.explain, view.lang);
  const changed = Object.entries(correction.before).filter(([, fields]) => Object.keys(fields).length > 0);
  const before = changed.length === 0 ? null : textIn(Object.fromEntries(changed), view.lang);
  return (
    <>
      <p class="meta">
        <time dateTime={correction.on}>{view.day(correction.on)}</time>
        <span class="tag">{view.t(`correction.${correction.kind}`)}</span>
      </p>
      <p lang={explain.lang}>{explain.text}</p>
      {before && (
        <details class="fold">
          <summary>{view.t('history.before')}</summary>
          <dl class="before" lang={before.lang}>
            {explainerFields.map((field) => {
              const was = before.text[field];
              if (was === undefined) return null;
              const now = afterwards(explainer, at, before.lang, field) ?? '';
              return (
                <div key={field}>
                  <dt lang={view.lang}>{view.t(`explainer.field.${field}`)}</dt>
                  <dd class="changed-text">
                    <Differences view={view} parts={wordDiff(was, now)} />
                  </dd>
                </div>
              );
            })}
          </dl>
        </details>
      )}
    </>
  );
};

/** What replaced a text: what the next change found there, or what stands now. */
const afterwards = (
  { corrections, texts }: PublicExplainer,
  at: number,
  lang: string,
  field: (typeof explainerFields)[number],
): string | undefined =>
  corrections.slice(at + 1).find((later) => later.before[lang]?.[field] !== undefined)?.before[lang]?.[field] ??
  texts[lang]?.[field];
