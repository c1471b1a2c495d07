// A case is put aside for some days: it leaves the queue and comes back by itself.
import { addDays, dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { type Refusal, type Result, refuse } from '../base/result.ts';
import { longestSnooze } from '../core/case.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

/** `days` from today; 0 wakes it. Safe to repeat. */
export const snoozeCase = async (
  world: Pick<World, 'cases' | 'now'>,
  actor: Actor,
  { of, days }: { readonly of: Id; readonly days: number },
): Promise<Result<null, Refusal<'forbidden' | 'not-found' | 'case-ended' | 'invalid-input'>>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  if (!Number.isInteger(days) || days < 0 || days > longestSnooze) return refuse('invalid-input', { field: 'days' });
  const at = world.now();
  return world.cases.snooze(of, days === 0 ? null : addDays(dayOf(at), days), { by: actor.id, at });
};
