// A check that is to end the case, waiting for a second person before anybody who asked is written to.
import { textIn } from '../../../core/check.ts';
import { may } from '../../../core/rights.ts';
import type { ClosingAsked } from '../../../desk/index.ts';
import { checkPath } from '../../pages/addresses.ts';
import { NotForYouNote } from '../../pages/not-for-you-note.tsx';
import { type CaseProps, caseAction, nameOf } from './case-form.tsx';
import { momentOf } from './reviews-page.tsx';

export const CaseClosing = (props: CaseProps) => {
  const { view, page } = props;
  const { t } = view;
  const { closing, closingApart: apart } = page;
  if (closing === null) return null;
  const own = closing.askedBy === page.member.id;
  return (
    <section class="note note-warn case-closing" id="closing" aria-labelledby="closing-title">
      <h2 id="closing-title">{t('closing.title')}</h2>
      <p>
        {t('closing.asked', { name: nameOf(page, closing.askedBy, '–'), count: closing.asked })}{' '}
        <a href={checkPath(view.lang, closing.check.slug)}>{textIn(closing.check.titles, view.lang).text}</a>
      </p>
      <p>{t('closing.until')}</p>
      <WhoAgrees {...props} closing={closing} own={own} />
      {!own && apart !== null && may(page.member.role, 'case.close') && (
        <NotForYouNote view={view} why={apart} nameOf={(id) => nameOf(page, id, '–')} />
      )}
      {may(page.member.role, 'case.close') && (
        <form class="decisions" method="post" action={caseAction(props, 'closing')}>
          <input type="hidden" name="closing" value={closing.id} />
          {own ? (
            <button class="button button-quiet" type="submit" name="do" value="withdrawn">
              {t('closing.withdraw')}
            </button>
          ) : (
            <>
              {apart === null && (
                <button class="button button-strong" type="submit" name="do" value="agreed">
                  {t('closing.agree')}
                </button>
              )}
              <button class="button button-quiet" type="submit" name="do" value="declined">
                {t('closing.decline')}
              </button>
            </>
          )}
        </form>
      )}
    </section>
  );
};

type WhoProps = CaseProps & { readonly closing: ClosingAsked; readonly own: boolean };

/** Whether somebody else can, and from when on: whoever asked and those whom they let in lately count as one. */
const WhoAgrees = ({ view, page, closing: { agreeing, aloneAt, askedBy }, own }: WhoProps) => {
  const { t } = view;
  if (aloneAt !== null) return <p>{t('closing.alone', { time: momentOf(aloneAt) })}</p>;
  if (agreeing.may.length > 0) return own ? <p class="hint">{t('closing.own')}</p> : null;
  return agreeing.from === null ? (
    <p>{t('closing.nobody')}</p>
  ) : (
    <p>{t('closing.from', { name: nameOf(page, askedBy, '–'), day: view.day(agreeing.from) })}</p>
  );
};
