// Everything about one case on one page: the claim at the top, the work below, what is missing at the side.
import { isLive } from '../../../core/case.ts';
import { takes } from '../../../core/case-open.ts';
import { harshIn } from '../../../core/harsh.ts';
import { may } from '../../../core/rights.ts';
import { Veiled, veilWords } from '../../pages/veiled.tsx';
import { CaseChecklist } from './case-checklist.tsx';
import { CaseClaim } from './case-claim.tsx';
import { CaseClosing } from './case-closing.tsx';
import { CaseDraft } from './case-draft.tsx';
import { CaseEvidence } from './case-evidence.tsx';
import { type CaseProps, caseAction, nameOf } from './case-form.tsx';
import { CaseGroups, CaseLooking } from './case-groups.tsx';
import { CaseHistory } from './case-history.tsx';
import { isShown } from './case-open-parts.ts';
import { CaseOurselves, SayOurselves } from './case-ourselves.tsx';
import { CasePublished } from './case-published.tsx';
import { CaseQuestionPart } from './case-question.tsx';
import { CaseInterests, CaseReplies } from './case-reply.tsx';
import { CaseTalk } from './case-talk.tsx';
import { CaseWording } from './case-wording.tsx';
import { Colleagues, handsFor } from './colleagues.tsx';
import { TakeUpAgain } from './declined-again.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { CaseKeys } from './keys.tsx';
import { momentOf } from './reviews-page.tsx';

const parts = ['claim', 'askback', 'wording', 'evidence', 'draft', 'reply', 'talk', 'interest', 'history'] as const;

export const DeskCasePage = ({ view, page }: CaseProps) => {
  const props = { view, page };
  const { t } = view;
  const { state } = page.head;
  const works = may(page.member.role, 'case.work');
  const shown = parts.filter((part) => isShown(page, part));
  const gathers = takes(state, 'gather');
  const writes = takes(state, 'write');
  return (
    <DeskFrame view={view} member={page.member} at="queue">
      <article
        class="case"
        data-over={isLive(state) ? undefined : true}
        data-forms={JSON.stringify({ case: page.head.id, who: page.member.id, taken: page.taken })}
      >
        <Head {...props} />
        <CaseLooking view={view} number={page.head.number} />
        <CaseKeys view={view} />
        <CaseClosing {...props} />
        <div class="case-columns">
          <nav class="case-toc" aria-label={t('case.contents')}>
            <ul class="case-contents">
              {shown.map((part) => (
                <li key={part}>
                  <a href={`#${part}`}>
                    {t(part === 'draft' && page.published !== null ? 'case.published' : `case.part.${part}`)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <CaseChecklist {...props} />
          <div class="case-parts">
            <noscript>
              <p class="note">{t('case.kept.no-script')}</p>
            </noscript>
            <TakeUpAgain {...props} />
            {!gathers && <p class="note">{t(`case.still.${state === 'closed' ? 'closed' : 'review'}`)}</p>}
            <CaseClaim {...props} />
            {(page.groups.length > 1 || page.moves.length > 0) && (
              <CaseGroups
                {...props}
                number={page.head.number}
                lang={page.head.lang}
                groups={page.groups}
                moves={page.moves}
                canSplit={works && state === 'open'}
                canUndo={works}
              />
            )}
            <CaseQuestionPart {...props} open={takes(state, 'ask')} mayAsk={works} />
            <CaseWording {...props} open={takes(state, 'word')} />
            <CaseEvidence {...props} open={gathers && works} />
            {page.published === null ? (
              <CaseDraft {...props} mayWrite={takes(state, 'draft') && works} />
            ) : (
              <CasePublished {...props} check={page.published} />
            )}
            <CaseReplies {...props} open={gathers && works} />
            <CaseTalk {...props} open={writes} />
            <CaseInterests {...props} open={writes} />
            <CaseHistory {...props} />
          </div>
        </div>
      </article>
    </DeskFrame>
  );
};

const Head = ({ view, page }: CaseProps) => {
  const { t } = view;
  const { head } = page;
  return (
    <header class="case-head">
      <p class="case-number">
        {t('case.number', { number: view.number(head.number) })}
        <span class={`tag case-is-${head.state}`}>{t(`case.state.${head.state}`)}</span>
        {head.harm.map((topic) => (
          <span class="tag" key={topic}>
            {t(`case.harm.${topic}`)}
          </span>
        ))}
      </p>
      <Title {...{ view, page }} />
      <p class="meta">
        <span>{t('case.asked', { count: head.asked, lately: head.askedLately })}</span>
        {head.lastAskedOn && <span>{t('case.last-asked', { day: view.day(head.lastAskedOn) })}</span>}
        <span>
          {head.origin === 'requested'
            ? t('case.origin.requested', { name: head.requestedBy ?? '' })
            : t(`case.origin.${head.origin}`)}
        </span>
        <span>{t('case.opened', { day: view.day(head.openedOn) })}</span>
        <span>
          {head.assignedTo === null
            ? t('case.nobody-has-it')
            : t('case.has-it', { name: nameOf(page, head.assignedTo, '–') })}
        </span>
      </p>
      <Handed {...{ view, page }} />
      <Moves {...{ view, page }} />
      <Reopen {...{ view, page }} />
      <CaseOurselves {...{ view, page }} />
    </header>
  );
};

/** The words of a title are an asker's: covered like theirs. */
const Title = ({ view, page: { head } }: CaseProps) => {
  const lang = head.lang === view.lang ? undefined : head.lang;
  const title = head.title ?? view.t('case.untitled');
  const harsh = harshIn(title);
  if (harsh === null) return <h1 lang={lang}>{title}</h1>;
  return (
    <>
      <h1>{veilWords(view, harsh)}</h1>
      <Veiled view={view} text={title} label={view.t('case.veiled.open')}>
        <p class="case-title" lang={lang}>
          {title}
        </p>
      </Veiled>
    </>
  );
};

/** Taking the case or giving it back; the rarer moves are folded where there is no room. */
const Moves = (props: CaseProps) => {
  const { view, page } = props;
  const { t } = view;
  if (page.head.state !== 'open' || !may(page.member.role, 'case.work')) return null;
  const mine = page.head.assignedTo === page.member.id;
  return (
    <div class="decisions case-moves">
      <form method="post" action={caseAction(props, 'take')}>
        <button class="button button-quiet" type="submit" name="to" value={mine ? '' : 'me'}>
          {t(mine ? 'case.give-back' : 'case.take')}
        </button>
      </form>
      <details class="case-more" data-wide>
        <summary class="button button-quiet">{t('case.more')}</summary>
        <div class="decisions">
          <HandOver {...props} />
          {may(page.member.role, 'case.close') && (
            <a class="button button-quiet" href={caseAction(props, 'close')}>
              {t('case.close')}
            </a>
          )}
          <SayOurselves {...props} />
        </div>
      </details>
    </div>
  );
};

/** It just changed hands: back to whoever had it. */
const Handed = (props: CaseProps) => {
  const { view, page } = props;
  if (page.handed === null) return null;
  return (
    <form class="note case-undo" method="post" action={caseAction(props, 'take')}>
      <span role="status">{view.t('case.handed')}</span>
      <button class="button button-quiet" type="submit" name="to" value={page.handed.before ?? ''}>
        {view.t('queue.undo')}
      </button>
    </form>
  );
};

/** An ending that one person gave is taken back here; what was joined to another is parted below. */
const Reopen = (props: CaseProps) => {
  const { view, page } = props;
  const { head } = page;
  const joined = page.moves.some(({ kind, from }) => kind === 'merge' && from.number === head.number);
  const stays = (head.closedAs === 'private-person' && !page.reopenable) || head.closedAs === 'not-checkable' || joined;
  if (head.state !== 'closed' || stays || !may(page.member.role, 'case.close')) return null;
  return (
    <form class="decisions" method="post" action={caseAction(props, 'reopen')}>
      {head.closedAs === 'private-person' && <p class="hint">{view.t('case.reopen-sealed')}</p>}
      {head.closedAs !== 'private-person' && <p class="hint">{untilWhen(view, head)}</p>}
      <button class="button button-quiet" type="submit">
        {view.t('case.reopen')}
      </button>
    </form>
  );
};

/** Words of askers come back with it as long as they are not erased because of the ending. */
const untilWhen = ({ t }: CaseProps['view'], { undoUntil }: CaseProps['page']['head']): string =>
  undoUntil === null ? t('case.reopen-without-words') : t('case.reopen-whole', { time: momentOf(undoUntil) });

/** Whom it can be given to: colleagues who may work on it, and do not have it yet. */
const HandOver = (props: CaseProps) => {
  const { view, page } = props;
  const { t } = view;
  const others = handsFor(page.team, page.member).filter(({ id }) => id !== page.head.assignedTo);
  return others.length === 0 ? null : (
    <form class="hand-over" method="post" action={caseAction(props, 'take')}>
      <Colleagues label={t('case.hand-over-to')} choose={t('case.hand-over-choose')} colleagues={others} required />
      <button class="button button-quiet" type="submit">
        {t('case.hand-over')}
      </button>
    </form>
  );
};
