// The lot: for each check that has too few ratings, raters are drawn who did not choose it. A brigade among them has the share
// that it has among all raters, and no more.
import { addDays, dayOf } from '../base/clock.ts';
import { quarterOf } from '../core/quarter.ts';
import { lotSize, type Pseudonym, settledAfter } from '../core/rating.ts';
import type { Rater } from './rating-ports.ts';
import type { World } from './world.ts';

/** How long a check is asked about after it was published or corrected. */
const days = 30;
/** Of those drawn some never come: so many more are asked than are still wanted. */
const spare = 2;
/** And nobody is waited for longer than this, or whoever stays away would keep others from being asked. */
const patienceDays = 3;

/**
 * Draws as many raters for each check as are missing, half of them from either side where the last cut knows their sides. Those whose
 * ratings count already are asked first, so that a crowd that has just come takes nobody's place. Gives how many were drawn. Who comes next is told by a keyed hash of rater and check, which nobody can reckon with.
 */
export const drawLots = async (
  world: Pick<World, 'raters' | 'ratings' | 'pseudonymKeys' | 'keyed' | 'soFars' | 'now'>,
): Promise<number> => {
  const today = dayOf(world.now());
  const quarter = quarterOf(today);
  const raters = await world.raters.all();
  const pseudonyms = await world.pseudonymKeys.pseudonymsOf(
    quarter,
    raters.map(({ id }) => id),
  );
  const isSettled = new Set(
    pseudonyms.filter((_, i) => (raters[i] as Rater).admittedOn <= addDays(today, -settledAfter)),
  );
  let drawn = 0;
  for (const { check, has, open, known } of await world.ratings.wanting({
    publishedSince: addDays(today, -days),
    size: lotSize,
    awaitedSince: addDays(today, -patienceDays),
  })) {
    const asked = new Set(known);
    const places = (lotSize - has) * spare - open;
    const order = pseudonyms
      .filter((pseudonym) => !asked.has(pseudonym))
      .map((pseudonym) => ({ pseudonym, turn: world.keyed('lot', `${check} ${pseudonym}`) }))
      .sort((a, b) => (a.turn < b.turn ? -1 : 1))
      .map(({ pseudonym }) => pseudonym);
    const chosen = [true, false]
      .flatMap((settled) =>
        inTurns(
          order.filter((one) => isSettled.has(one) === settled),
          world.soFars.sideOf,
        ),
      )
      .slice(0, Math.max(0, places));
    if (chosen.length === 0) continue;
    await world.ratings.draw(
      chosen.map((pseudonym) => ({ pseudonym, quarter, check })),
      today,
    );
    drawn += chosen.length;
  }
  return drawn;
};

/** One of either side after the other, those of no known side between them, for as long as there are any. */
const inTurns = (order: readonly Pseudonym[], sideOf: World['soFars']['sideOf']): readonly Pseudonym[] => {
  const queues = (['below', undefined, 'above'] as const).map((side) =>
    order.filter((pseudonym) => sideOf(pseudonym) === side),
  );
  const longest = Math.max(...queues.map((queue) => queue.length));
  return Array.from({ length: longest }, (_, turn) => queues.flatMap((queue) => queue[turn] ?? [])).flat();
};
