// Declined claims that an upheld appeal asks to take up again: in the list of what is due, and on the page of the case.
import { textIn } from '../../../core/check.ts';
import { may } from '../../../core/rights.ts';
import type { RightlyAsked } from '../../../desk/index.ts';
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { type CaseProps, caseAction } from './case-form.tsx';

export const DueDeclined = ({ view, declined }: { readonly view: View; readonly declined: readonly RightlyAsked[] }) =>
  declined.length === 0 ? null : (
    <section class="decide-list" aria-labelledby="list-declined">
      <h2 id="list-declined">
        {view.t('again.list')} <span class="tag">{view.number(declined.length)}</span>
      </h2>
      <p class="hint">{view.t('again.lead')}</p>
      <ul>
        {declined.map((one) => {
          const { lang, text } = textIn(one.claim, view.lang);
          return (
            <li key={one.appeal}>
              <a href={inLanguage(view.lang, `/desk/cases/${one.caseNumber}#again`)} lang={lang}>
                {text}
              </a>
              <p class="meta">
                <span class="tag tag-warn">
                  {view.t('again.answered', {
                    day: view.day(one.answeredOn),
                    outcome: view.t(`appeal.outcome.${one.outcome}`).toLocaleLowerCase(view.lang),
                  })}
                </span>
                <a href={inLanguage(view.lang, `/desk/appeals/${one.appeal}`)}>{view.t('appeal.asked-text')}</a>
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );

/** On the page of such a case, before everything that is closed about it. */
export const TakeUpAgain = (props: CaseProps) => {
  const { view, page } = props;
  const { t } = view;
  if (page.again === null) return null;
  return (
    <section class="note note-warn case-closing" id="again" aria-labelledby="again-title">
      <h2 id="again-title">{t('again.list')}</h2>
      <p>{t('again.why', { day: view.day(page.again.answeredOn) })}</p>
      {may(page.member.role, 'submission.review') &&
        (page.again.mine ? (
          <p class="hint">{t('again.own')}</p>
        ) : (
          <form class="decisions" method="post" action={caseAction(props, 'take-up')}>
            <button class="button button-strong" type="submit">
              {t('again.take-up')}
            </button>
          </form>
        ))}
    </section>
  );
};
