// sangto log mirror and export: a copy that anybody can serve, and one to take along and read.
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json } from '../base/canonical-json.ts';
import { hashText, openTiles, type TreeHead, tileWidth } from '../kit/tlog/index.ts';
import { writeDurably } from '../outside/files/index.ts';
import { exitCodes } from './exit-codes.ts';
import { type Copied, copyLog, fileIn } from './log-copy.ts';
import { logFault, plain } from './log-fault.ts';
import { type KeyFlags, keyFix, policyOf } from './log-policy.ts';
import { LogAway, openLogSource } from './log-source.ts';
import { type Terminal, terminal } from './terminal.ts';

type CopyFlags = KeyFlags & { readonly vkey: string; readonly json?: boolean };

/** Exit: fine when the folder holds what the log serves now; `refused` when something does not hold together. */
export const logMirrorCommand = async (from: string, folder: string, flags: CopyFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const copied = await copy(out, from, folder, flags);
  if (typeof copied === 'number') return copied;
  tell(out, copied, folder, {});
  return exitCodes.fine;
};

/** The same into an empty folder, with the key and every leaf on a line of its own. */
export const logExportCommand = async (
  from: string,
  { out: folder, ...flags }: CopyFlags & { readonly out: string },
): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const inside = await readdir(folder).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? [] : null));
  if (inside === null || inside.length > 0) {
    out.fail(
      `${folder} is not an empty folder.`,
      'An export is whole or not there: name a new one.',
      'folder-not-empty',
    );
    return exitCodes.cannotWrite;
  }
  const copied = await copy(out, from, folder, flags);
  if (typeof copied === 'number') return copied;
  const leaves = await writable(out, folder, async () => {
    await writeDurably(join(folder, 'vkey'), `${flags.vkey.trim()}\n`, 0o644);
    await writeLeaves(copied.checkpoint, folder, out.progress);
  });
  out.progressDone();
  if (leaves !== exitCodes.fine) return leaves;
  tell(out, copied, folder, { leaves: 'leaves.jsonl' });
  return exitCodes.fine;
};

const copy = async (out: Terminal, from: string, folder: string, flags: CopyFlags): Promise<Copied | number> => {
  const policy = policyOf(flags);
  if (!policy.ok) {
    out.fail(`${policy.error.field} is no key: ${policy.error.code}`, keyFix, policy.error.code);
    return exitCodes.usage;
  }
  const read = await openLogSource(from);
  if (!read.ok) {
    out.fail(`${from} is not there.`, 'Give an address beginning with https://, or a folder.', 'log-not-there');
    return exitCodes.unreadable;
  }
  try {
    let copied: Copied | undefined;
    const code = await writable(out, folder, async () => {
      const found = await copyLog({ read: read.value, policy: policy.value, folder, progress: out.progress });
      out.progressDone();
      if (found.ok) {
        copied = found.value;
        return;
      }
      const { problem, fix } = logFault(found.error);
      out.fail(problem, fix, found.error.code);
    });
    return copied ?? (code === exitCodes.fine ? exitCodes.refused : code);
  } catch (error) {
    out.progressDone();
    if (!(error instanceof LogAway)) throw error;
    out.fail(`the log could not be read. ${error.message}`, 'What was copied is kept; run the same again.', error.code);
    return error.code === 'fetch-too-large' ? exitCodes.refused : exitCodes.unavailable;
  }
};

/** A disk that takes nothing is told in a sentence. */
const writable = async (out: Terminal, folder: string, work: () => Promise<void>): Promise<number> => {
  try {
    await work();
    return exitCodes.fine;
  } catch (error) {
    const { code = '', syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    out.progressDone();
    out.fail(`${folder} cannot be written (${code}).`, 'Name a folder that can be, with enough room.', code);
    return exitCodes.cannotWrite;
  }
};

/** One line a leaf: its number and what stands in it; bytes that are no JSON in base64. */
const writeLeaves = async (head: TreeHead, folder: string, progress: (line: string) => void): Promise<void> => {
  const tiles = await openTiles(head, (path) => fileIn(folder, path));
  if (!tiles.ok) throw new Error(tiles.error.code);
  const file = await open(join(folder, 'leaves.jsonl'), 'w', 0o644);
  try {
    for (let n = 0; n * tileWidth < head.size; n++) {
      const entries = await tiles.value.entries(n);
      if (!entries.ok) throw new Error(entries.error.code);
      const lines = entries.value.map(
        (entry, i) => `${JSON.stringify({ index: n * tileWidth + i, ...leafIn(entry) })}\n`,
      );
      await file.write(lines.join(''));
      progress(`${Math.min((n + 1) * tileWidth, head.size)} of ${head.size} leaves`);
    }
    await file.sync();
  } finally {
    await file.close();
  }
};

const leafIn = (entry: Uint8Array): { readonly leaf: Json } | { readonly base64: string } => {
  try {
    return { leaf: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(entry)) as Json };
  } catch {
    return { base64: Buffer.from(entry).toString('base64') };
  }
};

const tell = (
  out: Terminal,
  { checkpoint, before, kept, written, mended }: Copied,
  folder: string,
  more: { readonly leaves?: string },
): void => {
  const { origin, size } = checkpoint;
  const root = hashText(checkpoint.root);
  out.give({ origin, size, root, before: before?.size ?? null, folder, written, kept, mended, ...more });
  out.say(`${plain(origin)}: ${size} leaves, root ${root}`);
  out.say(`  ${written} files written to ${folder}, ${kept} were there and right`);
  if (mended > 0) out.say(`  ${mended} were damaged and written anew`);
  if (before !== undefined) out.say(`  nothing of the first ${before.size} leaves has changed since the last copy`);
  if (more.leaves !== undefined) out.say(`  every leaf on a line of its own: ${join(folder, more.leaves)}`);
};
