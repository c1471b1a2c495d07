// One's own page: what colleagues read, what opens the door, where it stands open.
import { uiLangs } from '../../../base/lang.ts';
import { shortestPassword } from '../../../core/password.ts';
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { AccountPasskeys } from './account-passkeys.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { Refusal } from './refusal.tsx';
import type { TeamPage } from './team-model.ts';

type Props = { readonly view: View; readonly page: Extract<TeamPage, { page: 'desk-account' }> };

export const AccountPage = ({ view, page }: Props) => {
  const { t } = view;
  return (
    <DeskFrame view={view} member={page.member} at={null}>
      <header class="page-head">
        <h1>{t('account.title')}</h1>
        <p class="lead">{t('account.lead', { email: page.member.email ?? '', role: t(`role.${page.member.role}`) })}</p>
      </header>
      {page.done !== null && (
        <p class="note" role="status">
          {t(`account.done.${page.done}`)}
        </p>
      )}
      <div class="own">
        <div class="own-column">
          <Details view={view} page={page} />
          <Sessions view={view} page={page} />
          <Leaving view={view} page={page} />
        </div>
        <div class="own-column">
          <Password view={view} page={page} />
          <Factor view={view} page={page} />
          <AccountPasskeys view={view} page={page} />
        </div>
      </div>
    </DeskFrame>
  );
};

const Leaving = ({ view, page }: Props) => {
  const { t, lang } = view;
  return (
    <section class="own-part" aria-labelledby="leaving">
      <h2 id="leaving">{t('account.out')}</h2>
      <form method="post" action={inLanguage(lang, '/sign-out')}>
        <button class="button button-strong" type="submit">
          {t('account.sign-out')}
        </button>
      </form>
      <p>
        <a href={inLanguage(lang, '/desk/account/tokens')}>{t('tokens.title')}</a>
      </p>
      {page.mailbox && (
        <p>
          <a href={inLanguage(lang, '/desk/mailbox')}>{t('mailbox.title')}</a>
        </p>
      )}
      <details class="fold">
        <summary>{t('account.leave')}</summary>
        <p>{t('account.leave-lead')}</p>
        <form method="post" action={inLanguage(lang, '/desk/account/leave')}>
          <button class="button button-quiet" type="submit">
            {t('account.leave-go')}
          </button>
        </form>
      </details>
      <Refusal view={view} refused={page.leaving} />
    </section>
  );
};

const Refused = ({ view, page, form }: Props & { readonly form: 'details' | 'password' | 'factor' }) =>
  page.refused?.form === form ? <Refusal view={view} refused={{ code: page.refused.code, wait: null }} /> : null;

const Details = ({ view, page }: Props) => {
  const { t, lang } = view;
  return (
    <section class="own-part" aria-labelledby="details">
      <h2 id="details">{t('account.details')}</h2>
      <Refused view={view} page={page} form="details" />
      <form class="gate-form" method="post" action={inLanguage(lang, '/desk/account')}>
        <label>
          {t('join.name')}
          <input type="text" name="name" value={page.member.name} autocomplete="name" maxLength={100} required />
        </label>
        <label>
          {t('account.lang')}
          <select name="lang">
            {uiLangs.map((one) => (
              <option key={one} value={one} selected={one === page.member.lang} lang={one}>
                {view.language(one)}
              </option>
            ))}
          </select>
        </label>
        <button class="button button-quiet" type="submit">
          {t('account.save')}
        </button>
      </form>
    </section>
  );
};

const Password = ({ view, page }: Props) => {
  const { t, lang } = view;
  return (
    <section class="own-part" aria-labelledby="password">
      <h2 id="password">{t('account.password')}</h2>
      <p class="hint">{t('account.password-lead')}</p>
      <Refused view={view} page={page} form="password" />
      <form class="gate-form" method="post" action={inLanguage(lang, '/desk/account/password')}>
        <label>
          {t('account.current')}
          <input type="password" name="current" autocomplete="current-password" required />
        </label>
        <label>
          {t('join.password')}
          <input
            type="password"
            name="password"
            autocomplete="new-password"
            minLength={shortestPassword}
            required
            aria-describedby="new-hint"
          />
        </label>
        <p class="hint" id="new-hint">
          {t('join.password-hint', { count: shortestPassword })}
        </p>
        <label>
          {t('account.again')}
          <input type="password" name="again" autocomplete="new-password" required />
        </label>
        <button class="button button-quiet" type="submit">
          {t('account.change')}
        </button>
      </form>
    </section>
  );
};

const Factor = ({ view, page }: Props) => {
  const { t, lang } = view;
  return (
    <section class="own-part" aria-labelledby="factor">
      <h2 id="factor">{t('account.factor')}</h2>
      <p class="hint">{t('account.factor-lead')}</p>
      <Refused view={view} page={page} form="factor" />
      <form class="gate-form" method="post" action={inLanguage(lang, '/desk/account/recovery-codes')}>
        <label>
          {t('account.current')}
          <input type="password" name="password" autocomplete="current-password" required />
        </label>
        <button class="button button-quiet" type="submit">
          {t('account.recovery')}
        </button>
        <button class="button button-quiet" type="submit" formAction={inLanguage(lang, '/desk/account/second-factor')}>
          {t('account.new-factor')}
        </button>
      </form>
    </section>
  );
};

const Sessions = ({ view, page }: Props) => {
  const { t, lang } = view;
  return (
    <section class="own-part" aria-labelledby="sessions">
      <h2 id="sessions">{t('account.sessions')}</h2>
      <p class="hint">{t('account.sessions-lead')}</p>
      <ul class="members">
        {page.sessions.map((session) => (
          <li key={session.id}>
            <span class="member-name" id={`s-${session.id}`}>
              {t(session.here ? 'account.here' : 'account.elsewhere')}
            </span>
            <span class="member-what">{t('account.since', { day: view.day(session.since) })}</span>
            {!session.here && (
              <form method="post" action={`${inLanguage(lang, '/desk/account/sessions')}/${session.id}/end`}>
                <button class="button button-quiet" type="submit" aria-describedby={`s-${session.id}`}>
                  {t('account.end')}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
