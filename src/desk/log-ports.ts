// The ports of the public log: what asked for a leaf, the files that are served, and who signs.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Refusal, Result } from '../base/result.ts';
import type { LeafKind } from '../core/leaf.ts';
import type { RowsNow } from '../core/leaf-rows.ts';
import type { ReadFile, Signer } from '../kit/tlog/index.ts';
import type { HeardOf, NamedWitness, WitnessFault } from './witness-ports.ts';

/** The public log of this instance. */
export type Log = {
  /**
   * Puts every leaf that was asked for into the log; whether any waited. What the log refuses is kept in `fault`, and nothing is
   * sealed then. Files that somebody changed are found when nothing waits as well.
   */
  readonly seal: () => Promise<boolean>;
  /** Why nothing is signed any more; undefined while all is well. */
  readonly fault: () => LogFault | undefined;
  readonly rows: LogRows;
  readonly files: LogFiles;
  /** The keys, the first one naming the log; made at the first start. */
  readonly signers: () => Promise<readonly Signer[]>;
  /** Outside witnesses that are asked to sign beside us; none where the operator named none. */
  readonly witnesses: () => Promise<readonly NamedWitness[]>;
  /** What each statement says now, by its page: text with all its languages, as its leaf commits to it. */
  readonly statements: () => Readonly<Record<string, string>>;
};

/** Reasons not to sign. Each is lasting until a person does something; `log-files-away` until their store answers again. */
export type LogFault = Refusal<
  | 'log-files-missing'
  | 'log-files-older'
  | 'log-database-older'
  | 'log-forked'
  | 'log-damaged'
  | 'log-rows-differ'
  | 'log-key-other'
  | 'log-checkpoint-damaged'
  | 'log-unsigned'
  | 'log-files-away'
>;

/** How far the database knows the log: what was acknowledged last. */
export type LogHead = { readonly size: number; readonly root: string; readonly checkpoint: string };

export type LogRows = {
  /**
   * Runs work while no other process sequences; waits a moment for one that does, and gives undefined when that takes
   * longer: it seals what waits as well. `held` throws when the lock was lost meanwhile.
   */
  readonly whileSequencing: <T>(work: (held: () => Promise<void>) => Promise<T>) => Promise<T | undefined>;
  readonly head: () => Promise<LogHead | undefined>;
  /** Whether any leaf waits for its number or for its seal. */
  readonly waiting: () => Promise<boolean>;
  /** Entries that have the numbers from one to before another, in order. */
  readonly entries: (from: number, to: number) => Promise<readonly string[]>;
  /** Gives the next numbers to leaves that wait, in the order in which they were asked for; how many. */
  readonly number: (from: number, most: number) => Promise<number>;
  /** Everything below the size is in the log for good. */
  readonly seal: (head: LogHead) => Promise<void>;
  /** The newest sealed leaf of a check's page, with what opens its hash. */
  readonly ofCheck: (check: Id) => Promise<LeafOfPage | undefined>;
  /** What is shown as ours and stands in no leaf, a hundred at most: somebody put it in behind the log. */
  readonly unlogged: () => Promise<readonly Unlogged[]>;
  /** Asks for a leaf of whatever of this is not what the log knows. */
  readonly tellInstance: (facts: InstanceFacts, on: Day) => Promise<void>;
  /** Asks for the counts of every day that is over and was not told yet; how many days. */
  readonly tellDays: (today: Day) => Promise<number>;
  /** Keeps what a witness did when it was asked: the moment it signed, or that from then on it did not, and why. */
  readonly hearWitness: (name: string, at: Date, problem: WitnessFault['code'] | null) => Promise<void>;
  /** Those that did not sign when they were asked last, by the names of their keys. */
  readonly heardOf: () => Promise<ReadonlyMap<string, HeardOf>>;
  /** Sealed leaves below a number, newest first. */
  readonly journal: (page: {
    readonly below: number | null;
    readonly kind: LeafKind | null;
    readonly limit: number;
  }) => Promise<readonly JournalLine[]>;
  /** Sealed leaves with these numbers, in the order of the log, beside what the rows say now. */
  readonly told: (numbers: readonly number[]) => Promise<readonly ToldLeaf[]>;
  /** The next of them after a number; -1 for the first. */
  readonly toldFrom: (after: number, limit: number) => Promise<readonly ToldLeaf[]>;
  /** Numbers of sealed leaves of these kinds, the newest first; of these subjects alone, where any are given. */
  readonly about: (
    kinds: readonly LeafKind[],
    subjects: readonly Id[] | null,
    limit: number,
  ) => Promise<readonly number[]>;
};

/** What is true of the instance just now; statements by their page, whole, in canonical JSON. */
export type InstanceFacts = {
  readonly version: string;
  readonly keys: readonly string[];
  readonly statements: Readonly<Record<string, string>>;
};

export type LeafOfPage = {
  readonly check: Id;
  readonly number: number;
  readonly entry: string;
  /** Of the page's text; null once it was erased. */
  readonly salt: string | null;
  /** The number of the leaf that this one supersedes. */
  readonly supersedes: number | null;
};

/** A line of the journal. */
export type JournalLine = {
  readonly number: number;
  readonly kind: LeafKind;
  readonly on: Day;
  readonly entry: string;
  /** The public page that it leads to, by what its address is made of; null while there is none. */
  readonly page: {
    readonly of: 'check' | 'explainer' | 'note' | 'declined' | 'request';
    readonly name: string;
    readonly titles: Readonly<Record<string, string>>;
  } | null;
  /** The number of the leaf that this one supersedes. */
  readonly supersedes: number | null;
};

export type Unlogged = {
  readonly of: 'check' | 'decision' | 'request' | 'proposal' | 'standing-answer' | 'template';
  readonly id: string;
};

/** A sealed leaf with what opens its hashes, and what the rows say now of what it tells. */
export type ToldLeaf = JournalLine & {
  /** By the names of the hashes; what was erased is not among them. */
  readonly salts: Readonly<Record<string, string>>;
  /** Whether a leaf says that salts of this one were destroyed, or none is missing. */
  readonly saysErased: boolean;
  /** Of a check: whether it is this leaf that tells what the page says now. */
  readonly isOfPage: boolean;
  /** Null where there is no such row, or no longer. */
  readonly now: RowsNow | null;
};

export type LogFiles = {
  /** The bytes as they lie there now. Throws FilesAway where their store does not answer. */
  readonly read: ReadFile;
  /** Puts a whole tile or bundle in its place, durably: it is there after a cut of power, and is never seen half. */
  readonly lay: (path: string, bytes: Uint8Array) => Promise<void>;
  /**
   * Puts a checkpoint in the place of the one that was read, or where there was none; just as durably. Throws CheckpointMoved
   * where another lies there: whoever goes on from an older one must not go back behind it.
   */
  readonly layCheckpoint: (bytes: Uint8Array, over: Uint8Array | undefined) => Promise<void>;
  /** Clears away the partial files of a tile that is full. */
  readonly clear: (path: string) => Promise<void>;
};

/** Where the sequencer is: told between every two steps, so that a test can end it there. */
export type LogStep = 'standing' | 'numbered' | 'laid' | 'compared' | 'signed' | 'checkpoint' | 'acknowledged';
export type OnStep = (step: LogStep) => Promise<void>;

export type Sealed = Result<number, LogFault>;
