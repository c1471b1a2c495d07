// What is still missing, each line with the place where it is done; then the way to a second person.
import { type ChecklistItem, missingIn } from '../../../core/checklist.ts';
import { may } from '../../../core/rights.ts';
import { notePath } from '../../pages/addresses.ts';
import { verdictWord } from '../../pages/verdict-words.ts';
import { type CaseProps, caseAction, nameOf } from './case-form.tsx';

const places: Readonly<Record<ChecklistItem['what'], string>> = {
  wording: 'wording',
  sources: 'evidence',
  independent: 'evidence',
  translated: 'evidence',
  text: 'draft',
  conflicts: 'draft',
  reply: 'reply',
  'reply-wait': 'reply',
  tasks: 'tasks',
  interest: 'interest',
  concerned: 'interest',
};

export const CaseChecklist = (props: CaseProps) => {
  const { view, page } = props;
  const { t } = view;
  const missing = missingIn(page.items).length;
  return (
    <div class="case-checklist">
      <h2 id="checklist">{t('case.checklist')}</h2>
      <ul>
        {page.items.map((item) => (
          <li key={item.what} class={`is-${item.state}`}>
            <Mark state={item.state} />
            <span>
              <a href={`#${places[item.what]}`}>{t(`case.check.${item.what}`)}</a>
              <span class="visually-hidden"> – {t(`case.check-state.${item.state}`)}</span>
              {'langs' in item && item.langs.length > 0 && (
                <span class="hint">
                  {t('case.check.wording-langs', {
                    languages: item.langs.map((lang) => view.language(lang)).join(', '),
                  })}
                </span>
              )}
              {'beyond' in item &&
                item.beyond.map(({ verdict, lacks }) => (
                  <span class="hint" key={verdict}>
                    {t('grounds.beyond', { verdict: verdictWord(view, verdict), lacks: t(`grounds.lacks.${lacks}`) })}
                  </span>
                ))}
              {'lacking' in item &&
                item.lacking.map(({ evidence, title, langs }) => (
                  <span class="hint" key={evidence}>
                    <a href={`#evidence-${evidence}`}>{title}</a>{' '}
                    {t('case.check.translated-langs', {
                      languages: langs.map((lang) => view.language(lang)).join(', '),
                    })}
                  </span>
                ))}
              {'who' in item && item.who.length > 0 && (
                <span class="hint">{item.who.map((id) => nameOf(page, id, '–')).join(', ')}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {may(page.member.role, 'submission.submit') && <Onward {...props} missing={missing} />}
    </div>
  );
};

/** Where the case can go from here; each has a page of its own. */
const Onward = (props: CaseProps & { readonly missing: number }) => {
  const { view, page, missing } = props;
  const { t } = view;
  const link = (to: 'correct' | 'withdraw' | 'note' | 'decline') => (
    <li key={to}>
      <a href={caseAction(props, to)}>{t(`case.onward.${to}`)}</a>
    </li>
  );
  switch (page.head.state) {
    case 'open':
      return (
        <>
          {missing === 0 ? (
            <a class="button button-strong" href={caseAction(props, 'submit')}>
              {t('case.submit')}
            </a>
          ) : (
            <p class="hint">{t('case.submit.not-yet', { count: missing })}</p>
          )}
          <ul class="case-onward">
            {page.head.notedOn !== null && (
              <li>
                <a href={notePath(view.lang, page.head.number)}>
                  {t('case.noted', { day: view.day(page.head.notedOn) })}
                </a>
              </li>
            )}
            {(['note', 'decline'] as const).map(link)}
          </ul>
        </>
      );
    case 'published':
      return <ul class="case-onward">{(['correct', 'withdraw'] as const).map(link)}</ul>;
    case 'review':
    case 'decided':
      return <a href={caseAction(props, 'submit')}>{t('case.onward.review')}</a>;
    default:
      return null;
  }
};

/** A tick, a ring and a dot: the word stands beside them for whoever hears the page. */
const Mark = ({ state }: { readonly state: ChecklistItem['state'] }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {state === 'done' ? (
      <path d="M5 12.5l4.5 4.5L19 7.5" />
    ) : state === 'missing' ? (
      <circle cx="12" cy="12" r="7" />
    ) : (
      <circle cx="12" cy="12" r="3" />
    )}
  </svg>
);
