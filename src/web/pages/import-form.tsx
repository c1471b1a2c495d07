// Checks from a file or an address, with whose they are.
import { inLanguage } from './addresses.ts';
import type { AtOperator } from './model.ts';
import type { View } from './view.ts';

type Props = {
  readonly view: View;
  readonly who: AtOperator;
  /** Nobody else is asked: what is imported is taken in at once, and may be let answer with it. */
  readonly atOnce: boolean;
};

export const ImportForm = ({ view, who, atOnce }: Props) => {
  const { t } = view;
  return (
    <section class="block" aria-labelledby="import">
      <h2 id="import">{t('import.title')}</h2>
      <p>{t('import.forms')}</p>
      {!atOnce && <p>{t('import.by-two')}</p>}
      {!who.proven && (
        <p class="note">
          {t('import.prove')}{' '}
          <a href={`${inLanguage(view.lang, '/confirm')}?next=${encodeURIComponent('/operator')}`}>
            {t('import.prove-link')}
          </a>
        </p>
      )}
      <form
        class="import"
        method="post"
        action="/operator/imports"
        encType="multipart/form-data"
        data-import={JSON.stringify({
          sending: t('import.sending'),
          working: t('import.working'),
          failed: t('import.failed'),
        })}
      >
        <div class="fields">
          <label>
            {t('import.file')}
            <input
              type="file"
              name="file"
              accept=".json,.jsonl,.ndjson,.csv,.tsv,.html,.htm,.gz,application/json,text/csv,text/html"
            />
          </label>
          <label>
            {t('import.url')}
            <input type="url" name="url" placeholder="https://" inputMode="url" />
          </label>
          <label>
            {t('import.publisher')}
            <input type="text" name="publisher" autocomplete="organization" aria-describedby="import-publisher-hint" />
          </label>
          <label>
            {t('import.site')}
            <input type="url" name="site" placeholder="https://" inputMode="url" />
          </label>
          <label>
            {t('import.licence')}
            <input type="text" name="licence" placeholder="CC BY 4.0" />
          </label>
        </div>
        <p class="hint" id="import-publisher-hint">
          {t('import.publisher-hint')}
        </p>
        {atOnce && (
          <>
            <label class="tick">
              <input type="checkbox" name="answers" value="1" aria-describedby="import-answers-hint" />
              {t('import.answers')}
            </label>
            <p class="hint" id="import-answers-hint">
              {t('import.answers-hint')}
            </p>
          </>
        )}
        <p>
          <button class="button button-strong" type="submit">
            {t('import.start')}
          </button>
        </p>
        <div data-status role="status" />
      </form>
    </section>
  );
};
