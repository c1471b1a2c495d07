// What bodies of the state, funders, parties and companies asked of whoever runs this, and what was done.
import { textIn } from '../../core/check.ts';
import type { ToldRequest } from '../../desk/outside-request-ports.ts';
import { checkPath, logPath, requestPath } from './addresses.ts';
import { LeafProof } from './log-proof.tsx';
import type { PageOf } from './page-of.ts';
import { VerifyWords } from './verify-log.tsx';
import type { View } from './view.ts';

export const RequestsPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'requests'> }) => {
  const { t } = view;
  return (
    <article class="narrow">
      <header class="page-head">
        <h1>{t('requests.title')}</h1>
        <p class="lead">{t('requests.lead')}</p>
      </header>
      <section class="block" aria-labelledby="requests">
        <h2 id="requests">{t('requests.list')}</h2>
        {page.requests.length === 0 ? (
          <p class="note">
            {page.since === null ? t('requests.none') : t('requests.none-since', { day: view.day(page.since) })}
          </p>
        ) : (
          <ol class="plain-list background-list">
            {page.requests.map((one) => (
              <li key={one.id} id={`request-${one.number}`} data-told-in>
                <Entry view={view} entry={one} />
                <LeafProof view={view} proofs={page.proofs} of={`request:${one.id}`} />
              </li>
            ))}
          </ol>
        )}
        <p>
          <a href={logPath(view.lang, { kind: 'request-told' })}>{t('requests.in-log')}</a>
        </p>
      </section>
      {page.proofs !== undefined && <VerifyWords view={view} />}
    </article>
  );
};

type EntryProps = {
  readonly view: View;
  readonly entry: ToldRequest;
  /** Every sentence in each of its languages, for whoever agrees to all of them. */
  readonly every?: boolean;
};

/** One entry, as the page and whoever agrees to it read it. */
export const Entry = ({ view, entry, every = false }: EntryProps) => {
  const { t, lang } = view;
  const Said = every ? SaidInEach : SaidInOne;
  const { check, silence } = entry;
  return (
    <>
      <p class="meta">
        {entry.number !== null && (
          <a href={requestPath(lang, entry.number)}>{t('requests.number', { number: entry.number })}</a>
        )}
        <time dateTime={entry.askedOn}>{t('requests.asked-on', { day: view.day(entry.askedOn) })}</time>
        <span class="tag">{t(`requests.outcome.${entry.outcome}`)}</span>
      </p>
      <h3 data-told="content.name">{entry.name}</h3>
      <p class="meta">
        <span>{t(`requests.from.${entry.kind}`)}</span>
        <span>{t(`requests.wanted.${entry.wanted}`)}</span>
      </p>
      {entry.correctsNumber !== null && (
        <p>
          <a href={requestPath(lang, entry.correctsNumber)}>
            {t('requests.corrects', { number: entry.correctsNumber })}
          </a>
        </p>
      )}
      {entry.correctedBy.map((number) => (
        <p key={number}>
          <a href={requestPath(lang, number)}>{t('requests.corrected-by', { number })}</a>
        </p>
      ))}
      <Said view={view} label={t('requests.says')} texts={entry.says} told="says" />
      {check !== null && (
        <p>
          {t('requests.about')}{' '}
          <a href={checkPath(lang, check.slug)}>{textIn(check.titles, lang).text || check.slug}</a>
        </p>
      )}
      <Said view={view} label={t('requests.ground')} texts={entry.ground} told="ground" />
      {silence !== null && (
        <div class="note">
          <p>{t('requests.silent', { day: view.day(silence.until) })}</p>
          <Said view={view} label={t('requests.law')} texts={silence.law} told="silentLaw" />
        </div>
      )}
      {entry.letIn && <p class="hint">{t('requests.let-in')}</p>}
    </>
  );
};

type SaidProps = {
  readonly view: View;
  readonly label: string;
  readonly texts: Readonly<Record<string, string>>;
  /** What of the sealed entry it is. */
  readonly told: 'says' | 'ground' | 'silentLaw';
};

const SaidInEach = ({ view, label, texts }: SaidProps) => (
  <>
    {Object.entries(texts)
      .sort(([a], [b]) => Number(b === view.lang) - Number(a === view.lang))
      .map(([lang, text]) => (
        <p key={lang}>
          <strong>{`${label.replace(/:$/, '')} · ${view.language(lang)}:`}</strong> <span lang={lang}>{text}</span>
        </p>
      ))}
  </>
);

const SaidInOne = ({ view, label, texts, told }: SaidProps) => {
  const { lang, text } = textIn(texts, view.lang);
  return (
    <p>
      <strong>{label}</strong>{' '}
      <span lang={lang} data-told={`content.${told}.${lang}`}>
        {text}
      </span>
    </p>
  );
};
