// How people ask for checks: what askers share, what two of the team agree to, and answers that askers propose to hold back.
import type { Id } from '../../base/ids.ts';
import { isTrusted, type ListedAlias } from '../../core/alias.ts';
import type { CheckCard } from '../../core/check.ts';
import type { StaffId } from '../../core/rights.ts';
import type { WithheldAnswer } from '../../desk/alias-ports.ts';
import { inLanguage } from './addresses.ts';
import { CheckLink } from './check-link.tsx';
import { OperatorFrame } from './operator-frame.tsx';
import type { PageOf } from './page-of.ts';
import { namedFor, Uncovered } from './veiled.tsx';
import type { View } from './view.ts';
import { WordingForm } from './wording-form.tsx';
import { WordingsWaiting } from './wordings-waiting.tsx';

type Props = { readonly view: View; readonly page: PageOf<'operator-wordings'> };
type Cards = ReadonlyMap<Id, CheckCard>;

export const OperatorWordingsPage = ({ view, page }: Props) => {
  const { t } = view;
  const asked = page.aliases.filter((a) => a.kind === 'asked');
  const standing = asked.filter((a) => a.state === 'learned' || a.state === 'confirmed');
  const settled = asked.filter((a) => a.state === 'refused' || a.state === 'dropped');
  const proposed = page.withheld.filter((answer) => !answer.held);
  const held = page.withheld.filter((answer) => answer.held);
  const added = page.aliases.filter((a) => a.kind === 'alias' && a.removedOn === null);
  const removed = page.aliases.filter((a) => a.kind === 'alias' && a.removedOn !== null);
  return (
    <OperatorFrame view={view} desk={page.desk}>
      <header class="page-head">
        <p>
          <a href="/operator">{t('run.back')}</a>
        </p>
        <h1>{t('wordings.title')}</h1>
        <p class="lead">{t('wordings.lead')}</p>
      </header>
      <section class="block" aria-labelledby="asked">
        <h2 id="asked">{t('wordings.asked')}</h2>
        <p class="wide-hint">{t('wordings.asked-lead')}</p>
        {standing.length === 0 ? (
          <p class="empty">{t('wordings.asked-none')}</p>
        ) : (
          <ByCheck view={view} cards={page.cards} aliases={standing} names={page.names} member={page.member} />
        )}
        {settled.length > 0 && (
          <details class="fold">
            <summary>
              {t('wordings.settled')} ({view.number(settled.length)})
            </summary>
            <p class="wide-hint">{t('wordings.settled-lead')}</p>
            <ByCheck view={view} cards={page.cards} aliases={settled} names={page.names} member={page.member} />
          </details>
        )}
      </section>
      <section class="block" aria-labelledby="proposed">
        <h2 id="proposed">{t('wordings.proposed')}</h2>
        <p class="wide-hint">{t('wordings.proposed-lead')}</p>
        {proposed.length === 0 ? (
          <p class="empty">{t('wordings.proposed-none')}</p>
        ) : (
          <WithheldList view={view} cards={page.cards} answers={proposed} />
        )}
      </section>
      <section class="block" aria-labelledby="withheld">
        <h2 id="withheld">{t('wordings.withheld')}</h2>
        <p class="wide-hint">{t('wordings.withheld-lead')}</p>
        {held.length === 0 ? (
          <p class="empty">{t('wordings.withheld-none')}</p>
        ) : (
          <WithheldList view={view} cards={page.cards} answers={held} />
        )}
      </section>
      {page.member === null ? (
        <section class="block" aria-labelledby="add">
          <h2 id="add">{t('wordings.add-title')}</h2>
          <p class="note">
            {t('wordings.needs-account')} <a href={inLanguage(view.lang, '/sign-in')}>{t('wordings.sign-in')}</a>
          </p>
        </section>
      ) : (
        <WordingForm view={view} refused={page.refused} />
      )}
      <WordingsWaiting view={view} page={page} />
      <section class="block" aria-labelledby="added">
        <h2 id="added">{t('wordings.added')}</h2>
        {added.length === 0 ? (
          <p class="empty">{t('wordings.added-none')}</p>
        ) : (
          <ByCheck view={view} cards={page.cards} aliases={added} names={page.names} />
        )}
        {removed.length > 0 && (
          <details class="fold">
            <summary>
              {t('wordings.removed')} ({view.number(removed.length)})
            </summary>
            <p class="wide-hint">{t('wordings.removed-lead')}</p>
            <ByCheck view={view} cards={page.cards} aliases={removed} names={page.names} />
          </details>
        )}
      </section>
    </OperatorFrame>
  );
};

/** Aliases under the check they lead to, in the order in which the checks first come. */
const ByCheck = ({
  view,
  cards,
  aliases,
  names = new Map(),
  member = null,
}: {
  readonly view: View;
  readonly cards: Cards;
  readonly aliases: readonly ListedAlias[];
  readonly names?: PageOf<'operator-wordings'>['names'];
  readonly member?: StaffId | null;
}) => (
  <>
    {[...new Set(aliases.map((a) => a.check))].map((check) => (
      <section class="wordings" key={check}>
        <h3>
          <CheckLink view={view} card={cards.get(check)} />
        </h3>
        <ul class="source-list">
          {aliases
            .filter((a) => a.check === check)
            .map((alias) => (
              <li key={alias.id}>
                <Wording view={view} alias={alias} names={names} />
                <Decisions view={view} alias={alias} member={member} />
              </li>
            ))}
        </ul>
      </section>
    ))}
  </>
);

const Wording = ({
  view,
  alias,
  names,
}: {
  readonly view: View;
  readonly alias: ListedAlias;
  readonly names: PageOf<'operator-wordings'>['names'];
}) => {
  const { t } = view;
  const lang = alias.lang === 'und' ? undefined : alias.lang;
  return (
    <div>
      <p class="wording" id={`alias-${alias.id}`} lang={lang}>
        {namedFor(view, alias.text)}
      </p>
      <Uncovered view={view} text={alias.text} {...(lang === undefined ? {} : { lang })} />
      <p class="meta">
        {lang && <span>{view.language(lang)}</span>}
        {alias.kind === 'asked' && (
          <>
            <span>{t('wordings.yes', { count: alias.yes })}</span>
            <span>{t('wordings.no', { count: alias.no })}</span>
            <span class="tag">{t(`wordings.state.${alias.state}`)}</span>
            {alias.putForward && (
              <span>
                {t('wordings.put-forward', {
                  name: names.get(alias.putForward.by) ?? '–',
                  day: view.day(alias.putForward.on),
                })}
              </span>
            )}
            {alias.state === 'confirmed' && alias.agreed && <Agreed view={view} alias={alias} names={names} />}
          </>
        )}
        {alias.kind === 'alias' && <Agreed view={view} alias={alias} names={names} />}
      </p>
      {alias.kind === 'asked' && alias.state === 'confirmed' && !isTrusted(alias) && (
        <p class="doubt">{t('wordings.unsure')}</p>
      )}
    </div>
  );
};

/** Who wrote it and who agreed. One from before there were two says so, and stays in use. */
const Agreed = ({ view, alias, names }: Parameters<typeof Wording>[0]) => {
  const { agreed, removedOn } = alias;
  const name = (id: StaffId) => names.get(id) ?? '–';
  return (
    <>
      {agreed === null ? (
        <span class="tag">{view.t('wordings.of-one')}</span>
      ) : (
        <span>
          {view.t('wordings.of-two', {
            by: name(agreed.addedBy),
            other: name(agreed.confirmedBy),
            day: view.day(agreed.on),
          })}
        </span>
      )}
      {removedOn !== null && <span class="tag">{view.t('wordings.removed-on', { day: view.day(removedOn) })}</span>}
    </>
  );
};

/** The second of two confirms, and nobody both times: the printed link is no account. `uses`: what makes the check answer, and asks for the second factor. */
const decisionsOn = ({ kind, state, removedOn, putForward }: ListedAlias, member: StaffId | null) => {
  if (kind === 'alias') return removedOn === null ? (['remove'] as const) : (['bring-back'] as const);
  const confirms = member === null || putForward?.by === member ? ([] as const) : (['confirm'] as const);
  if (state === 'learned') return [...confirms, 'refuse'] as const;
  return state === 'confirmed' ? (['refuse'] as const) : confirms;
};
const uses: readonly string[] = ['confirm', 'bring-back'];

const Decisions = ({
  view,
  alias,
  member,
}: {
  readonly view: View;
  readonly alias: ListedAlias;
  readonly member: StaffId | null;
}) => (
  <div class="decisions">
    {decisionsOn(alias, member).map((decision) => (
      <form
        method="post"
        action={`/operator/wordings/${alias.id}${uses.includes(decision) ? '/use' : ''}`}
        key={decision}
      >
        <input type="hidden" name="decision" value={decision} />
        <button class="button button-quiet" type="submit" aria-describedby={`alias-${alias.id}`}>
          {view.t(`wordings.${decision}`)}
        </button>
      </form>
    ))}
  </div>
);

const WithheldList = ({
  view,
  cards,
  answers,
}: {
  readonly view: View;
  readonly cards: Cards;
  readonly answers: readonly WithheldAnswer[];
}) => (
  <ul class="source-list">
    {answers.map((answer) => (
      <Withheld key={`${answer.check} ${answer.claim}`} view={view} cards={cards} answer={answer} />
    ))}
  </ul>
);

const Withheld = ({
  view,
  cards,
  answer,
}: {
  readonly view: View;
  readonly cards: Cards;
  readonly answer: WithheldAnswer;
}) => {
  const { t } = view;
  const id = `withheld-${answer.claim}-${answer.check}`;
  return (
    <li>
      <div>
        <p class="wording" id={id}>
          <CheckLink view={view} card={cards.get(answer.check)} />
        </p>
        <p class="meta">
          <span>{t('wordings.no', { count: answer.no })}</span>
          <span>{t('wordings.yes', { count: answer.yes })}</span>
          <span>{t('wordings.since', { day: view.day(answer.since) })}</span>
        </p>
      </div>
      <form class="decisions" method="post" action={`/operator/withheld/${answer.check}/${answer.claim}`}>
        {!answer.held && (
          <button class="button button-quiet" type="submit" name="decision" value="hold" aria-describedby={id}>
            {t('wordings.hold')}
          </button>
        )}
        <button class="button button-quiet" type="submit" name="decision" value="release" aria-describedby={id}>
          {t(answer.held ? 'wordings.release' : 'wordings.dismiss')}
        </button>
      </form>
    </li>
  );
};
