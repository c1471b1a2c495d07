// That a case is about whoever runs the instance, what follows of it, and how the mark is set and taken off.
import { keptApart } from '../../../core/let-in.ts';
import { may } from '../../../core/rights.ts';
import { NotForYouNote } from '../../pages/not-for-you-note.tsx';
import { type CaseProps, caseAction, nameOf } from './case-form.tsx';

/** The button that says so, among the other moves of an open case. */
export const SayOurselves = (props: CaseProps) => {
  const { view, page } = props;
  if (page.head.aboutOurselves) return null;
  return (
    <form method="post" action={caseAction(props, 'ourselves')}>
      <button class="button button-quiet" type="submit" name="about" value="yes" aria-describedby="ourselves-means">
        {view.t('ourselves.say')}
      </button>
      <span class="visually-hidden" id="ourselves-means">
        {view.t('ourselves.means')}
      </span>
    </form>
  );
};

export const CaseOurselves = (props: CaseProps) => {
  const { view, page } = props;
  const { t } = view;
  const { head } = page;
  if (!head.aboutOurselves) return null;
  return (
    <section class="note note-warn case-closing" id="ourselves" aria-labelledby="ourselves-title">
      <h2 id="ourselves-title">{t('ourselves.title')}</h2>
      <p>{t('case.about-ourselves')}</p>
      <ul>
        <li>{t('ourselves.follows.note')}</li>
        <li>{t('ourselves.follows.refused')}</li>
        <li>{t('ourselves.follows.joined')}</li>
      </ul>
      {head.state === 'open' && may(page.member.role, 'case.work') && <Off {...props} />}
    </section>
  );
};

/** Taking it off: one asks, another one agrees or lets it stand. */
const Off = (props: CaseProps) => {
  const { view, page } = props;
  const { t } = view;
  const { ourselvesOffBy: by } = page.head;
  if (by === null)
    return (
      <form class="decisions" method="post" action={caseAction(props, 'ourselves')}>
        <button class="button button-quiet" type="submit" name="about" value="no" aria-describedby="ourselves-off">
          {t('ourselves.ask-off')}
        </button>
        <span class="hint" id="ourselves-off">
          {t('ourselves.ask-off-hint')}
        </span>
      </form>
    );
  const own = by === page.member.id;
  const apart = page.offHand === null || own ? null : keptApart(page.offHand, page.member.id, 'submission.review');
  return (
    <>
      <p role="status">{t('ourselves.asked', { name: nameOf(page, by, '–') })}</p>
      {apart !== null && <NotForYouNote view={view} why={apart} nameOf={(id) => nameOf(page, id, '–')} />}
      <form class="decisions" method="post" action={caseAction(props, 'ourselves')}>
        {!own && apart === null && may(page.member.role, 'submission.review') && (
          <button class="button button-strong" type="submit" name="about" value="no">
            {t('ourselves.agree')}
          </button>
        )}
        <button class="button button-quiet" type="submit" name="about" value="yes">
          {t('ourselves.keep')}
        </button>
      </form>
    </>
  );
};
