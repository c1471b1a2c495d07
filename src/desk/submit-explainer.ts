// Hands in background to many checks, new or changed, for a second person to agree to.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { composeExplainer, type ExplainerRefusal, type ExplainerTyped } from '../core/explainer.ts';
import { type Actor, may } from '../core/rights.ts';
import { embargoOf } from './embargo.ts';
import type { World } from './world.ts';

/** `checks`: how somebody names each check it belongs to: slug, address, id, or number of a case. */
export type ExplainerGiven = ExplainerTyped & {
  readonly checks: readonly string[];
  /** A moment in ISO 8601 (UTC) before which it is not public; empty or left out: at once. */
  readonly publishAt?: string;
};

export type SubmitExplainerRefusal =
  | ExplainerRefusal
  | Refusal<'forbidden' | 'not-found' | 'already-submitted' | 'slug-taken' | 'check-unknown' | 'embargo-unreadable'>;

/** `slug` names the public one that changes; null for a new one. Gives the id of the submission. */
export const submitExplainer = async (
  world: Pick<World, 'decisions' | 'explainers' | 'newId' | 'now'>,
  actor: Actor,
  slug: string | null,
  typed: ExplainerGiven,
): Promise<Result<Id, SubmitExplainerRefusal>> => {
  if (!may(actor.role, 'submission.submit')) return refuse('forbidden');
  const before = slug === null ? null : await world.explainers.bySlug(slug);
  if (before === undefined || before?.withdrawn !== undefined) return refuse('not-found');
  const names = typed.checks.map((name) => name.trim()).filter((name) => name !== '');
  const found = await world.decisions.named(names);
  const unknown = names.find((name) => !found.has(name));
  if (unknown !== undefined) return refuse('check-unknown', { field: 'checks', detail: unknown.slice(0, 200) });
  const checks = names.flatMap((name) => found.get(name)?.id ?? []);
  const made = composeExplainer(typed, checks, before?.id ?? world.newId(), before, dayOf(world.now()));
  if (!made.ok) return made;
  const publishAt = embargoOf(typed.publishAt ?? '');
  if (publishAt === undefined) return refuse('embargo-unreadable', { field: 'publishAt' });
  const id = world.newId();
  const submitted = await world.decisions.submitApart(
    { id, kind: 'explainer', content: made.value, submittedBy: actor.id, publishAt },
    world.now(),
  );
  return submitted === 'submitted' ? ok(id) : refuse(submitted, submitted === 'slug-taken' ? { field: 'slug' } : {});
};
