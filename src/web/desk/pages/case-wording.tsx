// The claim as it will be checked: proposed by anybody, approved by somebody else, and begun anew when it changes.
import { may } from '../../../core/rights.ts';
import { endOf, longestWording, standingOf } from '../../../core/wording.ts';
import { asksOf, unanswered } from '../../../core/wording-asks.ts';
import type { CaseWording as Proposal } from '../../../desk/index.ts';
import { NotForYouNote } from '../../pages/not-for-you-note.tsx';
import { Area, type CaseProps, caseAction, Field, inOrder, nameOf, RefusedNote, refusedIn } from './case-form.tsx';
import { Part } from './case-part.tsx';

const mostNames = 5;

/** `open`: proposals are made and decided on; where something is handed in or public, none waits, here or on the list of reviews. */
export const CaseWording = (props: CaseProps & { readonly open: boolean }) => {
  const { view, page, open } = props;
  const { t } = view;
  const { wordings } = page.gathered;
  const { approved, pending: waits } = standingOf(wordings);
  const pending = open ? waits : [];
  const own = pending.find(({ proposedBy }) => proposedBy === page.member.id);
  return (
    <Part
      {...props}
      id="wording"
      title={t('case.wording')}
      sum={t(
        pending.length > 0 ? 'case.sum.wording.waits' : approved !== null ? 'case.sum.wording.agreed' : 'case.sum.none',
        { count: pending.length },
      )}
    >
      {approved && (
        <div class="case-wording case-wording-approved">
          <p class="case-state">{t('case.wording.approved', { name: nameOf(page, approved.approvedBy, '–') })}</p>
          <Sentences view={view} page={page} of={approved} />
        </div>
      )}
      {pending.length > 1 && <p class="hint">{t('case.wording.beside')}</p>}
      {pending.map((one) => (
        <div class="case-wording" key={one.id}>
          <p class="case-state">{t('case.wording.pending', { name: nameOf(page, one.proposedBy, '–') })}</p>
          <ForWhom view={view} page={page} of={one} />
          <Sentences view={view} page={page} of={one} />
          <Asks {...props} of={one} />
          <Decide {...props} pending={one} />
        </div>
      ))}
      {!approved && pending.length === 0 && <p class="empty">{t('case.wording.none')}</p>}
      <Before {...props} all={wordings} />
      {open && <Propose {...props} from={own ?? approved ?? pending.at(-1) ?? null} />}
    </Part>
  );
};

/** Every proposal that neither stands nor waits, with what became of it: no sentence of anybody goes unseen. */
const Before = ({ view, page, all }: CaseProps & { readonly all: readonly Proposal[] }) => {
  const ended = all.flatMap((of) => {
    const end = endOf(of, all);
    return end === null ? [] : [{ of, end }];
  });
  return ended.length === 0 ? null : (
    <details class="fold">
      <summary>{view.t('case.wording.before', { count: ended.length })}</summary>
      {ended.map(({ of, end }) => (
        <div class="case-wording" key={of.id}>
          <p class="case-state">
            {view.t(`case.wording.ended-${end}`, {
              name: nameOf(page, of.proposedBy, '–'),
              other: nameOf(page, of.approvedBy ?? of.declinedBy, '–'),
            })}
          </p>
          <Sentences view={view} page={page} of={of} />
        </div>
      ))}
    </details>
  );
};

/** What the words of the sentence raise: put to whoever proposed it, and to whoever agrees, who answers it below. */
const Asks = ({ view, of }: CaseProps & { readonly of: Proposal }) =>
  asksOf(of.wording).map(({ what, lang, words }) => (
    <p key={what + lang} class="note">
      {view.t(`case.wording.asks-${what}`, { words })}
    </p>
  ));

/** Who can say yes: reviewers other than whoever proposed it. */
const ForWhom = ({ view, page, of }: CaseProps & { readonly of: Proposal }) => {
  const names = page.team
    .filter(({ id, state, role }) => state === 'active' && id !== of.proposedBy && may(role, 'wording.approve'))
    .map(({ id, name }) => (id === page.member.id ? view.t('case.wording.you') : name));
  return (
    <p class="hint">
      {names.length === 0
        ? view.t('case.wording.for-nobody')
        : view.t('case.wording.for', {
            names: names.slice(0, mostNames).join(', '),
            more: names.length > mostNames ? '…' : '',
          })}
    </p>
  );
};

const Sentences = ({ view, page, of }: CaseProps & { readonly of: Proposal }) => (
  <>
    {inOrder(page, of.wording).map(([lang, text]) => (
      <p key={lang} class="case-sentence" lang={lang}>
        {text}
      </p>
    ))}
    {of.saidBy &&
      inOrder(page, of.saidBy).map(([lang, { name, role, place }]) => (
        <p key={lang} class="hint" lang={lang}>
          {view.t('case.wording.said', { name, role, place })}
        </p>
      ))}
  </>
);

const Decide = (props: CaseProps & { readonly pending: Proposal }) => {
  const { view, page, pending } = props;
  const { t } = view;
  const own = pending.proposedBy === page.member.id;
  const mayApprove = may(page.member.role, 'wording.approve');
  const why = page.not.get(pending.id);
  if (!own && !mayApprove) return null;
  return (
    <>
      {own && <p class="hint">{t('case.wording.own')}</p>}
      {why !== undefined && <NotForYouNote view={view} why={why} nameOf={(id) => nameOf(page, id, '–')} />}
      <form class="decisions" method="post" action={caseAction(props, `wordings/${pending.id}`)}>
        {why === undefined &&
          unanswered(pending.wording, []).map((what) => (
            <label class="tick" key={what}>
              <input type="checkbox" name={what} value="1" required />
              <span>{t(`case.wording.looked-${what}`)}</span>
            </label>
          ))}
        {why === undefined && (
          <button class="button button-strong" type="submit" name="decision" value="approved">
            {t('case.wording.approve')}
          </button>
        )}
        <button class="button button-quiet" type="submit" name="decision" value="declined" formNoValidate>
          {t(own ? 'case.wording.take-back' : 'case.wording.decline')}
        </button>
      </form>
    </>
  );
};

/** Whoever opened a case of the team's own wrote its title as the sentence to check: nobody types it twice. */
const titleIn = ({ head }: CaseProps['page'], lang: string): string =>
  head.origin !== 'asked' && head.lang === lang ? (head.title ?? '') : '';

const Propose = (props: CaseProps & { readonly from: Proposal | null }) => {
  const { view, page, from } = props;
  const { t } = view;
  const refused = refusedIn(page, 'wording');
  const named =
    refused !== null ? Object.keys(refused.values).some((n) => n.startsWith('saidBy.')) : from?.saidBy != null;
  return (
    <details class="fold case-add" open={refused !== null || from === null}>
      <summary>{t(from === null ? 'case.wording.propose' : 'case.wording.change')}</summary>
      <form class="case-form" method="post" action={caseAction(props, 'wordings')} data-keep="wording">
        <RefusedNote view={view} refused={refused} />
        <p class="hint case-wide">{t('case.wording.rules')}</p>
        {page.langs.map((lang, n) => (
          <Area
            key={lang}
            id={`wording-${lang}`}
            name={`wording.${lang}`}
            label={t('case.wording.in', { language: view.language(lang) })}
            optional={n > 0 ? t('case.optional') : undefined}
            lang={lang}
            rows={2}
            max={longestWording}
            value={from?.wording[lang] ?? (from === null ? titleIn(page, lang) : '')}
            refused={refused}
          />
        ))}
        <details class="fold case-wide" open={named}>
          <summary>{t('case.wording.said-by')}</summary>
          <p class="hint">{t('case.wording.said-by-hint')}</p>
          {page.langs.map((lang) => (
            <fieldset class="case-form" key={lang}>
              <legend>{view.language(lang)}</legend>
              {(['name', 'role', 'place'] as const).map((part) => (
                <Field
                  key={part}
                  id={`said-by-${lang}-${part}`}
                  name={`saidBy.${lang}.${part}`}
                  label={t(`case.wording.said-${part}`)}
                  value={from?.saidBy?.[lang]?.[part] ?? ''}
                  refused={refused}
                  max={300}
                />
              ))}
            </fieldset>
          ))}
        </details>
        <p class="case-wide">
          <button class="button button-strong" type="submit">
            {t('case.wording.send')}
          </button>
        </p>
      </form>
    </details>
  );
};
