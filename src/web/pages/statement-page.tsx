// About, method, funding, corrections, privacy. The method page also shows the whole scale and what each word means.
import { inLanguage, requestsPath, verdictsPath } from './addresses.ts';
import { Contact } from './contact.tsx';
import { LeafProof } from './log-proof.tsx';
import { markdown } from './markdown.ts';
import type { PageOf } from './page-of.ts';
import { statementText } from './statements.ts';
import { VerdictShape } from './verdict-shape.tsx';
import { allVerdicts, verdictMeaning, verdictWord } from './verdict-words.ts';
import { VerifyWords } from './verify-log.tsx';
import type { View } from './view.ts';

export const StatementPageView = ({ view, page }: { readonly view: View; readonly page: PageOf<'statement'> }) => {
  const { t } = view;
  const { text, own } = statementText(view.shell.organisation, page.statement, view.lang);
  return (
    <article class="narrow statement">
      <header class="page-head">
        <h1>{t(`statement.${page.statement}`)}</h1>
      </header>
      <div
        class="prose"
        data-told={`${page.statement}.${view.lang}`}
        data-told-drawn
        dangerouslySetInnerHTML={{ __html: markdown(text, 2) }}
      />
      {page.statement === 'method' && <ScaleTable view={view} />}
      {(page.statement === 'about' || page.statement === 'method') && (
        <p>
          <a href={inLanguage(view.lang, '/team-log')}>{t('team-log.title')}</a>
        </p>
      )}
      {(page.statement === 'funding' || page.statement === 'method') && (
        <p>
          <a href={requestsPath(view.lang)}>{t('requests.title')}</a>
        </p>
      )}
      {(page.statement === 'corrections' || page.statement === 'method') && (
        <p>
          <a href={inLanguage(view.lang, '/declined')}>{t('declined.title')}</a>
        </p>
      )}
      {page.statement !== 'method' && page.statement !== 'privacy' && (
        <p>
          <Contact view={view} />
        </p>
      )}
      {!own && <p class="hint shipped">{t('statement.shipped')}</p>}
      <LeafProof view={view} proofs={page.proofs} of="statements-changed" />
      {page.proofs !== undefined && <VerifyWords view={view} />}
    </article>
  );
};

const ScaleTable = ({ view }: { readonly view: View }) => (
  <section class="block" aria-labelledby="scale">
    <h2 id="scale">{view.t('scale.title')}</h2>
    <p>{view.t('scale.lead')}</p>
    <dl class="scale-list">
      {allVerdicts.map((verdict) => (
        <div key={verdict} class={`tone-${verdict}`}>
          <dt>
            <VerdictShape tone={verdict} /> {verdictWord(view, verdict)}
          </dt>
          <dd>{verdictMeaning(view, verdict)}</dd>
        </div>
      ))}
    </dl>
    <p>
      <a href={verdictsPath(view.lang)}>{view.t('labels.title')}</a>
    </p>
  </section>
);
