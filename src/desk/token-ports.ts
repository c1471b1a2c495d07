// Where access tokens are kept: their hashes, what they may, and the day of their last use.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { AccessToken } from '../core/access-token.ts';
import type { Right, StaffId } from '../core/rights.ts';
import type { SignedIn } from './team-ports.ts';

export type Tokens = {
  /** One's own that still work, the newest first. */
  readonly ofMine: (staff: StaffId, today: Day) => Promise<readonly AccessToken[]>;
  /** Keeps the SHA-256 of the token; false when `most` of this member's work already. */
  readonly make: (
    staff: StaffId,
    token: Omit<AccessToken, 'lastUsedOn'> & { readonly text: string },
    most: number,
  ) => Promise<boolean>;
  /** false: no such token of this member works. */
  readonly revoke: (staff: StaffId, id: Id, on: Day) => Promise<boolean>;
  /** Whose it is and what it was made for, noting the day; undefined when it does not work, or its owner has left. */
  readonly use: (
    text: string,
    today: Day,
  ) => Promise<{ readonly id: Id; readonly staff: StaffId; readonly rights: readonly string[] } | undefined>;
};

/** Somebody by their token: never with a second factor just shown, so nothing that asks for one is done by a program. */
export type Bearer = SignedIn & { readonly provenUntil: null; readonly rights: readonly Right[] };
