// One template in every language: the text, what will be read, what waits for a second person, and every text before it.

import { may } from '../../../core/rights.ts';
import { blanksIn, longestTemplate, outgoing } from '../../../core/template.ts';
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { DeskFrame } from './desk-frame.tsx';
import type { EditedTemplate, TemplateRefused } from './template-model.ts';
import { type TemplatePart, templateAction } from './template-part.ts';
import { TemplateProposed } from './template-proposed.tsx';

export const DeskTemplatePage = ({ view, page }: Omit<TemplatePart, 'text'>) => {
  const { t, lang } = view;
  return (
    <DeskFrame view={view} member={page.member} at="templates">
      <div class="templates">
        <header class="practice-head">
          <p>
            <a href={inLanguage(lang, '/desk/templates')}>{t('templates.all')}</a>
          </p>
          <h1>{t(`templates.name.${page.key}`)}</h1>
          <p class="hint">{t('templates.edit-lead')}</p>
        </header>
        {page.done !== null && (
          <p class="note" role="status">
            {t(`templates.done.${page.done.deed}`, { language: view.language(page.done.lang) })}
          </p>
        )}
        {page.texts.map((text) => (
          <Template key={text.inUse.lang} view={view} page={page} text={text} />
        ))}
      </div>
    </DeskFrame>
  );
};

const Template = ({ view, page, text }: TemplatePart) => {
  const { t } = view;
  const { lang } = text.inUse;
  const mayEdit = may(page.member.role, 'templates.edit');
  return (
    <section class="template" aria-labelledby={`text-${lang}`}>
      <h2 id={`text-${lang}`}>{t('templates.text', { language: view.language(lang) })}</h2>
      {text.refused !== null && <Refused view={view} code={text.refused} />}
      {text.waiting !== null && <TemplateProposed view={view} page={page} text={text} waiting={text.waiting} />}
      <div class="template-columns">
        {mayEdit && (text.waiting === null || text.waiting.proposedBy === page.member.id) && (
          <Editor view={view} page={page} text={text} />
        )}
        <GoesOut view={view} text={text} />
      </div>
      <History view={view} page={page} text={text} />
    </section>
  );
};

const Editor = ({ view, page, text }: TemplatePart) => {
  const { t } = view;
  const { lang, n } = text.inUse;
  return (
    <form method="post" action={templateAction({ view, page })}>
      <input type="hidden" name="lang" value={lang} />
      <input type="hidden" name="base" value={String(n)} />
      <h3>{t('templates.yours')}</h3>
      <textarea
        name="text"
        rows={16}
        lang={lang}
        required
        aria-labelledby={`text-${lang}`}
        aria-describedby={`hint-${lang}`}
      >
        {text.typed}
      </textarea>
      <p class="hint" id={`hint-${lang}`}>
        {t('templates.text-hint', { most: longestTemplate })}
      </p>
      <div class="practice-go">
        <button class="button button-strong" type="submit" name="do" value="save">
          {t('templates.propose')}
        </button>
        <button class="button button-quiet" type="submit" name="do" value="preview">
          {t('templates.preview')}
        </button>
      </div>
    </form>
  );
};

/** What is public now; and beside it, where something else was typed, what would be. */
const GoesOut = ({ view, text }: Pick<TemplatePart, 'view' | 'text'>) => {
  const { t } = view;
  const { lang } = text.inUse;
  const blanks = blanksIn(text.typed);
  return (
    <div class="template-out">
      <h3>{t('templates.in-use')}</h3>
      <p class="template-said" lang={lang}>
        {outgoing(text.inUse.text)}
      </p>
      {text.typed !== text.inUse.text && (
        <>
          <h3>{t('templates.would-go-out')}</h3>
          <p class="template-said template-not-yet" lang={lang}>
            {outgoing(text.typed)}
          </p>
        </>
      )}
      {blanks.length > 0 && (
        <div class="template-fill">
          <p class="template-blank">{t('templates.fill')}</p>
          <ul lang={lang}>
            {blanks.map((blank) => (
              <li key={blank}>{blank}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
};

const Refused = ({ view, code }: { readonly view: View; readonly code: TemplateRefused }) => (
  <p class="note note-warn" role="alert">
    {code === 'forbidden' || code === 'not-found'
      ? view.t(`problem.${code}.detail`)
      : view.t(`templates.refused.${code}`, { most: longestTemplate })}
  </p>
);

const History = ({ view, page, text }: TemplatePart) => {
  const { t } = view;
  const { lang, n } = text.inUse;
  const before = text.history.filter((one) => one.n !== n);
  const now = text.history.find((one) => one.n === n);
  const free = may(page.member.role, 'templates.edit') && text.waiting === null;
  const whose = (one: EditedTemplate['history'][number]): string => {
    if (one.changedOn === null || one.by === null) return t('templates.shipped');
    const day = view.day(one.changedOn);
    return one.approver === null
      ? t('templates.changed-by', { name: one.by, day })
      : t('templates.changed-by-two', { name: one.by, approver: one.approver, day });
  };
  return (
    <details class="fold" open={text.refused === 'template-changed'}>
      <summary>
        {t('templates.history')} ({view.number(before.length)})
      </summary>
      {now !== undefined && now.n > 0 && <p class="meta">{t('templates.now', { whose: whose(now) })}</p>}
      {before.length === 0 && <p class="hint">{t('templates.history-none')}</p>}
      {before.length > 0 && (
        <ol class="template-history">
          {before.map((one) => (
            <li key={one.n}>
              <p class="meta">{whose(one)}</p>
              <p class="template-said" lang={lang}>
                {one.text}
              </p>
              {free && (
                <form method="post" action={templateAction({ view, page })}>
                  <input type="hidden" name="lang" value={lang} />
                  <input type="hidden" name="base" value={String(n)} />
                  <input type="hidden" name="text" value={one.text} />
                  <button class="button button-quiet" type="submit" name="do" value="save">
                    {t('templates.use-again')}
                  </button>
                </form>
              )}
            </li>
          ))}
        </ol>
      )}
      {text.turnedDown.length > 0 && (
        <>
          <h3>{t('templates.turned-down')}</h3>
          <ol class="template-history">
            {text.turnedDown.map((one) => (
              <li key={one.id}>
                <p class="meta">
                  {t('templates.declined-by', {
                    name: one.by,
                    decider: one.decider ?? '–',
                    day: one.decidedOn === null ? '' : view.day(one.decidedOn),
                  })}
                </p>
                <p class="template-said" lang={lang}>
                  {one.text}
                </p>
                <p>{t('templates.declined-because', { reason: one.reason ?? '' })}</p>
              </li>
            ))}
          </ol>
        </>
      )}
    </details>
  );
};
