// Publishes checks of our own. Two people decide on each (the desk brings their accounts); here the rules of the check itself hold.
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
  world: Pick<World, 'checks' | 'keyed' | 'now'>,
  checks: readonly Check[],
): Promise<Published> => {
  const judged = checks.map((check) => ({ check, result: publishable(check) }));
  const fit = judged.flatMap(({ check, result }) => (result.ok ? [check] : []));
  const saved = await world.checks.save(
    fit.map((check) => ({
      check,
      externalKey: check.slug,
      links: check.appearances.flatMap((url) => linkOf(world.keyed, url) ?? []),
    })),
    'check.published',
    world.now(),
  );
  return {
    saved,
    refused: judged.flatMap(({ check, result }) => (result.ok ? [] : [{ slug: check.slug, error: result.error }])),
  };
};
