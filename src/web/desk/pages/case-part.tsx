// One part of a case: folded, with a line that says what is in it and what is missing, and open where something is to be done.
import type { ComponentChildren } from 'preact';
import type { CaseProps } from './case-form.tsx';
import { type CasePart, isShown, missingOf, openParts } from './case-open-parts.ts';

/** Its place in the address is the body: an address or a link that leads there opens it, without a script too. */
export const Part = ({
  view,
  page,
  id,
  title,
  sum,
  children,
}: CaseProps & {
  readonly id: CasePart;
  readonly title: string;
  /** What is in it; null: its title says all. */
  readonly sum: string | null;
  readonly children: ComponentChildren;
}) => {
  if (!isShown(page, id)) return null;
  const missing = missingOf(page, id);
  return (
    <section class="case-part" aria-labelledby={`${id}-head`}>
      <details open={openParts(page).has(id) || undefined} data-part>
        <summary id={`${id}-line`}>
          <h2 id={`${id}-head`}>{title}</h2>
          {(sum !== null || missing > 0) && (
            <span class="case-sum">
              {sum}
              {missing > 0 && <span class="tag tag-warn">{view.t('case.sum.missing', { count: missing })}</span>}
            </span>
          )}
        </summary>
        <div class="case-part-body" id={id}>
          {children}
        </div>
      </details>
    </section>
  );
};
