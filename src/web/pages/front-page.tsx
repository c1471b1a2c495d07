// One field, what people ask about most, what is newest. Nothing else.
import { listPath } from './addresses.ts';
import { AskForm } from './ask-form.tsx';
import { CheckItems } from './check-card.tsx';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

export const FrontPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'front'> }) => {
  const { t } = view;
  return (
    <>
      <section class="hero">
        <h1>{t('front.title')}</h1>
        <p class="lead">{t('front.lead')}</p>
        <AskForm view={view} text={page.text} idempotencyKey={page.idempotencyKey} problem={page.problem} />
      </section>
      {page.asked.length > 0 && (
        <section class="band" aria-labelledby="asked">
          <h2 id="asked">{t('front.asked')}</h2>
          <CheckItems view={view} cards={page.asked} />
        </section>
      )}
      <section class="band" aria-labelledby="newest">
        <h2 id="newest">{t('front.newest')}</h2>
        {page.newest.length > 0 ? (
          <>
            <CheckItems view={view} cards={page.newest} />
            <p class="more">
              <a href={listPath(view.lang)}>{t('front.all')}</a>
            </p>
          </>
        ) : (
          <p class="empty">{t('front.none')}</p>
        )}
      </section>
    </>
  );
};
