// Right of reply: who was asked and what they said; and whom of the team the matter concerns.
import { uiLangs } from '../../../base/lang.ts';
import { isLive } from '../../../core/case.ts';
import { may } from '../../../core/rights.ts';
import type { CaseReply as Reply } from '../../../desk/index.ts';
import {
  Area,
  type CaseProps,
  Choice,
  caseAction,
  Field,
  inOrder,
  nameOf,
  RefusedNote,
  refusedIn,
} from './case-form.tsx';
import { Part } from './case-part.tsx';

export const CaseReplies = (props: CaseProps & { readonly open: boolean }) => {
  const { view, page, open } = props;
  const { t } = view;
  const refused = refusedIn(page, 'reply');
  return (
    <Part
      {...props}
      id="reply"
      title={t('case.reply')}
      sum={t('case.sum.reply', {
        count: page.talk.replies.length,
        said: page.talk.replies.filter(({ said }) => said !== null).length,
      })}
    >
      <p class="hint">{t('case.reply.lead')}</p>
      {page.talk.replies.length > 0 && (
        <ul class="case-replies">
          {page.talk.replies.map((reply) => (
            <One key={reply.id} {...props} reply={reply} />
          ))}
        </ul>
      )}
      {open && (
        <details class="fold case-add" open={refused !== null}>
          <summary>{t('case.reply.add')}</summary>
          <form class="case-form" method="post" action={caseAction(props, 'replies')} data-keep="reply">
            <RefusedNote view={view} refused={refused} />
            <Field
              id="reply-asked"
              name="asked"
              label={t('case.reply.asked')}
              hint={t('case.reply.asked-hint')}
              refused={refused}
              max={300}
            />
            <Field
              id="reply-way"
              name="way"
              label={t('case.reply.way')}
              hint={t('case.reply.way-hint')}
              refused={refused}
              max={300}
            />
            <Field
              id="reply-asked-on"
              name="askedOn"
              type="date"
              label={t('case.reply.asked-on')}
              value={view.shell.today}
              refused={refused}
            />
            <Field
              id="reply-due-on"
              name="dueOn"
              type="date"
              label={t('case.reply.due-on')}
              optional={t('case.optional')}
              refused={refused}
            />
            {view.shell.mails !== false && page.head.state === 'open' && (
              <>
                <Field
                  id="reply-email"
                  name="email"
                  type="email"
                  label={t('case.reply.email')}
                  hint={t('case.reply.email-hint')}
                  optional={t('case.optional')}
                  refused={refused}
                />
                <div class="case-field">
                  <label for="reply-lang">{t('case.reply.lang')}</label>
                  <select id="reply-lang" name="lang">
                    {uiLangs.map((one) => (
                      <option key={one} value={one} selected={one === (refused?.values.lang ?? view.lang)}>
                        {view.language(one)}
                      </option>
                    ))}
                  </select>
                </div>
              </>
            )}
            <p class="case-wide">
              <button class="button button-strong" type="submit">
                {t('case.reply.send')}
              </button>
            </p>
          </form>
        </details>
      )}
    </Part>
  );
};

const One = (props: CaseProps & { readonly open: boolean; readonly reply: Reply }) => {
  const { view, page, open, reply } = props;
  const { t } = view;
  const mine = refusedIn(page, 'said');
  const refused = mine?.values.reply === reply.id ? mine : null;
  return (
    <li>
      <p>
        <strong>{reply.asked}</strong>
      </p>
      <p class="meta">
        <span>{t('case.reply.asked-then', { day: view.day(reply.askedOn), way: reply.way })}</span>
        {reply.dueOn && <span>{t('case.reply.due', { day: view.day(reply.dueOn) })}</span>}
        {reply.unpublished && (
          <a class="tag tag-warn" href={caseAction(props, 'correct')}>
            {t('grounds.reply.unpublished')}
          </a>
        )}
        {reply.letter !== null && <span class="tag">{t(`case.reply.letter.${reply.letter}`)}</span>}
      </p>
      {reply.said === null ? (
        <p class="hint">{t('case.reply.silent')}</p>
      ) : (
        <>
          {inOrder(page, reply.said).map(([lang, text]) => (
            <blockquote class="case-quotation" key={lang} lang={lang}>
              {text}
            </blockquote>
          ))}
          {reply.saidOn && <p class="meta">{t('case.reply.said-on', { day: view.day(reply.saidOn) })}</p>}
        </>
      )}
      {open && (
        <details class="fold case-add" open={refused !== null}>
          <summary>{t(reply.said === null ? 'case.reply.note' : 'case.reply.renote')}</summary>
          <form
            class="case-form"
            method="post"
            action={caseAction(props, `replies/${reply.id}`)}
            data-keep={`said.${reply.id}`}
          >
            <RefusedNote view={view} refused={refused} />
            {page.langs.map((lang) => (
              <Area
                key={lang}
                id={`said-${reply.id}-${lang}`}
                name={`said.${lang}`}
                label={t('case.reply.said', { language: view.language(lang) })}
                lang={lang}
                value={reply.said?.[lang] ?? ''}
                refused={refused}
                max={4000}
              />
            ))}
            <Field
              id={`said-${reply.id}-on`}
              name="on"
              type="date"
              label={t('case.reply.said-when')}
              value={reply.saidOn ?? view.shell.today}
              refused={refused}
            />
            <p class="case-wide">
              <button class="button button-strong" type="submit">
                {t('case.reply.note-send')}
              </button>
            </p>
          </form>
        </details>
      )}
    </li>
  );
};

export const CaseInterests = (props: CaseProps & { readonly open: boolean }) => {
  const { view, page, open } = props;
  const { t } = view;
  const refused = refusedIn(page, 'interest');
  const { interests } = page.gathered;
  const mine = interests.find(({ by }) => by === page.member.id);
  return (
    <Part
      {...props}
      id="interest"
      title={t('case.interest')}
      sum={t('case.sum.interest', {
        count: interests.length,
        concerned: interests.filter(({ concerned }) => concerned).length,
      })}
    >
      <p class="hint">{t('case.interest.lead')}</p>
      {interests.length > 0 && (
        <ul class="case-interests">
          {interests.map(({ by, concerned, explain }) => (
            <li key={by} class={concerned ? 'case-concerned' : undefined}>
              <strong>{nameOf(page, by, '–')}</strong>:{' '}
              {concerned ? t('case.interest.concerned', { explain: explain ?? '' }) : t('case.interest.clear')}
            </li>
          ))}
        </ul>
      )}
      {open && may(page.member.role, 'case.discuss') && (
        <details class="fold case-add" open={refused !== null || (mine === undefined && isLive(page.head.state))}>
          <summary>{t(mine ? 'case.interest.change' : 'case.interest.declare')}</summary>
          <form class="case-form" method="post" action={caseAction(props, 'interest')} data-keep="interest">
            <RefusedNote view={view} refused={refused} />
            <Choice
              id="interest-concerned"
              name="concerned"
              legend={t('case.interest.ask')}
              options={[
                { value: '0', label: t('case.interest.no') },
                { value: '1', label: t('case.interest.yes') },
              ]}
              chosen={mine ? (mine.concerned ? '1' : '0') : undefined}
              refused={refused}
            />
            <Field
              id="interest-explain"
              name="explain"
              label={t('case.interest.explain')}
              value={mine?.explain ?? ''}
              refused={refused}
              max={500}
              wide
            />
            <p class="case-wide">
              <button class="button button-quiet" type="submit">
                {t('case.interest.send')}
              </button>
            </p>
          </form>
        </details>
      )}
    </Part>
  );
};
