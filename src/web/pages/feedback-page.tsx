import { frontPath, safeUrl } from './addresses.ts';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

export const FeedbackPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'feedback'> }) => {
  const { t } = view;
  // `back` is a path of ours; one that is not (`//elsewhere`, `javascript:`) is not followed.
  const here = safeUrl(view.shell.organisation.origin) ?? 'http://localhost/';
  const stays =
    page.back.startsWith('/') && URL.canParse(page.back, here) && new URL(page.back, here).host === new URL(here).host;
  return (
    <div class="narrow problem">
      <h1>{t('feedback.thanks')}</h1>
      <p class="lead">{t(page.agrees ? 'feedback.agreed' : 'feedback.disagreed')}</p>
      <p class="problem-links">
        <a class="button button-strong" href={stays ? page.back : frontPath(view.lang)}>
          {t('feedback.back')}
        </a>
        <a class="button button-quiet" href={frontPath(view.lang)}>
          {t('answer.again')}
        </a>
      </p>
    </div>
  );
};
