// Every short answer the team sends, for anybody to read, with the texts that were in use before.
import type { UiLang } from '../../base/lang.ts';
import { outgoing } from '../../core/template.ts';
import { LeafProof } from './log-proof.tsx';
import type { PageOf } from './page-of.ts';
import { VerifyWords } from './verify-log.tsx';
import type { View } from './view.ts';

export const templatesPath = (lang: UiLang): string => `/${lang}/templates`;

export const TemplatesPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'templates'> }) => {
  const { t } = view;
  return (
    <div class="narrow">
      <header class="page-head">
        <h1>{t('templates.title')}</h1>
        <p class="lead">{t('templates.lead')}</p>
      </header>
      {page.texts.map(({ inUse, earlier }) => (
        <section class="block" key={inUse.key} aria-labelledby={inUse.key} data-told-in>
          <h2 id={inUse.key}>{t(`templates.name.${inUse.key}`)}</h2>
          <p class="bubble said" lang={inUse.lang} data-told="content" data-told-drawn>
            {outgoing(inUse.text)}
          </p>
          <p class="meta">
            <span>
              {inUse.changedOn === null
                ? t('templates.shipped')
                : t('templates.changed-on', { day: view.day(inUse.changedOn) })}
            </span>
          </p>
          {inUse.changedOn !== null && (
            <LeafProof view={view} proofs={page.proofs} of={`template:${inUse.key}:${inUse.lang}:${inUse.n}`} />
          )}
          {earlier.length > 0 && (
            <details class="fold">
              <summary>{t('templates.earlier', { count: earlier.length })}</summary>
              {earlier.map((one) => (
                <div key={one.n} data-told-in>
                  <p class="said" lang={one.lang} data-told="content" data-told-drawn>
                    {outgoing(one.text)}
                  </p>
                  <p class="meta">
                    <span>
                      {one.changedOn === null
                        ? t('templates.shipped')
                        : t('templates.until', { day: view.day(one.changedOn) })}
                    </span>
                  </p>
                  {one.changedOn !== null && (
                    <LeafProof view={view} proofs={page.proofs} of={`template:${one.key}:${one.lang}:${one.n}`} />
                  )}
                </div>
              ))}
            </details>
          )}
        </section>
      ))}
      {page.proofs !== undefined && <VerifyWords view={view} />}
    </div>
  );
};
