// Where practice begins: one button, what it is, and one's own attempts.
import { inLanguage } from '../../pages/addresses.ts';
import { namedFor, Veiled } from '../../pages/veiled.tsx';
import type { View } from '../../pages/view.ts';
import { DeskFrame } from './desk-frame.tsx';
import type { PracticePageOf } from './practice-model.ts';

type Props = { readonly view: View; readonly page: PracticePageOf<'desk-practice'> };

export const PracticeHomePage = ({ view, page }: Props) => {
  const { t, lang } = view;
  const home = inLanguage(lang, '/desk/practice');
  return (
    <DeskFrame view={view} member={page.member} at="practice">
      <div class="practice">
        <header class="practice-head">
          <h1>{t('practice.title')}</h1>
          <p class="lead">{t('practice.lead')}</p>
        </header>
        {page.deleted !== null && (
          <p class="note" role="status">
            {t('practice.deleted', { count: page.deleted })}
          </p>
        )}
        <Next view={view} page={page} action={home} />
        <ul class="practice-promises">
          <li>{t('practice.promise-time')}</li>
          <li>{t('practice.promise-own')}</li>
          <li>{t('practice.promise-delete')}</li>
        </ul>
        {page.mine.length > 0 && <Mine view={view} page={page} home={home} />}
      </div>
    </DeskFrame>
  );
};

const Next = ({ view, page, action }: Props & { readonly action: string }) => {
  const { t } = view;
  if (page.next === null) return <p class="note">{t(page.any ? 'practice.none' : 'practice.empty')}</p>;
  const { next } = page;
  return (
    <form class="practice-next" method="post" action={action}>
      <input type="hidden" name="of" value={next.of} />
      <h2 class="eyebrow">{t(page.mine.length === 0 ? 'practice.next' : 'practice.next-more')}</h2>
      <Veiled view={view} text={next.claim}>
        <p class="practice-claim" lang={next.lang}>
          {next.claim}
        </p>
      </Veiled>
      <div class="practice-go">
        <button class="button button-strong" type="submit">
          {t('practice.start')}
        </button>
      </div>
    </form>
  );
};

const Mine = ({ view, page, home }: Props & { readonly home: string }) => {
  const { t } = view;
  return (
    <section class="practice-mine" aria-labelledby="mine">
      <h2 id="mine">{t('practice.mine')}</h2>
      <ul>
        {page.mine.map(({ attempt, claim }) => (
          <li key={attempt.id}>
            <div>
              <p class="practice-title" id={`claim-${attempt.id}`} lang={claim.lang}>
                {namedFor(view, claim.claim)}
              </p>
              <p class="meta">
                <time dateTime={attempt.begunOn}>{view.day(attempt.begunOn)}</time>
                <span class="tag">{t(attempt.doneOn === null ? 'practice.state-open' : 'practice.state-done')}</span>
              </p>
            </div>
            <div class="practice-actions">
              <a
                class="button button-quiet"
                id={`open-${attempt.id}`}
                href={`${home}/${attempt.id}`}
                aria-labelledby={`open-${attempt.id} claim-${attempt.id}`}
              >
                {t(attempt.doneOn === null ? 'practice.continue' : 'practice.look')}
              </a>
              <form method="post" action={`${home}/${attempt.id}/delete`}>
                <button class="button button-plain" type="submit" aria-describedby={`claim-${attempt.id}`}>
                  {t('practice.delete')}
                </button>
              </form>
            </div>
          </li>
        ))}
      </ul>
      <form method="post" action={`${home}/delete`}>
        <button class="button button-plain" type="submit">
          {t('practice.delete-all')}
        </button>
      </form>
    </section>
  );
};
