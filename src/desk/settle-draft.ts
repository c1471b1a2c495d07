// Two texts of one field wait side by side: somebody says what stands from now on. Both stay on record.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type DraftField, longestField } from '../core/draft.ts';
import { type Actor, may } from '../core/rights.ts';
import { plainLines } from './case-text.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

/** `draft-moved`: somebody typed or settled since the two were shown; look again. */
export const settleDraft = async (
  world: Pick<World, 'drafts' | 'now'>,
  actor: Actor,
  caseId: Id,
  settled: {
    readonly lang: string;
    readonly field: DraftField;
    readonly standing: number;
    readonly waiting: number;
    readonly text: string;
  },
): Promise<Result<null, Refusal<'forbidden' | 'field-too-long' | 'draft-moved' | NotDone>>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  const text = plainLines(settled.text);
  if (text.length > longestField) return refuse('field-too-long', { field: settled.field });
  const done = await world.drafts.settle({ case: caseId, by: actor.id, at: world.now() }, { ...settled, text });
  return done === 'done' ? ok(null) : refuse(done);
};
