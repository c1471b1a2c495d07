// The lot: for each check that has too few ratings, raters are drawn who did not choose it. A brigade among them has the share
// that it has among all raters, and no more.
import { addDays, dayOf } from '../base/clock.ts';
import { quarterOf } from '../core/quarter.ts';
import { type Alias, lotSize } from '../core/rating.ts';
import type { World } from './world.ts';

/** How long a check is asked about after it was published or corrected. */
const days = 30;
/** Of those drawn some never come: so many more are asked than are still wanted. */
const spare = 2;

/**
 * Draws as many raters for each check as are missing, half of them from either side where the sides are known. Gives how many
 * were drawn. Who comes next is told by a keyed hash of rater and check, which nobody can reckon with.
 */
export const drawLots = async (
  world: Pick<World, 'raters' | 'ratings' | 'aliasKeys' | 'keyed' | 'now'>,
  sideOf: (alias: Alias) => 'below' | 'above' | undefined = () => undefined,
): Promise<number> => {
  const today = dayOf(world.now());
  const quarter = quarterOf(today);
  const aliases: Alias[] = [];
  for (const { id } of await world.raters.all()) aliases.push(await world.aliasKeys.aliasOf(quarter, id));
  let drawn = 0;
  for (const { check, has, open, known } of await world.ratings.wanting(addDays(today, -days), lotSize)) {
    const asked = new Set(known);
    const places = (lotSize - has) * spare - open;
    const order = aliases
      .filter((alias) => !asked.has(alias))
      .map((alias) => ({ alias, turn: world.keyed('lot', `${check} ${alias}`) }))
      .sort((a, b) => (a.turn < b.turn ? -1 : 1))
      .map(({ alias }) => alias);
    const chosen = inTurns(order, sideOf).slice(0, Math.max(0, places));
    if (chosen.length === 0) continue;
    await world.ratings.draw(
      chosen.map((alias) => ({ alias, quarter, check })),
      today,
    );
    drawn += chosen.length;
  }
  return drawn;
};

/** One of either side after the other, those of no known side between them, for as long as there are any. */
const inTurns = (
  order: readonly Alias[],
  sideOf: (alias: Alias) => 'below' | 'above' | undefined,
): readonly Alias[] => {
  const queues = (['below', undefined, 'above'] as const).map((side) =>
    order.filter((alias) => sideOf(alias) === side),
  );
  const longest = Math.max(...queues.map((queue) => queue.length));
  return Array.from({ length: longest }, (_, turn) => queues.flatMap((queue) => queue[turn] ?? [])).flat();
};
