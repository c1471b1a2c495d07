// What became of rights in the team, for everybody: a day and a role, no name.
import { textIn } from '../../../core/check.ts';
import type { TeamLogLine } from '../../../desk/index.ts';
import type { OptIn } from '../../../desk/source-ports.ts';
import { inLanguage } from '../../pages/addresses.ts';
import { ledTo } from '../../pages/log-says.ts';
import type { View } from '../../pages/view.ts';
import type { TeamLogPage as TeamLogData } from './team-model.ts';

export const TeamLogPage = ({ view, page }: { readonly view: View; readonly page: TeamLogData }) => {
  const { t, lang } = view;
  return (
    <div class="narrow">
      <header class="page-head">
        <h1>{t('team-log.title')}</h1>
        <p class="lead">{t('team-log.lead')}</p>
      </header>
      {page.lines.length === 0 ? (
        <p class="empty">{t('team-log.none')}</p>
      ) : (
        <ul class="prose">
          {page.lines.map((line, n) => (
            <li key={n}>
              <Line view={view} line={line} />
            </li>
          ))}
        </ul>
      )}
      <section class="prose team-sources" aria-labelledby="sources">
        <h2 id="sources">{t('source-log.title')}</h2>
        <p>{t('source-log.lead')}</p>
        {page.optIns.length === 0 ? (
          <p class="empty">{t('source-log.none')}</p>
        ) : (
          <ul>
            {page.optIns.map((one) => (
              <li key={one.id}>
                <strong>{one.name}</strong> <span class="meta">{one.site}</span>
                {t(`source-log.${stateOf(one)}`, {
                  asked: view.day(one.askedOn),
                  settled: one.settledOn === null ? '' : view.day(one.settledOn),
                  ended: one.endedOn === null ? '' : view.day(one.endedOn),
                })}
                {one.letIn && <> {t('source-log.let-in')}</>}
                {one.reason !== '' && <> {t('source-log.reason', { reason: one.reason })}</>}
              </li>
            ))}
          </ul>
        )}
      </section>
      <p>
        <a href={inLanguage(lang, '/method')}>{t('nav.method')}</a>
      </p>
    </div>
  );
};

const Line = ({ view, line: { change, role, day, of, page } }: { readonly view: View; readonly line: TeamLogLine }) => {
  const { t } = view;
  const at = { role: t(`role.${role}`), day: view.day(day) };
  if (change !== 'let-in-agreed' || of === null) return <>{t(`team-log.${change}`, at)}</>;
  const title = page === null || Object.keys(page.titles).length === 0 ? null : textIn(page.titles, view.lang);
  return (
    <>
      {t('team-log.agreed-to', { ...at, what: t(`team-log.what.${of}`) })}
      {page !== null && (
        <>
          {': '}
          <a href={ledTo(view, page)} lang={title?.lang}>
            {title?.text ?? t('team-log.read')}
          </a>
        </>
      )}
    </>
  );
};

const stateOf = ({ state, onMachine, endedOn }: OptIn) => {
  if (endedOn !== null) return onMachine ? 'ended-machine' : 'ended';
  if (state === 'agreed') return onMachine ? 'machine' : 'agreed';
  return state;
};
