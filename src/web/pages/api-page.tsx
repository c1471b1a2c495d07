// The interface for programs, rendered from the same description that programs read.
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'api'> };
type Shown = PageOf<'api'>['operations'][number];

export const ApiPage = ({ view, page }: Props) => {
  const { t } = view;
  const open = page.operations.filter(({ guard }) => guard === null);
  const guarded = page.operations.filter(({ guard }) => guard !== null);
  return (
    <div class="list api">
      <header class="page-head">
        <h1>{t('api.title')}</h1>
        <p class="lead">{t('api.lead')}</p>
        <p>
          <a class="button button-quiet" href={page.specPath}>
            {t('api.spec')}
          </a>
        </p>
      </header>
      <nav aria-label={t('api.contents')}>
        <h2 class="api-group">{t('api.group.public')}</h2>
        <Index of={open} />
      </nav>
      {open.map((op) => (
        <Operation key={op.anchor} view={view} op={op} />
      ))}
      {guarded.length > 0 && (
        <details class="fold">
          <summary>
            {t('api.group.desk')} ({view.number(guarded.length)})
          </summary>
          <p class="hint">{t('api.desk-lead')}</p>
          <nav aria-label={t('api.group.desk')}>
            <Index of={guarded} />
          </nav>
          {guarded.map((op) => (
            <Operation key={op.anchor} view={view} op={op} />
          ))}
        </details>
      )}
    </div>
  );
};

const Index = ({ of }: { readonly of: readonly Shown[] }) => (
  <ul class="api-index">
    {of.map((op) => (
      <li key={op.anchor}>
        <a href={`#${op.anchor}`}>
          <Method method={op.method} /> <code>{inPieces(op.path)}</code>
        </a>
      </li>
    ))}
  </ul>
);

/** The path after what all begin with; a line breaks before a slash. */
const inPieces = (path: string) =>
  path
    .replace(/^\/api\/v\d+\//, '')
    .split('/')
    .flatMap((piece, i) => (i === 0 ? [piece] : [<wbr key={piece} />, `/${piece}`]));

const byWords = { anyone: 'api.by.anyone', person: 'api.by.person', proven: 'api.by.proven' } as const;

const Operation = ({ view: { t }, op }: { readonly view: View; readonly op: Shown }) => (
  <section id={op.anchor} class="operation" aria-labelledby={`${op.anchor}-title`}>
    <h2 id={`${op.anchor}-title`}>
      <Method method={op.method} /> <code>{op.path}</code>
    </h2>
    <p lang="en">{op.summary}</p>
    {op.detail !== '' && (
      <p class="operation-detail" lang="en">
        {op.detail}
      </p>
    )}
    {op.guard !== null && (
      <p class="hint">
        {t('api.right', { right: op.guard.right })}. {t(byWords[op.guard.by])}
      </p>
    )}
  </section>
);

const Method = ({ method }: { readonly method: string }) => <span class="method">{method.toUpperCase()}</span>;
