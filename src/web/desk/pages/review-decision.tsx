// The decision itself: yes, back with remarks, or no; over a no, an editor's word in public.
import { reviewKeptApart } from '../../../core/decision.ts';
import { isLetInLately } from '../../../core/let-in.ts';
import { may } from '../../../core/rights.ts';
import { inLanguage } from '../../pages/addresses.ts';
import { NotForYouNote } from '../../pages/not-for-you-note.tsx';
import { type ReviewProps, versionsOf } from './review-passages.tsx';
import { nameIn } from './reviews-page.tsx';

export const ReviewDecision = ({ view, page }: ReviewProps) => {
  const { t } = view;
  const { submission, member } = page;
  const own = submission.writers.includes(member.id);
  const overriding = submission.state === 'rejected' || submission.state === 'changes';
  if (submission.state !== 'waiting' && !overriding) return null;
  if (overriding && !may(member.role, 'submission.override')) return null;
  if (own) return overriding ? null : <p class="note">{t('decide.own')}</p>;
  if (overriding && submission.reviews.some(({ by }) => by === member.id)) return null;
  if (!may(member.role, 'submission.review')) return <p class="note">{t('decide.no-right')}</p>;
  const apart = reviewKeptApart({ hand: page.hand, reviews: submission.reviews }, member.id, overriding);
  if (apart !== null) return <NotForYouNote view={view} why={apart} nameOf={(id) => nameIn(page.team, id)} />;
  const versions =
    submission.kind === 'check' || submission.kind === 'correction' || submission.kind === 'explainer'
      ? versionsOf<unknown>(view, submission.content.texts).map(([lang]) => lang)
      : [];
  // Said of every version, without a script; style takes away what is ticked.
  const unread = versions.length > 0 ? 'unread' : undefined;
  const next = encodeURIComponent(inLanguage(view.lang, `/desk/reviews/${submission.id}`));
  return (
    <fieldset class="decide-decision">
      <legend>{t(overriding ? 'decide.override' : 'decide.decision')}</legend>
      {overriding && <p class="hint">{t('decide.override.lead')}</p>}
      {!page.proven && (
        <p class="note">
          {t('decide.prove')} <a href={`${inLanguage(view.lang, '/confirm')}?next=${next}`}>{t('decide.prove.go')}</a>
        </p>
      )}
      {!page.submitterMay && <p class="note note-warn">{t('decide.no.first-without-right')}</p>}
      {isLetInLately(page.hand, member.id) && <p class="note note-warn">{t('decide.let-in')}</p>}
      {versions.length > 0 && (
        <div class="decide-read">
          {versions.map((lang) => (
            <label key={lang}>
              <input type="checkbox" name={`read.${lang}`} checked={page.typed[`read.${lang}`] !== undefined} />{' '}
              {t('decide.read', { language: view.language(lang) })}
            </label>
          ))}
        </div>
      )}
      <div class="decide-field">
        <label for="reason">{t(overriding ? 'decide.reason.public' : 'decide.reason')}</label>
        <textarea
          id="reason"
          name="reason"
          rows={3}
          maxLength={2000}
          aria-describedby="reason-hint"
          aria-invalid={page.refused?.field === 'reason' || undefined}
        >
          {page.typed.reason ?? ''}
        </textarea>
        <p class="hint" id="reason-hint">
          {t(overriding ? 'decide.reason.public-hint' : 'decide.reason.hint')}
        </p>
      </div>
      <div class="decide-buttons">
        {overriding ? (
          <button
            class="button button-strong"
            type="submit"
            name="outcome"
            value="overridden"
            aria-describedby={unread}
          >
            {t('decide.do.overridden')}
          </button>
        ) : (
          <>
            <button
              class="button button-strong"
              type="submit"
              name="outcome"
              value="approved"
              aria-describedby={unread}
            >
              {t(submission.publishAt ? 'decide.do.approved-later' : 'decide.do.approved')}
            </button>
            <button class="button button-quiet" type="submit" name="outcome" value="changes">
              {t('decide.do.changes')}
            </button>
            <button class="button button-quiet" type="submit" name="outcome" value="rejected">
              {t('decide.do.rejected')}
            </button>
          </>
        )}
      </div>
      {versions.length > 0 && (
        <p class="hint decide-unread" id="unread">
          {t('decide.unread')}{' '}
          {versions.map((lang) => (
            <span key={lang} data-unread={lang}>
              {view.language(lang)}
            </span>
          ))}
        </p>
      )}
    </fieldset>
  );
};
