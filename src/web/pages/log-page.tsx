// The public log as a journal: where it stands, who signed, how to check it, and its lines, newest first.
import { dayOf } from '../../base/clock.ts';
import { leafKinds } from '../../core/leaf.ts';
import type { StatementPage } from '../../core/organisation.ts';
import type { ReadLine } from '../../desk/read-log.ts';
import { leafPagePath, leafPath, logFeedPath, logPath, requestsPath, statementPath } from './addresses.ts';
import { CosignedBy } from './cosigned-by.tsx';
import { Led } from './log-led.tsx';
import { isBackfilled, saysOf, statementsOf } from './log-says.ts';
import type { PageOf } from './page-of.ts';
import { KeptLog } from './verify-log.tsx';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'log'> };

export const LogPage = ({ view, page }: Props) => {
  const { t } = view;
  return (
    <div class="narrow log">
      <header class="page-head">
        <h1>{t('log.title')}</h1>
        <p class="lead">{t('log.lead')}</p>
      </header>
      {page.fault !== null && (
        <p class="note note-warn" role="note">
          {t('log.fault')}
        </p>
      )}
      <Head view={view} page={page} />
      <section class="block" aria-labelledby="lines">
        <h2 id="lines">{t('log.lines')}</h2>
        <Filter view={view} page={page} />
        {page.lines.length === 0 ? (
          <p class="note" role={page.noSuchKind ? 'alert' : undefined}>
            {t(page.noSuchKind ? 'log.no-such-kind' : page.kind === null ? 'log.nothing' : 'log.none-of-kind')}
          </p>
        ) : (
          <ol class="log-lines">
            {page.lines.map((line) => (
              <Line key={line.number} view={view} line={line} />
            ))}
          </ol>
        )}
        {page.older !== null && (
          <p>
            <a class="button button-quiet" rel="next" href={logPath(view.lang, { below: page.older, kind: page.kind })}>
              {t('log.older')}
            </a>
          </p>
        )}
        <p>
          <a href={logFeedPath(view.lang)}>{t('log.feed')}</a> ·{' '}
          <a href={requestsPath(view.lang)}>{t('requests.title')}</a>
        </p>
      </section>
    </div>
  );
};

const Head = ({ view, page }: Props) => {
  const { t } = view;
  const { origin } = view.shell.organisation;
  return (
    <section class="block" aria-labelledby="head">
      <h2 id="head">{t('log.head')}</h2>
      {page.root === null ? (
        <p class="note">{t('log.nothing')}</p>
      ) : (
        <dl class="log-head">
          <dt>{t('log.checkpoint')}</dt>
          <dd>
            {t('log.size', { count: page.size })} · <a href="/log/checkpoint">{t('log.files')}</a>
          </dd>
          <dt>{t('log.root')}</dt>
          <dd>
            <code>{page.root}</code>
          </dd>
          <dt>{t('log.key')}</dt>
          {page.keys.map((key) => (
            <dd key={key}>
              <code>{key}</code>
            </dd>
          ))}
        </dl>
      )}
      <CosignedBy view={view} witnesses={page.witnesses} />
      <Unsigned view={view} page={page} />
      <KeptLog view={view} vkeys={page.keys} witnesses={page.witnessKeys} />
      <p>{t('log.no-words')}</p>
      <details class="fold">
        <summary>{t('log.verify')}</summary>
        <p>{t('log.verify-how')}</p>
        <pre class="log-command">
          <code>{`sangto log verify ${origin}/log --vkey '${page.keys[0] ?? ''}'`}</code>
        </pre>
        <p>{t('log.verify-keep')}</p>
      </details>
    </section>
  );
};

/** Silence is told as well: nobody shall take a name in the settings for a signature. */
const Unsigned = ({ view, page: { unsigned } }: Props) => {
  if (unsigned.length === 0) return null;
  return (
    <>
      <p>{view.t('log.unsigned')}</p>
      <ul class="log-witnesses">
        {unsigned.map(({ name, organisation, country, problem, since }) => (
          <li key={name}>
            {view.t('log.witness', { organisation, country: view.country(country) })} <code>{name}</code>
            {': '}
            {since === null
              ? view.t('log.unsigned-yet')
              : view.t(`log.unsigned-${whyNot(problem)}`, { day: view.day(dayOf(since)) })}
          </li>
        ))}
      </ul>
    </>
  );
};

const whyNot = (problem: Props['page']['unsigned'][number]['problem']): 'silent' | 'other' | 'refused' => {
  if (problem === 'witness-unreachable' || problem === 'witness-resting') return 'silent';
  return problem === 'witness-ahead' || problem === 'witness-saw-another' ? 'other' : 'refused';
};

const Filter = ({ view, page }: Props) => (
  <form class="log-filter" method="get" action={logPath(view.lang)}>
    <label for="kind">{view.t('log.filter')}</label>
    <select id="kind" name="kind">
      <option value="" selected={page.kind === null}>
        {view.t('log.filter-any')}
      </option>
      {leafKinds.map((kind) => (
        <option key={kind} value={kind} selected={page.kind === kind}>
          {view.t(`log.kind.${kind}`)}
        </option>
      ))}
    </select>
    <button class="button button-quiet" type="submit">
      {view.t('log.filter-show')}
    </button>
  </form>
);

const Line = ({ view, line }: { readonly view: View; readonly line: ReadLine }) => {
  const { t } = view;
  const says = saysOf(view, line);
  const statements = statementsOf(line);
  return (
    <li id={`leaf-${line.number}`}>
      <p class="meta">
        <a class="log-number" href={leafPath(view.lang, line.number)}>
          {t('log.number', { number: line.number })}
        </a>
        <time dateTime={line.on}>{view.day(line.on)}</time>
        <span class="tag">{t(`log.kind.${line.kind}`)}</span>
        {isBackfilled(line) && <span>{t('log.backfilled')}</span>}
        {line.supersedes !== null && (
          <a href={leafPath(view.lang, line.supersedes)}>{t('log.supersedes', { number: line.supersedes })}</a>
        )}
      </p>
      {line.row === 'differs' && (
        <p class="note note-warn" role="note">
          {t('leaf.row-differs')}
        </p>
      )}
      {line.page !== null && <Led view={view} page={line.page} />}
      {statements.length > 0 ? (
        <Statements view={view} pages={statements} />
      ) : (
        says.length > 0 && <p>{says.join(' ')}</p>
      )}
      <details class="fold log-entry">
        <summary>{t('log.as-hashed')}</summary>
        <pre>
          <code>{line.entry}</code>
        </pre>
      </details>
      <p>
        <a href={leafPagePath(view.lang, line.number)}>{t('leaf.read')}</a>
      </p>
    </li>
  );
};

/** What the line says, with each page as a link. */
const Statements = ({ view, pages }: { readonly view: View; readonly pages: readonly StatementPage[] }) => {
  const [before = '', after = ''] = view.t('log.says.statements', { pages: '\u0000' }).split('\u0000');
  return (
    <p>
      {before}
      {pages.map((page, i) => (
        <>
          {i > 0 && ', '}
          <a href={statementPath(view.lang, page)}>{view.t(`statement.${page}`)}</a>
        </>
      ))}
      {after}
    </p>
  );
};
