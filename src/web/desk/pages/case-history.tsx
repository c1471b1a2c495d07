// What was done on the case, day by day, the newest first: what and who, typing and repeats folded into one line.
import { dayOf } from '../../../base/clock.ts';
import { isKey } from '../../locale.ts';
import type { View } from '../../pages/view.ts';
import { type CaseProps, nameOf } from './case-form.tsx';
import type { CasePage } from './case-model.ts';
import { Part } from './case-part.tsx';

export const CaseHistory = ({ view, page }: CaseProps) => {
  const { t } = view;
  const { lines, whole } = page.history;
  return (
    <Part
      view={view}
      page={page}
      id="history"
      title={t('case.history')}
      sum={t('case.history.lines', { count: lines.length })}
    >
      {lines.length === 0 && <p class="empty">{t('case.history.none')}</p>}
      {lines.length > 0 && (
        <ol class="case-history">
          {[...Map.groupBy(lines, ({ at }) => dayOf(at))].map(([day, done]) => (
            <li key={day}>
              <time dateTime={day}>{view.day(day)}</time>
              <ul>
                {done.map((line, n) => (
                  <li key={n}>
                    <Deed view={view} line={line} />
                    {line.by !== null && <span class="hint">{nameOf(page, line.by, '–')}</span>}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      )}
      {!whole && <p class="hint">{t('case.history.older')}</p>}
    </Part>
  );
};

type Line = CasePage['history']['lines'][number];

const Deed = ({ view, line }: { readonly view: View; readonly line: Line }) => {
  const key = `case.did.${line.what}`;
  return (
    <span>
      {isKey(key) ? view.t(key) : line.what}
      {line.detail.because !== undefined && <Because view={view} detail={line.detail} />}
      {line.fields.length > 0 && <Written view={view} line={line} />}
      {line.fields.length === 0 && line.count > 1 && (
        <span class="hint"> · {view.t('case.history.repeated', { count: line.count })}</span>
      )}
    </span>
  );
};

/** Why it was called spam. */
const Because = ({ view, detail }: { readonly view: View; readonly detail: Line['detail'] }) => {
  const key = `end-case.spam.${detail.because}`;
  return (
    <span class="hint">
      {' '}
      {isKey(key) ? view.t(key) : null}
      {typeof detail.words === 'string' && ` · ${detail.words}`}
    </span>
  );
};

/** Which fields, and how often. */
const Written = ({ view, line }: { readonly view: View; readonly line: Line }) => {
  const { t } = view;
  const names = line.fields.flatMap((one) => {
    const key = `case.field.${one.split('.')[1]}`;
    return isKey(key) ? [t(key)] : [];
  });
  return (
    <span class="hint">
      {' '}
      {[...new Set(names)].join(', ')}
      {line.count > 1 && <> · {t('case.history.times', { count: line.count })}</>}
    </span>
  );
};
