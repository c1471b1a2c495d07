// The queue: what was just done, how to narrow it, and the cases in their order.
import { may } from '../../../core/rights.ts';
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { isNarrowed, perPage, queuePath, queueSearch } from '../queue-query.ts';
import { Colleagues } from './colleagues.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { QueueKeys } from './keys.tsx';
import { QueueFilter, QueueTabs } from './queue-filter.tsx';
import type { QueuePageOf, Said as Saying } from './queue-model.ts';
import { QueueRow } from './queue-row.tsx';

type Props = { readonly view: View; readonly page: QueuePageOf<'desk-queue'> };

export const QueuePage = ({ view, page }: Props) => {
  const { t, lang } = view;
  return (
    <DeskFrame view={view} member={page.member} at="queue">
      <div class="queue" data-queue={`/${lang}${queuePath}/live`}>
        <header class="queue-head">
          <div>
            <h1>{t('queue.title')}</h1>
            <p class="hint">{t('queue.lead')}</p>
          </div>
          {may(page.member.role, 'case.open') && (
            <a class="button button-quiet" href={inLanguage(lang, '/desk/new')}>
              {t('queue.open-new')}
            </a>
          )}
        </header>
        <div class="queue-said" role="status" data-part="said">
          {page.said && <Said view={view} said={page.said} />}
        </div>
        <div class="queue-columns">
          <aside data-part="filter">
            <QueueTabs view={view} page={page} />
            <QueueFilter view={view} page={page} />
          </aside>
          <section class="queue-list" aria-labelledby="found" data-part="list">
            <div class="queue-bar">
              <h2 id="found" class="found">
                {t('queue.found', { total: page.queue.total })}
              </h2>
              <QueueKeys view={view} />
            </div>
            {page.queue.lines.length === 0 ? (
              <Nothing view={view} page={page} />
            ) : (
              <>
                <ol class="queue-rows" aria-label={t('queue.list')}>
                  {page.queue.lines.map((line) => (
                    <QueueRow key={line.id} view={view} page={page} line={line} />
                  ))}
                </ol>
                {may(page.member.role, 'case.work') && <Merge view={view} page={page} />}
                <Pages view={view} page={page} />
              </>
            )}
          </section>
        </div>
      </div>
    </DeskFrame>
  );
};

const Said = ({ view, said }: { readonly view: View; readonly said: Saying }) => (
  <div class={`note queue-note ${said.undo === null && said.number === 0 ? 'queue-note-plain' : ''}`}>
    <p>{view.t(`queue.done.${said.what}`, { number: said.number })}</p>
    {said.undo && (
      <form method="post" action={said.undo.path}>
        {Object.entries(said.undo.fields).map(([name, value]) => (
          <input type="hidden" key={name} name={name} value={value} />
        ))}
        <button class="button button-quiet" type="submit">
          {view.t('queue.undo')}
        </button>
      </form>
    )}
  </div>
);

/** The boxes of the rows belong to this form: a line about them, and the tools once one is ticked, by style alone. */
const Merge = ({ view, page }: Props) => {
  const { t } = view;
  const open = page.queue.lines.filter(({ state }) => state === 'open').length;
  const handsOver = page.hands.length > 0;
  if (open < (handsOver ? 1 : 2)) return null;
  const both = open > 1 && handsOver;
  return (
    <form class="queue-merge" id="merge" method="post" action={inLanguage(view.lang, '/desk/merge')}>
      <input type="hidden" name="view" value={queueSearch(page.query)} />
      <p class="hint queue-unchosen">{t(`queue.tick-${both ? 'both' : open > 1 ? 'merge' : 'hand-over'}`)}</p>
      {open > 1 && (
        <div class="queue-tools">
          <button class="button button-quiet" type="submit" aria-describedby="merge-hint">
            {t('queue.merge')}
          </button>
          <p class="hint" id="merge-hint">
            {t('queue.merge-hint')}
          </p>
        </div>
      )}
      {handsOver && (
        <div class="queue-tools hand-over">
          <Colleagues label={t('case.hand-over-to')} choose={t('case.hand-over-choose')} colleagues={page.hands} />
          <button class="button button-quiet" type="submit" formAction={inLanguage(view.lang, '/desk/hand-over')}>
            {t('queue.hand-over')}
          </button>
        </div>
      )}
    </form>
  );
};

const Pages = ({ view, page }: Props) => {
  const { t, lang } = view;
  const pages = Math.ceil(page.queue.total / perPage);
  if (pages <= 1) return null;
  const to = (n: number): string => {
    const search = queueSearch({ ...page.query, page: n });
    return inLanguage(lang, search === '' ? queuePath : `${queuePath}?${search}`);
  };
  const { page: at } = page.query;
  return (
    <nav class="queue-pages" aria-label={t('queue.pages')}>
      {at > 1 && (
        <a class="button button-quiet" rel="prev" href={to(at - 1)}>
          {t('queue.previous')}
        </a>
      )}
      <span>{t('queue.page', { page: at, pages })}</span>
      {at < pages && (
        <a class="button button-quiet" rel="next" href={to(at + 1)}>
          {t('queue.next')}
        </a>
      )}
    </nav>
  );
};

const Nothing = ({ view, page }: Props) => {
  const { t, lang } = view;
  return isNarrowed(page.query) || page.query.page > 1 ? (
    <div class="empty">
      <p>{t('queue.empty-filter')}</p>
      <p>
        <a href={inLanguage(lang, queuePath)}>{t('queue.empty-clear')}</a>
      </p>
    </div>
  ) : (
    <div class="empty">
      <p>
        <strong>{t('queue.empty')}</strong>
      </p>
      <p>{t('queue.empty-how')}</p>
      <p>
        <a href={inLanguage(lang, '/desk/practice')}>{t('queue.empty-practice')}</a>
      </p>
    </div>
  );
};
