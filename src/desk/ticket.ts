import type { Id } from '../base/ids.ts';
import type { Keyed } from './world.ts';

/** The secret of a ticket, made from the tip's id with a key that is not in the database: 128 bits as 32 hex digits. */
export const ticketOf = (keyed: Keyed, tip: Id): string => keyed('ticket', tip).slice(0, 32);

/** What the store knows a ticket by. */
export const ticketHash = (keyed: Keyed, ticket: string): string => keyed('ticket-lookup', ticket);
