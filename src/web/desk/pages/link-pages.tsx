// A link by mail in place of the password: asked for, on its way, and opened.
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { Refusal } from './refusal.tsx';
import type { TeamPage } from './team-model.ts';

type Of<N extends TeamPage['page']> = { readonly view: View; readonly page: Extract<TeamPage, { page: N }> };

export const LinkAskPage = ({ view, page }: Of<'desk-link-ask'>) => {
  const { t, lang } = view;
  return (
    <div class="gate">
      <h1>{t('link.title')}</h1>
      {page.mails ? (
        <>
          <p class="lead">{t('link.lead')}</p>
          <Refusal view={view} refused={page.refused} />
          <form class="gate-form" method="post" action={inLanguage(lang, '/sign-in/link')}>
            <label>
              {t('sign-in.email')}
              <input type="email" name="email" value={page.email} autocomplete="username" maxLength={254} required />
            </label>
            <button class="button button-strong" type="submit">
              {t('link.go')}
            </button>
          </form>
        </>
      ) : (
        <p class="note">{t('link.no-mail')}</p>
      )}
      <ToSignIn view={view} />
    </div>
  );
};

export const LinkSentPage = ({ view, page }: Of<'desk-link-sent'>) => (
  <div class="gate">
    <h1>{view.t('link.sent.title')}</h1>
    <p class="lead">{view.t('link.sent.lead')}</p>
    {page.trial && <p class="note">{view.t('link.sent.trial')}</p>}
    <ToSignIn view={view} />
  </div>
);

export const LinkOpenPage = ({ view, page }: Of<'desk-link-open'>) => {
  const { t, lang } = view;
  if (page.code === '')
    return (
      <div class="gate">
        <h1>{t('link.over.title')}</h1>
        <p class="lead">{t('link.over.lead')}</p>
        <p>
          <a class="button button-quiet" href={inLanguage(lang, '/sign-in/link')}>
            {t('link.title')}
          </a>
        </p>
        <ToSignIn view={view} />
      </div>
    );
  return (
    <div class="gate">
      <h1>{t('link.open.title')}</h1>
      <p class="lead">{t('link.open.lead')}</p>
      <Refusal view={view} refused={page.refused} />
      <form class="gate-form" method="post" action={inLanguage(lang, '/sign-in/link/open')}>
        <input type="hidden" name="code" value={page.code} />
        <button class="button button-strong" type="submit">
          {t('sign-in.go')}
        </button>
      </form>
    </div>
  );
};

const ToSignIn = ({ view }: { readonly view: View }) => (
  <p>
    <a href={inLanguage(view.lang, '/sign-in')}>{view.t('link.back')}</a>
  </p>
);
