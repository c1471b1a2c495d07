// Coming in, a page for each step: one question at a time, as on a phone in the hand.
import type { ComponentChildren } from 'preact';
import { shortestPassword } from '../../../core/password.ts';
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { CodeField } from './code-field.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { QrCode } from './qr-code.tsx';
import { Refusal } from './refusal.tsx';
import type { TeamPage } from './team-model.ts';

type Of<N extends TeamPage['page']> = {
  readonly view: View;
  readonly page: Extract<TeamPage, { page: N }>;
};

const Step = ({ title, lead, children }: Titled) => (
  <div class="gate">
    <h1>{title}</h1>
    {lead !== undefined && <p class="lead">{lead}</p>}
    {children}
  </div>
);

type Titled = { readonly title: string; readonly lead?: string | undefined; readonly children: ComponentChildren };

export const SignInPage = ({ view, page }: Of<'desk-sign-in'>) => {
  const { t, lang } = view;
  const wrong = page.refused?.code === 'sign-in-wrong';
  return (
    <Step title={t('sign-in.title')} lead={t('sign-in.lead')}>
      <Refusal view={view} refused={page.refused} />
      <form class="gate-form" method="post" action={inLanguage(lang, '/sign-in')}>
        <input type="hidden" name="next" value={page.next} />
        <label>
          {t('sign-in.email')}
          <input
            type="email"
            name="email"
            value={page.email}
            autocomplete="username"
            required
            aria-invalid={wrong || undefined}
          />
        </label>
        <label>
          {t('sign-in.password')}
          <input
            type="password"
            name="password"
            autocomplete="current-password"
            required
            aria-invalid={wrong || undefined}
          />
        </label>
        <button class="button button-strong" type="submit">
          {t('sign-in.go')}
        </button>
      </form>
      {page.passkeys && (
        <form class="gate-form" method="post" action={inLanguage(lang, '/sign-in/passkey')}>
          <input type="hidden" name="next" value={page.next} />
          <PasskeyButton
            view={view}
            does="get"
            options={inLanguage(lang, '/sign-in/passkey/options')}
            label={t('passkey.sign-in')}
          />
        </form>
      )}
      <p>
        <a href={inLanguage(lang, '/sign-in/link')}>{t('link.title')}</a>
      </p>
      <p class="hint">{t('sign-in.lost')}</p>
    </Step>
  );
};

export const CodePage = ({ view, page }: Of<'desk-code'>) => {
  const { t, lang } = view;
  const app = page.kind === 'app';
  const here = inLanguage(lang, '/sign-in/code');
  const other = `${here}?kind=${app ? 'recovery' : 'app'}&next=${encodeURIComponent(page.next)}`;
  return (
    <Step title={t(`code.${page.kind}.title`)} lead={t(`code.${page.kind}.lead`)}>
      <Refusal view={view} refused={page.refused} />
      <form class="gate-form" method="post" action={here}>
        <input type="hidden" name="next" value={page.next} />
        <input type="hidden" name="kind" value={page.kind} />
        {app ? (
          <CodeField view={view} wrong={page.refused !== null} />
        ) : (
          <label>
            {t('code.recovery.field')}
            <input
              class="code code-long"
              type="text"
              name="code"
              autocomplete="off"
              spellcheck={false}
              autocapitalize="none"
              required
            />
          </label>
        )}
        <button class="button button-strong" type="submit">
          {t('sign-in.go')}
        </button>
      </form>
      <p>
        <a href={other}>{t(app ? 'code.app.other' : 'code.recovery.other')}</a>
      </p>
    </Step>
  );
};

export const JoinPage = ({ view, page }: Of<'desk-join'>) => {
  const { t, lang, shell } = view;
  if (page.invitation === undefined)
    return (
      <Step title={t('join.over.title')} lead={t('join.over.lead')}>
        <p>
          <a class="button button-quiet" href={inLanguage(lang, '/sign-in')}>
            {t('sign-in.title')}
          </a>
        </p>
      </Step>
    );
  const { role, member } = page.invitation;
  const organisation = shell.organisation.name;
  const code = page.refused?.code;
  return (
    <Step
      title={t(member === null ? 'join.title' : 'join.back.title', { organisation })}
      lead={t(member === null ? 'join.lead' : 'join.back.lead', { role: t(`role.${role}`) })}
    >
      <p class="role-says">{t(`role.${role}.says`)}</p>
      <Refusal view={view} refused={page.refused} />
      <form class="gate-form" method="post" action={inLanguage(lang, '/join')}>
        <input type="hidden" name="code" value={page.code} />
        <label>
          {t('join.name')}
          <input
            type="text"
            name="name"
            value={page.name}
            autocomplete="name"
            maxLength={100}
            required
            aria-describedby="name-hint"
            aria-invalid={code?.startsWith('name-') || undefined}
          />
        </label>
        <p class="hint" id="name-hint">
          {t('join.name-hint')}
        </p>
        <label>
          {t('sign-in.email')}
          <input
            type="email"
            name="email"
            value={page.email}
            autocomplete="username"
            maxLength={254}
            required
            aria-invalid={code === 'email-taken' || code === 'email-wrong' || undefined}
          />
        </label>
        <label>
          {t('join.password')}
          <input
            type="password"
            name="password"
            autocomplete="new-password"
            minLength={shortestPassword}
            required
            aria-describedby="password-hint"
            aria-invalid={code?.startsWith('password-') || undefined}
          />
        </label>
        <p class="hint" id="password-hint">
          {t('join.password-hint', { count: shortestPassword })}
        </p>
        <button class="button button-strong" type="submit">
          {t('join.go')}
        </button>
      </form>
    </Step>
  );
};

export const SecondFactorPage = ({ view, page }: Of<'desk-second-factor'>) => {
  const { t, lang } = view;
  return (
    <Step title={t('factor.title')} lead={t('factor.lead')}>
      <ol class="gate-steps">
        <li>
          <p>{t('factor.app')}</p>
        </li>
        <li>
          <p>{t('factor.scan')}</p>
          <QrCode text={page.uri} label={t('factor.picture')} />
          <details class="fold">
            <summary>{t('factor.by-hand')}</summary>
            <p>{t('factor.by-hand-lead')}</p>
            <p>
              <code class="secret" data-secret>
                {page.secret.replace(/(.{4})(?=.)/g, '$1 ')}
              </code>
            </p>
            <p>
              <a href={page.uri}>{t('factor.open')}</a>
            </p>
          </details>
        </li>
        <li>
          <Refusal view={view} refused={page.refused} />
          <form class="gate-form" method="post" action={inLanguage(lang, '/second-factor')}>
            <input type="hidden" name="next" value={page.next} />
            <CodeField view={view} wrong={page.refused !== null} />
            <button class="button button-strong" type="submit">
              {t('factor.go')}
            </button>
          </form>
        </li>
      </ol>
    </Step>
  );
};

export const RecoveryPage = ({ view, page }: Of<'desk-recovery'>) => {
  const { t } = view;
  return (
    <Step title={t('recovery.title')} lead={t('recovery.lead')}>
      <ul class="recovery">
        {page.codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p class="hint">{t('recovery.once')}</p>
      <p>
        <a class="button button-strong" href={page.next}>
          {t('recovery.go')}
        </a>
      </p>
    </Step>
  );
};

export const ConfirmPage = ({ view, page }: Of<'desk-confirm'>) => {
  const { t, lang } = view;
  const { kept, next } = page;
  return (
    <Step title={t('confirm.title')} lead={t('confirm.lead')}>
      {kept !== null && <p class="note">{t('confirm.kept')}</p>}
      <Refusal view={view} refused={page.refused} />
      <form class="gate-form" method="post" action={kept?.action ?? inLanguage(lang, '/confirm')}>
        {(kept?.fields ?? [{ name: 'next', value: next }]).map(({ name, value }) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <CodeField view={view} wrong={page.refused !== null} />
        <button class="button button-strong" type="submit">
          {t(kept === null ? 'confirm.go' : 'confirm.send')}
        </button>
        {page.passkey && (
          <PasskeyButton
            view={view}
            does="get"
            options={inLanguage(lang, '/confirm/passkey')}
            label={t(kept === null ? 'passkey.confirm' : 'passkey.send')}
          />
        )}
        {kept?.returns && (
          <button class="button button-quiet" type="submit" name="return" value="1" formNoValidate>
            {t('confirm.return')}
          </button>
        )}
      </form>
      {!kept?.returns && (
        <p>
          <a href={next}>{t('confirm.not')}</a>
        </p>
      )}
    </Step>
  );
};
