// What a check stands on is not taken off in its case: the page says so, and leads to the way there is.
import { may } from '../../../core/rights.ts';
import { type CaseProps, caseAction } from './case-form.tsx';

export const CaseStands = (props: CaseProps) => {
  const { view, page } = props;
  const { t } = view;
  const changeable = page.published !== null && page.published.withdrawn === undefined;
  return (
    <p class="hint">
      {t(page.published === null ? 'case.stands.waiting' : 'case.stands')}{' '}
      {changeable && may(page.member.role, 'submission.submit') && (
        <a href={caseAction(props, 'correct')}>{t('case.stands.correct')}</a>
      )}
    </p>
  );
};
