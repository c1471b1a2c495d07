// Publishes the sample: checks of our own that nobody on the desk decided. Each gets a case, a submission and a review by the
// sample team, which cannot sign in; whatever the desk itself publishes goes by publish-decided.
import type { Refusal } from '../base/result.ts';
import { type Check, publishable } from '../core/check.ts';
import { linkOf } from './clean.ts';
import type { CheckSaved, World } from './world.ts';

export type Published = {
  readonly saved: readonly CheckSaved[];
  readonly refused: readonly { readonly slug: string; readonly error: Refusal }[];
};

/** Stores those that meet the rules, in one transaction; names the others with the rule they break. Safe to repeat. */
export const publish = async (
  world: Pick<World, 'decisions' | 'keyed' | 'now'>,
  checks: readonly Check[],
): Promise<Published> => {
  const judged = checks.map((check) => ({ check, result: publishable(check) }));
  const fit = judged.flatMap(({ check, result }) => (result.ok ? [check] : []));
  const saved = await world.decisions.publishSample(
    fit.map((check) => ({
      check,
      externalKey: check.slug,
      links: check.appearances.flatMap((url) => linkOf(world.keyed, url) ?? []),
    })),
    world.now(),
  );
  return {
    saved,
    refused: judged.flatMap(({ check, result }) => (result.ok ? [] : [{ slug: check.slug, error: result.error }])),
  };
};
