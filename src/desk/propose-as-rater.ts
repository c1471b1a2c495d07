// Somebody who rates proposes a source, context or better words, under their pseudonym of the quarter.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type ProposalRefusal, parseProposal, proposalsPerDay } from '../core/rater-proposal.ts';
import { isLanguage } from './case-text.ts';
import { clean } from './clean.ts';
import type { ProposedTo } from './rater-proposal-ports.ts';
import type { RaterHere } from './rater-session.ts';
import type { World } from './world.ts';

export type ProposeRefusal = ProposalRefusal | Refusal<'proposal-not-plain' | 'proposals-full' | 'not-found'>;

/** Nobody reads it but the team, until two of it accept it. A number, a handle or an address in it leads to somebody: refused. */
export const proposeAsRater = async (
  world: Pick<World, 'proposals' | 'keyed' | 'newId' | 'now'>,
  { pseudonym, quarter }: RaterHere,
  given: Parameters<typeof parseProposal>[0] & { readonly to: ProposedTo; readonly lang: string },
): Promise<Result<Id, ProposeRefusal>> => {
  const parsed = parseProposal(given);
  if (!parsed.ok) return parsed;
  if (clean(world.keyed, parsed.value.says).text !== parsed.value.says)
    return refuse('proposal-not-plain', { field: 'says' });
  const id = world.newId();
  const lang = isLanguage(given.lang) ? (given.lang.split('-')[0] ?? 'vi') : 'vi';
  const on = dayOf(world.now());
  const done = await world.proposals.propose(
    { ...parsed.value, id, pseudonym, quarter, to: given.to, lang, on },
    proposalsPerDay,
  );
  if (done === 'gone') return refuse('not-found');
  return done === 'full' ? refuse('proposals-full') : ok(id);
};
