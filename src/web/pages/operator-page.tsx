// The operator's page: checks come in here, and each publisher's are let to answer, or not.
import type { Source } from '../../core/check.ts';
import type { ImportRun } from '../../desk/world.ts';
import { safeUrl } from './addresses.ts';
import { ImportForm } from './import-form.tsx';
import type { PageOf } from './page-of.ts';
import { TableScroll } from './table-scroll.tsx';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'operator'> };

export const OperatorPage = ({ view, page }: Props) => {
  const { t } = view;
  return (
    <div class="operator">
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
      <ImportForm view={view} />
      <Runs view={view} runs={page.runs} />
      <Sources view={view} sources={page.sources} />
    </div>
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
              <th scope="col" class="num">
                {t('runs.read')}
              </th>
              <th scope="col" class="num">
                {t('runs.imported')}
              </th>
              <th scope="col" class="num">
                {t('runs.changed')}
              </th>
              <th scope="col" class="num">
                {t('runs.unchanged')}
              </th>
              <th scope="col" class="num">
                {t('runs.refused')}
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.id}>
                <th scope="row">
                  <a href={`/operator/imports/${run.id}`}>{run.name}</a>
                  {run.finishedAt === null && <span class="tag">{t('runs.unfinished')}</span>}
                </th>
                <td>{run.startedAt.toISOString().slice(0, 10)}</td>
                <td class="num">{view.number(run.counts.read)}</td>
                <td class="num">{view.number(run.counts.imported)}</td>
                <td class="num">{view.number(run.counts.changed)}</td>
                <td class="num">{view.number(run.counts.unchanged)}</td>
                <td class="num">{view.number(run.counts.refused)}</td>
              </tr>
            ))}
          </tbody>
        </TableScroll>
      )}
    </section>
  );
};

const Sources = ({
  view,
  sources,
}: {
  readonly view: View;
  readonly sources: readonly (Source & { readonly checks: number })[];
}) => {
  const { t } = view;
  return (
    <section class="block" aria-labelledby="sources">
      <h2 id="sources">{t('sources.title')}</h2>
      <p>{t('sources.lead')}</p>
      {sources.length === 0 ? (
        <p class="empty">{t('sources.none')}</p>
      ) : (
        <ul class="source-list">
          {sources.map((source) => (
            <li key={source.id}>
              <div>
                <p class="source-name" id={`source-${source.id}`}>
                  <Name source={source} />
                </p>
                <p class="meta">
                  <span>{t('topics.checks', { count: source.checks })}</span>
                  <span>{source.licence ?? t('sources.no-licence')}</span>
                  <span>{t(source.answers ? 'sources.answering' : 'sources.not-answering')}</span>
                </p>
              </div>
              <form method="post" action={`/operator/sources/${source.id}`}>
                <input type="hidden" name="answers" value={source.answers ? '0' : '1'} />
                <button class="button button-quiet" type="submit" aria-describedby={`source-${source.id}`}>
                  {t(source.answers ? 'sources.stop' : 'sources.let')}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const Name = ({ source }: { readonly source: Source }) => {
  const url = safeUrl(source.site);
  return (
    <>
      {url ? <a href={url}>{source.name}</a> : <span>{source.name}</span>} <span class="meta">{source.site}</span>
    </>
  );
};
