// Something went wrong: what happened, what was kept, what to do next.
import { isKey } from '../locale.ts';
import { missingRight } from '../missing-right.ts';
import { strayedWords, waitIn } from '../problem.ts';
import { frontPath, inLanguage, listPath } from './addresses.ts';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

export const ProblemPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'problem'> }) => {
  const { t } = view;
  const waits = page.retryAfter === null ? undefined : waitIn(t, page.retryAfter);
  const missing = page.right === null ? (page.from ? strayedWords(t, page.from) : null) : missingRight(t, page.right);
  return (
    <div class="narrow problem">
      <p class="eyebrow">{t('problem.eyebrow', { status: String(page.status) })}</p>
      <h1>{problemText(view, page.code, 'title')}</h1>
      <p class="lead">
        {missing?.detail ?? problemText(view, page.code, 'detail')}
        {page.until !== null && ` ${t('problem.let-in-lately.until', { day: view.day(page.until) })}`}
      </p>
      <h2>{t('problem.what-next')}</h2>
      <p>{missing?.next ?? ((page.code === 'rate-limited' && waits) || problemText(view, page.code, 'next'))}</p>
      {page.retryAfter !== null && waits === undefined && (
        <p>{t('problem.retry-after', { seconds: page.retryAfter })}</p>
      )}
      <Typed view={view} page={page} />
      <p class="problem-links">
        <a class="button button-strong" href={frontPath(view.lang)}>
          {t('problem.front')}
        </a>
        <a class="button button-quiet" href={listPath(view.lang)}>
          {t('nav.checks')}
        </a>
      </p>
    </div>
  );
};

/** What was typed and not taken, each text to be copied; whoever is signed out comes in beside it. */
const Typed = ({ view, page }: { readonly view: View; readonly page: PageOf<'problem'> }) => {
  const { t } = view;
  const typed = page.typed ?? [];
  if (typed.length === 0) return null;
  return (
    <section aria-labelledby="typed">
      <h2 id="typed">{t('problem.typed.title')}</h2>
      <p>{t('problem.typed.help')}</p>
      {page.code === 'signed-out' && (
        <p>
          <a href={inLanguage(view.lang, '/sign-in')} target="_blank" rel="noopener">
            {t('problem.typed.sign-in')}
          </a>
        </p>
      )}
      {typed.map((text, i) => (
        <div class="field">
          <label for={`typed-${i}`}>{t('problem.typed.part', { n: i + 1 })}</label>
          <textarea id={`typed-${i}`} rows={Math.min(12, Math.max(3, Math.ceil(text.length / 60)))} readonly>
            {text}
          </textarea>
        </div>
      ))}
    </section>
  );
};

/** The words of a problem code; an unknown code is told as the general case of its kind instead of as a bare code. */
export const problemText = (view: View, code: string, part: 'title' | 'detail' | 'next'): string => {
  const key = `problem.${code}.${part}`;
  return isKey(key) ? view.t(key) : view.t(`problem.internal.${part}`);
};
