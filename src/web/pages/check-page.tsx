// A published check, read top down: claim, verdict, short answer, what is known, how we know, reply, history, standing, appeal.
import { isUiLang } from '../../base/lang.ts';
import { type Check, type CheckOrigin, type CheckText, overtakenBy, textIn } from '../../core/check.ts';
import { checkPath, hostOf, inLanguage, safeUrl, statementPath } from './addresses.ts';
import { AppealsOfCheck } from './appeals-of-check.tsx';
import { CheckItems } from './check-card.tsx';
import { CheckFacts } from './check-facts.tsx';
import { Concerned } from './concerned.tsx';
import { Contact } from './contact.tsx';
import { EvidenceList, Searches } from './evidence-list.tsx';
import { ExplainerItems } from './explainers-page.tsx';
import { History, Told } from './history.tsx';
import { KindReplyFold } from './kind-reply.tsx';
import { LogProof } from './log-proof.tsx';
import { markdown } from './markdown.ts';
import type { PageOf } from './page-of.ts';
import { CheckPictures } from './picture-figure.tsx';
import { StandingOfCheck } from './standing-of-check.tsx';
import { VerdictPanel } from './verdict-panel.tsx';
import { VerifyWords } from './verify-log.tsx';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'check'> };

/** `preview`: before it is public, for the second person; nothing of it is remembered, sent on or appealed. */
export const CheckPage = ({ view, page, preview = false }: Props & { readonly preview?: boolean }) => {
  const { t } = view;
  const { check, card } = page;
  const { lang, text } = textIn(check.texts, view.lang);
  return (
    <article class="check" data-read={preview ? undefined : checkPath(view.lang, check.slug)}>
      <header class="check-head">
        <p class="eyebrow">
          {check.source ? t('check.kind-theirs', { publisher: check.source.name }) : t('check.kind')}
        </p>
        {preview ? (
          <p class="decide-title" lang={lang}>
            {text.title || text.claim}
          </p>
        ) : (
          <h1 lang={lang}>{text.title || text.claim}</h1>
        )}
        {lang !== view.lang && (
          <p class="note">
            {t('check.other-language', { language: view.language(lang), wanted: view.language(view.lang) })}
          </p>
        )}
        {!preview && <NotAsLogged view={view} proof={page.proof} />}
        <OvertakenNote view={view} check={check} lang={lang} preview={preview} />
      </header>
      <WithdrawnNote view={view} check={check} reached={page.reached ?? []} />
      <div class="check-main">
        <ClaimQuote view={view} check={check} text={text} lang={lang} origin={page.origin} />
        <VerdictPanel view={view} card={card} overdue={page.overdue} />
      </div>
      <CheckFacts view={view} check={check} lang={lang} />
      <div class="check-body">
        {check.source !== null && <p class="note">{t('check.theirs', { publisher: check.source.name })}</p>}
        <CheckPictures view={view} pictures={check.pictures ?? []} preview={preview} />
        <Known view={view} check={check} text={text} lang={lang} />
        <How view={view} text={text} lang={lang} />
        <Concerned view={view} check={check} />
        {page.explainers !== undefined && page.explainers.length > 0 && (
          <section class="block" aria-labelledby="background">
            <h2 id="background">{t('explainer.of-check')}</h2>
            <ExplainerItems view={view} explainers={page.explainers} level={3} />
          </section>
        )}
        {/* Its links lead to the public page; before that, the text is among the passages. */}
        {!preview && <Reply view={view} check={check} text={text} lang={lang} />}
        {check.source === null && <History view={view} check={check} reached={page.reached ?? []} />}
        {!preview && page.standing !== undefined && check.withdrawn === undefined && (
          <StandingOfCheck
            view={view}
            check={check}
            standing={page.standing}
            uncounted={page.uncounted ?? 0}
            soFar={page.soFar ?? null}
            answers={page.answers ?? []}
            added={page.added ?? []}
            proofs={page.proofs}
          />
        )}
        {!preview && (
          <section class="block" aria-labelledby="review">
            <h2 id="review">{t('check.appeal-title')}</h2>
            <p class="people">{t('check.about-claim')}</p>
            {check.source === null ? (
              <>
                <p>
                  {t('check.appeal')} <a href={statementPath(view.lang, 'corrections')}>{t('check.appeal-more')}</a>{' '}
                  <Contact view={view} />
                </p>
                <AppealsOfCheck view={view} slug={check.slug} appeals={page.appeals ?? []} proofs={page.proofs} />
              </>
            ) : (
              <p>{t('check.appeal-theirs', { publisher: check.source.name })}</p>
            )}
          </section>
        )}
        {!preview && page.proof !== undefined && <LogProof view={view} check={check.id} proof={page.proof} />}
        {!preview && page.proofs !== undefined && <VerifyWords view={view} />}
        {page.related.length > 0 && (
          <section class="block no-print" aria-labelledby="related">
            <h2 id="related">{t((check.related ?? []).length > 0 ? 'check.related-named' : 'check.related')}</h2>
            <CheckItems view={view} cards={page.related} />
          </section>
        )}
        <p class="print-only address">{`${view.shell.organisation.origin}${inLanguage(view.lang, view.shell.path)}`}</p>
      </div>
    </article>
  );
};

/** Said before anything is read. What the server does not know, the reader's browser says here once it has looked. */
const NotAsLogged = ({ view, proof }: { readonly view: View; readonly proof: PageOf<'check'>['proof'] }) => {
  if (proof === 'none')
    return (
      <p class="note note-warn" role="alert">
        <strong>{view.t('proof.none')}</strong>
      </p>
    );
  if (proof === undefined || typeof proof === 'string') return null;
  return (
    <p class="note note-warn not-as-logged" role="alert" data-not-as-logged hidden={proof.says !== 'differs'}>
      <strong>{view.t('proof.at-top')}</strong> <a href="#proof">{view.t('proof.at-top-more')}</a>
    </p>
  );
};

/** The other version says something newer: said before this one is read. */
const OvertakenNote = ({
  view,
  check,
  lang,
  preview,
}: {
  readonly view: View;
  readonly check: Check;
  readonly lang: string;
  readonly preview: boolean;
}) => {
  const by = overtakenBy(check, lang);
  if (by === undefined || check.texts[by.lang] === undefined) return null;
  const language = view.language(by.lang);
  return (
    <p class="note note-warn">
      {view.t('check.overtaken', { day: view.day(by.on), language })}{' '}
      {!preview && isUiLang(by.lang) && (
        <a href={checkPath(by.lang, check.slug)} hreflang={by.lang}>
          {view.t('check.overtaken-read', { language })}
        </a>
      )}
    </p>
  );
};

/** Taken back in public: said before everything else, with the reason. */
const WithdrawnNote = ({ view, check, reached }: Parameters<typeof History>[0]) => {
  if (check.withdrawn === undefined) return null;
  const { on, because } = check.withdrawn;
  const told = Object.keys(because).length === 0 ? null : textIn(because, view.lang);
  return (
    <div class="note note-warn withdrawn" role="note">
      <p>
        <strong>{view.t('check.withdrawn', { day: view.day(on) })}</strong>
      </p>
      {told && <p lang={told.lang}>{told.text}</p>}
      <Told view={view} told={reached.find(({ correction }) => correction === null)} />
    </div>
  );
};

type Part = { readonly view: View; readonly check: Check; readonly text: CheckText; readonly lang: string };

const ClaimQuote = ({ view, check, text, lang, origin }: Part & { readonly origin: CheckOrigin | undefined }) => {
  const claimant =
    check.claimant === null || Object.keys(check.claimant).length === 0 ? null : textIn(check.claimant, view.lang).text;
  const places = check.appearances.map(safeUrl).filter((url) => url !== undefined);
  return (
    <figure class="claim-quote">
      <figcaption class="eyebrow">{view.t('check.claim')}</figcaption>
      <blockquote lang={lang}>
        <p data-claim-drawn>{text.claim}</p>
      </blockquote>
      {claimant && (
        <p class="meta">
          {view.t('check.claimant', { name: claimant.name, role: claimant.role, place: claimant.place })}
        </p>
      )}
      {places.length > 0 && (
        <p class="meta">
          {view.t('check.appeared')}{' '}
          {places.map((url, i) => (
            <>
              {i > 0 && ', '}
              <a key={url} href={url} rel="noopener nofollow">
                {hostOf(url)}
              </a>
            </>
          ))}
        </p>
      )}
      {origin && <p class="meta">{originIn(view, origin)}</p>}
    </figure>
  );
};

/** Where it came from, in one sentence. */
const originIn = ({ t }: View, origin: CheckOrigin): string => {
  if (origin.kind === 'requested') return t('check.origin.requested', { name: origin.by });
  if (origin.kind === 'own') return t('check.origin.own');
  const [from = '', to = ''] = origin.times?.split('-') ?? [];
  return origin.times === null ? t('check.origin.asked') : t('check.origin.asked-times', { from, to });
};

const Known = ({ view, check, text, lang }: Part) =>
  text.known === '' && check.evidence.length === 0 && check.searches.length === 0 ? null : (
    <section class="block" aria-labelledby="known">
      <h2 id="known">{view.t('check.known')}</h2>
      <Prose text={text.known} lang={lang} />
      <EvidenceList view={view} evidence={check.evidence} />
      <Searches view={view} searches={check.searches} />
    </section>
  );

const How = ({ view, text, lang }: Omit<Part, 'check'>) =>
  text.how === '' ? null : (
    <section class="block" aria-labelledby="how">
      <h2 id="how">{view.t('check.how')}</h2>
      <Prose text={text.how} lang={lang} />
    </section>
  );

const Reply = ({ view, check, text, lang }: Part) => (
  <section class="block no-print" aria-labelledby="reply">
    <h2 id="reply">{view.t('check.reply')}</h2>
    {text.reply !== '' && (
      <>
        <p>{view.t('check.reply-hint')}</p>
        <div class="bubble-row">
          <blockquote class="bubble" id="reply-text" lang={lang}>
            {text.reply}
          </blockquote>
          <button
            class="button button-quiet"
            type="button"
            hidden
            data-copy-from="reply-text"
            data-copied={view.t('share.copied')}
            data-failed={view.t('share.failed')}
          >
            {view.t('check.reply-copy')}
          </button>
        </div>
      </>
    )}
    <KindReplyFold view={view} card={check} open={text.reply === ''} />
  </section>
);

const Prose = ({ text, lang }: { readonly text: string; readonly lang: string }) =>
  text === '' ? null : <div class="prose" lang={lang} dangerouslySetInnerHTML={{ __html: markdown(text) }} />;
