// By when a request about one's own data is confirmed and answered, for whoever asked and for the team: in words also when it is late.
import type { DataRequest } from '../../desk/contact-ports.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly request: DataRequest };

/** What is due next; nothing once it was answered. */
export const RequestDue = ({ view, request }: Props) => {
  if (request.answeredOn !== null) return null;
  const [what, due] =
    request.acknowledgedOn === null
      ? (['acknowledge', request.acknowledgeBy] as const)
      : (['answer', request.answerBy] as const);
  return <Due view={view} what={what} due={due} />;
};

/** All days of a request, as a list. */
export const RequestDays = ({ view, request }: Props) => {
  const { t } = view;
  return (
    <ul class="asked-days">
      <li>{t('followed.received', { day: view.day(request.receivedOn) })}</li>
      <li>
        {request.acknowledgedOn === null ? (
          <Due view={view} what="acknowledge" due={request.acknowledgeBy} />
        ) : (
          t('data.acknowledged', { day: view.day(request.acknowledgedOn) })
        )}
      </li>
      {request.answeredOn === null && (
        <li>
          <Due view={view} what="answer" due={request.answerBy} />
        </li>
      )}
    </ul>
  );
};

type DueProps = { readonly view: View; readonly what: 'acknowledge' | 'answer'; readonly due: DataRequest['answerBy'] };

const Due = ({ view, what, due }: DueProps) => {
  const late = due < view.shell.today;
  return (
    <time class={late ? 'late' : undefined} dateTime={due}>
      {view.t(`data.${what}-${late ? 'late' : 'by'}`, { day: view.day(due) })}
    </time>
  );
};
