// What somebody asks about their own data, and the reply, which stands on the page only they have.
import { isKey } from '../../locale.ts';
import { inLanguage } from '../../pages/addresses.ts';
import { Field } from '../../pages/asked-fields.tsx';
import { RequestDays } from '../../pages/request-days.tsx';
import { Veiled } from '../../pages/veiled.tsx';
import type { View } from '../../pages/view.ts';
import type { AppealPageOf } from './appeal-model.ts';
import { DeskFrame } from './desk-frame.tsx';

type Props = { readonly view: View; readonly page: AppealPageOf<'desk-data-request'> };

export const DeskDataRequestPage = ({ view, page }: Props) => {
  const { t, lang } = view;
  const { request, words, refused } = page;
  const action = inLanguage(lang, `/desk/data-requests/${request.id}`);
  const key = `desk-data.refused.${refused}`;
  return (
    <DeskFrame view={view} member={page.member} at="appeals">
      <article class="appeals asked">
        <p>
          <a href={inLanguage(lang, '/desk/appeals')}>← {t('desk-appeals.back')}</a>
        </p>
        <header class="appeal-head">
          <h1>{t(`data.kind.${request.kind}`)}</h1>
          <RequestDays view={view} request={request} />
        </header>
        {words === null ? (
          <p class="note">{t('data.forgotten')}</p>
        ) : (
          <Veiled view={view} text={words.asked}>
            <blockquote class="words" lang={request.lang}>
              {words.asked}
            </blockquote>
          </Veiled>
        )}
        {words !== null && words.reply !== null && (
          <section aria-labelledby="reply-given">
            <h2 id="reply-given">{t('data.reply')}</h2>
            <p class="words">{words.reply}</p>
          </section>
        )}
        {request.acknowledgedOn === null && (
          <form method="post" action={`${action}/acknowledge`}>
            <button class="button button-quiet" type="submit">
              {t('desk-data.acknowledge')}
            </button>
          </form>
        )}
        {words !== null && words.reply === null && (
          <form class="asked-form" method="post" action={action}>
            {refused !== null && (
              <p class="note note-warn" role="alert" id="refused">
                {isKey(key) ? t(key) : refused}
              </p>
            )}
            <Field name="reply" label={t('desk-data.reply')} hint={t('desk-data.reply-hint')} wrong={refused !== null}>
              {(described) => (
                <textarea
                  {...described}
                  name="reply"
                  lang={request.lang}
                  rows={6}
                  maxLength={10000}
                  required
                  value={page.reply}
                />
              )}
            </Field>
            <p>
              <button class="button button-strong" type="submit">
                {t('desk-data.send')}
              </button>
            </p>
          </form>
        )}
      </article>
    </DeskFrame>
  );
};
