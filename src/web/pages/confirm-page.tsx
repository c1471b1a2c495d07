// Whether an address is somebody's, asked of whoever got the letter.
import { checkPath, confirmPath } from './addresses.ts';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

export const ConfirmPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'asked-confirm'> }) => {
  const { t } = view;
  if (page.code === null)
    return (
      <div class="narrow asked">
        <header class="page-head">
          <h1>{t('address.over')}</h1>
          <p class="lead">{t('address.over-next')}</p>
        </header>
      </div>
    );
  return (
    <div class="narrow asked">
      <header class="page-head">
        <h1>{t('address.title')}</h1>
        <p class="lead">{t(page.about === null ? 'address.lead.ticket' : 'address.lead.check')}</p>
      </header>
      {page.about && (
        <p class="asked-about">
          <span class="eyebrow">{t('subscription.check')}</span>
          <a href={checkPath(view.lang, page.about.slug)} lang={page.about.lang}>
            {page.about.title}
          </a>
        </p>
      )}
      <form class="asked-form" method="post" action={confirmPath(view.lang)}>
        <input type="hidden" name="code" value={page.code} />
        <p>
          <button class="button button-strong" type="submit">
            {t('address.yes')}
          </button>
        </p>
        <p class="hint">{t('address.no')}</p>
      </form>
    </div>
  );
};
