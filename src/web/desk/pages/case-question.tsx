// Asking those who asked: one public question, and what they replied.
import { outgoing } from '../../../core/template.ts';
import type { CaseQuestion } from '../../../desk/index.ts';
import { templatesPath } from '../../pages/templates-page.tsx';
import { Veiled } from '../../pages/veiled.tsx';
import { type CaseProps, Choice, caseAction, nameOf } from './case-form.tsx';
import { Part } from './case-part.tsx';

type Props = CaseProps & {
  /** Whether the case is in a state in which those who asked can help. */
  readonly open: boolean;
  readonly mayAsk: boolean;
};

export const CaseQuestionPart = (props: Props) => {
  const { view, page, open, mayAsk } = props;
  const { t } = view;
  const { question, head } = page;
  return (
    <Part
      {...props}
      id="askback"
      title={t('askback.title')}
      sum={question === null ? t('case.sum.none') : t('askback.replied', { count: question.replied })}
    >
      {question !== null ? (
        <Asked {...props} question={question} />
      ) : !open ? (
        <p class="hint">{t('askback.over')}</p>
      ) : head.asked === 0 ? (
        <p class="hint">{t('askback.nobody')}</p>
      ) : mayAsk ? (
        <Ask {...props} />
      ) : (
        <p class="hint">{t('askback.never')}</p>
      )}
    </Part>
  );
};

const Ask = ({ view, page }: Props) => {
  const { t } = view;
  return (
    <details class="fold case-add">
      <summary>{t('askback.choose')}</summary>
      <p class="hint">{t('askback.lead')}</p>
      <form class="case-form" method="post" action={caseAction({ view, page }, 'question')}>
        <Choice
          id="question-template"
          name="template"
          legend={t('askback.choose')}
          options={page.askable.map(({ key, text }) => ({
            value: key,
            label: t(`templates.name.${key}`),
            hint: outgoing(text),
          }))}
          refused={null}
        />
        <p class="case-wide">
          <button class="button button-strong" type="submit">
            {t('askback.send')}
          </button>{' '}
          <a href={templatesPath(view.lang)}>{t('templates.public')}</a>
        </p>
      </form>
    </details>
  );
};

const Asked = ({ view, page, open, mayAsk, question }: Props & { readonly question: CaseQuestion }) => {
  const { t } = view;
  const words = page.askable.find(({ key }) => key === question.template);
  const more = question.replied - question.replies.length;
  return (
    <>
      <p>
        <strong>{t(`templates.name.${question.template}`)}</strong>
      </p>
      {words && <p class="case-quotation">{outgoing(words.text)}</p>}
      <p class="meta">
        <span>
          {t('askback.asked', { name: nameOf(page, question.askedBy, '–'), day: view.day(question.askedOn) })}
        </span>
        {question.replied > 0 && <span>{t('askback.replied', { count: question.replied })}</span>}
      </p>
      {question.replied === 0 ? (
        <p class="empty">{t(question.gone ? 'grounds.askback-gone' : 'askback.none')}</p>
      ) : (
        <ul class="case-variants case-told">
          {question.replies.map(({ text, day }, n) => (
            <li key={n}>
              <Veiled view={view} text={text}>
                <q class="said" dir="auto">
                  {text}
                </q>
              </Veiled>
              <span class="case-count">{view.day(day)}</span>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p class="hint">{t('askback.shown', { count: question.replies.length })}</p>}
      <p class="hint">{t('askback.kept')}</p>
      {question.replied === 0 && open && mayAsk && (
        <form method="post" action={caseAction({ view, page }, 'question/undo')}>
          <button class="button button-quiet" type="submit" aria-describedby="askback-undo">
            {t('askback.undo')}
          </button>
          <p class="hint" id="askback-undo">
            {t('askback.undo-hint')}
          </p>
        </form>
      )}
    </>
  );
};
