// Somebody who was asked for their side tells it, on the page that the letter led to.
import { dayOf } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { lines } from './case-text.ts';
import { lookupOf } from './own-page.ts';
import type { World } from './world.ts';

const longest = 4_000;

/** Kept once, for the team to read and to publish beside the check; `reply-over`: it was told before, or the case is closed. */
export const giveReply = async (
  world: Pick<World, 'caseTalk' | 'keyed' | 'now'>,
  { secret, text, lang }: { readonly secret: string; readonly text: string; readonly lang: string },
): Promise<Result<null, Refusal<'not-found' | 'reply-over' | 'field-missing' | 'field-too-long'>>> => {
  const said = lines(text, longest);
  if (said === undefined) return refuse('field-too-long', { field: 'text' });
  if (said === null) return refuse('field-missing', { field: 'text' });
  const at = world.now();
  const lookup = lookupOf(world.keyed, 'reply', secret);
  const done = await world.caseTalk.giveReply(lookup, { said: { [lang]: said }, on: dayOf(at), at });
  if (done === 'done') return ok(null);
  return refuse(done === 'over' ? 'reply-over' : done);
};
