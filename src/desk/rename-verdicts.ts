// Proposes what verdicts are called here. The order of the scale and what each step means stay; another person agrees.

import type { Id } from '../base/ids.ts';
import type { UiLang } from '../base/lang.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { Verdict } from '../core/verdict.ts';
import { type LabelsRefusal, parseLabels, type StandardLabel } from '../core/verdict-labels.ts';
import type { World } from './world.ts';

export type LabelsTyped = Readonly<Partial<Record<UiLang, Readonly<Partial<Record<Verdict, string | undefined>>>>>>;

export type RenameRefusal = LabelsRefusal | Refusal<'forbidden' | 'already-submitted' | 'slug-taken'>;

/** Hands in every label at once; one left empty goes by its standard name. */
export const renameVerdicts = async (
  world: Pick<World, 'decisions' | 'labels' | 'newId' | 'now'>,
  actor: Actor,
  typed: LabelsTyped,
  standard: StandardLabel,
): Promise<Result<Id, RenameRefusal>> => {
  if (!may(actor.role, 'templates.edit')) return refuse('forbidden');
  const [inUse] = await world.labels.published();
  const set = parseLabels(typed, inUse?.labels ?? {}, standard);
  if (!set.ok) return set;
  const id = world.newId();
  const submitted = await world.decisions.submitApart(
    { id, kind: 'labels', content: set.value, submittedBy: actor.id },
    world.now(),
  );
  return submitted === 'submitted' ? ok(id) : refuse(submitted);
};
