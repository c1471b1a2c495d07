// What evidence shows, said in a language in which nobody said it yet.
import type { Id } from '../base/ids.ts';
import type { UiLang } from '../base/lang.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import { line } from './case-text.ts';
import { longestShows } from './shown.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

export type TranslateRefusal = Refusal<
  'forbidden' | NotDone | 'field-missing' | 'field-too-long' | 'evidence-translated' | 'evidence-published'
>;

/** Whoever translates is one of the writers. `evidence-translated`: it is said in this language already. */
export const translateEvidence = async (
  world: Pick<World, 'caseWork' | 'now'>,
  actor: Actor,
  caseId: Id,
  { evidence, lang, text: typed }: { readonly evidence: Id; readonly lang: UiLang; readonly text: string | undefined },
): Promise<Result<null, TranslateRefusal>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  const text = line(typed, longestShows);
  if (text === undefined) return refuse('field-too-long', { field: 'text' });
  if (text === null) return refuse('field-missing', { field: 'text' });
  const deed = { case: caseId, by: actor.id, at: world.now() };
  const done = await world.caseWork.translateEvidence(deed, evidence, { lang, text });
  return done === 'done' ? ok(null) : refuse(done);
};
