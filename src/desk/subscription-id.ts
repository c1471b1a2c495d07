// Ids of subscriptions that nothing stored leads back from: made under the instance's key, in the form of a UUID version 4.
import type { Id } from '../base/ids.ts';
import { mailboxOf } from '../core/let-in.ts';
import type { Keyed } from './world.ts';

/** The subscription of one mailbox to one check: asked for twice, it is one. */
export const subscriptionId = (keyed: Keyed, check: Id, email: string): Id =>
  asId(keyed('subscription-of', `${check} ${mailboxOf(email)}`));

/** 64 hex digits as the id that they give. */
export const asId = (hex: string): Id => {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-') as Id;
};
