// What the page of one's own tokens is made from.
import type { AccessToken } from '../../../core/access-token.ts';
import type { Right } from '../../../core/rights.ts';
import type { TokenRefusal } from '../../../desk/index.ts';
import type { Present } from './at-desk.ts';

export type TokenPage = {
  readonly page: 'desk-tokens';
  readonly member: Present;
  readonly tokens: readonly AccessToken[];
  /** What one can give away. */
  readonly own: readonly Right[];
  /** The text of a token just made; told this once. */
  readonly made: string | null;
  readonly revoked: boolean;
  readonly refused: {
    readonly code: TokenRefusal['code'];
    readonly name: string;
    readonly rights: readonly string[];
  } | null;
};
