// What a watch keeps: the newest checkpoint it saw, as it was served, and evidence that is never written over.
import { readFile, stat } from 'node:fs/promises';
import { type Checkpoint, hashText } from '../kit/tlog/index.ts';
import { writeDurably } from '../outside/files/index.ts';
import type { Kept } from './watch-look.ts';

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

type Seen = { readonly note: Uint8Array; readonly checkpoint: Checkpoint };

/** Lays both signed notes beside the state and gives their paths. The same notes give the same names: nothing piles up. */
export const keepEvidence = async (file: string, kept: Seen | undefined, served: Seen): Promise<readonly string[]> => {
  const both = [['kept', kept] as const, ['served', served] as const];
  const paths: string[] = [];
  for (const [word, seen] of both) {
    if (seen === undefined) continue;
    const { size, root } = seen.checkpoint;
    const path = `${file}.evidence/${word}-${size}-${hashText(root)
      .replaceAll(/[^A-Za-z0-9]/g, '')
      .slice(0, 12)}`;
    if ((await stat(path).catch(() => undefined)) === undefined) await writeDurably(path, seen.note, 0o444);
    paths.push(path);
  }
  return paths;
};
