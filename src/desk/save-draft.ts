// One field of a draft is saved as typed. What somebody else typed meanwhile is never written over.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type DraftField, longestField } from '../core/draft.ts';
import { type Actor, may } from '../core/rights.ts';
import { isLanguage, plainLines } from './case-text.ts';
import type { NotDone, SavedField } from './work-ports.ts';
import type { World } from './world.ts';

/** Safe to repeat: the same text over the same state is kept once. */
export const saveDraft = async (
  world: Pick<World, 'drafts' | 'now'>,
  actor: Actor,
  caseId: Id,
  typed: { readonly lang: string; readonly field: DraftField; readonly text: string; readonly base: number },
): Promise<Result<SavedField, Refusal<'forbidden' | 'field-too-long' | NotDone>>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  if (!isLanguage(typed.lang)) return refuse('not-found', { field: 'lang' });
  const text = plainLines(typed.text);
  if (text.length > longestField) return refuse('field-too-long', { field: typed.field });
  const saved = await world.drafts.save({ case: caseId, by: actor.id, at: world.now() }, { ...typed, text });
  return typeof saved === 'string' ? refuse(saved) : ok(saved);
};
