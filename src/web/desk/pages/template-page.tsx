// One template in every language: the text, what will be read, and every text before it.
import { blanksIn, longestTemplate, outgoing } from '../../../core/template.ts';
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { DeskFrame } from './desk-frame.tsx';
import type { EditedTemplate, TemplatePageOf } from './template-model.ts';

type Props = { readonly view: View; readonly page: TemplatePageOf<'desk-template'> };

export const DeskTemplatePage = ({ view, page }: Props) => {
  const { t, lang } = view;
  const action = inLanguage(lang, `/desk/templates/${page.key}`);
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
        {page.saved !== null && (
          <p class="note" role="status">
            {t('templates.saved')}
          </p>
        )}
        {page.texts.map((text) => (
          <Editor key={text.inUse.lang} view={view} text={text} action={action} />
        ))}
      </div>
    </DeskFrame>
  );
};

type Part = { readonly view: View; readonly text: EditedTemplate; readonly action: string };

const Editor = ({ view, text, action }: Part) => {
  const { t } = view;
  const { lang, n } = text.inUse;
  const blanks = blanksIn(text.typed);
  return (
    <section class="template" aria-labelledby={`text-${lang}`}>
      <div class="template-columns">
        <form method="post" action={action}>
          <input type="hidden" name="lang" value={lang} />
          <input type="hidden" name="base" value={String(n)} />
          <h2 id={`text-${lang}`}>{t('templates.text', { language: view.language(lang) })}</h2>
          {text.refused !== null && <Refused view={view} code={text.refused} />}
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
              {t('templates.save')}
            </button>
            <button class="button button-quiet" type="submit" name="do" value="preview">
              {t('templates.preview')}
            </button>
          </div>
        </form>
        <div class="template-out">
          <h3>{t('templates.goes-out')}</h3>
          <p class="template-said" lang={lang}>
            {outgoing(text.typed)}
          </p>
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
      </div>
      <History view={view} text={text} action={action} />
    </section>
  );
};

const Refused = ({ view, code }: { readonly view: View; readonly code: NonNullable<EditedTemplate['refused']> }) => (
  <p class="note note-warn" role="alert">
    {code === 'forbidden'
      ? view.t('problem.forbidden.detail')
      : view.t(`templates.refused.${code}`, { most: longestTemplate })}
  </p>
);

const History = ({ view, text, action }: Part) => {
  const { t } = view;
  const { lang, n } = text.inUse;
  const before = text.history.filter((one) => one.n !== n);
  return (
    <details class="fold" open={text.refused === 'template-changed'}>
      <summary>
        {t('templates.history')} ({view.number(before.length)})
      </summary>
      {before.length === 0 ? (
        <p class="hint">{t('templates.history-none')}</p>
      ) : (
        <ol class="template-history">
          {before.map((one) => (
            <li key={one.n}>
              <p class="meta">
                {one.changedOn === null || one.by === null
                  ? t('templates.shipped')
                  : t('templates.changed-by', { name: one.by, day: view.day(one.changedOn) })}
              </p>
              <p class="template-said" lang={lang}>
                {one.text}
              </p>
              <form method="post" action={action}>
                <input type="hidden" name="lang" value={lang} />
                <input type="hidden" name="base" value={String(n)} />
                <input type="hidden" name="text" value={one.text} />
                <button class="button button-quiet" type="submit" name="do" value="save">
                  {t('templates.use-again')}
                </button>
              </form>
            </li>
          ))}
        </ol>
      )}
    </details>
  );
};
