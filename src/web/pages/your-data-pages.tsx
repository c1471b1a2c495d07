// Asking about one's own data, and the page where the reply will stand.
import { requestDays, requestKinds } from '../../core/contact.ts';
import { statementPath, yourDataPath } from './addresses.ts';
import { Choice, Field, Refused } from './asked-fields.tsx';
import type { PageOf } from './page-of.ts';
import { RequestDays } from './request-days.tsx';
import type { View } from './view.ts';

export const YourDataPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'asked-your-data'> }) => {
  const { t } = view;
  const { filled, refused } = page;
  return (
    <div class="narrow asked">
      <header class="page-head">
        <h1>{t('data.title')}</h1>
        <p class="lead">{t('data.lead')}</p>
      </header>
      <p class="note">
        {t('data.holds')} <a href={statementPath(view.lang, 'privacy')}>{t('statement.privacy')}</a>
      </p>
      <form class="asked-form" method="post" action={yourDataPath(view.lang)}>
        {refused && <Refused view={view} code={refused.code} kept={t('appeal.refused')} />}
        <input type="hidden" name="key" value={page.key} />
        <Choice
          name="kind"
          legend={t('data.kind')}
          chosen={filled.kind}
          options={requestKinds.map((value) => ({ value, label: t(`data.kind.${value}`) }))}
        />
        <Field name="text" label={t('data.text')} hint={t('data.text-hint')} wrong={refused?.field === 'text'}>
          {(described) => (
            <textarea {...described} name="text" rows={5} maxLength={2000} required value={filled.text} />
          )}
        </Field>
        <p class="hint">{t('data.timers', requestDays)}</p>
        <p>
          <button class="button button-strong" type="submit">
            {t('data.send')}
          </button>
        </p>
      </form>
    </div>
  );
};

export const DataRequestPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'asked-request'> }) => {
  const { t } = view;
  const { request, words } = page;
  return (
    <div class="narrow asked">
      <header class="answer-head">
        <p class="eyebrow">{t('followed.eyebrow')}</p>
        <h1>{t(request.answeredOn === null ? 'data.received' : 'data.answered')}</h1>
        {request.answeredOn === null && <p class="lead">{t('data.keep')}</p>}
      </header>
      <RequestDays view={view} request={request} />
      {words === null && <p class="note">{t('data.forgotten')}</p>}
      {words !== null && words.reply !== null && (
        <section class="block" aria-labelledby="reply">
          <h2 id="reply">{t('data.reply')}</h2>
          <p class="words">{words.reply}</p>
        </section>
      )}
      {words !== null && (
        <section class="block" aria-labelledby="yours">
          <h2 id="yours">{t('followed.yours')}</h2>
          <p class="meta">{t(`data.kind.${request.kind}`)}</p>
          <blockquote class="words">{words.asked}</blockquote>
        </section>
      )}
    </div>
  );
};
