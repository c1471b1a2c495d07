// What the team's work on a claim means for whoever asked it, in one or two plain sentences.
import { type ClaimWork, isOver, type Stage, stageOf } from '../../core/stage.ts';
import { outgoing, type TemplateText } from '../../core/template.ts';
import { checkPath, inLanguage, notePath } from './addresses.ts';
import type { ClaimView } from './model.ts';
import { templatesPath } from './templates-page.tsx';
import type { View } from './view.ts';

type Props = {
  readonly view: View;
  readonly claim: ClaimView;
  readonly templates: readonly TemplateText[] | undefined;
};

/** Where a claim on a ticket stands. */
export const stageOfClaim = ({ outcome, work, held }: Pick<ClaimView, 'outcome' | 'work' | 'held'>): Stage =>
  stageOf(outcome, work ?? null, held?.why);

/** Nothing more comes of it for now. */
export const hasEnded = (claim: Pick<ClaimView, 'outcome' | 'work' | 'held'>): boolean => isOver(stageOfClaim(claim));

/** Nothing for a claim that is answered, or that no case holds yet. */
export const ClaimWorkLine = ({ view, claim, templates }: Props) => {
  const stage = stageOfClaim(claim);
  if (stage === 'answered' || stage === 'unsorted') return null;
  const { work, held } = claim;
  return (
    <>
      <Standing view={view} stage={stage} work={work ?? null} templates={templates} />
      {held !== undefined && (
        <p>
          <a href={checkPath(view.lang, held.slug)}>{view.t('answer.read')}</a>
        </p>
      )}
      {held === undefined && work?.note !== undefined && (
        <p class="note">
          {view.t('work.note', { day: view.day(work.note.on) })}{' '}
          <a href={notePath(view.lang, work.note.number)}>{view.t('work.note-read')}</a>
        </p>
      )}
    </>
  );
};

type StandingProps = Pick<Props, 'view' | 'templates'> & {
  readonly stage: Exclude<Stage, 'answered' | 'unsorted'>;
  readonly work: ClaimWork | null;
};

const Standing = ({ view, stage, work, templates }: StandingProps) => {
  const said = templates?.find(({ key }) => stage === `closed-${key}`);
  const declined = stage === 'closed-not-checkable' && <Declined view={view} declined={work?.declined} />;
  if (said === undefined)
    return (
      <>
        <p class="note">{view.t(`stage.${stage}`)}</p>
        {declined}
      </>
    );
  return (
    <div class="note">
      <p class="said" lang={said.lang}>
        {outgoing(said.text)}
      </p>
      {declined}
      <p class="hint">
        <a href={templatesPath(view.lang)}>{view.t('work.said-to-all')}</a>
      </p>
    </div>
  );
};

/** The reason of this claim: the text above is the same for all of them. */
const Declined = ({
  view,
  declined,
}: Pick<Props, 'view'> & { readonly declined: ClaimWork['declined'] | undefined }) => {
  const { t } = view;
  const at = inLanguage(view.lang, '/declined');
  return (
    <p>
      {declined !== undefined && <>{t('stage.reason', { reason: t(`declined.reason.${declined.reason}`) })} </>}
      <a href={declined === undefined ? at : `${at}#case-${declined.number}`}>{t('declined.title')}</a>
    </p>
  );
};
