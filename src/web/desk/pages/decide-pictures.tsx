// Which of the pictures that people asked with the check is about, and what is said of each.
import { uiLangs } from '../../../base/lang.ts';
import { pictureKinds, pictureLimits } from '../../../core/picture.ts';
import { deskPicturePath } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { type DecidePageOf, picturePrefixes } from './decide-model.ts';

type Props = { readonly view: View; readonly page: DecidePageOf<'desk-decide'> };

export const DecidePictures = ({ view, page }: Props) => {
  const { t } = view;
  const offered = page.of.pictures.slice(0, picturePrefixes.length);
  if (offered.length === 0) return null;
  return (
    <fieldset class="decide-verdicts" aria-invalid={page.refused?.field === 'pictures' || undefined}>
      <legend>{t('decide.pictures')}</legend>
      <p class="hint">{t('decide.pictures.lead')}</p>
      {offered.map(({ file, width, height, asked }, n) => {
        const at = picturePrefixes[n] ?? '';
        const said = (name: string): string => page.typed[`${at}${name}`] ?? '';
        return (
          <details class="fold" key={file} open={said('file') !== '' || undefined}>
            <summary>{t('decide.pictures.one', { n: n + 1, count: asked })}</summary>
            <div class="decide-form">
              <img
                class="decide-picture"
                src={deskPicturePath(view.lang, file)}
                width={width}
                height={height}
                alt={t('case.pictures.one', { n: n + 1 })}
                loading="lazy"
              />
              <label>
                <input type="checkbox" name={`${at}file`} value={file} checked={said('file') === file} />{' '}
                {t('decide.pictures.about')}
              </label>
              <div class="decide-field">
                <label for={`${at}kind`}>{t('decide.pictures.kind')}</label>
                <select id={`${at}kind`} name={`${at}kind`}>
                  {pictureKinds.map((kind) => (
                    <option key={kind} value={kind} selected={said('kind') === kind}>
                      {t(`picture.kind.${kind}`)}
                    </option>
                  ))}
                </select>
              </div>
              {uiLangs.map((lang) => (
                <div class="decide-field" key={lang}>
                  <label for={`${at}alt.${lang}`}>{t('decide.pictures.alt', { language: view.language(lang) })}</label>
                  <textarea
                    id={`${at}alt.${lang}`}
                    name={`${at}alt.${lang}`}
                    rows={2}
                    lang={lang}
                    maxLength={pictureLimits.alt}
                  >
                    {said(`alt.${lang}`)}
                  </textarea>
                </div>
              ))}
              <div class="decide-row">
                <div class="decide-field">
                  <label for={`${at}seenUrl`}>{t('decide.pictures.seen-url')}</label>
                  <input id={`${at}seenUrl`} name={`${at}seenUrl`} type="url" value={said('seenUrl')} />
                </div>
                <div class="decide-field">
                  <label for={`${at}seenOn`}>{t('decide.pictures.seen-on')}</label>
                  <input id={`${at}seenOn`} name={`${at}seenOn`} type="date" value={said('seenOn')} max={page.today} />
                </div>
              </div>
            </div>
          </details>
        );
      })}
    </fieldset>
  );
};
