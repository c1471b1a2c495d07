// The interface for programs, rendered from the same description that programs read.
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

export const ApiPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'api'> }) => {
  const { t } = view;
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
        <ul class="api-index">
          {page.operations.map((op) => (
            <li key={op.anchor}>
              <a href={`#${op.anchor}`}>
                <Method method={op.method} /> <code>{op.path}</code>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {page.operations.map((op) => (
        <section key={op.anchor} id={op.anchor} class="operation" aria-labelledby={`${op.anchor}-title`}>
          <h2 id={`${op.anchor}-title`}>
            <Method method={op.method} /> <code>{op.path}</code>
          </h2>
          <p lang="en">{op.summary}</p>
          {op.detail !== '' && (
            <p class="operation-detail" lang="en">
              {op.detail}
            </p>
          )}
        </section>
      ))}
    </div>
  );
};

const Method = ({ method }: { readonly method: string }) => <span class="method">{method.toUpperCase()}</span>;
