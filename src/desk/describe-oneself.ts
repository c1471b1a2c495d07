import type { UiLang } from '../base/lang.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { Actor } from '../core/rights.ts';
import { parseName } from './staff-details.ts';
import type { World } from './world.ts';

/** Somebody's own name, as colleagues read it, and the language letters come in. */
export const describeOneself = async (
  world: Pick<World, 'team' | 'now'>,
  actor: Actor,
  { name, lang }: { readonly name: string; readonly lang: UiLang },
): Promise<Result<null, Refusal<'name-wrong'>>> => {
  const called = parseName(name);
  if (called === undefined) return refuse('name-wrong', { field: 'name' });
  await world.team.describe(actor.id, { name: called, lang }, world.now());
  return ok(null);
};
