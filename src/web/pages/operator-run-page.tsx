// The report of one import: every item accounted for, each refusal with its place and its reason.
import type { ImportLine } from '../../desk/world.ts';
import { isKey } from '../locale.ts';
import type { PageOf } from './page-of.ts';
import { TableScroll } from './table-scroll.tsx';
import type { View } from './view.ts';

const counts = ['read', 'imported', 'changed', 'unchanged', 'refused'] as const;

export const OperatorRunPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'operator-run'> }) => {
  const { t } = view;
  const { run, refused } = page;
  return (
    <div class="operator">
      <header class="page-head">
        <p>
          <a href="/operator">{t('run.back')}</a>
        </p>
        <h1>{run.name}</h1>
        <p class="lead">
          {run.finishedAt === null
            ? t('run.unfinished')
            : t('run.finished', { day: run.finishedAt.toISOString().slice(0, 10) })}
        </p>
      </header>
      <dl class="tally">
        {counts.map((count) => (
          <div key={count}>
            <dt>{t(`runs.${count}`)}</dt>
            <dd>{view.number(run.counts[count])}</dd>
          </div>
        ))}
      </dl>
      <section class="block" aria-labelledby="refused">
        <h2 id="refused">{t('run.refused')}</h2>
        {refused.length === 0 ? (
          <p class="empty">{t('run.none-refused')}</p>
        ) : (
          <TableScroll label="refused">
            <thead>
              <tr>
                <th scope="col">{t('run.position')}</th>
                <th scope="col">{t('run.reason')}</th>
                <th scope="col">{t('run.detail')}</th>
              </tr>
            </thead>
            <tbody>
              {refused.map((line, i) => (
                <tr key={`${i} ${line.position}`}>
                  <th scope="row">{line.position}</th>
                  <td>{reason(view, line)}</td>
                  <td>{line.detail ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </TableScroll>
        )}
        {refused.length > 0 && refused.length < run.counts.refused && (
          <p class="hint">{t('run.first', { shown: refused.length, refused: run.counts.refused })}</p>
        )}
      </section>
    </div>
  );
};

const reason = (view: View, line: ImportLine): string => {
  const key = `refused.${line.code}`;
  return isKey(key) ? view.t(key) : line.code;
};
