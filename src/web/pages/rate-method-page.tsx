// How a standing comes about, for anybody; every cut with its files, and how to work it out again.
import standingEn from '../../../locales/statements/standing.en.md?raw';
import standingVi from '../../../locales/statements/standing.vi.md?raw';
import { ratePath } from './addresses.ts';
import { markdown } from './markdown.ts';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

const texts = { vi: standingVi, en: standingEn } as const;

export const RateMethodPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'rate-method'> }) => {
  const { t } = view;
  const { now, admitted, left } = page.raters;
  return (
    <article class="narrow statement">
      <header class="page-head">
        <h1>{t('rate.method.title')}</h1>
        <p class="lead">{t('rate.method.lead')}</p>
      </header>
      <div class="prose" dangerouslySetInnerHTML={{ __html: markdown(texts[view.lang], 2) }} />
      <section class="block" aria-labelledby="who">
        <h2 id="who">{t('rate.method.who')}</h2>
        <p>{t('rate.method.raters', { now, admitted, left })}</p>
        <p>
          <a href={ratePath(view.lang)}>{t('rate.title')}</a>
        </p>
      </section>
      <section class="block" aria-labelledby="cuts">
        <h2 id="cuts">{t('rate.method.cuts')}</h2>
        {page.cuts.length === 0 ? (
          <p>{t('rate.method.cuts-none')}</p>
        ) : (
          <ul class="rate-cuts">
            {page.cuts.map((cut) => (
              <li key={cut.n}>
                <p>
                  {t('rate.method.cut', { n: cut.n, day: view.day(cut.on), ratings: cut.ratings, raters: cut.raters })}
                </p>
                <p class="meta">
                  {Object.keys(cut.files).map((name) => (
                    <a key={name} href={`/data/ratings/${cut.n}/${name}`}>
                      {name}
                    </a>
                  ))}
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
    </article>
  );
};
