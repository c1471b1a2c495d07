// The words of a request about somebody's own data, for whoever asked and for whoever answers.

import type { Id } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import { ok, type Refusal, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { DataRequest, RequestWords } from './contact-ports.ts';
import { lookupOf } from './own-page.ts';
import type { World } from './world.ts';

/** `words` is null once they are forgotten. */
export type ReadRequest = { readonly request: DataRequest; readonly words: RequestWords | null };

/** A request by the secret of its page, or by its id for those of the team who hold the right. */
export const readRequest = async (
  world: Pick<World, 'dataRequests' | 'vault' | 'keyed'>,
  of: { readonly secret: string } | { readonly id: Id; readonly actor: Actor },
): Promise<Result<ReadRequest, Refusal<'forbidden' | 'not-found'>>> => {
  if ('actor' in of && !may(of.actor.role, 'data.answer')) return refuse('forbidden');
  const request =
    'secret' in of
      ? await world.dataRequests.followed(lookupOf(world.keyed, 'request', of.secret))
      : await world.dataRequests.request(of.id);
  if (request === undefined) return refuse('not-found');
  const { sealed } = request;
  const words = sealed === null ? undefined : await world.vault.open(sealed.day, sealed.id, sealed.sealed);
  return ok({ request, words: words === undefined ? null : (JSON.parse(words) as RequestWords) });
};
