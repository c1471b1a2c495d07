// An appeal was upheld and the check stays as it is: an editor who had no part in it says in public why, and it answers again.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { parseSettling, type SettleRefusal } from '../core/appeal.ts';
import { keptApart } from '../core/let-in.ts';
import { type Actor, may } from '../core/rights.ts';
import { type WordsLeadAway, wordsLeadAway } from './words-lead-away.ts';
import type { World } from './world.ts';

/** `appeal-not-waiting`: it was not upheld, or something came of it already. `origin` is our own address, which the words may lead to. */
export const settleAppeal = async (
  world: Pick<World, 'appeals' | 'team' | 'reads' | 'keyed' | 'now'>,
  actor: Actor,
  given: { readonly appeal: Id; readonly because: Readonly<Record<string, string | undefined>> },
  languages: readonly string[],
  origin?: string,
): Promise<
  Result<
    null,
    | SettleRefusal
    | WordsLeadAway
    | Refusal<'forbidden' | 'not-found' | 'let-in-lately' | 'appeal-own-work' | 'appeal-not-waiting'>
  >
> => {
  if (!may(actor.role, 'appeal.settle')) return refuse('forbidden');
  const appeal = await world.appeals.appeal(given.appeal);
  if (appeal === undefined) return refuse('not-found');
  if (appeal.consequence?.state !== 'waits') return refuse('appeal-not-waiting');
  if (appeal.tookPart.includes(actor.id)) return refuse('appeal-own-work');
  const at = world.now();
  const apart = keptApart(await world.team.hand(appeal.tookPart, at), actor.id, 'appeal.settle');
  if (apart !== null) return refuse('let-in-lately', { detail: apart.until });
  const because = parseSettling(given.because, languages);
  if (!because.ok) return because;
  const away = await wordsLeadAway(world, appeal.about, because.value, { name: 'because', origin });
  if (away !== null) return away;
  const done = await world.appeals.settle(given.appeal, because.value, actor.id, at);
  return done ? ok(null) : refuse('appeal-not-waiting');
};
