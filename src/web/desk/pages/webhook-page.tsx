// One address: what it was told within seven days, sent again at a click, and what an owner can do with it.
import { hookTest, isHookEvent } from '../../../core/webhook.ts';
import type { Delivery } from '../../../desk/index.ts';
import { localeOf } from '../../locale.ts';
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { dashed } from './dashed.ts';
import { DeskFrame } from './desk-frame.tsx';
import type { WebhookPageOf } from './webhook-model.ts';
import { webhooksPath } from './webhooks-page.tsx';

type Props = { readonly view: View; readonly page: WebhookPageOf<'desk-webhook'> };

export const WebhookPage = ({ view, page }: Props) => {
  const { t, lang } = view;
  const { hook } = page;
  const action = inLanguage(lang, `${webhooksPath}/${hook.id}`);
  return (
    <DeskFrame view={view} member={page.member} at="webhooks">
      <div class="tokens">
        <header class="practice-head">
          <p>
            <a href={inLanguage(lang, webhooksPath)}>{t('webhooks.back')}</a>
          </p>
          <h1 class="hook-title">{hook.url}</h1>
          <p class="hint">{hook.events.map((event) => t(`webhooks.event.${dashed(event)}`)).join(' · ')}</p>
        </header>
        {page.secret !== null && <Secret view={view} secret={page.secret} />}
        {page.refused !== null && (
          <p class="note note-warn" role="alert">
            {t(`webhooks.refused.${page.refused}`)}
          </p>
        )}
        {!hook.active && <p class="note note-warn">{t('webhooks.paused-note')}</p>}
        <form class="practice-go" method="post" action={action}>
          <button class="button button-strong" type="submit" name="do" value="test">
            {t('webhooks.test')}
          </button>
          {([hook.active ? 'pause' : 'resume', 'renew', 'remove'] as const).map((change) => (
            <button key={change} class="button button-quiet" type="submit" name="do" value={change}>
              {t(`webhooks.${change}`)}
            </button>
          ))}
        </form>
        <section class="hook-sent" aria-labelledby="deliveries">
          <h2 id="deliveries">{t('webhooks.deliveries')}</h2>
          {page.deliveries.length === 0 ? (
            <p class="hint">{t('webhooks.deliveries-none')}</p>
          ) : (
            <Deliveries view={view} deliveries={page.deliveries} action={action} />
          )}
        </section>
      </div>
    </DeskFrame>
  );
};

const Secret = ({ view, secret }: { readonly view: View; readonly secret: string }) => (
  <section class="token-made" aria-labelledby="secret" role="status">
    <h2 id="secret">{view.t('webhooks.secret-title')}</h2>
    <p>{view.t('webhooks.secret')}</p>
    <code id="token">{secret}</code>
    <button
      class="button button-strong"
      type="button"
      hidden
      data-copy-from="token"
      data-copied={view.t('share.copied')}
      data-failed={view.t('share.failed')}
    >
      {view.t('tokens.copy')}
    </button>
  </section>
);

const Deliveries = ({
  view,
  deliveries,
  action,
}: {
  readonly view: View;
  readonly deliveries: readonly Delivery[];
  readonly action: string;
}) => {
  const { t } = view;
  const times = new Intl.DateTimeFormat(localeOf(view.lang), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  const time = (at: Date) => `${times.format(at)} UTC`;
  return (
    <ul class="hook-list">
      {deliveries.map((one) => (
        <li key={one.id} class={`hook-${one.state}`}>
          <div>
            <p class="practice-title" id={`sent-${one.id}`}>
              {t(`webhooks.event.${dashed(isHookEvent(one.type) ? one.type : hookTest)}`)}{' '}
              <span class="tag">{t(`webhooks.state.${one.state}`)}</span>
            </p>
            <p class="meta">
              <time dateTime={one.happenedAt.toISOString()}>{time(one.happenedAt)}</time>
              <span>{t('webhooks.tries', { count: one.tries })}</span>
              {one.status !== null && <span>{t('webhooks.status', { status: one.status })}</span>}
              {one.problem !== null && <span>{t(`webhooks.problem.${one.problem}`)}</span>}
              {one.state === 'waiting' && one.tries > 0 && one.nextAt !== null && (
                <span>{t('webhooks.next', { time: time(one.nextAt) })}</span>
              )}
            </p>
          </div>
          {one.state !== 'waiting' && (
            <form method="post" action={`${action}/deliveries/${one.id}`}>
              <button class="button button-quiet" type="submit" aria-describedby={`sent-${one.id}`}>
                {t('webhooks.again')}
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
};
