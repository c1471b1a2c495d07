// What verdicts are called here, beside what they are called everywhere, with what each means and since when.
import { labelSince } from '../../core/verdict-labels.ts';
import { statementPath } from './addresses.ts';
import type { PageOf } from './page-of.ts';
import { VerdictShape } from './verdict-shape.tsx';
import { allVerdicts, standardLabel, verdictMeaning, verdictWord } from './verdict-words.ts';
import type { View } from './view.ts';

export const VerdictsPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'verdicts'> }) => {
  const { t, lang } = view;
  return (
    <article class="narrow background">
      <header class="page-head">
        <h1>{t('labels.title')}</h1>
        <p class="lead">{t('labels.lead')}</p>
      </header>
      <p>{t('scale.lead')}</p>
      <ul class="background-list">
        {allVerdicts.map((verdict) => {
          const since = labelSince(page.sets, lang, verdict);
          return (
            <li key={verdict} class={`tone-${verdict}`}>
              <h2 class="label-word">
                <VerdictShape tone={verdict} /> {verdictWord(view, verdict)}
              </h2>
              <p>{verdictMeaning(view, verdict)}</p>
              <p class="meta">
                <span>{t('labels.standard', { label: standardLabel(lang, verdict) })}</span>
                <span>{since === null ? t('labels.always') : t('labels.since', { day: view.day(since) })}</span>
              </p>
            </li>
          );
        })}
      </ul>
      <p class="hint">
        {t('labels.order')} <a href={statementPath(lang, 'method')}>{t('statement.method')}</a>
      </p>
    </article>
  );
};
