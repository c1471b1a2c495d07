// What was just taken away stays in reach.
import { undoDays } from '../../../core/evidence.ts';
import { type CaseProps, caseAction } from './case-form.tsx';
import type { CasePage } from './case-model.ts';

type Of = NonNullable<CasePage['removed']>['of'];

const places: Readonly<Record<Of, string>> = { evidence: 'evidence', search: 'searches', task: 'tasks' };

export const CaseRemoved = (props: CaseProps & { readonly of: readonly Of[] }) => {
  const { view, page } = props;
  if (page.removed === null || !props.of.includes(page.removed.of)) return null;
  const { of, id } = page.removed;
  return (
    <form class="note case-undo" method="post" action={caseAction(props, `${places[of]}/${id}/restore`)}>
      <span role="status">{view.t(`case.removed.${of}`, { days: undoDays })}</span>
      <button class="button button-quiet" type="submit">
        {view.t('case.undo')}
      </button>
    </form>
  );
};
