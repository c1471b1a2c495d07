// Pages that only one reader has: the address holds a secret, and the store knows it by a hash of that.
import type { Id } from '../base/ids.ts';
import type { OwnPageKind } from './own-page-kind.ts';
import type { Keyed } from './world.ts';

/** The secret in the address, made from the row's id with a key that is not in the database: 128 bits as 32 hex digits. */
export const secretOf = (keyed: Keyed, page: OwnPageKind, id: Id): string => keyed(page, id).slice(0, 32);

/** What the store knows the page by. */
export const lookupOf = (keyed: Keyed, page: OwnPageKind, secret: string): string => keyed(`${page}-lookup`, secret);
