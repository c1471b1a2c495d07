// The form that renames verdicts: every label in each language, empty where the standard one is meant.
import { uiLangs } from '../../../base/lang.ts';
import { longestLabel } from '../../../core/verdict-labels.ts';
import { inLanguage, verdictsPath } from '../../pages/addresses.ts';
import { allVerdicts, standardLabel, verdictMeaning } from '../../pages/verdict-words.ts';
import type { View } from '../../pages/view.ts';
import { HandIn } from './decide-inputs.tsx';
import { DeskFrame } from './desk-frame.tsx';
import type { LabelsPageOf } from './labels-model.ts';
import { Refusal } from './review-page.tsx';

type Props = { readonly view: View; readonly page: LabelsPageOf<'desk-labels'> };

export const DeskLabelsPage = ({ view, page }: Props) => {
  const { t } = view;
  return (
    <DeskFrame view={view} member={page.member} at="templates">
      <div class="decide">
        <header class="decide-head">
          <p class="eyebrow">
            <a href={inLanguage(view.lang, '/desk/templates')}>{t('templates.title')}</a>
          </p>
          <h1>{t('labels.title')}</h1>
          <p class="hint">{t('desk-labels.lead')}</p>
          <p>
            <a href={verdictsPath(view.lang)}>{t('desk-labels.public')}</a>
          </p>
        </header>
        <Refusal view={view} refused={page.refused} />
        {page.pending !== null ? (
          <p class="note">
            {t('desk-labels.waits')}{' '}
            <a href={inLanguage(view.lang, `/desk/reviews/${page.pending}`)}>{t('desk-explainers.see-waiting')}</a>
          </p>
        ) : (
          <LabelsForm view={view} page={page} />
        )}
      </div>
    </DeskFrame>
  );
};

const LabelsForm = ({ view, page }: Props) => {
  return (
    <form method="post" action={inLanguage(view.lang, '/desk/verdicts')} class="decide-form">
      {allVerdicts.map((verdict) => (
        <fieldset key={verdict} class="decide-texts">
          <legend>{standardLabel(view.lang, verdict)}</legend>
          <p class="hint">{verdictMeaning(view, verdict)}</p>
          <div class="decide-row">
            {uiLangs.map((lang) => {
              const name = `${lang}.${verdict}`;
              return (
                <div class="decide-field" key={lang}>
                  <label for={name}>{view.language(lang)}</label>
                  <input
                    id={name}
                    name={name}
                    type="text"
                    lang={lang}
                    maxLength={longestLabel}
                    placeholder={standardLabel(lang, verdict)}
                    value={page.typed[name] ?? page.inUse[lang]?.[verdict] ?? ''}
                    aria-invalid={page.refused?.field === name || undefined}
                  />
                </div>
              );
            })}
          </div>
        </fieldset>
      ))}
      <HandIn view={view} />
    </form>
  );
};
