// Adding evidence: what most pieces need is in sight, the rest one fold away.
import { type CaseProps, caseAction, RefusedNote, refusedIn } from './case-form.tsx';
import { EvidenceFields } from './evidence-fields.tsx';
import { FileDrop } from './file-drop.tsx';

export const EvidenceForm = (props: CaseProps) => {
  const { view, page } = props;
  const { t } = view;
  const refused = refusedIn(page, 'evidence');
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
        <EvidenceFields view={view} id="evidence" lang={page.head.lang} langs={page.langs} refused={refused} withFile />
        <FileDrop view={view} />
        <p class="case-wide">
          <button class="button button-strong" type="submit">
            {t('case.evidence.send')}
          </button>
        </p>
      </form>
    </details>
  );
};
