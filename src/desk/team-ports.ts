// The team: who is in it, who a request comes from, and how somebody comes in.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { UiLang } from '../base/lang.ts';
import type { Refusal, Result } from '../base/result.ts';
import type { AgreedThing, Agreeing, Hand } from '../core/let-in.ts';
import type { AccountChange } from '../core/outgoing.ts';
import type { Right, Role, StaffId, TeamChange } from '../core/rights.ts';
import type { SealedContact } from './contact-ports.ts';
import type { JournalLine } from './log-ports.ts';
import type { Passkeys } from './passkey-ports.ts';

export type Member = {
  readonly id: StaffId;
  readonly name: string;
  /** Null once removed, and for the sample team, which cannot sign in. */
  readonly email: string | null;
  readonly role: Role;
  readonly state: 'active' | 'removed' | 'sample';
  readonly lang: UiLang;
  readonly twoFactor: boolean;
};

export type Team = {
  /** Everybody who ever was in the team, by name; what was decided by somebody who left still says by whom. */
  readonly members: () => Promise<readonly Member[]>;
  readonly member: (id: StaffId) => Promise<Member | undefined>;
  readonly hasOwner: () => Promise<boolean>;
  /** Keeps a link in; an earlier one for the same person, or an earlier printed one, stops working. */
  readonly invite: (invitation: NewInvitation) => Promise<void>;
  /** The open invitation of a code's hash. */
  readonly invitation: (token: string, at: Date) => Promise<Invitation | undefined>;
  /** Invitations still open, newest first. */
  readonly invitations: (at: Date) => Promise<readonly Invitation[]>;
  /** False when there is none open. */
  readonly withdrawInvitation: (id: Id, at: Date) => Promise<boolean>;
  /** Uses an invitation: somebody new, or somebody back with a new password and without the old second factor and sessions. */
  readonly join: (
    token: string,
    joiner: Joiner,
    at: Date,
  ) => Promise<Result<StaffId, Refusal<'invitation-over' | 'email-taken' | 'name-taken'>>>;
  /** One transaction with its public line, who did it, and, for `removed`, the end of every session. */
  readonly changeRole: (
    member: StaffId,
    to: { readonly role: Role; readonly by: StaffId },
    at: Date,
  ) => Promise<'done' | 'last-owner' | 'not-found'>;
  /** `address`: where the one letter about it goes, sealed. */
  readonly remove: (
    member: StaffId,
    how: { readonly address: SealedContact | null; readonly by: StaffId },
    at: Date,
  ) => Promise<'done' | 'last-owner' | 'not-found'>;
  /** False where the name is new and read as that of somebody else who is active. */
  readonly describe: (
    member: StaffId,
    as: { readonly name: string; readonly lang: UiLang },
    at: Date,
  ) => Promise<boolean>;
  /** What stands between the writers of something and who decides on it, on the day of `at`. */
  readonly hand: (writers: readonly StaffId[], at: Date) => Promise<Hand>;
  /** Whether an account is of the team and holds a right now: who put something forward is one of the two only as long as they do. */
  readonly holds: (member: StaffId, right: Right) => Promise<boolean>;
  /** Who may agree to the work of somebody, holding a right; nobody where they hold it no more themselves. */
  readonly agreeing: (writer: StaffId, needs: Right, at: Date) => Promise<Agreeing>;
  /** What became of rights, newest first. */
  readonly log: (limit: number) => Promise<readonly TeamLogLine[]>;
};

/** `of`, `page`: what two of one hand agreed to, and where everybody reads it, if anywhere; null of anything else. */
export type TeamLogLine = {
  readonly day: Day;
  readonly change: TeamChange;
  readonly role: Role;
  readonly of: AgreedThing | null;
  readonly page: JournalLine['page'];
};

export type Invitation = {
  readonly id: Id;
  readonly role: Role;
  /** Whose way back it is; null for somebody new. */
  readonly member: StaffId | null;
  readonly expiresOn: Day;
};

export type NewInvitation = {
  readonly id: Id;
  readonly token: string;
  readonly role: Role;
  readonly member: StaffId | null;
  /** Null for a link that is printed where the instance runs. */
  readonly invitedBy: StaffId | null;
  readonly at: Date;
  readonly until: Date;
};

export type Joiner = {
  /** For somebody new. */
  readonly id: StaffId;
  readonly credential: Id;
  readonly name: string;
  readonly email: string;
  /** A keyed hash of the mailbox behind the address. */
  readonly mailbox: string;
  readonly lang: UiLang;
  /** The password as it is kept: salted and slow to try. */
  readonly sealed: string;
};

/** A request of somebody who signed in. */
export type SignedIn = {
  readonly member: Member;
  readonly session: string;
  /** Until when the second factor counts as just shown (step-up); null when it has to be shown again. */
  readonly provenUntil: Date | null;
};

/** Who a request comes from, by its cookies or its token; undefined when nobody signed in, or not any more. */
export type Identity = { readonly whoIs: (headers: Headers) => Promise<SignedIn | undefined> };

/** `Set-Cookie` lines that a reply has to carry. */
export type NewCookies = readonly string[];

export type SignInRefusal = Refusal<'sign-in-wrong' | 'sign-in-over' | 'sign-in-locked' | 'code-wrong' | 'signed-out'>;

export type SecondFactorSetup = { readonly uri: string; readonly secret: string };

export type OpenSession = {
  readonly id: Id;
  /** The day it began, and until when it lasts at most. */
  readonly since: Day;
  readonly until: Date;
  readonly here: boolean;
};

/** Signing in and what belongs to it. Knows a request by its `Cookie` header alone: no address, no browser. */
export type SignIn = {
  /** Somebody who showed the password; in the team's pages only who has a second factor as well (`whoIs`). */
  readonly entered: (cookies: string | null) => Promise<SignedIn | undefined>;
  readonly whoIs: (cookies: string | null) => Promise<SignedIn | undefined>;
  /** The password; what comes next is the code, or setting up a second factor for who has none. */
  readonly withPassword: (
    email: string,
    password: string,
  ) => Promise<Result<{ readonly cookies: NewCookies; readonly next: 'code' | 'set-up' }, SignInRefusal>>;
  /** The second step: a code of the app, or one of the recovery codes, each once. */
  readonly withCode: (
    cookies: string | null,
    code: string,
    kind: 'app' | 'recovery',
  ) => Promise<Result<NewCookies, SignInRefusal>>;
  readonly signOut: (cookies: string | null) => Promise<NewCookies>;
  /** Shows the second factor again; counts for ten minutes. */
  readonly prove: (cookies: string | null, code: string) => Promise<Result<null, SignInRefusal>>;
  /** The second factor that waits for its first code; undefined when there is none. */
  readonly setup: (cookies: string | null) => Promise<SecondFactorSetup | undefined>;
  /** The first code of a new second factor; gives the recovery codes, shown once. */
  readonly finishSetup: (
    cookies: string | null,
    code: string,
  ) => Promise<Result<{ readonly cookies: NewCookies; readonly recovery: readonly string[] }, SignInRefusal>>;
  /** Gives up the second factor, to set up another one. */
  readonly renewSecondFactor: (cookies: string | null, password: string) => Promise<Result<NewCookies, SignInRefusal>>;
  readonly newRecoveryCodes: (
    cookies: string | null,
    password: string,
  ) => Promise<Result<readonly string[], SignInRefusal>>;
  /** Ends every other session as well. */
  readonly changePassword: (
    cookies: string | null,
    password: string,
    next: string,
  ) => Promise<Result<NewCookies, SignInRefusal>>;
  readonly sessions: (cookies: string | null) => Promise<readonly OpenSession[]>;
  readonly endSession: (cookies: string | null, id: Id) => Promise<boolean>;
  readonly passkeys: Passkeys;
  readonly links: SignInLinks;
  /** Takes away sessions and challenges that have run out. */
  readonly tidy: () => Promise<void>;
  /** A password as it is kept. Slow on purpose. */
  readonly seal: (password: string) => Promise<string>;
};

/** A link by mail in place of the password; the second step comes after it all the same. */
export type SignInLinks = {
  /** Keeps a code for whoever has this address; undefined when nobody has who could use it. */
  readonly keep: (email: string, code: string) => Promise<Member | undefined>;
  /** Uses a code up, and with it every other one of its holder; what comes next is the code of the app. */
  readonly use: (code: string) => Promise<Result<NewCookies, SignInRefusal>>;
};

/** The tables that signing in is kept in, as the library behind it names them. */
export type SignInTable = 'user' | 'session' | 'account' | 'verification' | 'twoFactor';
export type SignInRow = Readonly<Record<string, unknown>>;
export type SignInWhere = readonly {
  readonly field: string;
  readonly operator: string;
  readonly value: unknown;
  readonly connector: 'AND' | 'OR';
}[];

/** Rows of signing in. Fields that are not kept (an address, a browser) fall away here; any other unknown one throws. */
export type SignInRows = {
  readonly insert: (table: SignInTable, row: SignInRow) => Promise<SignInRow>;
  readonly find: (
    table: SignInTable,
    where: SignInWhere,
    how: {
      readonly limit: number;
      readonly offset: number;
      readonly sort: { readonly field: string; readonly direction: 'asc' | 'desc' } | null;
    },
  ) => Promise<readonly SignInRow[]>;
  readonly count: (table: SignInTable, where: SignInWhere) => Promise<number>;
  /** Changes what matches, `most` rows at most; gives them as they are then. */
  readonly update: (
    table: SignInTable,
    where: SignInWhere,
    change: { readonly set: SignInRow; readonly add: Readonly<Record<string, number>> },
    most: number | null,
  ) => Promise<readonly SignInRow[]>;
  readonly remove: (table: SignInTable, where: SignInWhere, most: number | null) => Promise<readonly SignInRow[]>;
  /** Puts in a letter about somebody's own account. */
  readonly tell: (member: StaffId, change: AccountChange, day: Day) => Promise<void>;
  readonly proven: (session: Id) => Promise<Date | null>;
  readonly prove: (session: Id, at: Date) => Promise<void>;
  readonly endSession: (member: StaffId, session: Id) => Promise<boolean>;
  /** Takes away what has run out. */
  readonly tidy: (at: Date) => Promise<void>;
};
