// The ports of what comes from other publishers: imports, what of them waits for a second person, and who may answer by themselves.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { CheckPicture } from '../core/picture.ts';
import type { StaffId } from '../core/rights.ts';
import type { CheckSaved, CheckToSave } from './check-ports.ts';

/** Who acts on what comes from elsewhere: one of the team, or null for whoever runs the machine, by the link that it prints. */
export type OneOrMachine = StaffId | null;
type Done = { readonly by: OneOrMachine; readonly at: Date };

/** Every item that was read is counted once: the others give `read` together, at every moment. */
export type ImportCounts = {
  readonly read: number;
  readonly imported: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Waiting for a second person, or let in and not a check yet. */
  readonly held: number;
  /** Held once, and declined or taken back. */
  readonly declined: number;
  readonly refused: number;
  /** The same again in one file. */
  readonly doubles: number;
};

/** Nothing read yet. */
export const nothingRead: ImportCounts = {
  ...{ read: 0, imported: 0, changed: 0, unchanged: 0, held: 0, declined: 0, refused: 0, doubles: 0 },
};

/** Why an import broke off. `import-stopped`: whoever ran it stopped it, or the server went down. */
export const importFailures = [
  ...(['fetch-forbidden-address', 'fetch-failed', 'fetch-too-large', 'fetch-timeout'] as const),
  ...(['file-unreadable', 'store-away', 'import-stopped', 'internal'] as const),
] as const;
export type ImportFailure = (typeof importFailures)[number];
export type ImportRun = {
  readonly id: Id;
  readonly name: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** Why it broke off before its end; null where it did not, or was killed before it could say so. */
  readonly failed: ImportFailure | null;
  readonly counts: ImportCounts;
  /** Where what was read waits, or waited, for a second person; null where whoever runs the machine imported. */
  readonly held: HeldImport | null;
};
export type ImportLine = { readonly position: string; readonly code: string; readonly detail: string | null };

/** Told after each durable batch: nothing reported here can be lost any more. */
export type ImportProgress = { readonly run: Id; readonly counts: ImportCounts; readonly lines: readonly ImportLine[] };

/** What waits, or waited, for a second person. */
export type HeldImport = {
  readonly askedBy: OneOrMachine;
  readonly decision: ImportDecision | null;
  readonly decidedBy: OneOrMachine;
  readonly decidedOn: Day | null;
  /** Of the two who let it in one had lately let the other into the team. */
  readonly letIn: boolean;
  /** How many items wait to be let in, or to become checks. */
  readonly items: number;
  /** How many of them are pictures: all or none. */
  readonly pictures: number;
};
export type ImportDecision = 'released' | 'declined' | 'withdrawn';

/** One item that waits: the check it would become, masked like all that is stored, and whose it is. */
export type HeldItem = {
  readonly publisher: { readonly name: string; readonly site: string; readonly licence: string | null };
  readonly save: CheckToSave;
};

/** One picture that waits: what it would be on the check of another publisher that is here already. */
export type HeldPicture = {
  readonly check: Id;
  readonly slug: string;
  readonly titles: Readonly<Record<string, string>>;
  readonly picture: CheckPicture;
};

export type Imports = {
  /** Known pictures that were brought in, as long as they wait. */
  readonly pictures: {
    readonly hold: (
      run: Id,
      counts: ImportCounts,
      refused: readonly ImportLine[],
      items: readonly Pick<HeldPicture, 'check' | 'picture'>[],
    ) => Promise<void>;
    readonly held: (run: Id) => Promise<readonly HeldPicture[]>;
    /** Whether one that waits has this file. */
    readonly isHeld: (file: string) => Promise<boolean>;
    /** Those of the next run that was let in; undefined when there are none. */
    readonly letIn: () => Promise<{ readonly run: Id; readonly items: readonly HeldPicture[] } | undefined>;
    /** They stand on their checks now, or their check takes none any more (`declined`). */
    readonly tookIn: (
      run: Id,
      counts: Readonly<Record<'changed' | 'unchanged' | 'declined', number>>,
      at: Date,
    ) => Promise<void>;
  };
  /** `heldFor`: its items wait for somebody else than this one. */
  readonly begin: (run: {
    readonly id: Id;
    readonly name: string;
    readonly at: Date;
    readonly heldFor?: { readonly by: OneOrMachine };
  }) => Promise<void>;
  readonly note: (run: Id, counts: ImportCounts, refused: readonly ImportLine[]) => Promise<void>;
  /** Like `note`, with items that are to wait. */
  readonly hold: (
    run: Id,
    counts: ImportCounts,
    refused: readonly ImportLine[],
    items: readonly HeldItem[],
  ) => Promise<void>;
  readonly finish: (run: Id, at: Date) => Promise<void>;
  /** It broke off; what it stored stays. */
  readonly fail: (run: Id, because: ImportFailure) => Promise<void>;
  readonly runs: () => Promise<readonly ImportRun[]>;
  readonly run: (id: Id) => Promise<ImportRun | undefined>;
  /** Those that wait for a second person, the oldest first. */
  readonly waiting: () => Promise<readonly ImportRun[]>;
  readonly items: (run: Id, limit: number) => Promise<readonly HeldItem[]>;
  /** False when it was decided meanwhile. What is declined or taken back is gone with it. */
  readonly decide: (run: Id, as: ImportDecision, done: Done) => Promise<boolean>;
  /** The next items that were let in and are no checks yet; undefined when there are none. */
  readonly letIn: (
    limit: number,
  ) => Promise<{ readonly run: Id; readonly upTo: number; readonly items: readonly HeldItem[] } | undefined>;
  /** They are checks now; the run is told once the last of it is. */
  readonly tookIn: (run: Id, upTo: number, saved: readonly CheckSaved[], at: Date) => Promise<void>;
  readonly refusals: (run: Id) => AsyncIterable<ImportLine>;
};

export type OptIn = {
  readonly id: Id;
  readonly source: Id;
  readonly name: string;
  readonly site: string;
  /** Public. Empty where it was done on the machine. */
  readonly reason: string;
  readonly askedBy: OneOrMachine;
  readonly askedOn: Day;
  readonly state: 'waiting' | 'agreed' | 'declined' | 'withdrawn';
  readonly settledBy: OneOrMachine;
  readonly settledOn: Day | null;
  readonly endedOn: Day | null;
  readonly onMachine: boolean;
  /** Of the two who agreed one had lately let the other in. */
  readonly letIn: boolean;
};

/** Letting a publisher's checks answer by themselves: asked for by one, agreed to by another; ended by anybody who may. */
export type OptIns = {
  /** What waits first, then the newest. */
  readonly list: (limit: number) => Promise<readonly OptIn[]>;
  readonly find: (id: Id) => Promise<OptIn | undefined>;
  readonly ask: (asked: {
    readonly id: Id;
    readonly source: Id;
    readonly reason: string;
    readonly by: OneOrMachine;
    readonly at: Date;
  }) => Promise<'asked' | 'not-found' | 'opt-in-waiting' | 'source-answers'>;
  /** False when it was settled meanwhile. Agreed to, the source answers at once. */
  readonly settle: (id: Id, as: 'agreed' | 'declined' | 'withdrawn', done: Done) => Promise<boolean>;
  /** The source answers no more; false when there is none. */
  readonly end: (source: Id, done: Done) => Promise<boolean>;
  /** Whether anybody of the team may agree to what whoever runs the machine asks, who is of no hand with them. */
  readonly teamAgrees: () => Promise<boolean>;
};
