// The page of somebody who was asked for their side: what it is about, until when, and the field for it.
import { textIn } from '../../core/check.ts';
import { ownPath } from './addresses.ts';
import { Words } from './appeal-followed-page.tsx';
import { Field, Refused } from './asked-fields.tsx';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'asked-reply'> };

export const ReplyPage = ({ view, page }: Props) => {
  const { t } = view;
  const { reply } = page;
  const claim = textIn(reply.claim, view.lang);
  return (
    <div class="narrow asked">
      <header class="answer-head">
        <p class="eyebrow">{t('reply.eyebrow', { organisation: view.shell.organisation.name })}</p>
        <h1>{t(reply.said === null ? 'reply.title' : 'reply.thanks')}</h1>
      </header>
      <p class="asked-about">
        <span class="eyebrow">{t('reply.about')}</span>
        <span lang={claim.lang}>{claim.text}</span>
      </p>
      {reply.said !== null ? (
        <Said view={view} reply={reply} />
      ) : reply.open ? (
        <Form view={view} page={page} />
      ) : (
        <p class="note">{t('reply.closed')}</p>
      )}
    </div>
  );
};

const Said = ({ view, reply }: { readonly view: View; readonly reply: PageOf<'asked-reply'>['reply'] }) => {
  const said = textIn(reply.said ?? {}, view.lang);
  return (
    <section class="block" aria-labelledby="said">
      <h2 id="said">{view.t('reply.yours')}</h2>
      <p class="meta">{reply.saidOn !== null && <time dateTime={reply.saidOn}>{view.day(reply.saidOn)}</time>}</p>
      <div lang={said.lang}>
        <Words text={said.text} links={[]} />
      </div>
      <p class="hint">{view.t('reply.kept')}</p>
    </section>
  );
};

const Form = ({ view, page }: Props) => {
  const { t } = view;
  const { reply, refused } = page;
  return (
    <form class="asked-form" method="post" action={ownPath(view.lang, 'reply', page.secret)}>
      {refused && <Refused view={view} code={refused.code} kept={t('appeal.refused')} />}
      {reply.dueOn !== null && (
        <p>{t(reply.dueOn < view.shell.today ? 'reply.late' : 'reply.due', { day: view.day(reply.dueOn) })}</p>
      )}
      <Field name="text" label={t('reply.field')} hint={t('reply.hint')} wrong={refused?.field === 'text'}>
        {(described) => <textarea {...described} name="text" rows={8} maxLength={4000} required value={page.text} />}
      </Field>
      <p>
        <button class="button button-strong" type="submit">
          {t('reply.send')}
        </button>
      </p>
    </form>
  );
};
