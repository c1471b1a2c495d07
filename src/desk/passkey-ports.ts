// Passkeys: a key of somebody's own machine that stands for password and second step together.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Refusal, Result } from '../base/result.ts';
import type { StaffId } from '../core/rights.ts';

export type Passkey = { readonly id: Id; readonly addedOn: Day; readonly usedOn: Day | null };

/** What a browser hands to the machine that holds the key: options in the JSON form of WebAuthn level 3. */
export type PasskeyOptions = Readonly<Record<string, unknown>>;

/** What the machine gave back, in base64url: of a new key, and of one that signed. */
export type NewPasskeyAnswer = {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
};
export type PasskeyAnswer = {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
  readonly userHandle: string;
};

/**
 * `passkey-wrong`: what was shown is no good; `passkey-over`: nothing was asked, or too long ago; `passkey-copied`: it
 * counted back, as a copy does; `passkeys-off`: the instance's address is one that no browser makes passkeys for.
 */
export type PasskeyRefusal = Refusal<
  'passkey-wrong' | 'passkey-over' | 'passkey-copied' | 'passkey-known' | 'passkeys-full' | 'passkeys-off'
>;

/** Whoever asks, and in which session: what was asked in one is answered in the same one. */
export type Holder = {
  readonly session: string;
  readonly member: { readonly id: StaffId; readonly name: string; readonly email: string | null };
};

export type Passkeys = {
  /** Whether browsers make passkeys for the address of this instance: https, or this machine itself. */
  readonly offered: boolean;
  readonly of: (member: StaffId) => Promise<readonly Passkey[]>;
  readonly toAdd: (holder: Holder) => Promise<Result<PasskeyOptions, PasskeyRefusal>>;
  readonly add: (holder: Holder, answer: NewPasskeyAnswer) => Promise<Result<Passkey, PasskeyRefusal>>;
  /** Takes a passkey away and ends every other session of its holder; false when there is none. */
  readonly remove: (holder: Holder, id: Id) => Promise<boolean>;
  /** Step-up: shown now, it counts as a code does. */
  readonly toProve: (holder: Holder) => Promise<Result<PasskeyOptions, PasskeyRefusal>>;
  readonly prove: (holder: Holder, answer: PasskeyAnswer) => Promise<Result<null, PasskeyRefusal>>;
  /** Signing in, without a name: the key says whose it is. The cookie ties the answer to the browser that asked. */
  readonly toSignIn: () => Promise<
    Result<{ readonly options: PasskeyOptions; readonly cookies: readonly string[] }, PasskeyRefusal>
  >;
  readonly signIn: (
    cookies: string | null,
    answer: PasskeyAnswer,
  ) => Promise<Result<readonly string[], PasskeyRefusal>>;
};

export type HeldPasskey = {
  readonly id: Id;
  readonly staff: StaffId;
  readonly credential: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
};

export type PasskeyRows = {
  readonly of: (member: StaffId) => Promise<readonly (Passkey & { readonly credential: string })[]>;
  readonly add: (
    passkey: HeldPasskey & { readonly addedOn: Day },
    most: number,
  ) => Promise<'done' | 'passkey-known' | 'passkeys-full'>;
  /** By what its holder shows; of active members only. */
  readonly held: (credential: string) => Promise<HeldPasskey | undefined>;
  /** Notes that it signed; false when its count did not grow meanwhile, as where two hold the same key. */
  readonly used: (id: Id, counter: number, on: Day) => Promise<boolean>;
  readonly remove: (member: StaffId, id: Id, session: string, on: Day) => Promise<boolean>;
};
