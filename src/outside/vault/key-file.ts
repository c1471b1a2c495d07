// Keys as files of 32 bytes that are there durably or not at all, and that can be destroyed.
import { link, mkdir, open, readdir, readFile, unlink } from 'node:fs/promises';

/** The key of a file; undefined where there is none. Throws where it is damaged. */
export const readKey = async (path: string): Promise<Buffer | undefined> => {
  const key = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (key !== undefined && key.length !== 32) throw new Error(`the key ${path} is damaged`);
  return key;
};

/** Durable before anything is done with it; of two that are made at once, one stays. */
export const makeKey = async (folder: string, path: string, random: (bytes: number) => Uint8Array): Promise<Buffer> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const aside = `${path}.${Buffer.from(random(8)).toString('hex')}.part`;
  const file = await open(aside, 'wx', 0o600);
  try {
    await file.write(random(32));
    await file.sync();
  } finally {
    await file.close();
  }
  await link(aside, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(aside);
  await syncFolder(folder);
  const key = await readKey(path);
  if (key === undefined) throw new Error('a key vanished while it was made');
  return key;
};

/** Names of the keys in a folder, without their ending. */
export const keyNames = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.flatMap((name) => (name.endsWith('.key') ? name.slice(0, -4) : []));
};

/** Destroys a key; nothing happens where there is none. */
export const destroyKey = async (
  folder: string,
  path: string,
  random: (bytes: number) => Uint8Array,
): Promise<void> => {
  const file = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return;
  try {
    // Written over in place first: a name that is gone leaves its bytes where they were.
    await file.write(random(32), 0, 32, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  // Another process of ours may be at the same night.
  await unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await syncFolder(folder);
};

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
