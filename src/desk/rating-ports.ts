// What verbs about ratings may touch. No port leads from a person to a rating: a pseudonym is worked out with a key, and the key goes.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Refusal, Result } from '../base/result.ts';
import type { CutInput, CutMade, FittedRatings, RatedCheck } from '../core/cut-of.ts';
import type { Quarter } from '../core/quarter.ts';
import type { Pseudonym, Rating } from '../core/rating.ts';
import type { StaffId } from '../core/rights.ts';
import type { Rule, Standing } from '../kit/bridge/index.ts';
import type { NewPasskeyAnswer, PasskeyAnswer, PasskeyOptions } from './passkey-ports.ts';
import type { FirstLook } from './so-far.ts';

/** Whoever rates: a keyed hash of their address, and the day they came. The address itself is nowhere. */
export type Rater = { readonly id: Id; readonly admittedOn: Day };

export type Raters = {
  /** Whoever has this hash, admitted now if new and admission is open. `used`: the link was opened before. */
  readonly enter: (come: {
    readonly id: Id;
    readonly lookup: string;
    /** What makes the link one of its own, kept until it would not open any more anyway. */
    readonly link: string;
    readonly until: Date;
    readonly on: Day;
    readonly isOpen: boolean;
    /** By a link of the team's, which lets in where admission is not open, and is counted apart. */
    readonly isInvited: boolean;
  }) => Promise<Rater | 'used' | 'not-invited'>;
  readonly rater: (id: Id) => Promise<Rater | undefined>;
  /** Lets the hash of an address in before it comes; false when it is known. */
  /** Counts an invitation by letter of somebody of the team; false where they sent as many on this day as one may. */
  readonly countInvitation: (by: StaffId, on: Day) => Promise<boolean>;
  readonly invite: (rater: { readonly id: Id; readonly lookup: string; readonly on: Day }) => Promise<boolean>;
  /** Forgets a rater; what was rated stays under its pseudonym, which nobody leads back. False when there is none. */
  readonly leave: (id: Id, on: Day) => Promise<boolean>;
  /** Keeps a key by which a rater comes back; the answer to a challenge is used up with it. `known`: somebody has it. */
  readonly addPasskey: (
    key: {
      readonly rater: Id;
      readonly credential: string;
      readonly publicKey: Uint8Array;
      readonly link: string;
      readonly until: Date;
      readonly on: Day;
    },
    most: number,
  ) => Promise<'done' | 'used' | 'known' | 'full'>;
  /** Whose key it is, by our mark of it. */
  readonly byPasskey: (
    credential: string,
  ) => Promise<{ readonly rater: Id; readonly publicKey: Uint8Array } | undefined>;
  readonly passkeys: (rater: Id) => Promise<number>;
  /** Takes all keys of a rater away; how many. */
  readonly dropPasskeys: (rater: Id) => Promise<number>;
  /** Uses up something that works once; false when it was. */
  readonly useLink: (once: { readonly link: string; readonly until: Date; readonly on: Day }) => Promise<boolean>;
  /** All of them, for the drawing of lots; small beside everything else, and never shown. */
  readonly all: () => Promise<readonly Rater[]>;
  readonly counts: () => Promise<{ readonly now: number; readonly admitted: number; readonly left: number }>;
};

/** Passkeys of raters as browsers and machines speak of them. */
export type RaterPasskeys = {
  /** Whether browsers make passkeys for the address of this instance. */
  readonly offered: boolean;
  readonly toAdd: (challenge: string) => Promise<Result<PasskeyOptions, Refusal<'passkeys-off'>>>;
  readonly toEnter: (challenge: string) => Promise<Result<PasskeyOptions, Refusal<'passkeys-off'>>>;
  /** What an answer says that it answers; empty where it says nothing. */
  readonly challengeIn: (answer: { readonly clientDataJSON: string }) => string;
  /** The public key that a machine has made; undefined when anything of it is not as it was asked for. */
  readonly made: (answer: NewPasskeyAnswer) => Promise<Uint8Array | undefined>;
  readonly isSigned: (answer: PasskeyAnswer, publicKey: Uint8Array) => Promise<boolean>;
};

/** Keys of quarters, outside the database. */
export type PseudonymKeys = {
  /** The pseudonym of a rater; makes the key of a quarter when it is the first. */
  readonly pseudonymOf: (quarter: Quarter, rater: Id) => Promise<Pseudonym>;
  /** The pseudonyms of many, in their order. */
  readonly pseudonymsOf: (quarter: Quarter, raters: readonly Id[]) => Promise<readonly Pseudonym[]>;
  readonly quarters: () => Promise<readonly Quarter[]>;
  /** Overwrites and removes the key: from then on no pseudonym of that quarter leads to anybody. */
  readonly destroy: (quarter: Quarter) => Promise<void>;
};

export type Ratings = {
  /** Appends a rating; the last of one pseudonym on one check counts. `gone`: there is no such check of ours to rate. */
  readonly rate: (rating: Omit<Rating, 'byLot'>, perDay: number) => Promise<'rated' | 'gone' | 'full'>;
  /** What this pseudonym rated, the last first. */
  readonly of: (pseudonym: Pseudonym) => Promise<readonly (Rating & { readonly slug: string })[]>;
  /** Checks drawn for a pseudonym that it has not rated, the oldest lot first. */
  readonly drawn: (
    pseudonym: Pseudonym,
    limit: number,
  ) => Promise<readonly { readonly check: Id; readonly slug: string }[]>;
  /**
   * Checks of ours with fewer ratings by lot that count than `size`: how many they have, how many were drawn since `awaitedSince`
   * and have not rated, and who was drawn or rated it.
   */
  readonly wanting: (of: {
    readonly publishedSince: Day;
    readonly size: number;
    readonly awaitedSince: Day;
  }) => Promise<
    readonly { readonly check: Id; readonly has: number; readonly open: number; readonly known: readonly Pseudonym[] }[]
  >;
  readonly draw: (
    lots: readonly { readonly pseudonym: Pseudonym; readonly quarter: Quarter; readonly check: Id }[],
    on: Day,
  ) => Promise<void>;
  /** The minute of the first rating of all. */
  readonly firstAt: () => Promise<Date | undefined>;
  /** Everything rated before a moment, in the order it came. */
  readonly until: (at: Date) => Promise<readonly Rating[]>;
  /** What was rated from a moment on, after the `n`th of all ratings, in the order it came. */
  readonly since: (
    from: { readonly at: Date; readonly n: number },
    limit: number,
  ) => Promise<readonly (Rating & { readonly n: number })[]>;
};

/** What ratings say since the last cut: in memory of each process, and nowhere else. */
export type SoFars = Pick<FirstLook, 'of' | 'sideOf'> & {
  /** From now on it is told by this one; undefined: nothing is told. */
  readonly put: (look: FirstLook | undefined) => void;
};

/** What stands of one check at one cut. `why` is the explanation from which the standing follows (`ToldOfCheck`). */
export type StandingOfCheck = {
  readonly check: Id;
  readonly standing: Standing;
  readonly rule: Rule;
  readonly why: string;
  /** From when on it has stood so, over all cuts. */
  readonly since: Date;
};

export type Cut = {
  readonly n: number;
  readonly on: Day;
  /** Ratings up to this moment are in it. */
  readonly at: Date;
  readonly version: string;
  readonly ratings: number;
  readonly raters: number;
  /** Names of the public files with the SHA-256 (hex) of their bytes. */
  readonly files: Readonly<Record<string, string>>;
};

/** A public file, under the SHA-256 (hex) of its bytes. */
export type KeptFile = { readonly hash: string; readonly bytes: Uint8Array };

/** The long sums, in a thread of their own: nobody who reads or rates waits for them. */
export type Fitting = {
  readonly cut: (of: CutInput) => Promise<CutMade>;
  readonly fit: (ratings: readonly Rating[]) => Promise<FittedRatings>;
};

export type Standings = {
  readonly lastCut: () => Promise<Cut | undefined>;
  readonly cut: (n: number) => Promise<Cut | undefined>;
  readonly cuts: (limit: number) => Promise<readonly Cut[]>;
  /** The checks rated before a moment, as the public file names them. */
  readonly rated: (at: Date) => Promise<ReadonlyMap<Id, RatedCheck>>;
  /**
   * Keeps a cut, its files and what stands by it, with the leaves of what changed, in one transaction; false when somebody else was
   * faster.
   */
  readonly keep: (
    cut: Cut,
    standings: readonly Omit<StandingOfCheck, 'since'>[],
    files: readonly KeptFile[],
  ) => Promise<boolean>;
  /** The bytes of a file of a cut, as they were when it was made; undefined where there is none of that name. */
  readonly file: (cut: number, name: string) => Promise<Uint8Array | undefined>;
  /** The standing of record, and those before it, the newest first. */
  readonly of: (check: Id) => Promise<readonly (StandingOfCheck & { readonly cut: number; readonly on: Day })[]>;
  /** How many have rated a check since the last cut, which counts them only in the next. */
  readonly waiting: (check: Id) => Promise<number>;
  /** What stood at a cut, by check. */
  readonly at: (cut: number) => Promise<readonly StandingOfCheck[]>;
};
