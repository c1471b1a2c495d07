// What became of rights in the team, for everybody: a day and a role, no name.
import { inLanguage } from '../../pages/addresses.ts';
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
            <li key={n}>{t(`team-log.${line.change}`, { role: t(`role.${line.role}`), day: view.day(line.day) })}</li>
          ))}
        </ul>
      )}
      <p>
        <a href={inLanguage(lang, '/method')}>{t('nav.method')}</a>
      </p>
    </div>
  );
};
