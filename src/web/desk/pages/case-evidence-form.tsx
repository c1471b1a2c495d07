// Adding evidence: what most pieces need is in sight, the rest one fold away.
import { evidenceKinds, interests, stances } from '../../../core/evidence.ts';
import { Area, type CaseProps, Choice, caseAction, Field, RefusedNote, refusedIn } from './case-form.tsx';

const folded = ['quotation', 'translation', 'locator', 'archivedUrl', 'lang', 'publishedOn', 'accessedOn', 'file'];

export const EvidenceForm = (props: CaseProps) => {
  const { view, page } = props;
  const { t } = view;
  const refused = refusedIn(page, 'evidence');
  const optional = t('case.optional');
  const typed =
    refused !== null && folded.some((name) => (refused.values[name] ?? '') !== '' || refused.field === name);
  return (
    <details class="fold case-add" open={refused !== null}>
      <summary>{t('case.evidence.add')}</summary>
      <form
        class="case-form"
        method="post"
        enctype="multipart/form-data"
        action={caseAction(props, 'evidence')}
        data-keep="evidence"
      >
        <RefusedNote view={view} refused={refused} />
        <Choice
          id="evidence-kind"
          name="kind"
          legend={t('case.evidence.kind')}
          options={evidenceKinds.map((value) => ({ value, label: t(`case.kind.${value}`) }))}
          chosen="page"
          refused={refused}
        />
        <Field
          id="evidence-url"
          name="url"
          type="url"
          label={t('case.evidence.url')}
          hint={t('case.evidence.url-hint')}
          refused={refused}
          wide
        />
        <Field id="evidence-title" name="title" label={t('case.evidence.title')} refused={refused} max={300} />
        <Field
          id="evidence-publisher"
          name="publisher"
          label={t('case.evidence.publisher')}
          refused={refused}
          max={200}
        />
        {page.langs.map((lang, n) => (
          <Area
            key={lang}
            id={`evidence-shows-${lang}`}
            name={`shows.${lang}`}
            label={t('case.evidence.shows', { language: view.language(lang) })}
            optional={n > 0 ? optional : undefined}
            lang={lang}
            rows={2}
            max={600}
            refused={refused}
          />
        ))}
        <Choice
          id="evidence-stance"
          name="stance"
          legend={t('case.evidence.stance')}
          options={stances.map((value) => ({ value, label: t(`stance.${value}`) }))}
          refused={refused}
        />
        <Choice
          id="evidence-interest"
          name="interest"
          legend={t('case.evidence.interest')}
          options={interests.map((value) => ({
            value,
            label: t(`interest.${value}`),
            hint: t(`case.interest-means.${value}`),
          }))}
          refused={refused}
        />
        <details class="fold case-wide" open={typed}>
          <summary>{t('case.evidence.more')}</summary>
          <div class="case-form">
            <Area
              id="evidence-quotation"
              name="quotation"
              label={t('case.evidence.quotation')}
              hint={t('case.evidence.quotation-hint')}
              refused={refused}
              max={4000}
            />
            <Area
              id="evidence-translation"
              name="translation"
              label={t('case.evidence.translation')}
              refused={refused}
              max={4000}
            />
            <Field
              id="evidence-locator"
              name="locator"
              label={t('case.evidence.locator')}
              hint={t('case.evidence.locator-hint')}
              refused={refused}
              max={300}
            />
            <Field
              id="evidence-lang"
              name="lang"
              label={t('case.evidence.lang')}
              hint={t('case.evidence.lang-hint')}
              refused={refused}
              value={page.head.lang}
              max={35}
            />
            <Field
              id="evidence-published"
              name="publishedOn"
              type="date"
              label={t('case.evidence.published')}
              refused={refused}
            />
            <Field
              id="evidence-accessed"
              name="accessedOn"
              type="date"
              label={t('case.evidence.accessed')}
              value={view.shell.today}
              refused={refused}
            />
            <Field
              id="evidence-archived"
              name="archivedUrl"
              type="url"
              label={t('case.evidence.archived')}
              hint={t('case.evidence.archived-hint')}
              refused={refused}
            />
            <Field
              id="evidence-file"
              name="file"
              type="file"
              label={t('case.evidence.file')}
              hint={t('case.evidence.file-hint')}
              refused={refused}
            />
          </div>
        </details>
        <p class="case-wide">
          <button class="button button-strong" type="submit">
            {t('case.evidence.send')}
          </button>
        </p>
      </form>
    </details>
  );
};
