// Other publishers: whose checks are here, and which of them answer by themselves.
import type { Source } from '../../core/check.ts';
import { safeUrl } from './addresses.ts';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'operator'> };
type Listed = PageOf<'operator'>['sources'][number];

export const OperatorSources = ({ view, page }: Props) => {
  const { t } = view;
  const { sources } = page;
  return (
    <section class="block" aria-labelledby="sources">
      <h2 id="sources">{t('sources.title')}</h2>
      <p>{t('sources.lead')}</p>
      {sources.length === 0 ? (
        <p class="empty">{t('sources.none')}</p>
      ) : (
        <ul class="source-list">
          {sources.map((source) => (
            <li key={source.id}>
              <div class="source-told">
                <p class="source-name" id={`source-${source.id}`}>
                  <Name source={source} />
                </p>
                <p class="meta">
                  <span>{t('topics.checks', { count: source.checks })}</span>
                  <span>{source.licence ?? t('sources.no-licence')}</span>
                  <span>{t(stateOf(page, source))}</span>
                </p>
              </div>
              <Opting view={view} page={page} source={source} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const isAsked = ({ optIns }: PageOf<'operator'>, { id }: Listed): boolean => optIns.some(({ source }) => source === id);

const stateOf = (page: PageOf<'operator'>, source: Listed) => {
  if (source.answers) return 'sources.answering';
  return isAsked(page, source) ? 'sources.asked' : 'sources.not-answering';
};

const Opting = ({ view, page, source }: Props & { readonly source: Listed }) => {
  const { t } = view;
  const action = `/operator/sources/${source.id}`;
  const of = `source-${source.id}`;
  if (source.answers)
    return (
      <form method="post" action={action}>
        <input type="hidden" name="answers" value="0" />
        <button class="button button-quiet" type="submit" aria-describedby={of}>
          {t('sources.stop')}
        </button>
      </form>
    );
  if (isAsked(page, source)) return null;
  // Whoever runs the machine asks nobody where there is nobody to ask.
  if (page.who.member === null && page.alone)
    return (
      <form method="post" action={action}>
        <input type="hidden" name="answers" value="1" />
        <button class="button button-quiet" type="submit" aria-describedby={of}>
          {t('sources.let')}
        </button>
      </form>
    );
  const typed = page.typed?.source === source.id ? page.typed : null;
  const hint = `reason-hint-${source.id}`;
  return (
    <details class="source-ask" open={typed !== null}>
      <summary aria-describedby={of}>{t('sources.ask')}</summary>
      <form method="post" action={action}>
        <input type="hidden" name="answers" value="1" />
        {typed?.refused && (
          <p class="note note-warn" role="alert" id={`no-${source.id}`}>
            {t('sources.reason-missing')}
          </p>
        )}
        <label for={`reason-${source.id}`}>{t('sources.reason')}</label>
        <textarea
          id={`reason-${source.id}`}
          name="reason"
          rows={3}
          maxLength={1000}
          required
          aria-describedby={typed?.refused ? `no-${source.id} ${hint}` : hint}
        >
          {typed?.reason ?? ''}
        </textarea>
        <p class="hint" id={hint}>
          {t('sources.reason-hint')}
        </p>
        <button class="button button-quiet" type="submit" aria-describedby={of}>
          {t('sources.ask-send')}
        </button>
      </form>
    </details>
  );
};

const Name = ({ source }: { readonly source: Source }) => {
  const url = safeUrl(source.site);
  return (
    <>
      {url ? <a href={url}>{source.name}</a> : <span>{source.name}</span>} <span class="meta">{source.site}</span>
    </>
  );
};
