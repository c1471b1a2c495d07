// One file that is either the old one or the new one, whatever is killed or cut off in between.
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

let written = 0;

/** Writes aside, syncs, renames, and syncs the folder: when this comes back the bytes are on the disk. Makes the folder. */
export const writeDurably = async (path: string, bytes: Uint8Array | string, mode = 0o600): Promise<void> => {
  const made = await mkdir(dirname(path), { recursive: true });
  const aside = `${path}.${process.pid}-${written++}.part`;
  const file = await open(aside, 'w', mode);
  try {
    await filled(file, bytes, mode);
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
  // A folder just made is durable when the one it stands in is.
  for (let at = dirname(path); made !== undefined && at.length >= made.length; at = dirname(at))
    await syncFolder(dirname(at));
};

const filled = async (file: FileHandle, bytes: Uint8Array | string, mode: number): Promise<void> => {
  try {
    await file.writeFile(bytes);
    // What the process masks away when a file is made is given here.
    await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Makes what was renamed or removed in a folder durable. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
