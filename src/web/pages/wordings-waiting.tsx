// Wordings that wait for a second person: whose they are, who may agree, and what to do where nobody else can.
import type { AliasProposal } from '../../core/alias.ts';
import { inLanguage } from './addresses.ts';
import { CheckLink } from './check-link.tsx';
import { NotForYouNote } from './not-for-you-note.tsx';
import type { PageOf } from './page-of.ts';
import { namedFor, Uncovered } from './veiled.tsx';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'operator-wordings'> };
type One = Props & { readonly proposal: AliasProposal };

export const WordingsWaiting = ({ view, page }: Props) => {
  const { t } = view;
  return (
    <section class="block" aria-labelledby="waiting">
      <h2 id="waiting">{t('wordings.waiting')}</h2>
      <p class="wide-hint">{t('wordings.waiting-lead')}</p>
      {page.proposals.length === 0 ? (
        <p class="empty">{t('wordings.waiting-none')}</p>
      ) : (
        <ul class="source-list">
          {page.proposals.map((proposal) => (
            <Waiting key={proposal.id} view={view} page={page} proposal={proposal} />
          ))}
        </ul>
      )}
    </section>
  );
};

const Waiting = ({ view, page, proposal }: One) => {
  const { t } = view;
  const { id, text, lang, declined, proposedBy, proposedOn } = proposal;
  return (
    <li id={id}>
      <div>
        <p class="wording" id={`alias-${id}`} lang={lang}>
          {namedFor(view, text)}
        </p>
        <Uncovered view={view} text={text} lang={lang} />
        <p>
          <CheckLink view={view} card={page.cards.get(proposal.check)} />
        </p>
        <p class="meta">
          <span>{view.language(lang)}</span>
          <span>{t('wordings.proposed-by', { name: nameIn(page, proposedBy), day: view.day(proposedOn) })}</span>
          {declined && (
            <span class="tag tag-warn">
              {t('wordings.declined-by', { name: nameIn(page, declined.by), day: view.day(declined.on) })}
            </span>
          )}
        </p>
        {page.unsettled?.proposal === id && (
          <p class="note note-warn" role="alert" tabIndex={-1}>
            {t(`wordings.unsettled.${page.unsettled.code}`)}
          </p>
        )}
        <WhoAgrees view={view} page={page} proposal={proposal} />
      </div>
      <Settle view={view} page={page} proposal={proposal} />
    </li>
  );
};

const nameIn = (page: Props['page'], id: AliasProposal['proposedBy']): string => page.names.get(id) ?? '–';

/** To whoever proposed it: whom to ask, or what to do where the team has nobody else. */
const WhoAgrees = ({ view, page, proposal }: One) => {
  const { t } = view;
  if (page.member === null || proposal.declined !== null) return null;
  const why = page.not.get(proposal.id);
  if (why !== undefined && why !== 'own')
    return <NotForYouNote view={view} why={why} nameOf={(id) => nameIn(page, id)} />;
  if (why === undefined) return <p class="hint">{t('wordings.agree-hint')}</p>;
  const others = page.agreeing;
  return others.length > 0 ? (
    <p class="hint">{t('wordings.ask', { names: others.map((id) => nameIn(page, id)).join(', ') })}</p>
  ) : (
    <p class="note">
      {t('wordings.alone')} <a href={inLanguage(view.lang, '/desk/team')}>{t('wordings.alone-go')}</a>
    </p>
  );
};

const Settle = ({ view, page, proposal }: One) => {
  const { t } = view;
  const { id } = proposal;
  if (page.member === null) return null;
  const described = { 'aria-describedby': `alias-${id}` };
  if (page.member === proposal.proposedBy)
    return (
      <form class="decisions" method="post" action={`/operator/wordings/proposals/${id}/take-back`}>
        <button class="button button-quiet" type="submit" {...described}>
          {t('wordings.take-back')}
        </button>
      </form>
    );
  if (proposal.declined !== null) return null;
  return (
    <div class="decisions">
      {(page.not.has(id) ? (['declined'] as const) : (['confirmed', 'declined'] as const)).map((decision) => (
        <form method="post" action={`/operator/wordings/proposals/${id}`} key={decision}>
          <input type="hidden" name="decision" value={decision} />
          <button class="button button-quiet" type="submit" {...described}>
            {t(`wordings.do.${decision}`)}
          </button>
        </form>
      ))}
    </div>
  );
};
