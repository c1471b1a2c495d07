// The team asks those who asked a case one thing: a public template, once, on their private pages.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { isQuestionKey } from '../core/question.ts';
import { type Actor, may } from '../core/rights.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

export type AskBackRefusal = Refusal<
  'forbidden' | 'invalid-input' | 'question-asked-before' | 'question-nobody-asked' | 'deeds-too-many' | NotDone
>;

/** Asks the question of a template, by its key. Once for each case: nobody is asked again and again. */
export const askBack = async (
  world: Pick<World, 'questions' | 'newId' | 'now'>,
  actor: Actor,
  caseId: Id,
  template: string,
): Promise<Result<{ readonly id: Id }, AskBackRefusal>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  if (!isQuestionKey(template)) return refuse('invalid-input', { field: 'template' });
  const id = world.newId();
  const done = await world.questions.ask({ case: caseId, by: actor.id, at: world.now() }, { id, template });
  return done === 'done' ? ok({ id }) : refuse(done);
};
