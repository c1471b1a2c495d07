// All templates at a glance: what is shipped, what is the team's own, and what is still to be filled in.
import { uiLangs } from '../../../base/lang.ts';
import { blanksIn, templateKeys } from '../../../core/template.ts';
import { inLanguage } from '../../pages/addresses.ts';
import { templatesPath } from '../../pages/templates-page.tsx';
import type { View } from '../../pages/view.ts';
import { DeskFrame } from './desk-frame.tsx';
import type { TemplatePageOf } from './template-model.ts';

type Props = { readonly view: View; readonly page: TemplatePageOf<'desk-templates'> };

export const DeskTemplatesPage = ({ view, page }: Props) => {
  const { t, lang } = view;
  return (
    <DeskFrame view={view} member={page.member} at="templates">
      <div class="templates">
        <header class="practice-head">
          <h1>{t('templates.title')}</h1>
          <p class="hint">{t('templates.edit-lead')}</p>
          <p>
            <a href={templatesPath(lang)}>{t('templates.public')}</a>
          </p>
          <p>
            <a href={inLanguage(lang, '/desk/verdicts')}>{t('labels.title')}</a>
          </p>
        </header>
        <ul class="template-list">
          {templateKeys.map((key) => (
            <li key={key}>
              <h2 id={key}>
                <a href={inLanguage(lang, `/desk/templates/${key}`)}>{t(`templates.name.${key}`)}</a>
              </h2>
              <dl>
                {uiLangs.map((of) => {
                  const text = page.texts.find((one) => one.key === key && one.lang === of);
                  if (text === undefined) return null;
                  const blanks = blanksIn(text.text).length;
                  return (
                    <div key={of}>
                      <dt>{view.language(of)}</dt>
                      <dd>
                        <span>
                          {text.changedOn === null
                            ? t('templates.shipped')
                            : t('templates.changed-on', { day: view.day(text.changedOn) })}
                        </span>
                        {page.waiting.some((one) => one.key === key && one.lang === of) && (
                          <span class="tag tag-warn">{t('templates.waits')}</span>
                        )}
                        <span class={blanks === 0 ? 'hint' : 'template-blank'}>
                          {blanks === 0 ? t('templates.no-blanks') : t('templates.blanks', { count: blanks })}
                        </span>
                      </dd>
                    </div>
                  );
                })}
              </dl>
            </li>
          ))}
        </ul>
      </div>
    </DeskFrame>
  );
};
