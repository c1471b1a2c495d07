// The report of one import: every item accounted for, each refusal with its place and its reason.
import { dayOf } from '../../base/clock.ts';
import type { ImportLine } from '../../desk/world.ts';
import { isKey } from '../locale.ts';
import { safeUrl } from './addresses.ts';
import { HeldPictures } from './held-pictures.tsx';
import { OperatorFrame } from './operator-frame.tsx';
import { isOwn, nameOf, ReadsLike, SecondForms } from './operator-waiting.tsx';
import type { PageOf } from './page-of.ts';
import { TableScroll } from './table-scroll.tsx';
import type { View } from './view.ts';

/** The first is the sum of the others. */
export const importCounts = [
  ...(['read', 'imported', 'changed', 'unchanged', 'held', 'declined', 'refused', 'doubles'] as const),
];

export const OperatorRunPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'operator-run'> }) => {
  const { t } = view;
  const { run, refused } = page;
  return (
    <OperatorFrame view={view} desk={page.desk}>
      <header class="page-head">
        <p>
          <a href="/operator">{t('run.back')}</a>
        </p>
        <h1>{run.name}</h1>
        <p class="lead">
          {run.finishedAt === null ? t('run.unfinished') : t('run.finished', { day: view.day(dayOf(run.finishedAt)) })}
        </p>
        {run.failed !== null && (
          <p class="note note-warn">{t('run.failed', { because: t(`run.failed.${run.failed}`) })}</p>
        )}
      </header>
      {run.held !== null && run.finishedAt !== null && <Held view={view} page={page} />}
      <dl class="tally">
        {importCounts.map((count) => (
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
    </OperatorFrame>
  );
};

/** What waits, for whoever decides on it to read; afterwards, what became of it. */
const Held = ({ view, page }: { readonly view: View; readonly page: PageOf<'operator-run'> }) => {
  const { t } = view;
  const { run, items, pictures, names, who } = page;
  if (run.held === null) return null;
  const { held } = run;
  if (held.decision !== null)
    return (
      <p class="note" role="status">
        {t(`run.held.${held.decision}`, {
          name: nameOf(view, names, held.decidedBy),
          day: held.decidedOn === null ? '' : view.day(held.decidedOn),
        })}
        {held.letIn && ` ${t('source-log.let-in')}`}
        {held.decision === 'released' && held.items > 0 && ` ${t('run.held.going', { count: held.items })}`}
      </p>
    );
  return (
    <section class="block" aria-labelledby="held">
      <h2 id="held">{t('run.held.title')}</h2>
      <p>
        {t(held.pictures > 0 ? 'run.held.pictures' : 'run.held.lead', {
          name: nameOf(view, names, held.askedBy),
          count: held.items,
        })}
      </p>
      {pictures.length > 0 && <HeldPictures view={view} pictures={pictures} />}
      {pictures.length > 0 ? null : items.length === 0 ? (
        <p class="empty">{t('run.held.none')}</p>
      ) : (
        <>
          <ReadsLike view={view} pairs={page.readsLike} />
          <TableScroll label="held">
            <thead>
              <tr>
                <th scope="col">{t('run.held.publisher')}</th>
                <th scope="col">{t('run.held.claim')}</th>
                <th scope="col">{t('run.held.label')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ publisher, save: { check } }, n) => (
                <tr key={`${n} ${check.slug}`}>
                  <td>
                    {publisher.name} <span class="meta">{publisher.site}</span>
                  </td>
                  <th scope="row">
                    <Linked url={check.originalUrl} text={Object.values(check.texts)[0]?.claim ?? ''} />
                  </th>
                  <td>{check.label ?? (check.verdict === null ? '' : t(`verdict.${check.verdict}`))}</td>
                </tr>
              ))}
            </tbody>
          </TableScroll>
          {items.length < held.items && (
            <p class="hint">{t('run.held.first', { shown: items.length, items: held.items })}</p>
          )}
        </>
      )}
      <SecondForms
        view={view}
        action={`/operator/imports/${run.id}/decision`}
        own={isOwn(run, who)}
        not={page.not}
        names={names}
        of="held"
        words={{ agree: t('run.held.agree'), decline: t('run.held.decline') }}
      />
    </section>
  );
};

const Linked = ({ url, text }: { readonly url: string | null; readonly text: string }) => {
  const to = url === null ? undefined : safeUrl(url);
  return to ? (
    <a href={to} rel="noopener noreferrer">
      {text}
    </a>
  ) : (
    <span>{text}</span>
  );
};

const reason = (view: View, line: ImportLine): string => {
  const key = `refused.${line.code}`;
  return isKey(key) ? view.t(key) : line.code;
};
