// What a watch keeps: the newest checkpoint it saw, as it was served, and evidence that is never written over.
import { readFile, stat } from 'node:fs/promises';
import { toHex } from '../base/bytes.ts';
import { type Checkpoint, hashText, sha256 } from '../kit/tlog/index.ts';
import { writeDurably } from '../outside/files/index.ts';
import type { WatchKind } from './watch-kinds.ts';
import type { Kept } from './watch-look.ts';
import type { PageEvidence } from './watch-pages.ts';

/** The kept checkpoint; its file's date says since when nothing newer was seen. */
export const keptIn = async (file: string): Promise<Kept | undefined> => {
  try {
    const [note, { mtime }] = await Promise.all([readFile(file), stat(file)]);
    return { note: new Uint8Array(note), seenAt: mtime };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
};

export const keep = (file: string, note: Uint8Array): Promise<void> => writeDurably(file, note, 0o644);

type Seen = { readonly note: Uint8Array; readonly checkpoint: Checkpoint | undefined };

/** What is told to others of an alarm. Nothing of whoever watches: no path, no address of theirs. */
export type AlarmSeen = {
  readonly kind: WatchKind;
  readonly code: string;
  readonly problem: string;
  /** Where the log is, as an address; null for a folder. */
  readonly log: string | null;
  readonly page: PageEvidence | undefined;
};

/**
 * Lays the signed notes beside the state, with a file that says what was seen and when, and gives their paths. The same thing seen
 * again gives the same names: nothing piles up, and nothing is written over.
 */
export const keepEvidence = async (
  file: string,
  { kept, served, alarm, at }: { kept: Seen | undefined; served: Seen | undefined; alarm: AlarmSeen; at: Date },
): Promise<readonly string[]> => {
  const paths: string[] = [];
  const lay = async (name: string, bytes: Uint8Array | string): Promise<void> => {
    const path = `${file}.evidence/${name}`;
    if ((await stat(path).catch(() => undefined)) === undefined) await writeDurably(path, bytes, 0o444);
    paths.push(path);
  };
  for (const [word, seen] of [['kept', kept] as const, ['served', served] as const])
    if (seen !== undefined) await lay(`${word}-${nameOf(seen)}`, seen.note);
  const { page, ...said } = alarm;
  const what = { ...said, page: page ?? null, kept: noteOf(kept), served: noteOf(served) };
  await lay(`alarm-${said.kind}-${shortHash(JSON.stringify(what))}.json`, told({ at: at.toISOString(), ...what }));
  // It verifies by itself: sangto log verify FILE --vkey KEY.
  if (page?.proof) await lay(`leaf-${page.leaf?.number}-${shortHash(page.proof)}.tlog-proof`, page.proof);
  return paths;
};

const told = (what: object): string => `${JSON.stringify(what, null, 2)}\n`;

const nameOf = ({ note, checkpoint }: Seen): string => {
  if (checkpoint === undefined) return `unverified-${shortHash(new TextDecoder().decode(note))}`;
  const root = hashText(checkpoint.root).replaceAll(/[^A-Za-z0-9]/g, '');
  return `${checkpoint.size}-${root.slice(0, 12)}`;
};

const noteOf = (seen: Seen | undefined): string | null =>
  seen === undefined ? null : new TextDecoder().decode(seen.note);

const shortHash = (text: string): string => toHex(sha256(new TextEncoder().encode(text))).slice(0, 12);
