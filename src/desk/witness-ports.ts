// Witnesses, from both sides: those that are asked to sign our log, and what one needs that signs the logs of others.
import type { Refusal, Result } from '../base/result.ts';
import type { NoteSignature, Proof, Signer, VerifierKey, VerifySignature } from '../kit/tlog/index.ts';

/** A witness that was agreed on: where it is asked, how its signature is told, and whose it is, for the public page. */
export type NamedWitness = {
  readonly url: string;
  readonly key: VerifierKey;
  readonly organisation: string;
  /** ISO 3166-1 alpha-2, in capitals. */
  readonly country: string;
};

/** Why a witness did not sign. */
export const witnessFaults = [
  /** It did not answer in time, or not at all; it is asked again after a while. */
  'witness-unreachable',
  /** It failed a moment ago and is left alone until then. */
  'witness-resting',
  /** It does not know our log, or not the key that signed. */
  'witness-refused',
  /** It has seen more leaves than we have: an older state of ours was restored, or somebody else signs with our key. */
  'witness-ahead',
  /** It has seen another tree than the one it is shown. */
  'witness-saw-another',
  /** Our own tiles do not give the proof that it needs. */
  'witness-no-proof',
  /** What it answered is no signature of its key over this checkpoint. */
  'witness-wrong-answer',
] as const;
export type WitnessFault = Refusal<(typeof witnessFaults)[number]>;

/** One that did not sign when it was asked last: why, and since when it has not. */
export type HeardOf = { readonly at: Date; readonly problem: WitnessFault['code'] };

export type Witnessed = {
  readonly witness: NamedWitness;
  readonly answer: Result<
    {
      /** To be laid below the checkpoint. */
      readonly signature: NoteSignature;
      /** Seconds since 1970: when the witness says that it saw this tree. */
      readonly time: number;
    },
    WitnessFault
  >;
};

export type ToWitness = {
  /** The checkpoint, signed by the log. */
  readonly checkpoint: string;
  /** The proof that this tree goes on from the one of `oldSize` leaves, 1 to its own size; undefined where it cannot be made. */
  readonly prove: (oldSize: number) => Promise<Proof | undefined>;
  /** Whoever need not be asked; nobody where it is left out. */
  readonly skip?: (witness: NamedWitness) => boolean;
};

/**
 * Asks every witness there is, at once, and comes back when each has answered or its time is over
 * (`witnessPatienceMs`), never with an exception. Without a witness the list is empty.
 */
export type WitnessPort = { readonly cosign: (asked: ToWitness) => Promise<readonly Witnessed[]> };

/** Milliseconds that one witness may take, its second answer included. */
export const witnessPatienceMs = 4_000;

/** What a witness needs: whose checkpoints it signs, what it signed last, and with what. */
export type Witnessing = {
  /** Keys by origin. */
  readonly logs: ReadonlyMap<string, readonly VerifierKey[]>;
  readonly state: WitnessState;
  readonly signer: Signer;
  readonly verify: VerifySignature;
  readonly now: () => Date;
};

export type WitnessState = {
  /** Does the work while nobody else does any for this origin. */
  readonly alone: <T>(origin: string, work: () => Promise<T>) => Promise<T>;
  /** The checkpoint that was signed last. */
  readonly last: (origin: string) => Promise<string | undefined>;
  /** Comes back when it is on the disk. Throws `WitnessStateBroken` when that cannot be known. */
  readonly keep: (origin: string, note: string) => Promise<void>;
};

/** Nothing may be signed any more: what was to be remembered may be forgotten. */
export class WitnessStateBroken extends Error {
  override name = 'WitnessStateBroken';
}
