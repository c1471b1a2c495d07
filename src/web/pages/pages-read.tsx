// Which titles of linked pages were looked up with the message, so that the asker sees what was understood, and can say it better.
import type { ReadPage } from '../../desk/matched.ts';
import { frontPath } from './addresses.ts';
import type { View } from './view.ts';

export const PagesRead = ({ view, pages }: { readonly view: View; readonly pages: readonly ReadPage[] }) => {
  if (pages.length === 0) return null;
  const { t } = view;
  return (
    <section class="note pages-read" aria-label={t('pages.title')}>
      {pages.map(({ link, title }) => (
        <p key={link}>
          {t('pages.read')} <q dir="auto">{title}</q> <span class="hint">({hostOf(link)})</span>
        </p>
      ))}
      <p class="hint">
        {t('pages.only')} <a href={frontPath(view.lang)}>{t('pages.again')}</a>
      </p>
    </section>
  );
};

const hostOf = (link: string): string => URL.parse(link)?.hostname ?? link;
