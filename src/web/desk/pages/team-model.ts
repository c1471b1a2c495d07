// What the pages of signing in and of the team are made from.

import type { Role } from '../../../core/rights.ts';
import type {
  Invitation,
  Letter,
  Member,
  OpenSession,
  Passkey,
  PasskeyRefusal,
  TeamLogLine,
} from '../../../desk/index.ts';
import type { OptIn } from '../../../desk/source-ports.ts';
import type { AtDesk } from './at-desk.ts';

/** What a form said no to; each has its words under `team.refused.<code>`. */
export type TeamRefused =
  | 'sign-in-wrong'
  | 'sign-in-over'
  | 'sign-in-locked'
  | 'sign-in-slowed'
  | 'code-wrong'
  | 'password-short'
  | 'password-long'
  | 'password-common'
  | 'password-tells'
  | 'password-differs'
  | 'email-taken'
  | 'email-wrong'
  | 'name-wrong'
  | 'name-unseen'
  | 'name-digits'
  | 'name-address'
  | 'name-taken'
  | 'last-owner'
  | PasskeyRefusal['code'];

export type Refused = { readonly code: TeamRefused; readonly wait: number | null } | null;

/** What one has just done on one's own page; each has its words under `account.done.<code>`. */
export const accountDone = ['details', 'password', 'session', 'passkey', 'passkey-removed'] as const;
export type AccountDone = (typeof accountDone)[number];

export type TeamPage =
  | {
      readonly page: 'desk-sign-in';
      readonly next: string;
      readonly email: string;
      /** Whether browsers make passkeys for this instance. */
      readonly passkeys: boolean;
      readonly refused: Refused;
    }
  | {
      readonly page: 'desk-code';
      readonly next: string;
      readonly kind: 'app' | 'recovery';
      readonly refused: Refused;
    }
  | {
      readonly page: 'desk-link-ask';
      /** Whether letters can be sent at all. */
      readonly mails: boolean;
      readonly email: string;
      readonly refused: Refused;
    }
  | { readonly page: 'desk-link-sent'; readonly trial: boolean }
  /** An empty code: it was used, or is too old. */
  | { readonly page: 'desk-link-open'; readonly code: string; readonly refused: Refused }
  | {
      readonly page: 'desk-join';
      readonly code: string;
      /** Undefined when the link was used, withdrawn or is too old. */
      readonly invitation: Invitation | undefined;
      readonly name: string;
      readonly email: string;
      readonly refused: Refused;
    }
  | {
      readonly page: 'desk-second-factor';
      readonly uri: string;
      readonly secret: string;
      readonly next: string;
      readonly refused: Refused;
    }
  | { readonly page: 'desk-recovery'; readonly codes: readonly string[]; readonly next: string }
  | (AtDesk & {
      readonly page: 'desk-confirm';
      readonly next: string;
      /** A form that came without a code: it is sent on with the code, or taken back to its page. */
      readonly kept: {
        readonly action: string;
        readonly fields: readonly { readonly name: string; readonly value: string }[];
        readonly returns: boolean;
      } | null;
      /** Whether a passkey may be shown instead of a code. */
      readonly passkey: boolean;
      readonly refused: Refused;
    })
  | (AtDesk & {
      readonly page: 'desk-team';
      readonly members: readonly Member[];
      readonly invitations: readonly Invitation[];
      readonly link: {
        readonly address: string;
        readonly mailedTo: string | null;
        readonly failed: boolean;
        /** Letters go to the mailbox of a trial, and nowhere else. */
        readonly trial: boolean;
      } | null;
      readonly removed: Member | undefined;
      readonly changed: Member | undefined;
      readonly role: Role;
      readonly refused: Refused;
    })
  | (AtDesk & {
      readonly page: 'desk-account';
      readonly sessions: readonly OpenSession[];
      readonly mailbox: boolean;
      readonly passkeys: readonly Passkey[];
      readonly done: AccountDone | null;
      readonly refused: { readonly form: 'details' | 'password' | 'factor'; readonly code: TeamRefused } | null;
      readonly leaving: Refused;
    })
  | (AtDesk & { readonly page: 'desk-passkey'; readonly offered: boolean; readonly refused: Refused })
  | (AtDesk & { readonly page: 'desk-mailbox'; readonly letters: readonly Letter[] | null });

export type TeamLogPage = {
  readonly page: 'team-log';
  readonly lines: readonly TeamLogLine[];
  /** Whose checks answer by themselves, or were to. */
  readonly optIns: readonly OptIn[];
};
