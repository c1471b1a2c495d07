// Proposes to take a published check back: its page stays, with the reason. Another person agrees.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { Texts } from '../core/decision.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export const withdrawCheck = async (
  world: Pick<World, 'decisions' | 'newId' | 'now'>,
  actor: Actor,
  number: number,
  because: Texts,
): Promise<
  Result<
    Id,
    Refusal<'forbidden' | 'not-found' | 'case-not-open' | 'already-submitted' | 'slug-taken' | 'words-missing'>
  >
> => {
  if (!may(actor.role, 'submission.submit')) return refuse('forbidden');
  const found = await world.decisions.caseByNumber(number);
  if (found === undefined) return refuse('not-found');
  const { check } = found;
  if (check === null || check.withdrawn !== undefined) return refuse('case-not-open');
  const missing = Object.keys(check.texts).find((lang) => (because[lang] ?? '').trim() === '');
  if (missing !== undefined) return refuse('words-missing', { field: `because.${missing}` });
  const content = {
    check: check.id,
    slug: check.slug,
    because: Object.fromEntries(Object.keys(check.texts).map((lang) => [lang, (because[lang] ?? '').trim()])),
  };
  const id = world.newId();
  const submitted = await world.decisions.submit(
    { id, caseId: found.id, kind: 'withdrawal', content, submittedBy: actor.id, publishAt: null },
    world.now(),
  );
  return submitted === 'submitted' ? ok(id) : refuse(submitted);
};
