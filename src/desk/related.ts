// Checks that people name beside another, found by how they were named. Shared by the verbs that hand in.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { World } from './world.ts';

/** More would be a list that nobody reads. */
export const mostRelated = 10;

export type RelatedRefusal = Refusal<'check-unknown' | 'related-too-many' | 'related-to-itself'>;

/** The ids of checks named by slug, address, id or number of a case, in their order; `own` is the check they stand beside. */
export const relatedOf = async (
  world: Pick<World, 'decisions'>,
  names: readonly string[],
  own: { readonly slug: string },
): Promise<Result<readonly Id[], RelatedRefusal>> => {
  const given = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
  if (given.length === 0) return ok([]);
  if (given.length > mostRelated) return refuse('related-too-many', { field: 'related' });
  const found = await world.decisions.named(given);
  const unknown = given.find((name) => !found.has(name));
  if (unknown !== undefined) return refuse('check-unknown', { field: 'related', detail: unknown.slice(0, 200) });
  const checks = given.flatMap((name) => found.get(name) ?? []);
  if (checks.some(({ slug }) => slug === own.slug)) return refuse('related-to-itself', { field: 'related' });
  return ok([...new Set(checks.map(({ id }) => id))]);
};
