// What the team's work on a claim means for whoever asked it, in one or two plain sentences.
import { outgoing, type TemplateText } from '../../core/template.ts';
import type { ClaimWork } from '../../desk/case-ports.ts';
import { inLanguage, notePath } from './addresses.ts';
import type { ClaimView } from './model.ts';
import { templatesPath } from './templates-page.tsx';
import type { View } from './view.ts';

type Props = {
  readonly view: View;
  readonly claim: ClaimView;
  readonly templates: readonly TemplateText[] | undefined;
};

/** Closed without a verdict, and not because it is the same as something that goes on. */
export const hasEnded = ({ outcome, work }: Pick<ClaimView, 'outcome' | 'work'>): boolean =>
  outcome !== 'known' && work?.state === 'closed' && work.closedAs !== null && work.closedAs !== 'duplicate';

/** Nothing for a claim that is answered, or that no case holds yet. */
export const ClaimWorkLine = ({ view, claim, templates }: Props) => {
  const { outcome, work } = claim;
  if (outcome === 'known' || work === undefined || work === null) return null;
  return (
    <>
      <Standing view={view} work={work} templates={templates} />
      {work.note !== undefined && (
        <p class="note">
          {view.t('work.note', { day: view.day(work.note.on) })}{' '}
          <a href={notePath(view.lang, work.note.number)}>{view.t('work.note-read')}</a>
        </p>
      )}
    </>
  );
};

const Standing = ({ view, work, templates }: Omit<Props, 'claim'> & { readonly work: ClaimWork }) => {
  const { t } = view;
  const said = templates?.find(({ key }) => key === work.closedAs);
  if (said !== undefined)
    return (
      <div class="note">
        <p class="said" lang={said.lang}>
          {outgoing(said.text)}
        </p>
        {said.key === 'not-checkable' && (
          <p>
            <a href={inLanguage(view.lang, '/declined')}>{t('declined.title')}</a>
          </p>
        )}
        <p class="hint">
          <a href={templatesPath(view.lang)}>{t('work.said-to-all')}</a>
        </p>
      </div>
    );
  if (work.closedAs !== null) return <p class="note">{t(`work.closed.${work.closedAs}`)}</p>;
  if (work.state === 'open') return <p class="note">{t(work.begun ? 'work.begun' : 'work.waiting')}</p>;
  return work.state === 'closed' ? null : <p class="note">{t(`work.${work.state}`)}</p>;
};
