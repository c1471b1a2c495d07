// The draft: every field in every language side by side, saved while typing, conflicts shown where they are.
import type { UiLang } from '../../../base/lang.ts';
import { type DraftField, draftFields, longestField, neededFields, waiting } from '../../../core/draft.ts';
import type { FieldState } from '../../../desk/index.ts';
import { markdown } from '../../pages/markdown.ts';
import { CaseConflict } from './case-conflict.tsx';
import { type CaseProps, caseAction } from './case-form.tsx';
import { Part } from './case-part.tsx';

const rows: Readonly<Record<DraftField, number>> = { title: 2, short: 3, known: 9, how: 7, reply: 3 };
const isNeeded = (field: DraftField): boolean => neededFields.some((needed) => needed === field);
const isMarkdown = (field: DraftField): field is 'known' | 'how' => field === 'known' || field === 'how';

export const CaseDraft = (props: CaseProps & { readonly mayWrite: boolean }) => {
  const { view, page, mayWrite } = props;
  const { t } = view;
  const saved = t(page.head.state === 'open' ? 'case.draft.saved-all' : 'case.draft.saved-aside');
  const settings = {
    save: caseAction(props, 'draft'),
    preview: caseAction(props, 'preview'),
    case: page.head.id,
    who: page.member.id,
    words: { ...Object.fromEntries(words.map((word) => [word, t(`case.draft.${word}`)])), 'saved-all': saved },
  };
  const at = (lang: UiLang, field: DraftField): readonly FieldState[] =>
    page.states.filter((state) => state.lang === lang && state.field === field);
  const count = page.states.filter(({ current, text }) => current && text.trim() !== '').length;
  if (count === 0 && !mayWrite)
    return (
      <Part {...props} id="draft" title={t('case.draft')} sum={t('case.sum.none')}>
        <p class="empty">{t('case.draft.none')}</p>
      </Part>
    );
  return (
    <Part {...props} id="draft" title={t('case.draft')} sum={t('case.sum.draft', { count })}>
      <p class="hint">{t(mayWrite ? 'case.draft.lead' : 'case.draft.read-only')}</p>
      {mayWrite && page.head.state !== 'open' && <p class="note">{t('case.draft.handed-in')}</p>}
      {page.saved && (
        <p class="note" role="status">
          {saved}
        </p>
      )}
      {draftFields.map((field) =>
        page.langs.map((lang) => (
          <CaseConflict key={`${field} ${lang}`} {...props} lang={lang} field={field} states={at(lang, field)} />
        )),
      )}
      <form
        class="case-draft"
        method="post"
        action={caseAction(props, 'drafts')}
        data-drafts={JSON.stringify(settings)}
        // A browser that fills in what stood here before a reload would lay it over what somebody wrote since.
        autocomplete="off"
      >
        {draftFields.map((field) => (
          <div class="case-draft-row" key={field}>
            {page.langs.map((lang, n) => (
              <DraftCell key={lang} first={n === 0} {...props} lang={lang} field={field} states={at(lang, field)} />
            ))}
          </div>
        ))}
        {mayWrite && (
          <p class="case-draft-bar">
            <button class="button button-strong" type="submit">
              {t('case.draft.save')}
            </button>
            <span class="case-draft-status" role="status" data-status />
          </p>
        )}
      </form>
    </Part>
  );
};

const words = ['saving', 'saved', 'offline', 'refused', 'conflict', 'brought-back', 'saved-all'] as const;

const DraftCell = ({
  view,
  mayWrite,
  lang,
  field,
  states,
  first,
}: CaseProps & {
  /** What is said of the field is said once for all languages. */
  readonly first: boolean;
  readonly mayWrite: boolean;
  readonly lang: UiLang;
  readonly field: DraftField;
  readonly states: readonly FieldState[];
}) => {
  const { t } = view;
  const id = `draft-${lang}-${field}`;
  const stands = states.find(({ current }) => current);
  const text = stands?.text ?? '';
  const waits = waiting(states).length > 0;
  return (
    <div class="case-draft-cell">
      <label for={id}>
        {t(`case.field.${field}`)}{' '}
        <span class="case-optional">
          {view.language(lang)}
          {!isNeeded(field) && ` ${t('case.optional')}`}
        </span>
      </label>
      <input type="hidden" name={`${lang}.${field}.base`} value={stands?.n ?? 0} />
      <textarea
        id={id}
        name={`${lang}.${field}`}
        lang={lang}
        rows={rows[field]}
        class={isMarkdown(field) ? 'is-long' : undefined}
        maxLength={longestField}
        readOnly={!mayWrite}
        aria-describedby={`hint-${field}`}
        data-lang={lang}
        data-field={field}
        data-base={stands?.n ?? 0}
      >
        {/* The first line end after the tag is not part of the text. */}
        {text.startsWith('\n') ? `\n${text}` : text}
      </textarea>
      {first && (
        <p class="hint" id={`hint-${field}`}>
          {t(`case.field.${field}.hint`)}
        </p>
      )}
      {waits && (
        <p class="hint">
          <a href={`#conflict-${lang}-${field}`}>{t('case.draft.two')}</a>
        </p>
      )}
      {isMarkdown(field) && (
        <details class="case-preview">
          <summary>{t('case.draft.preview')}</summary>
          <div
            class="prose"
            lang={lang}
            data-preview={id}
            dangerouslySetInnerHTML={{ __html: markdown(text) || `<p>${t('case.draft.empty')}</p>` }}
          />
        </details>
      )}
    </div>
  );
};
