// Requests to look again, by deadline; below them what people ask about their own data.
import { textIn } from '../../../core/check.ts';
import { may } from '../../../core/rights.ts';
import type { DeskAppeal } from '../../../desk/appeal-ports.ts';
import type { DataRequest } from '../../../desk/contact-ports.ts';
import { inLanguage } from '../../pages/addresses.ts';
import { RequestDue } from '../../pages/request-days.tsx';
import { Veiled } from '../../pages/veiled.tsx';
import type { View } from '../../pages/view.ts';
import type { AppealPageOf } from './appeal-model.ts';
import { DeskFrame } from './desk-frame.tsx';

type Props = { readonly view: View; readonly page: AppealPageOf<'desk-appeals'> };

export const AppealsPage = ({ view, page }: Props) => {
  const { t } = view;
  // One that was right is not over until something came of it.
  const isOver = ({ answer, consequence }: DeskAppeal) => answer !== null && consequence?.state !== 'waits';
  const open = page.appeals.filter((appeal) => !isOver(appeal));
  const answered = page.appeals.filter(isOver);
  return (
    <DeskFrame view={view} member={page.member} at="appeals">
      <div class="appeals">
        <h1>{t('desk-appeals.title')}</h1>
        {open.some(({ needsSomebody }) => needsSomebody) && <AskSomebodyIn view={view} page={page} />}
        {page.appeals.length === 0 ? (
          <p class="note">{t('desk-appeals.none')}</p>
        ) : (
          <section aria-labelledby="open">
            <h2 id="open">{t('desk-appeals.open')}</h2>
            {open.length === 0 ? (
              <p class="hint">{t('desk-appeals.none-open')}</p>
            ) : (
              <AppealList view={view} page={page} appeals={open} />
            )}
          </section>
        )}
        {answered.length > 0 && (
          <section aria-labelledby="answered">
            <h2 id="answered">{t('desk-appeals.answered')}</h2>
            <AppealList view={view} page={page} appeals={answered} />
          </section>
        )}
        {page.requests !== null && <Requests view={view} requests={page.requests} retention={page.retention} />}
      </div>
    </DeskFrame>
  );
};

/** The rule stays; what helps is one more person. Only an owner can invite. */
export const AskSomebodyIn = ({
  view,
  page,
}: {
  readonly view: View;
  readonly page: Pick<Props['page'], 'member'>;
}) => (
  <p class="note note-warn">
    {view.t('desk-appeals.nobody-lead')}{' '}
    {may(page.member.role, 'team.manage') ? (
      <a href={inLanguage(view.lang, '/desk/team')}>{view.t('desk-appeals.invite')}</a>
    ) : (
      view.t('desk-appeals.ask-owner')
    )}
  </p>
);

const AppealList = ({ view, page, appeals }: Props & { readonly appeals: readonly DeskAppeal[] }) => (
  <ul class="appeal-list">
    {appeals.map((appeal) => {
      const title = titleOf(view, appeal);
      return (
        <li key={appeal.id}>
          <a href={inLanguage(view.lang, `/desk/appeals/${appeal.id}`)} lang={title.lang}>
            {title.text}
          </a>
          <Beginning view={view} appeal={appeal} />
          <p class="meta">
            <Due view={view} appeal={appeal} />
            <span class="tag">{view.t(`desk-appeals.kind-${appeal.about.kind}`)}</span>
            <span>{view.t(`appeal.reason.${appeal.reason}`)}</span>
            {appeal.joined > 0 && (
              <span class="tag">{view.t('grounds.appeal.joined-tag', { count: appeal.joined + 1 })}</span>
            )}
            {appeal.about.kind === 'check' &&
              appeal.answer === null &&
              appeal.lookedBy === null &&
              mayBeLookedAt(appeal) && <span class="tag late">{view.t('grounds.appeal.to-look')}</span>}
            {appeal.proposed.length > 0 && (
              <span class="tag late">
                {view.t(
                  appeal.proposed.some(({ id }) => !page.not.has(id))
                    ? 'desk-appeals.waits-for-you'
                    : 'desk-appeals.waits-for-another',
                )}
              </span>
            )}
            {appeal.about.kind === 'check' && appeal.answer === null && (
              <Holding view={view} page={page} appeal={appeal} />
            )}
            {appeal.consequence?.state === 'waits' && (
              <span class="tag late">{view.t('grounds.appeal.waits-tag')}</span>
            )}
            {appeal.answer === null && appeal.byTwo && <span class="tag">{view.t('desk-appeals.by-two')}</span>}
            {appeal.needsSomebody && <span class="tag late">{view.t('desk-appeals.nobody')}</span>}
            {appeal.answer === null && !appeal.byTwo && appeal.tookPart.includes(page.member.id) && (
              <span class="tag">{view.t('desk-appeals.yours')}</span>
            )}
          </p>
        </li>
      );
    })}
  </ul>
);

/** How it begins, so that one knows which it is; covered where any of it would hurt. */
const Beginning = ({ view, appeal }: { readonly view: View; readonly appeal: DeskAppeal }) => {
  const [first] = appeal.text.trim().split('\n');
  return first ? (
    <Veiled view={view} text={appeal.text}>
      <p class="appeal-first" lang={appeal.lang}>
        {first}
      </p>
    </Veiled>
  ) : null;
};

/** Where all who could had a part in it, nobody may look. */
const mayBeLookedAt = ({ byTwo, needsSomebody }: DeskAppeal): boolean => !byTwo && !needsSomebody;

/** Whether its check answers meanwhile, and who looked. */
const Holding = ({ view, page, appeal }: Props & { readonly appeal: DeskAppeal }) => {
  const who = [appeal.lookedBy, appeal.lookedAgainBy].filter((id) => id !== null);
  return (
    <>
      {appeal.holds && <span class="tag">{view.t('grounds.appeal.holds-tag')}</span>}
      {!appeal.holds && appeal.foundGround === true && <span class="tag">{view.t('grounds.appeal.full-tag')}</span>}
      {who.length > 0 && (
        <span>{view.t('grounds.appeal.looked-by', { name: who.map((id) => page.names[id] ?? '–').join(', ') })}</span>
      )}
    </>
  );
};

/** What an appeal is about; a declined case of which no words are kept is named by its number. */
export const titleOf = (view: View, { about }: DeskAppeal): { readonly lang: string; readonly text: string } =>
  Object.keys(about.titles).length === 0
    ? {
        lang: view.lang,
        text: view.t(about.kind === 'note' ? 'desk-appeals.no-title-note' : 'desk-appeals.no-title', {
          number: about.caseNumber ?? 0,
        }),
      }
    : textIn(about.titles, view.lang);

/** How much time is left, or what came of it. */
export const Due = ({ view, appeal }: { readonly view: View; readonly appeal: DeskAppeal }) => {
  if (appeal.answer !== null)
    return (
      <>
        <time dateTime={appeal.answer.on}>{view.day(appeal.answer.on)}</time>
        <span class="tag">{view.t(`appeal.outcome.${appeal.answer.outcome}`)}</span>
      </>
    );
  const late = appeal.dueOn < view.shell.today;
  return (
    <time class={late ? 'late' : undefined} dateTime={appeal.dueOn}>
      {view.t(late ? 'desk-appeals.late' : 'desk-appeals.due', { day: view.day(appeal.dueOn) })}
    </time>
  );
};

type RequestsProps = {
  readonly view: View;
  readonly requests: readonly DataRequest[];
  readonly retention: AppealPageOf<'desk-appeals'>['retention'];
};

const Requests = ({ view, requests, retention }: RequestsProps) => {
  const { t } = view;
  return (
    <section aria-labelledby="data">
      <h2 id="data">{t('desk-data.title')}</h2>
      {requests.every(({ answeredOn }) => answeredOn !== null) && <p class="hint">{t('desk-data.none')}</p>}
      <ul class="appeal-list">
        {requests.map((request) => (
          <li key={request.id}>
            <a href={inLanguage(view.lang, `/desk/data-requests/${request.id}`)}>
              {t(`data.kind.${request.kind}`)} · {t('followed.received', { day: view.day(request.receivedOn) })}
            </a>
            <p class="meta">
              {request.answeredOn === null ? (
                <RequestDue view={view} request={request} />
              ) : (
                <span class="tag">{t('desk-appeals.answered')}</span>
              )}
            </p>
          </li>
        ))}
      </ul>
      {retention && (
        <p class="hint">
          {t('desk-data.retention', {
            day: view.day(retention.day),
            contacts: retention.report.contactsForgotten,
            subscriptions: retention.report.subscriptionsEnded,
            requests: retention.report.requestsForgotten,
            titles: retention.report.titlesForgotten,
            keys: retention.report.keysDestroyed,
            files: retention.report.filesErased,
          })}
        </p>
      )}
    </section>
  );
};
