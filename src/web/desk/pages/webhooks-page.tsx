// Every address that is told, and the form to add one.
import { hookEvents, mostWebhooks } from '../../../core/webhook.ts';
import { hostOf, inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { dashed } from './dashed.ts';
import { DeskFrame } from './desk-frame.tsx';
import type { WebhookPageOf } from './webhook-model.ts';

type Props = { readonly view: View; readonly page: WebhookPageOf<'desk-webhooks'> };

export const webhooksPath = '/desk/webhooks';

export const WebhooksPage = ({ view, page }: Props) => {
  const { t, lang } = view;
  return (
    <DeskFrame view={view} member={page.member} at="webhooks">
      <div class="tokens">
        <header class="practice-head">
          <h1>{t('webhooks.title')}</h1>
          <p class="hint">{t('webhooks.lead')}</p>
        </header>
        {page.hooks.length === 0 ? (
          <p class="note">{t('webhooks.none')}</p>
        ) : (
          <div class="practice-mine">
            <ul>
              {page.hooks.map((hook) => (
                <li key={hook.id}>
                  <div>
                    <p class="practice-title" id={`hook-${hook.id}`}>
                      {hostOf(hook.url)}{' '}
                      <span class="tag">{t(hook.active ? 'webhooks.active' : 'webhooks.paused')}</span>
                    </p>
                    <p class="hint">{hook.events.map((event) => t(`webhooks.event.${dashed(event)}`)).join(' · ')}</p>
                    <p class="meta">
                      <span>{t('webhooks.made', { day: view.day(hook.madeOn) })}</span>
                      <span>{t('webhooks.waiting', { count: hook.waiting })}</span>
                      <span>{t('webhooks.failed', { count: hook.failed })}</span>
                    </p>
                  </div>
                  <a
                    class="button button-quiet"
                    id={`open-${hook.id}`}
                    href={inLanguage(lang, `${webhooksPath}/${hook.id}`)}
                    aria-labelledby={`open-${hook.id} hook-${hook.id}`}
                  >
                    {t('webhooks.open')}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        )}
        <AddForm view={view} page={page} />
      </div>
    </DeskFrame>
  );
};

const AddForm = ({ view, page }: Props) => {
  const { t, lang } = view;
  const { refused } = page;
  return (
    <form class="token-form" method="post" action={inLanguage(lang, webhooksPath)} aria-labelledby="add">
      <h2 id="add">{t('webhooks.add-title')}</h2>
      {refused !== null && (
        <p class="note note-warn" role="alert">
          {t(`webhooks.refused.${refused.code}`, { most: mostWebhooks })}
        </p>
      )}
      <label>
        <span>{t('webhooks.url')}</span>
        <input
          type="url"
          name="url"
          required
          value={refused?.url ?? ''}
          placeholder="https://"
          aria-describedby="url-hint"
          autocomplete="off"
        />
        <span class="hint" id="url-hint">
          {t('webhooks.url-hint')}
        </span>
      </label>
      <fieldset>
        <legend>{t('webhooks.events')}</legend>
        <div class="token-rights">
          {hookEvents.map((event) => (
            <label key={event} class="practice-tick">
              <input
                type="checkbox"
                name={event}
                value="yes"
                checked={refused === null ? event.startsWith('check.') : refused.events.includes(event)}
              />
              <span>{t(`webhooks.event.${dashed(event)}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <button class="button button-strong" type="submit">
        {t('webhooks.add')}
      </button>
    </form>
  );
};
