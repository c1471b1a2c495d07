// The operator's page: checks come in here, and each publisher's are let to answer, or not.
import { dayOf } from '../../base/clock.ts';
import type { ImportRun } from '../../desk/world.ts';
import { ImportForm } from './import-form.tsx';
import { ImportPicturesForm } from './import-pictures-form.tsx';
import { OperatorFrame } from './operator-frame.tsx';
import { importCounts } from './operator-run-page.tsx';
import { OperatorSources } from './operator-sources.tsx';
import { OperatorWaiting } from './operator-waiting.tsx';
import type { PageOf } from './page-of.ts';
import { TableScroll } from './table-scroll.tsx';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'operator'> };

export const OperatorPage = ({ view, page }: Props) => {
  const { t } = view;
  return (
    <OperatorFrame view={view} desk={page.desk}>
      <header class="page-head">
        <h1>{t('operator.title')}</h1>
        <p class="lead">{t('operator.lead')}</p>
      </header>
      {page.notice !== null && (
        <p class="note" role="status">
          {page.notice}
        </p>
      )}
      <section
        class="running"
        aria-labelledby="running"
        data-running={page.running === null ? 'no' : 'yes'}
        hidden={page.running === null}
      >
        <h2 id="running">{t('operator.running')}</h2>
        <p>
          <strong data-name>{page.running?.name ?? ''}</strong>
        </p>
        <progress aria-label={t('operator.running')} />
        <p class="counts">
          <span data-read>{view.number(page.running?.read ?? 0)}</span> {t('operator.read')} ·{' '}
          <span data-refused>{view.number(page.running?.refused ?? 0)}</span> {t('operator.refused')}
        </p>
        <p class="hint">{t('operator.running-hint')}</p>
      </section>
      <section class="block" aria-labelledby="wordings">
        <h2 id="wordings">{t('wordings.title')}</h2>
        <p>{t('wordings.about')}</p>
        <p>
          <a class="button button-quiet" href="/operator/wordings">
            {t('wordings.see', { count: page.wordings })}
          </a>
        </p>
      </section>
      <OperatorWaiting view={view} page={page} />
      <ImportForm view={view} who={page.who} atOnce={page.who.member === null && page.alone} />
      <ImportPicturesForm view={view} who={page.who} atOnce={page.who.member === null && page.alone} />
      <Runs view={view} runs={page.runs} />
      <OperatorSources view={view} page={page} />
    </OperatorFrame>
  );
};

const Runs = ({ view, runs }: { readonly view: View; readonly runs: readonly ImportRun[] }) => {
  const { t } = view;
  return (
    <section class="block" aria-labelledby="runs">
      <h2 id="runs">{t('runs.title')}</h2>
      {runs.length === 0 ? (
        <p class="empty">{t('runs.none')}</p>
      ) : (
        <TableScroll label="runs">
          <thead>
            <tr>
              <th scope="col">{t('runs.name')}</th>
              <th scope="col">{t('runs.day')}</th>
              {importCounts.map((count) => (
                <th key={count} scope="col" class="num">
                  {t(`runs.${count}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.id}>
                <th scope="row">
                  <a href={`/operator/imports/${run.id}`}>{run.name}</a>
                  {run.finishedAt === null && <span class="tag">{t('runs.unfinished')}</span>}
                  {run.finishedAt !== null && run.held !== null && (
                    <span class="tag">{t(`runs.held.${run.held.decision ?? 'waiting'}`)}</span>
                  )}
                </th>
                <td>{view.day(dayOf(run.startedAt))}</td>
                {importCounts.map((count) => (
                  <td key={count} class="num">
                    {view.number(run.counts[count])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </TableScroll>
      )}
    </section>
  );
};
