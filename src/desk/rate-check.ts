// A rater says what a check of ours is worth to them.
import { addDays, dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { parseRating, type RatingInput, type RatingRefusal, ratingsPerDay, settledAfter } from '../core/rating.ts';
import type { RaterHere } from './rater-session.ts';
import type { World } from './world.ts';

/** Keeps a rating under the rater's pseudonym of this quarter; another one of the same check takes the place of the first. */
export const rateCheck = async (
  world: Pick<World, 'ratings' | 'now'>,
  here: RaterHere,
  given: Parameters<typeof parseRating>[0] & { readonly check: Id },
): Promise<Result<RatingInput, RatingRefusal | Refusal<'not-found' | 'ratings-full'>>> => {
  const rating = parseRating(given);
  if (!rating.ok) return rating;
  const at = world.now();
  const settled = here.rater.admittedOn <= addDays(dayOf(at), -settledAfter);
  const { pseudonym, quarter } = here;
  const rated = await world.ratings.rate(
    { ...rating.value, pseudonym, quarter, check: given.check, at, settled },
    ratingsPerDay,
  );
  if (rated === 'gone') return refuse('not-found');
  return rated === 'full' ? refuse('ratings-full') : ok(rating.value);
};
