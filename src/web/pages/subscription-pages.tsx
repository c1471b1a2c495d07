// Wanting to hear of corrections of one check, and ending it.
import { textIn } from '../../core/check.ts';
import { checkPath, ownPath, subscribePath } from './addresses.ts';
import { Field, Refused } from './asked-fields.tsx';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

export const SubscribePage = ({ view, page }: { readonly view: View; readonly page: PageOf<'asked-subscribe'> }) => {
  const { t } = view;
  return (
    <div class="narrow asked">
      <header class="page-head">
        <h1>{t('subscribe.title')}</h1>
        <p class="lead">{t('subscribe.lead')}</p>
      </header>
      <About view={view} slug={page.slug} title={page.title} lang={page.titleLang} />
      {page.asked && (
        <p class="note" role="status">
          {t('contact.asked')}
        </p>
      )}
      <form class="asked-form" method="post" action={subscribePath(view.lang, page.slug)}>
        {page.refused !== null && <Refused view={view} code={page.refused} kept={null} />}
        <Field name="email" label={t('contact.email')} hint={null} wrong={page.refused === 'contact-not-an-address'}>
          {(described) => (
            <input {...described} type="email" name="email" autocomplete="email" required value={page.email} />
          )}
        </Field>
        <label class="tick">
          <input type="checkbox" name="consent" value="yes" required /> {t('subscribe.consent')}
        </label>
        <p>
          <button class="button button-strong" type="submit">
            {t('subscribe.save')}
          </button>
        </p>
      </form>
    </div>
  );
};

export const SubscriptionPage = ({
  view,
  page,
}: {
  readonly view: View;
  readonly page: PageOf<'asked-subscription'>;
}) => {
  const { t } = view;
  const { slug, titles, since, endedOn } = page.subscription;
  const title = textIn(titles, view.lang);
  return (
    <div class="narrow asked">
      <header class="answer-head">
        <p class="eyebrow">{t('followed.eyebrow')}</p>
        <h1>{t(endedOn === null ? 'subscription.running' : 'subscription.ended')}</h1>
        {endedOn === null && <p class="lead">{t('subscription.since', { day: view.day(since) })}</p>}
      </header>
      <About view={view} slug={slug} title={title.text} lang={title.lang} />
      {endedOn === null && (
        <form class="asked-form" method="post" action={`${ownPath(view.lang, 'subscription', page.secret)}/end`}>
          <p>
            <button class="button button-quiet" type="submit">
              {t('subscription.end')}
            </button>
          </p>
        </form>
      )}
    </div>
  );
};

type AboutProps = { readonly view: View; readonly slug: string; readonly title: string; readonly lang: string };

const About = ({ view, slug, title, lang }: AboutProps) => (
  <p class="asked-about">
    <span class="eyebrow">{view.t('subscription.check')}</span>
    <a href={checkPath(view.lang, slug)} lang={lang}>
      {title}
    </a>
  </p>
);
