// What is still missing, each line with the place where it is done; then the way to a second person.
import { isLive } from '../../../core/case.ts';
import { type BeyondEvidence, type ChecklistItem, missingIn } from '../../../core/checklist.ts';
import { neededFields } from '../../../core/draft.ts';
import { may } from '../../../core/rights.ts';
import { standingOf } from '../../../core/wording.ts';
import { isKey } from '../../locale.ts';
import { notePath } from '../../pages/addresses.ts';
import { verdictWord } from '../../pages/verdict-words.ts';
import { type CaseProps, caseAction, nameOf } from './case-form.tsx';
import { placeOf } from './case-open-parts.ts';

type ItemOf<What extends ChecklistItem['what']> = Extract<ChecklistItem, { readonly what: What }>;

/** Of a case that is over nothing is missing any more: only the ways on stand there, and nothing where there are none. */
export const CaseChecklist = (props: CaseProps) => {
  const { view, page } = props;
  const { state, aboutOurselves } = page.head;
  const lacks = isLive(state) && !aboutOurselves;
  const goesOn = may(page.member.role, 'submission.submit') && state !== 'closed';
  if (!lacks && !goesOn) return null;
  return (
    <aside class="case-side">
      <div class="case-checklist">
        {lacks ? <Missing {...props} /> : <h2 id="checklist">{view.t('case.onward')}</h2>}
        {goesOn && <Onward {...props} missing={missingIn(page.items).length} />}
      </div>
    </aside>
  );
};

const Missing = (props: CaseProps) => {
  const { view, page } = props;
  const { t } = view;
  return (
    <>
      <h2 id="checklist">{t('case.checklist')}</h2>
      {page.head.state === 'open' && <Next {...props} />}
      <ul>
        {page.items.map((item) => (
          <li key={item.what} class={`is-${item.state}`}>
            <Mark state={item.state} />
            <span>
              <a href={`#${placeOf[item.what]}`}>{t(labelOf(item))}</a>
              <span class="visually-hidden"> – {t(`case.check-state.${item.state}`)}</span>
              {item.what === 'wording' && <Wording {...props} item={item} />}
              {item.what === 'dated' && item.langs.length > 0 && (
                <span class="hint">
                  {t('case.check.dated-langs', {
                    languages: item.langs.map((lang) => view.language(lang)).join(', '),
                  })}
                </span>
              )}
              {item.what === 'text' && <Text {...props} item={item} />}
              {'beyond' in item && item.beyond.length > 0 && <Beyond view={view} beyond={item.beyond} />}
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
    </>
  );
};

/** What is done is called by what it is; what is worth a look, by what is not so yet. */
const labelOf = ({ what, state }: ChecklistItem) =>
  (what === 'independent' || what === 'dated') && state === 'advised'
    ? (`case.check.${what}.not-yet` as const)
    : (`case.check.${what}` as const);

/** The first thing that holds it up, before everything else. */
const Next = ({ view, page }: CaseProps) => {
  const [item] = missingIn(page.items);
  if (item === undefined) return null;
  const key = `case.next.${item.what === 'wording' ? wordingStep(page) : item.what}`;
  return (
    <p class="case-next">
      {view.t('case.next')}{' '}
      <a href={`#${placeOf[item.what]}`}>{view.t(isKey(key) ? key : `case.check.${item.what}`)}</a>
    </p>
  );
};

/** Before anybody can agree to a sentence somebody has to write one; of one's own it is another who agrees. */
const wordingStep = ({ gathered, member }: CaseProps['page']): 'wording' | 'wording-write' | 'wording-own' => {
  const { pending } = standingOf(gathered.wordings);
  if (pending.length === 0) return 'wording-write';
  const isForThem = may(member.role, 'wording.approve') && pending.some(({ proposedBy }) => proposedBy !== member.id);
  return isForThem ? 'wording' : 'wording-own';
};

/** In which languages the claim has no sentence, and in which one waits for whose yes. */
const Wording = ({ view, page, item }: CaseProps & { readonly item: ItemOf<'wording'> }) => {
  const { t } = view;
  const said = (langs: readonly string[]) => langs.map((lang) => view.language(lang)).join(', ');
  const { pending } = standingOf(page.gathered.wordings);
  return (
    <>
      {item.waits.length > 0 && (
        <span class="hint">
          {t('case.check.wording-waits', {
            languages: said(item.waits),
            name: pending.map(({ proposedBy }) => nameOf(page, proposedBy, '–')).join(', '),
          })}
        </span>
      )}
      {item.langs.length > 0 && (
        <span class="hint">{t('case.check.wording-langs', { languages: said(item.langs) })}</span>
      )}
    </>
  );
};

/** Which fields of which language are empty, each a way to it; before anybody began, those of the case's own language. */
const Text = ({ view, page, item }: CaseProps & { readonly item: ItemOf<'text'> }) => {
  const { t } = view;
  const [first] = page.langs;
  const none = item.state === 'missing' && item.unwritten.length === 0;
  const unwritten = none && first !== undefined ? [{ lang: first, fields: neededFields }] : item.unwritten;
  return unwritten.map(({ lang, fields }) => (
    <span class="hint" key={lang}>
      {view.language(lang)}:{' '}
      {fields.map((field, n) => (
        <>
          {n > 0 && ', '}
          <a key={field} href={`#draft-${lang}-${field}`}>
            {t(`case.field.${field}`)}
          </a>
        </>
      ))}
    </span>
  ));
};

/** The verdicts that the evidence does not carry, those together that lack the same. */
const Beyond = ({ view, beyond }: { readonly view: CaseProps['view']; readonly beyond: readonly BeyondEvidence[] }) => (
  <span class="hint">
    {view.t('grounds.beyond-these')}
    <ul class="case-beyond">
      {[...new Set(beyond.map(({ lacks }) => lacks))].map((lack) => (
        <li key={lack}>
          {beyond
            .filter(({ lacks }) => lacks === lack)
            .map(({ verdict }) => verdictWord(view, verdict))
            .join(', ')}
          : {view.t(`grounds.lacks.${lack}`)}
        </li>
      ))}
    </ul>
  </span>
);

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
          {page.head.aboutOurselves ? (
            <p class="hint">{t('ourselves.no-check')}</p>
          ) : missing === 0 ? (
            <>
              <a class="button button-strong" href={caseAction(props, 'submit')}>
                {t('case.submit')}
              </a>
              <p class="hint">{t('case.submit.next')}</p>
            </>
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
