// An appeal was upheld and the check stays as it is: an editor who had no part in it writes why, another agrees, and it answers again.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { parseSettling, type SettleRefusal } from '../core/appeal.ts';
import { type Actor, may } from '../core/rights.ts';
import { type NotTheirs, notTheirs, putWordsForward } from './appeal-words.ts';
import type { WordsLeadAway } from './words-lead-away.ts';
import type { World } from './world.ts';

export type SettleAppealRefusal =
  | SettleRefusal
  | WordsLeadAway
  | NotTheirs
  | Refusal<'forbidden' | 'not-found' | 'appeal-not-waiting'>;

/**
 * Puts forward why nothing changes, and gives the id that another agrees to. `appeal-not-waiting`: it was not upheld, or something
 * came of it already. `origin` is our own address, which the words may lead to.
 */
export const settleAppeal = async (
  world: Pick<World, 'appeals' | 'team' | 'reads' | 'keyed' | 'newId' | 'now'>,
  actor: Actor,
  given: { readonly appeal: Id; readonly because: Readonly<Record<string, string | undefined>> },
  languages: readonly string[],
  origin?: string,
): Promise<Result<Id, SettleAppealRefusal>> => {
  if (!may(actor.role, 'appeal.settle')) return refuse('forbidden');
  const appeal = await world.appeals.appeal(given.appeal);
  if (appeal === undefined) return refuse('not-found');
  if (appeal.consequence?.state !== 'waits') return refuse('appeal-not-waiting');
  const other = await notTheirs(world, actor, appeal, 'settling');
  if (other !== null) return other;
  const because = parseSettling(given.because, languages);
  if (!because.ok) return because;
  const put = await putWordsForward(world, actor, appeal, { kind: 'settling', reasons: because.value }, origin);
  if (!put.ok) return put;
  return put.value === null ? refuse('appeal-not-waiting') : ok(put.value);
};
