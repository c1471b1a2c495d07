// The form that opens a case of our own.
import { uiLangs } from '../../../base/lang.ts';
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { DeskFrame } from './desk-frame.tsx';
import type { QueuePageOf } from './queue-model.ts';

type Props = { readonly view: View; readonly page: QueuePageOf<'desk-case-new'> };

export const NewCasePage = ({ view, page }: Props) => {
  const { t, lang } = view;
  const { typed, refused } = page;
  const wrong = (codes: readonly (typeof refused)[]) => (codes.includes(refused) ? 'no' : undefined);
  return (
    <DeskFrame view={view} member={page.member} at="queue">
      <div class="narrow queue-form">
        <h1>{t('new-case.title')}</h1>
        <p>{t('new-case.lead')}</p>
        {refused && (
          <p class="note note-warn" id="no" role="alert">
            {t(`new-case.no.${refused}`)}
          </p>
        )}
        <form method="post" action={inLanguage(lang, '/desk/new')}>
          <label>
            <span>{t('new-case.claim')}</span>
            <textarea
              name="title"
              rows={3}
              maxLength={300}
              required
              aria-describedby={wrong(['case-needs-title', 'too-long'])}
            >
              {typed.title}
            </textarea>
          </label>
          <label>
            <span>{t('new-case.lang')}</span>
            <select name="lang">
              {uiLangs.map((one) => (
                <option key={one} value={one} selected={typed.lang === one}>
                  {view.language(one)}
                </option>
              ))}
            </select>
          </label>
          <fieldset>
            <legend>{t('new-case.origin')}</legend>
            {(['own', 'requested'] as const).map((origin) => (
              <label class="queue-radio" key={origin}>
                <input type="radio" name="origin" value={origin} checked={typed.origin === origin} />
                <span>{t(`new-case.${origin}`)}</span>
              </label>
            ))}
            <label>
              <span>{t('new-case.requested-by')}</span>
              <input
                type="text"
                name="requestedBy"
                maxLength={200}
                value={typed.requestedBy}
                aria-describedby={wrong(['case-needs-origin', 'too-long'])}
              />
            </label>
          </fieldset>
          <label class="queue-radio">
            <input type="checkbox" name="ourselves" value="yes" checked={typed.ourselves} />
            <span>{t('new-case.ourselves')}</span>
          </label>
          <button class="button button-strong" type="submit">
            {t('new-case.open')}
          </button>
        </form>
      </div>
    </DeskFrame>
  );
};
