// What was found, whose word it is, and where nothing was found.
import type { CaseEvidence as Evidence } from '../../../desk/index.ts';
import { checkPath, hostOf, inLanguage, safeUrl } from '../../pages/addresses.ts';
import { EvidenceForm } from './case-evidence-form.tsx';
import { Area, type CaseProps, caseAction, inOrder, nameOf, RefusedNote, refusedIn } from './case-form.tsx';
import { casePath } from './case-model.ts';
import { Part } from './case-part.tsx';
import { CaseRemoved } from './case-removed.tsx';
import { CaseSearches } from './case-searches.tsx';
import { CaseStands } from './case-stands.tsx';
import { RemovedFiles } from './removed-files.tsx';

export const CaseEvidence = (props: CaseProps & { readonly open: boolean }) => {
  const { view, page, open } = props;
  const { t } = view;
  const { evidence } = page.gathered;
  return (
    <Part
      {...props}
      id="evidence"
      title={t('case.evidence')}
      sum={
        evidence.length === 0 && page.published !== null
          ? null
          : t('case.sum.evidence', { count: evidence.length, searches: page.gathered.searches.length })
      }
    >
      <CaseRemoved {...props} of={['evidence', 'search']} />
      <RemovedFiles
        view={view}
        files={page.removedFiles.filter((one) => one.evidence !== null)}
        team={page.team}
        at={inLanguage(view.lang, casePath(page.head.number))}
        open={open}
      />
      {evidence.length === 0 ? (
        page.published === null ? (
          <p class="empty">{t('case.evidence.none')}</p>
        ) : (
          <p class="hint">
            {t('case.evidence.in-check', { count: page.published.evidence.length })}{' '}
            <a href={`${checkPath(view.lang, page.published.slug)}#known`}>{t('case.published.see')}</a>
          </p>
        )
      ) : (
        <ol class="case-evidence">
          {evidence.map((one) => (
            <li key={one.id} id={`evidence-${one.id}`} class={`stance-${one.stance}`}>
              <Item {...props} one={one} />
              {one.stands && <CaseStands {...props} />}
              {open && !one.stands && <Translate {...props} one={one} />}
              {open && !one.stands && (
                <form method="post" action={caseAction(props, `evidence/${one.id}/remove`)}>
                  <button class="button-link" type="submit" aria-label={t('case.remove.one', { what: one.title })}>
                    {t('case.remove')}
                  </button>
                </form>
              )}
            </li>
          ))}
        </ol>
      )}
      {open && <EvidenceForm {...props} />}
      <CaseSearches {...props} />
    </Part>
  );
};

const Item = (props: CaseProps & { readonly one: Evidence }) => {
  const { view, page, one } = props;
  const { t } = view;
  const url = safeUrl(one.url);
  const archived = safeUrl(one.archivedUrl);
  return (
    <div>
      <p class="case-evidence-head">
        <span class="case-stance">{t(`stance.${one.stance}`)}</span>
        <span class={`tag tag-${one.interest}`}>{t(`interest.${one.interest}`)}</span>
        {one.kind !== 'page' && <span class="tag">{t(`case.kind.${one.kind}`)}</span>}
      </p>
      <p class="case-evidence-title">
        {url ? (
          <a href={url} rel="noopener noreferrer" lang={one.lang ?? undefined}>
            {one.title}
          </a>
        ) : (
          <span lang={one.lang ?? undefined}>{one.title}</span>
        )}
      </p>
      {inOrder(page, one.shows).map(([lang, text]) => (
        <p key={lang} lang={lang}>
          {text}
        </p>
      ))}
      {one.quotation && (
        <blockquote class="case-quotation" lang={one.lang ?? undefined}>
          {one.quotation}
        </blockquote>
      )}
      {one.translation && (
        <p class="case-translation">
          <span class="hint">{t('case.evidence.translation')}:</span> {one.translation}
        </p>
      )}
      <p class="meta">
        <span>{one.publisher}</span>
        {url && <span>{hostOf(url)}</span>}
        {one.publishedOn && <span>{t('evidence.published', { day: view.day(one.publishedOn) })}</span>}
        <span>{t('evidence.accessed', { day: view.day(one.accessedOn) })}</span>
        {one.lang && <span>{view.language(one.lang)}</span>}
        {one.locator && <span>{one.locator}</span>}
        {archived ? (
          <a href={archived} rel="noopener noreferrer">
            {t('evidence.archived')}
          </a>
        ) : (
          url && <span>{t('case.evidence.no-copy')}</span>
        )}
        {one.file && (
          <a href={caseAction(props, `files/${one.file.sha256}`)} download={one.file.name}>
            {t('case.evidence.file-of', { name: one.file.name })}
          </a>
        )}
        <span>{t('case.added-by', { name: nameOf(page, one.addedBy, '–') })}</span>
        {one.translatedBy.map((id) => (
          <span key={id}>{t('case.evidence.translated-by', { name: nameOf(page, id, '–') })}</span>
        ))}
      </p>
    </div>
  );
};

/** What it shows, in the first language in which nobody said it yet: whoever reads that one finds it there. */
const Translate = (props: CaseProps & { readonly one: Evidence }) => {
  const { view, page, one } = props;
  const { t } = view;
  const given = refusedIn(page, 'shows');
  const refused = given?.values.evidence === one.id ? given : null;
  // What was typed while somebody else said it stays in sight.
  const lang = page.langs.find((each) => (refused ? each === refused.values.lang : one.shows[each] === undefined));
  if (lang === undefined) return null;
  const language = view.language(lang);
  return (
    <details class="fold case-add" open={refused !== null}>
      <summary>{t('case.evidence.translate', { language })}</summary>
      <form
        class="case-form"
        method="post"
        action={caseAction(props, `evidence/${one.id}/translate`)}
        data-keep={`shows.${one.id}`}
      >
        <RefusedNote view={view} refused={refused} />
        <input type="hidden" name="lang" value={lang} />
        <Area
          id={`shows-${one.id}`}
          name="text"
          label={t('case.evidence.translate-label', { language })}
          lang={lang}
          rows={2}
          max={600}
          refused={refused}
        />
        <p class="case-wide">
          <button class="button button-quiet" type="submit">
            {t('case.evidence.translate-send')}
          </button>
        </p>
      </form>
    </details>
  );
};
