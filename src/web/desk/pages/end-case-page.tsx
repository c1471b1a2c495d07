// The reasons for which one person may end a case, each with what it means for whoever asked.
import { type Closing, longestSpamWords, spamReasons } from '../../../core/case.ts';
import { inLanguage } from '../../pages/addresses.ts';
import { namedFor, Uncovered } from '../../pages/veiled.tsx';
import type { View } from '../../pages/view.ts';
import { DeskFrame } from './desk-frame.tsx';
import type { QueuePageOf } from './queue-model.ts';

type Props = { readonly view: View; readonly page: QueuePageOf<'desk-case-end'> };

// What helps people first; what cannot be taken back last.
const order = [
  'duplicate',
  'scam-victim',
  'crisis',
  'emergency',
  'spam',
  'private-person',
] as const satisfies readonly Closing[];

export const EndCasePage = ({ view, page }: Props) => {
  const { t, lang } = view;
  const { line, refused } = page;
  const at = inLanguage(lang, `/desk/cases/${line.number}`);
  return (
    <DeskFrame view={view} member={page.member} at="queue">
      <div class="narrow queue-form">
        <p>
          <a href={at}>{t('end-case.back')}</a>
        </p>
        <h1>{t('end-case.title')}</h1>
        <p class="queue-claim" lang={line.lang}>
          {line.title === null ? t('queue.untitled', { number: line.number }) : namedFor(view, line.title)}
        </p>
        {line.title !== null && <Uncovered view={view} text={line.title} lang={line.lang} />}
        <p>{t('end-case.lead')}</p>
        {refused && (
          <p class="note note-warn" id="no" role="alert">
            {t(`end-case.no.${refused}`)}
          </p>
        )}
        <form method="post" action={`${at}/close`}>
          <fieldset>
            <legend class="visually-hidden">{t('end-case.title')}</legend>
            {order.map((as) => (
              <div key={as}>
                <label class="queue-radio">
                  <input type="radio" name="as" value={as} required checked={page.chosen === as} />
                  <span>{t(`end-case.as.${as}`)}</span>
                </label>
                {as === 'duplicate' && (
                  <div class="queue-under">
                    <label>
                      <span>{t('end-case.duplicate-of')}</span>
                      <input
                        type="text"
                        name="of"
                        maxLength={500}
                        value={page.of}
                        aria-describedby={refused ? 'no of-hint' : 'of-hint'}
                      />
                    </label>
                    <span class="hint" id="of-hint">
                      {t('end-case.duplicate-hint')}
                    </span>
                  </div>
                )}
                {as === 'spam' && <Spam {...{ view, page }} />}
              </div>
            ))}
          </fieldset>
          <button class="button button-strong" type="submit">
            {t('end-case.close')}
          </button>
        </form>
        <p class="note">
          {t('end-case.two')} <a href={`${at}/decline`}>{t('end-case.two-link')}</a>
        </p>
      </div>
    </DeskFrame>
  );
};

/** Which kind of spam, for the history of the case; whoever asked never reads it. */
const Spam = ({ view, page }: Props) => {
  const { t } = view;
  const described = page.refused ? 'no spam-hint' : 'spam-hint';
  return (
    <div class="queue-under">
      <label>
        <span>{t('end-case.spam-because')}</span>
        <select name="because" aria-describedby={described}>
          <option value="">{t('end-case.spam-choose')}</option>
          {spamReasons.map((one) => (
            <option key={one} value={one} selected={page.because === one}>
              {t(`end-case.spam.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('end-case.spam-words')}</span>
        <input type="text" name="words" maxLength={longestSpamWords} value={page.words} aria-describedby={described} />
      </label>
      <span class="hint" id="spam-hint">
        {t('end-case.spam-hint')}
      </span>
    </div>
  );
};
