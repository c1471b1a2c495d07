// One step of a practice is answered; what was answered before stays as it was.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { isCheckable, longestShort, stepOf } from '../core/practice.ts';
import { type Actor, may } from '../core/rights.ts';
import { isVerdict } from '../core/verdict.ts';
import type { PracticeAnswer } from './practice-ports.ts';
import type { World } from './world.ts';

/** As it comes from a form or the API; which of them count depends on the step. */
export type PracticeGiven = {
  readonly step: string;
  readonly checkable?: string | undefined;
  readonly independent?: readonly number[] | undefined;
  readonly verdict?: string | undefined;
  readonly short?: string | undefined;
};

export type PracticeRefusal = Refusal<'forbidden' | 'not-found' | 'invalid-input' | 'practice-out-of-order'>;

/** `practice-out-of-order`: that step was answered already, or another comes first. */
export const answerPractice = async (
  world: Pick<World, 'practice' | 'reads' | 'now'>,
  { actor, attempt: id, given }: { readonly actor: Actor; readonly attempt: Id; readonly given: PracticeGiven },
): Promise<Result<null, PracticeRefusal>> => {
  if (!may(actor.role, 'desk.see')) return refuse('forbidden');
  const attempt = await world.practice.attempt(actor.id, id);
  if (attempt === undefined) return refuse('not-found');
  const check = attempt.check === null ? undefined : await world.reads.checkById(attempt.check);
  if (attempt.check !== null && check === undefined) return refuse('not-found');
  if (stepOf(attempt) !== given.step) return refuse('practice-out-of-order');
  const answer = answerOf(given, check?.evidence.length ?? 0, dayOf(world.now()));
  if (!answer.ok) return answer;
  return (await world.practice.answer(actor.id, id, answer.value)) ? ok(null) : refuse('practice-out-of-order');
};

const answerOf = (
  { step, checkable = '', independent = [], verdict = '', short = '' }: PracticeGiven,
  sources: number,
  on: ReturnType<typeof dayOf>,
): Result<PracticeAnswer, Refusal<'invalid-input'>> => {
  switch (step) {
    case 'checkable':
      return isCheckable(checkable) ? ok({ step, checkable }) : refuse('invalid-input', { field: 'checkable' });
    case 'evidence': {
      const places = [...new Set(independent)].sort((a, b) => a - b);
      return places.every((place) => Number.isInteger(place) && place >= 0 && place < sources)
        ? ok({ step, independent: places })
        : refuse('invalid-input', { field: 'independent' });
    }
    default: {
      const sentence = short.trim();
      if (step !== 'explain' && !isVerdict(verdict)) return refuse('invalid-input', { field: 'verdict' });
      if (sentence.length > longestShort || sentence.includes('\0') || !sentence.isWellFormed())
        return refuse('invalid-input', { field: 'short' });
      return ok(
        isVerdict(verdict) && step !== 'explain'
          ? { step: 'verdict', verdict, short: sentence, on }
          : { step: 'explain', short: sentence, on },
      );
    }
  }
};
