// The wish of an asker to hear of corrections becomes a subscription that nothing stored ties to the ticket. Its id is made from
// both under the instance's key, so whoever holds the ticket finds it again, and a reader of the database does not.
import type { Id } from '../base/ids.ts';
import { lookupOf, secretOf } from './own-page.ts';
import type { Keyed } from './world.ts';

/** The id of the subscription that a ticket's wish becomes: the form of a UUID version 4, and as unlike others as one. */
export const wishedId = (keyed: Keyed, tip: Id, check: Id): Id => {
  const hex = keyed('wish', `${tip} ${check}`);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-') as Id;
};

/** The secrets of the subscriptions that a ticket's wishes would have become, by what the store knows each by. */
export const wishedSecrets = (keyed: Keyed, tip: Id, checks: readonly Id[]): ReadonlyMap<string, string> =>
  new Map(
    checks.map((check) => {
      const secret = secretOf(keyed, 'subscription', wishedId(keyed, tip, check));
      return [lookupOf(keyed, 'subscription', secret), secret];
    }),
  );
