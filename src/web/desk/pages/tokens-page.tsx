// One's own tokens: a new one, shown once; those that work; and the form to make another.
import { tokenDays, tokenLimits } from '../../../core/access-token.ts';
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { dashed } from './dashed.ts';
import { DeskFrame } from './desk-frame.tsx';
import type { TokenPage } from './token-model.ts';

type Props = { readonly view: View; readonly page: TokenPage };

export const tokensPath = '/desk/account/tokens';

export const TokensPage = ({ view, page }: Props) => {
  const { t } = view;
  return (
    <DeskFrame view={view} member={page.member} at={null}>
      <div class="tokens">
        <header class="practice-head">
          <h1>{t('tokens.title')}</h1>
          <p class="hint">{t('tokens.lead')}</p>
        </header>
        {page.made !== null && <Made view={view} text={page.made} />}
        {page.revoked && (
          <p class="note" role="status">
            {t('tokens.revoked')}
          </p>
        )}
        <Mine view={view} page={page} />
        <MakeForm view={view} page={page} />
      </div>
    </DeskFrame>
  );
};

const Made = ({ view, text }: { readonly view: View; readonly text: string }) => {
  const { t } = view;
  return (
    <section class="token-made" aria-labelledby="made" role="status">
      <h2 id="made">{t('tokens.new-title')}</h2>
      <p>{t('tokens.new')}</p>
      <code id="token">{text}</code>
      <button
        class="button button-strong"
        type="button"
        hidden
        data-copy-from="token"
        data-copied={t('share.copied')}
        data-failed={t('share.failed')}
      >
        {t('tokens.copy')}
      </button>
      <p class="hint">
        {t('tokens.how')} <code>Authorization: Bearer sangto_…</code>
      </p>
    </section>
  );
};

const Mine = ({ view, page }: Props) => {
  const { t, lang } = view;
  return (
    <section class="practice-mine" aria-labelledby="mine">
      <h2 id="mine">{t('tokens.mine')}</h2>
      {page.tokens.length === 0 ? (
        <p class="hint">{t('tokens.none')}</p>
      ) : (
        <ul>
          {page.tokens.map((token) => (
            <li key={token.id}>
              <div>
                <p class="practice-title" id={`token-${token.id}`}>
                  {token.name}
                </p>
                <p class="hint">{token.rights.map((right) => t(`tokens.right.${dashed(right)}`)).join(' · ')}</p>
                <p class="meta">
                  <span>{t('tokens.made', { day: view.day(token.madeOn) })}</span>
                  <span>{t('tokens.expires', { day: view.day(token.expiresOn) })}</span>
                  <span>
                    {token.lastUsedOn === null
                      ? t('tokens.unused')
                      : t('tokens.used', { day: view.day(token.lastUsedOn) })}
                  </span>
                </p>
              </div>
              <form method="post" action={inLanguage(lang, `${tokensPath}/${token.id}/revoke`)}>
                <button class="button button-quiet" type="submit" aria-describedby={`token-${token.id}`}>
                  {t('tokens.revoke')}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const MakeForm = ({ view, page }: Props) => {
  const { t, lang } = view;
  const { refused } = page;
  return (
    <form class="token-form" method="post" action={inLanguage(lang, tokensPath)} aria-labelledby="make">
      <h2 id="make">{t('tokens.make-title')}</h2>
      {refused !== null && (
        <p class="note note-warn" role="alert">
          {t(`tokens.refused.${refused.code}`, { most: tokenLimits.name, count: tokenLimits.perMember })}
        </p>
      )}
      <label>
        <span>{t('tokens.name')}</span>
        <input
          type="text"
          name="name"
          required
          maxLength={tokenLimits.name}
          value={refused?.name ?? ''}
          aria-describedby="name-hint"
          autocomplete="off"
        />
        <span class="hint" id="name-hint">
          {t('tokens.name-hint')}
        </span>
      </label>
      <fieldset aria-describedby="rights-hint">
        <legend>{t('tokens.rights')}</legend>
        <p class="hint" id="rights-hint">
          {t('tokens.rights-hint')}
        </p>
        <div class="token-rights">
          {page.own.map((right) => (
            <label key={right} class="practice-tick">
              <input
                type="checkbox"
                name={right}
                value="yes"
                checked={refused === null ? right === 'desk.see' : refused.rights.includes(right)}
              />
              <span>{t(`tokens.right.${dashed(right)}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <label class="token-days">
        <span>{t('tokens.days')}</span>
        <select name="days">
          {tokenDays.map((days) => (
            <option key={days} value={String(days)} selected={days === 30}>
              {t('tokens.days-count', { days })}
            </option>
          ))}
        </select>
      </label>
      <button class="button button-strong" type="submit">
        {t('tokens.make')}
      </button>
    </form>
  );
};
