// Somebody writes down what a body from outside asked and what was done; it is public once somebody else has agreed.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import {
  type OutsideRequest,
  type OutsideRequestRefusal,
  parseOutsideRequest,
  textsIn,
} from '../core/outside-request.ts';
import { type Actor, may } from '../core/rights.ts';
import { clean } from './clean.ts';
import type { World } from './world.ts';

export type WriteOutsideRequestRefusal =
  | OutsideRequestRefusal
  | Refusal<'forbidden' | 'request-not-plain' | 'request-no-check' | 'request-corrects-nothing'>;

/** `check`: the slug of the check it was about. Gives the id under which it waits. */
export const writeOutsideRequest = async (
  world: Pick<World, 'outsideRequests' | 'reads' | 'keyed' | 'newId' | 'now'>,
  actor: Actor,
  given: OutsideRequest & { readonly check: string | null },
): Promise<Result<Id, WriteOutsideRequestRefusal>> => {
  if (!may(actor.role, 'requests.tell')) return refuse('forbidden');
  const at = world.now();
  const { check: slug, ...rest } = given;
  const parsed = parseOutsideRequest(rest, dayOf(at));
  if (!parsed.ok) return parsed;
  // A number, a handle or an address leads to somebody.
  if (textsIn(parsed.value).some((text) => clean(world.keyed, text).text !== text)) return refuse('request-not-plain');
  const check = slug === null ? null : await world.reads.check(slug);
  if (check === undefined) return refuse('request-no-check', { field: 'check' });
  const { corrects } = parsed.value;
  if (corrects !== null) {
    const first = await world.outsideRequests.find(corrects);
    if (first?.state !== 'agreed' || first.corrects !== null)
      return refuse('request-corrects-nothing', { field: 'corrects' });
  }
  const id = world.newId();
  await world.outsideRequests.write({ ...parsed.value, id, check: check?.id ?? null, by: actor.id, at });
  return ok(id);
};
