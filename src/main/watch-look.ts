// One look at a log from outside: what it serves now, held against the checkpoint that was kept.
import { ok, type Result, refuse } from '../base/result.ts';
import {
  auditLog,
  type Checkpoint,
  type CheckpointPolicy,
  type OpenedCheckpoint,
  openTiles,
  type ReadFile,
  sameHash,
} from '../kit/tlog/index.ts';
import { headIn, type KeyTold, keptHead, sinceThen } from './log-policy.ts';
import { LogAway } from './log-source.ts';
import { patientRead } from './patient-read.ts';
import { type PageFault, type PagesAt, type PagesSeen, pagesHold } from './watch-pages.ts';

/** How often a page is looked at that says something else: it may follow its leaf by a moment. */
const tries = 3;
const pageFollowsMs = 2_000;
/** How long a look waits in all for a log that says 429. */
const mostWaitMs = 60_000;

/** A checkpoint kept from an earlier look, as it was served, and since when nothing newer was seen. */
export type Kept = { readonly note: Uint8Array; readonly seenAt: Date };

export type LookAt = {
  readonly read: ReadFile;
  readonly policy: CheckpointPolicy;
  readonly kept: Kept | undefined;
  /** Whether every tile and entry is read, and not only what shows that the log goes on from what was kept. */
  readonly full: boolean;
  /** Most seconds that the newest thing signed may be old; no limit by default. */
  readonly maxAge: number | undefined;
  readonly now: Date;
  /** Where readers are shown what was logged; undefined where nothing is compared. */
  readonly pages: PagesAt | undefined;
  /** Waits; rejects when the watch ends. */
  readonly wait: (ms: number) => Promise<void>;
  readonly progress: (line: string) => void;
};

export type Look = {
  /** Undefined when all is well. */
  readonly fault: PageFault | undefined;
  /** The checkpoint as it was served; `checkpoint` is there when its signature verified. */
  readonly note: Uint8Array | undefined;
  readonly checkpoint: Checkpoint | undefined;
  readonly before: Checkpoint | undefined;
  /** How the log told of another key, where what was kept was signed by a former one. */
  readonly keyTold: KeyTold | undefined;
  /** How many checks were compared with what readers are shown; undefined where none could be. */
  readonly pages: PagesSeen | undefined;
};

/** Never throws for a log that is away or broken: that is what is looked for. */
export const lookAtLog = async (at: LookAt): Promise<Look> => {
  const look: { -readonly [K in keyof Look]: Look[K] } = {
    fault: undefined,
    note: undefined,
    checkpoint: undefined,
    before: undefined,
    keyTold: undefined,
    pages: undefined,
  };
  try {
    const { policy, kept } = at;
    const read = patientRead(at.read, { mostMs: mostWaitMs, wait: at.wait });
    const before = kept === undefined ? undefined : await keptHead(kept.note, policy);
    if (before?.ok === false) return { ...look, fault: before.error };
    look.before = before?.value.checkpoint;
    for (let again = tries; ; again--) {
      const note = await read('checkpoint');
      look.note = note;
      const head = note === undefined ? refuse('checkpoint-missing') : await headIn(note, policy);
      if (!head.ok) return { ...look, fault: head.error };
      look.checkpoint = head.value.checkpoint;
      const held = await holds({ ...at, read }, head.value, look.before, new TextDecoder().decode(note));
      if (held.ok) return { ...look, ...held.value };
      if (at.pages === undefined || again === 1 || !held.error.code.startsWith('page-'))
        return { ...look, fault: held.error };
      await at.wait(pageFollowsMs);
    }
  } catch (error) {
    if (!(error instanceof LogAway)) throw error;
    // Only what the log itself serves can be damage of the log.
    const code = error.of === 'site' ? 'pages-away' : error.code === 'fetch-too-large' ? error.code : 'log-away';
    return { ...look, fault: { code, detail: error.message } };
  }
};

const holds = async (
  at: LookAt,
  head: OpenedCheckpoint,
  before: Checkpoint | undefined,
  note: string,
): Promise<Result<Pick<Look, 'keyTold' | 'pages'>, PageFault>> => {
  const { policy, kept, read, progress } = at;
  const now = head.checkpoint;
  // What the two signed notes say by themselves comes first: a log that tells two stories may serve no file at all.
  if (before !== undefined && before.size > now.size)
    return refuse('log-shrank', { detail: `${before.size} leaves then, ${now.size} now` });
  if (before?.size === now.size && !sameHash(before.root, now.root))
    return refuse('log-forked', { detail: `two trees of ${now.size} leaves` });
  const missing = policy.witnesses?.find((key) => !head.cosignatures.some((one) => one.key === key));
  if (missing !== undefined) return refuse('witness-missing', { detail: missing.name });
  const each = (index: number) => index % 256 === 255 && progress(`${index + 1} of ${now.size} entries`);
  const audited = at.full ? await auditLog(now, read, { each }) : undefined;
  if (audited?.ok === false) return audited;
  const tiles = audited?.ok ? ok(audited.value.tiles) : await openTiles(now, read);
  if (!tiles.ok) return tiles;
  const since = kept === undefined ? ok(undefined) : await sinceThen(kept.note, now, tiles.value, policy);
  if (!since.ok) return since;
  const keyTold = since.value?.keyTold;
  const lately = fresh(at, head, before);
  if (!lately.ok) return lately;
  if (at.pages === undefined) return ok({ keyTold, pages: undefined });
  const tree = { key: policy.log[0], size: now.size, from: before?.size ?? 0, note };
  const pages = await pagesHold(at.pages, tiles.value, tree);
  return pages.ok ? ok({ keyTold, pages: pages.value }) : pages;
};

/**
 * A log's own signature has no time. A witness's has; without one, what counts is since when this watch has seen
 * nothing newer.
 */
const fresh = (
  { maxAge, now, kept, policy }: LookAt,
  { cosignatures, checkpoint }: OpenedCheckpoint,
  before: Checkpoint | undefined,
): Result<undefined> => {
  if (maxAge === undefined) return ok(undefined);
  const seen = before?.size === checkpoint.size ? kept?.seenAt.getTime() : undefined;
  const byWitness = Math.max(...cosignatures.map(({ time = 0 }) => time)) * 1000;
  const newest = (policy.witnesses ?? []).length > 0 ? byWitness : (seen ?? now.getTime());
  const age = Math.floor((now.getTime() - newest) / 1000);
  return age > maxAge ? refuse('log-stale', { detail: `${age} seconds old, ${maxAge} allowed` }) : ok(undefined);
};
