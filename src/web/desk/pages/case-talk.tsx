// What the team says to one another about a case, and who does what.

import { dayOf } from '../../../base/clock.ts';
import { draftFields } from '../../../core/draft.ts';
import { remarkParts } from '../../../core/mentions.ts';
import { may } from '../../../core/rights.ts';
import type { CaseRemark, CaseTask } from '../../../desk/index.ts';
import { Area, type CaseProps, caseAction, Field, Labelled, nameOf, RefusedNote, refusedIn } from './case-form.tsx';
import { Part } from './case-part.tsx';
import { CaseRemoved } from './case-removed.tsx';
import { RoleOf } from './role-of.tsx';

export const CaseTalk = (props: CaseProps & { readonly open: boolean }) => {
  const { view, page, open } = props;
  const { t } = view;
  const { remarks } = page.talk;
  const refused = refusedIn(page, 'remark');
  const others = page.team.filter(({ id, state }) => state === 'active' && id !== page.member.id);
  return (
    <Part
      {...props}
      id="talk"
      title={t('case.talk')}
      sum={t('case.sum.talk', {
        count: remarks.length,
        tasks: page.talk.tasks.filter(({ doneBy }) => doneBy === null).length,
      })}
    >
      {remarks.length === 0 ? (
        <p class="empty">{t('case.talk.none')}</p>
      ) : (
        <ol class="case-remarks">
          {remarks.map((remark) => (
            <Remark key={remark.id} {...props} remark={remark} />
          ))}
        </ol>
      )}
      {open && (
        <form class="case-form" method="post" action={caseAction(props, 'remarks')} data-keep="remark">
          <RefusedNote view={view} refused={refused} />
          <Area
            id="remark-text"
            name="text"
            label={t('case.talk.say')}
            hint={
              others.length > 0
                ? t('case.talk.mention', { names: others.map(({ name }) => `@${name}`).join(', ') })
                : undefined
            }
            refused={refused}
            max={5000}
            wide
          />
          <Labelled id="remark-about" label={t('case.talk.about')}>
            <select id="remark-about" name="about">
              <option value="">{t('case.talk.about-all')}</option>
              {page.langs.flatMap((lang) =>
                draftFields.map((field) => (
                  <option
                    key={`${lang}.${field}`}
                    value={`${lang}.${field}`}
                    selected={refused?.values.about === `${lang}.${field}`}
                  >
                    {t(`case.field.${field}`)} · {view.language(lang)}
                  </option>
                )),
              )}
            </select>
          </Labelled>
          <p class="case-end">
            <button class="button button-strong" type="submit">
              {t('case.talk.send')}
            </button>
          </p>
        </form>
      )}
      <Tasks {...props} />
    </Part>
  );
};

const Remark = (props: CaseProps & { readonly open: boolean; readonly remark: CaseRemark }) => {
  const { view, page, open, remark } = props;
  const { t } = view;
  const isNew = remark.unseen.some((id) => id === page.member.id);
  const { passage } = remark;
  return (
    <li id={`remark-${remark.id}`} class={remark.settled ? 'case-settled' : undefined}>
      <p class="meta">
        <strong>{nameOf(page, remark.by, '–')}</strong>
        <RoleOf view={view} team={page.team} id={remark.by} />
        <time dateTime={remark.at.toISOString()}>{view.day(dayOf(remark.at))}</time>
        {passage && (
          <a href={`#draft-${passage.lang}-${passage.field}`}>
            {t(`case.field.${passage.field}`)} · {view.language(passage.lang)}
          </a>
        )}
        {isNew && <span class="tag case-new">{t('case.talk.for-you')}</span>}
        {remark.settled && <span class="tag">{t('case.talk.settled')}</span>}
      </p>
      <p class="case-text">
        {remarkParts(remark.text, page.team).map(({ text, of }, n) =>
          of === null ? text : <strong key={n}>{text}</strong>,
        )}
      </p>
      {open && (
        <form method="post" action={caseAction(props, `remarks/${remark.id}/${remark.settled ? 'reopen' : 'settle'}`)}>
          <button class="button-link" type="submit">
            {t(remark.settled ? 'case.talk.reopen' : 'case.talk.settle')}
          </button>
        </form>
      )}
    </li>
  );
};

const Tasks = (props: CaseProps & { readonly open: boolean }) => {
  const { view, page, open } = props;
  const { t } = view;
  const refused = refusedIn(page, 'task');
  return (
    <div class="case-sub">
      <h3 id="tasks">{t('case.tasks')}</h3>
      <CaseRemoved {...props} of={['task']} />
      {page.talk.tasks.length === 0 ? (
        <p class="hint">{t('case.tasks.none')}</p>
      ) : (
        <ul class="case-tasks">
          {page.talk.tasks.map((task) => (
            <Task key={task.id} {...props} task={task} />
          ))}
        </ul>
      )}
      {open && may(page.member.role, 'case.work') && (
        <form class="case-form" method="post" action={caseAction(props, 'tasks')} data-keep="task">
          <RefusedNote view={view} refused={refused} />
          <Field id="task-text" name="text" label={t('case.tasks.add')} refused={refused} max={500} />
          <Labelled id="task-for" label={t('case.tasks.for')}>
            <select id="task-for" name="for">
              <option value="">{t('case.tasks.anybody')}</option>
              {page.team
                .filter(({ state }) => state === 'active')
                .map(({ id, name }) => (
                  <option key={id} value={id} selected={refused?.values.for === id}>
                    {name}
                  </option>
                ))}
            </select>
          </Labelled>
          <p class="case-end">
            <button class="button button-quiet" type="submit">
              {t('case.tasks.send')}
            </button>
          </p>
        </form>
      )}
    </div>
  );
};

const Task = (props: CaseProps & { readonly open: boolean; readonly task: CaseTask }) => {
  const { view, page, open, task } = props;
  const { t } = view;
  const done = task.doneBy !== null;
  return (
    <li class={done ? 'case-settled' : undefined}>
      <div>
        <p class={done ? 'case-struck' : undefined}>{task.text}</p>
        <p class="meta">
          <span>
            {done
              ? t('case.tasks.done-by', { name: nameOf(page, task.doneBy, '–') })
              : task.assignedTo === null
                ? t('case.tasks.anybody')
                : nameOf(page, task.assignedTo, '–')}
          </span>
        </p>
      </div>
      {open && (
        <form method="post" action={caseAction(props, `tasks/${task.id}`)}>
          <button
            class="button button-quiet"
            type="submit"
            name="again"
            value={done ? '1' : '0'}
            aria-label={t(done ? 'case.tasks.reopen-one' : 'case.tasks.finish-one', { what: task.text })}
          >
            {t(done ? 'case.tasks.reopen' : 'case.tasks.finish')}
          </button>
        </form>
      )}
      {open && may(page.member.role, 'case.work') && (
        <form method="post" action={caseAction(props, `tasks/${task.id}/remove`)}>
          <button class="button-link" type="submit" aria-label={t('case.remove.one', { what: task.text })}>
            {t('case.remove')}
          </button>
        </form>
      )}
    </li>
  );
};
