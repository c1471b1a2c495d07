// The wish of an asker to hear of corrections becomes a subscription that nothing stored ties to the ticket. Its id is made from
// both under the instance's key, so whoever holds the ticket finds it again, and a reader of the database does not.
import type { Id } from '../base/ids.ts';
import { lookupOf, secretOf } from './own-page.ts';
import { asId } from './subscription-id.ts';
import type { Keyed } from './world.ts';

/** The id of the subscription that a ticket's wish becomes: the form of a UUID version 4, and as unlike others as one. */
export const wishedId = (keyed: Keyed, tip: Id, check: Id): Id => asId(keyed('wish', `${tip} ${check}`));

/** The secrets of the subscriptions that a ticket's wishes would have become, by what the store knows each by. */
export const wishedSecrets = (keyed: Keyed, tip: Id, checks: readonly Id[]): ReadonlyMap<string, string> =>
  new Map(
    checks.map((check) => {
      const secret = secretOf(keyed, 'subscription', wishedId(keyed, tip, check));
      return [lookupOf(keyed, 'subscription', secret), secret];
    }),
  );
