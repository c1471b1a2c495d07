// Anybody asks us to look again at what we decided: a check, what we declined, an explainer, a note.
import { appealLimits, reasonsAgainst } from '../../core/appeal.ts';
import { aboutWords } from './appealed.ts';
import { Choice, Field, Refused } from './asked-fields.tsx';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'asked-appeal'> };

export const AppealFormPage = ({ view, page }: Props) => {
  const { t } = view;
  const { about, filled, refused } = page;
  const wrong = (field: string) => refused?.field === field;
  return (
    <div class="narrow asked">
      <header class="page-head">
        <h1>{t('appeal.title')}</h1>
        <p class="lead">{t(about.kind === 'case' ? 'appeal.lead-declined' : 'appeal.lead')}</p>
      </header>
      <p class="asked-about">
        <span class="eyebrow">{t(aboutWords[about.kind])}</span>
        <a href={about.path} lang={about.lang}>
          {about.title}
        </a>
      </p>
      <form class="asked-form" method="post" action={page.action}>
        {refused && <Refused view={view} code={refused.code} kept={t('appeal.refused')} />}
        <input type="hidden" name="key" value={page.key} />
        <Choice
          name="reason"
          legend={t('appeal.reason')}
          chosen={filled.reason}
          options={reasonsAgainst(about.kind).map((value) => ({ value, label: t(`appeal.reason.${value}`) }))}
        />
        <Field
          name="text"
          label={t('appeal.text')}
          hint={t('appeal.text-hint', { most: appealLimits.text })}
          wrong={wrong('text')}
        >
          {(described) => (
            <textarea {...described} name="text" rows={6} maxLength={appealLimits.text} required value={filled.text} />
          )}
        </Field>
        <Field
          name="links"
          label={t('appeal.links')}
          hint={t('appeal.links-hint', { most: appealLimits.links })}
          wrong={wrong('links')}
        >
          {(described) => <textarea {...described} name="links" rows={2} spellcheck={false} value={filled.links} />}
        </Field>
        {page.mails && (
          <Field name="email" label={t('appeal.email')} hint={t('appeal.email-hint')} wrong={wrong('email')}>
            {(described) => (
              <input {...described} type="email" name="email" autocomplete="email" value={filled.email} />
            )}
          </Field>
        )}
        <p class="hint">
          {page.answering === 'one'
            ? t('appeal.how', { days: page.days })
            : `${t(page.answering === 'two' ? 'appeal.by-two' : 'appeal.needs-somebody')} ${t('appeal.deadline-stands', { days: page.days })}`}
        </p>
        <p>
          <button class="button button-strong" type="submit">
            {t('appeal.send')}
          </button>
        </p>
      </form>
    </div>
  );
};
