// On the ticket: what the team asks back, and the reply to it. Nobody has to.
import { replyLimits } from '../../core/question.ts';
import { questionPath } from './addresses.ts';
import { Field, Refused } from './asked-fields.tsx';
import type { QuestionBlock } from './asked-model.ts';
import { templatesPath } from './templates-page.tsx';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly token: string; readonly asked: QuestionBlock };

export const TicketQuestions = ({ view, token, asked }: Props) => {
  const { t } = view;
  return (
    <section class="block no-print asked" aria-labelledby="question">
      <h2 id="question">{t('askback.ticket.title')}</h2>
      {asked.questions.map((question) => (
        <Question key={question.question} view={view} token={token} question={question} refused={asked.refused} />
      ))}
      <p class="hint">
        <a href={templatesPath(view.lang)}>{t('askback.ticket.template')}</a>
      </p>
    </section>
  );
};

type QuestionProps = Pick<Props, 'view' | 'token'> & {
  readonly question: QuestionBlock['questions'][number];
  readonly refused: QuestionBlock['refused'];
};

const Question = ({ view, token, question, refused }: QuestionProps) => {
  const { t } = view;
  const action = questionPath(view.lang, token, question.question);
  const mine = refused?.question === question.question ? refused : null;
  return (
    <>
      <p class="bubble said">{question.text}</p>
      <p class="hint">{t('askback.ticket.asked-on', { day: view.day(question.askedOn) })}</p>
      {question.reply === null ? (
        <form class="asked-form" method="post" action={action}>
          {mine && <Refused view={view} code={mine.code} kept={null} />}
          <Field
            name={`text-${question.question}`}
            label={t('askback.ticket.label')}
            hint={t('askback.ticket.hint', { most: replyLimits.text })}
            wrong={mine !== null}
          >
            {(described) => (
              <textarea
                {...described}
                name="text"
                rows={4}
                maxLength={replyLimits.text}
                required
                value={mine?.typed ?? ''}
              />
            )}
          </Field>
          <p class="hint">{t('askback.ticket.lead')}</p>
          <p>
            <button class="button button-strong" type="submit">
              {t('askback.ticket.send')}
            </button>
          </p>
        </form>
      ) : (
        <form class="asked-form" method="post" action={`${action}/forget`}>
          <p>{t('askback.ticket.sent')}</p>
          <p class="note said" dir="auto">
            {question.reply}
          </p>
          <p>
            <button class="button button-quiet" type="submit">
              {t('askback.ticket.forget')}
            </button>
          </p>
        </form>
      )}
    </>
  );
};
