// What somebody who rates proposes: a source, context, or better words. Two of the team weigh it before anybody reads it.
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { visibleText } from '../base/visible-text.ts';
import { citedAddress, isPermalink } from '../kit/links/index.ts';

export const proposalKinds = ['evidence', 'context', 'wording'] as const;
export type ProposalKind = (typeof proposalKinds)[number];

/** Why it is not taken: a closed list, so that no words about somebody are needed. */
export const proposalNoes = [
  'there-already',
  'not-about-it',
  'source-weak',
  'cannot-be-checked',
  'about-a-person',
] as const;
export type ProposalNo = (typeof proposalNoes)[number];

export const shortestProposal = 20;
export const longestProposal = 1000;
const longestAddress = 2000;

/** Of one rater on one day. */
export const proposalsPerDay = 5;

/** Days after which what nobody weighed loses its words, as the text of a question does. */
export const proposalDays = 90;

export type ProposalInput = { readonly kind: ProposalKind; readonly says: string; readonly url: string | null };

export type ProposalRefusal = Refusal<
  'proposal-kind' | 'proposal-text' | 'proposal-source' | 'proposal-address' | 'proposal-post'
>;

/** Makes a proposal of what a form or a program brought; evidence needs an address, and nothing leads to somebody's post. */
export const parseProposal = (raw: {
  readonly kind?: string | undefined;
  readonly says?: string | undefined;
  readonly url?: string | null | undefined;
}): Result<ProposalInput, ProposalRefusal> => {
  const kind = proposalKinds.find((one) => one === raw.kind);
  if (kind === undefined) return refuse('proposal-kind', { field: 'kind', detail: proposalKinds.join(', ') });
  const says = visibleText(raw.says ?? '')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();
  if (says.length < shortestProposal || says.length > longestProposal)
    return refuse('proposal-text', { field: 'says', detail: `${shortestProposal}–${longestProposal}` });
  const typed = (raw.url ?? '').trim();
  if (typed === '')
    return kind === 'evidence' ? refuse('proposal-source', { field: 'url' }) : ok({ kind, says, url: null });
  const cited = citedAddress(typed);
  if (!cited.ok || cited.value.length > longestAddress) return refuse('proposal-address', { field: 'url' });
  const url = cited.value;
  return isPermalink(url) ? refuse('proposal-post', { field: 'url' }) : ok({ kind, says, url });
};
