// Where the draft was, once its check is public: what readers see, only to read, and the way to change it in public.
import { may } from '../../../core/rights.ts';
import { checkPath } from '../../pages/addresses.ts';
import { markdown } from '../../pages/markdown.ts';
import { type CaseProps, caseAction } from './case-form.tsx';
import type { CasePage } from './case-model.ts';
import { Part } from './case-part.tsx';

type Published = NonNullable<CasePage['published']>;

export const CasePublished = (props: CaseProps & { readonly check: Published }) => {
  const { view, page, check } = props;
  const { t } = view;
  const { withdrawn } = check;
  return (
    <Part {...props} id="draft" title={t('case.published')} sum={null}>
      <p class="note">
        {withdrawn === undefined
          ? t('case.published.lead')
          : t('case.published.withdrawn', { day: view.day(withdrawn.on) })}
      </p>
      <p class="decisions">
        {withdrawn === undefined && may(page.member.role, 'submission.submit') && (
          <a class="button button-strong" href={caseAction(props, 'correct')}>
            {t('case.published.correct')}
          </a>
        )}
        <a class="button button-quiet" href={checkPath(view.lang, check.slug)}>
          {t('case.published.see')}
        </a>
      </p>
      {page.langs.map((lang) => (
        <Text key={lang} {...props} lang={lang} />
      ))}
    </Part>
  );
};

const Text = ({ view, check, lang }: CaseProps & { readonly check: Published; readonly lang: string }) => {
  const { t } = view;
  const text = check.texts[lang];
  if (text === undefined) return null;
  return (
    <details class="fold case-published">
      <summary>
        {view.language(lang)}: <span lang={lang}>{text.title}</span>
      </summary>
      <dl>
        {(['title', 'claim', 'short', 'known', 'how', 'reply'] as const).map((field) =>
          text[field] ? (
            <div key={field}>
              <dt>{t(`field.${field}`)}</dt>
              {field === 'known' || field === 'how' ? (
                <dd class="prose" lang={lang} dangerouslySetInnerHTML={{ __html: markdown(text[field]) }} />
              ) : (
                <dd lang={lang}>{text[field]}</dd>
              )}
            </div>
          ) : null,
        )}
      </dl>
    </details>
  );
};
