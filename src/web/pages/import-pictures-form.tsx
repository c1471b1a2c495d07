// Known pictures of other publishers' checks, from a table and its files.
import { inLanguage } from './addresses.ts';
import type { AtOperator } from './model.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly who: AtOperator; readonly atOnce: boolean };

export const ImportPicturesForm = ({ view, who, atOnce }: Props) => {
  const { t } = view;
  return (
    <section class="block" aria-labelledby="import-pictures">
      <h2 id="import-pictures">{t('import.pictures')}</h2>
      <p>{t('import.pictures.lead')}</p>
      {!atOnce && <p>{t('import.by-two')}</p>}
      {!who.proven && (
        <p class="note">
          {t('import.prove')}{' '}
          <a href={`${inLanguage(view.lang, '/confirm')}?next=${encodeURIComponent('/operator')}`}>
            {t('import.prove-link')}
          </a>
        </p>
      )}
      <form class="import" method="post" action="/operator/pictures" encType="multipart/form-data">
        <div class="fields">
          <label>
            {t('import.pictures.table')}
            <input type="file" name="table" accept=".csv,text/csv" required aria-describedby="import-pictures-hint" />
          </label>
          <label>
            {t('import.pictures.files')}
            <input
              type="file"
              name="pictures"
              accept="image/*"
              multiple
              required
              aria-describedby="import-pictures-hint"
            />
          </label>
        </div>
        <p class="hint" id="import-pictures-hint">
          {t('import.pictures.hint')}
        </p>
        <p>
          <button class="button button-strong" type="submit">
            {t('import.pictures.start')}
          </button>
        </p>
      </form>
    </section>
  );
};
