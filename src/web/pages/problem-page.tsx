// Something went wrong: what happened, what was kept, what to do next.
import { isKey } from '../locale.ts';
import { missingRight } from '../missing-right.ts';
import { strayedWords, waitIn } from '../problem.ts';
import { frontPath, listPath } from './addresses.ts';
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

/** The words of a problem code; an unknown code is told as the general case of its kind instead of as a bare code. */
export const problemText = (view: View, code: string, part: 'title' | 'detail' | 'next'): string => {
  const key = `problem.${code}.${part}`;
  return isKey(key) ? view.t(key) : view.t(`problem.internal.${part}`);
};
