// One's own passkeys, and the page on which a new one is made.
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { Refusal } from './refusal.tsx';
import type { TeamPage } from './team-model.ts';

type Of<N extends TeamPage['page']> = { readonly view: View; readonly page: Extract<TeamPage, { page: N }> };

export const AccountPasskeys = ({ view, page }: Of<'desk-account'>) => {
  const { t, lang } = view;
  const at = inLanguage(lang, '/desk/account/passkeys');
  return (
    <section class="own-part" aria-labelledby="passkeys">
      <h2 id="passkeys">{t('passkey.title')}</h2>
      <p class="hint">{t('passkey.lead')}</p>
      {page.passkeys.length > 0 && (
        <ul class="members">
          {page.passkeys.map(({ id, addedOn, usedOn }, i) => (
            <li key={id}>
              <span class="member-name" id={`p-${id}`}>
                {t('passkey.one', { number: i + 1 })}
              </span>
              <span class="member-what">
                <span>{t('passkey.added', { day: view.day(addedOn) })}</span>
                {usedOn !== null && <span>{t('passkey.used', { day: view.day(usedOn) })}</span>}
              </span>
              <form method="post" action={`${at}/${id}/remove`}>
                <button class="button button-quiet" type="submit" aria-describedby={`p-${id}`}>
                  {t('passkey.remove')}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      {page.passkeys.length > 0 && <p class="hint">{t('passkey.remove-hint')}</p>}
      <p>
        <a class="button button-quiet" href={`${at}/new`}>
          {t('passkey.add')}
        </a>
      </p>
    </section>
  );
};

export const NewPasskeyPage = ({ view, page }: Of<'desk-passkey'>) => {
  const { t, lang } = view;
  const at = inLanguage(lang, '/desk/account/passkeys');
  return (
    <div class="gate">
      <h1>{t('passkey.new.title')}</h1>
      <p class="lead">{t('passkey.new.lead')}</p>
      <Refusal view={view} refused={page.refused} />
      {page.offered ? (
        <>
          <form class="gate-form" method="post" action={at}>
            <PasskeyButton view={view} does="create" options={`${at}/options`} label={t('passkey.new.go')} strong />
          </form>
          <noscript>
            <p class="note">{t('passkey.new.script')}</p>
          </noscript>
        </>
      ) : (
        <p class="note">{t('team.refused.passkeys-off')}</p>
      )}
      <p>
        <a href={inLanguage(lang, '/desk/account')}>{t('passkey.new.back')}</a>
      </p>
    </div>
  );
};
