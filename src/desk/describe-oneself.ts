import type { UiLang } from '../base/lang.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { Actor } from '../core/rights.ts';
import { parseStaffName, type StaffNameRefusal } from '../core/staff-name.ts';
import type { World } from './world.ts';

/** Somebody's own name, as colleagues read it, like that of nobody else, and the language letters come in. */
export const describeOneself = async (
  world: Pick<World, 'team' | 'now'>,
  actor: Actor,
  { name, lang }: { readonly name: string; readonly lang: UiLang },
): Promise<Result<null, StaffNameRefusal | Refusal<'name-taken'>>> => {
  const called = parseStaffName(name);
  if (!called.ok) return called;
  return (await world.team.describe(actor.id, { name: called.value, lang }, world.now()))
    ? ok(null)
    : refuse('name-taken', { field: 'name' });
};
