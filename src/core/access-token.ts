// Tokens for programs of the team: who bears one acts as its owner, within the rights it was made with.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { may, type Right, type Role, rights } from './rights.ts';

export const tokenLimits = { name: 100, perMember: 20 } as const;
/** For how many days a token may be made. */
export const tokenDays = [7, 30, 90, 365] as const;

export type AccessToken = {
  readonly id: Id;
  readonly name: string;
  readonly rights: readonly Right[];
  readonly madeOn: Day;
  /** The first day on which it does nothing any more. */
  readonly expiresOn: Day;
  readonly lastUsedOn: Day | null;
};

/** The part before the secret: whoever finds one knows what it is, and scanners of leaked secrets do too. */
const prefix = 'sangto_';

/** The token as its owner sees it, once; `secret` is 256 random bits in hex. */
export const tokenText = (secret: string): string => prefix + secret;

/** The token in an `Authorization: Bearer …` header (RFC 6750, section 2.1); undefined where there is none of ours. */
export const tokenIn = (authorization: string | null | undefined): string | undefined =>
  /^bearer (sangto_[0-9a-f]{64})$/i.exec(authorization ?? '')?.[1]?.toLowerCase();

/** What a member could give away: nothing beyond their own. */
export const rightsOf = (role: Role): readonly Right[] => rights.filter((right) => may(role, right));

/** What a token may now: what it was made with, as far as its owner still holds it. */
export const tokenRights = (made: readonly string[], role: Role): readonly Right[] =>
  rightsOf(role).filter((right) => made.includes(right));
