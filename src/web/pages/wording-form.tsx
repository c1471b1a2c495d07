// Another wording for a check, as one of the team proposes it. What was refused stays in its fields.
import { uiLangs } from '../../base/lang.ts';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly refused: PageOf<'operator-wordings'>['refused'] };

export const WordingForm = ({ view, refused }: Props) => {
  const { t } = view;
  const code = refused?.code ?? null;
  const isOfCheck = code === 'not-found';
  return (
    <section class="block" aria-labelledby="add">
      <h2 id="add">{t('wordings.add-title')}</h2>
      <p class="wide-hint">{t('wordings.add-lead')}</p>
      <form class="import" method="post" action="/operator/wordings">
        {code !== null && (
          <p class="note note-warn" role="alert" id="refused">
            {t(`wordings.refused.${code}`)}
          </p>
        )}
        <div class="fields fields-one">
          <label>
            {t('wordings.check')}
            <input
              type="text"
              name="check"
              required
              value={refused?.check ?? ''}
              aria-describedby={isOfCheck ? 'check-hint refused' : 'check-hint'}
              aria-invalid={isOfCheck ? 'true' : undefined}
            />
          </label>
        </div>
        <p class="hint" id="check-hint">
          {t('wordings.check-hint')}
        </p>
        <div class="fields fields-one">
          <label>
            {t('wordings.text')}
            <input
              type="text"
              name="text"
              required
              value={refused?.text ?? ''}
              aria-describedby={code !== null && !isOfCheck ? 'text-hint refused' : 'text-hint'}
              aria-invalid={code !== null && !isOfCheck ? 'true' : undefined}
            />
          </label>
        </div>
        <p class="hint" id="text-hint">
          {t('wordings.text-hint')}
        </p>
        <div class="fields">
          <label>
            {t('wordings.lang')}
            <select name="lang">
              {uiLangs.map((lang) => (
                <option key={lang} value={lang} selected={lang === (refused?.lang ?? view.lang)}>
                  {view.language(lang)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <p>
          <button class="button button-strong" type="submit">
            {t('wordings.add')}
          </button>
        </p>
      </form>
    </section>
  );
};
