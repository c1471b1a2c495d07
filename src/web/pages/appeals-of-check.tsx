// On the page of a check: that somebody asked us to look again, what came of earlier requests, and the way to ask.
import type { ComponentChildren } from 'preact';
import { isLate, type PublicAppeal } from '../../core/appeal.ts';
import { appealPath, subscribePath } from './addresses.ts';
import { Answer, Consequence, Words } from './appeal-followed-page.tsx';
import type { PageProofs } from './background-model.ts';
import { LeafProof } from './log-proof.tsx';
import type { View } from './view.ts';

type Props = {
  readonly view: View;
  readonly slug: string;
  readonly appeals: readonly PublicAppeal[];
  readonly proofs: PageProofs | undefined;
};

export const AppealsOfCheck = ({ view, slug, appeals, proofs }: Props) => (
  <Appeals
    view={view}
    action={appealPath(view.lang, slug)}
    appeals={appeals}
    proofs={proofs}
    meanwhile={view.t('appeal.list-meanwhile')}
  >
    {view.shell.mails !== false && (
      <a class="button button-quiet" href={subscribePath(view.lang, slug)}>
        {view.t('subscribe.title')}
      </a>
    )}
  </Appeals>
);

type AppealsProps = {
  readonly view: View;
  /** Where to ask; null where it does not stand any more. */
  readonly action: string | null;
  readonly appeals: readonly PublicAppeal[];
  /** Of the answers, in the public log. */
  readonly proofs: PageProofs | undefined;
  /** What an open one means until it is answered. */
  readonly meanwhile?: string;
  readonly children?: ComponentChildren;
};

/** Requests against one decision, and the way to another. */
export const Appeals = ({ view, action, appeals, proofs, meanwhile, children }: AppealsProps) => {
  const { t } = view;
  const open = appeals.filter(({ answer }) => answer === null);
  const answered = appeals.filter(({ answer }) => answer !== null);
  const waits = answered.some(({ consequence }) => consequence?.state === 'waits');
  return (
    <>
      {open.map((appeal) => (
        <p class="note note-warn" key={appeal.id}>
          {t(isLate(appeal, view.shell.today) ? 'appeal.list-late' : 'appeal.list-open', {
            day: view.day(appeal.openedOn),
            reason: t(`appeal.reason.${appeal.reason}`).toLocaleLowerCase(view.lang),
            due: view.day(appeal.dueOn),
          })}
          {appeal.needsSomebody && ` ${t('appeal.needs-somebody')}`}
          {appeal.byTwo && ` ${t('appeal.by-two')}`}
          {appeal.joined > 0 && ` ${t('grounds.appeal.joined', { count: appeal.joined })}`}
          {meanwhile !== undefined && ` ${appeal.holds ? meanwhile : t('grounds.appeal.not-held')}`}
          {meanwhile !== undefined &&
            appeal.holdsUntil !== null &&
            ` ${t('grounds.appeal.held-until', { day: view.day(appeal.holdsUntil) })}`}
        </p>
      ))}
      {waits && <p class="note note-warn">{t('grounds.appeal.waits')}</p>}
      {answered.length > 0 && (
        <details class="fold">
          <summary>
            {t('appeal.list-title')} ({view.number(answered.length)})
          </summary>
          <ul class="asked-list">
            {answered.map(({ id, openedOn, reason, answer, consequence, hadPart, letIn }) => (
              <li key={id}>
                <p class="meta">
                  {t('appeal.list-answered', {
                    day: view.day(openedOn),
                    reason: t(`appeal.reason.${reason}`).toLocaleLowerCase(view.lang),
                  })}
                </p>
                {answer && (
                  <>
                    <div data-told-in>
                      <Answer view={view} answer={answer} given={{ hadPart, letIn }} />
                      <LeafProof view={view} proofs={proofs} of={`answer:${id}`} />
                    </div>
                    {consequence?.state === 'settled' && (
                      <div data-told-in>
                        <Consequence view={view} appeal={{ consequence }} />
                        <LeafProof view={view} proofs={proofs} of={`settled:${id}`} />
                      </div>
                    )}
                    <details class="fold">
                      <summary>{t('appeal.asked-text')}</summary>
                      <Words text={answer.text} links={answer.links} />
                    </details>
                  </>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p class="asked-ways no-print">
        {action !== null && (
          <a class="button button-quiet" href={action}>
            {t('appeal.open-button')}
          </a>
        )}
        {children}
      </p>
    </>
  );
};
