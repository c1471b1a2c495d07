// Where a line of the public log leads, by the title that stands there.
import { textIn } from '../../core/check.ts';
import type { JournalLine } from '../../desk/log-ports.ts';
import { ledTo } from './log-says.ts';
import type { View } from './view.ts';

export const Led = ({ view, page }: { readonly view: View; readonly page: NonNullable<JournalLine['page']> }) => {
  const to = ledTo(view, page);
  const untitled = page.of === 'request' ? view.t('requests.number', { number: Number(page.name) }) : to;
  const title =
    Object.keys(page.titles).length === 0 ? { lang: view.lang, text: untitled } : textIn(page.titles, view.lang);
  return (
    <p>
      <a href={to} lang={title.lang === view.lang ? undefined : title.lang}>
        {title.text}
      </a>
    </p>
  );
};
