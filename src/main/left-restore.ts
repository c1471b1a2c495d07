// What a restore that was killed left in the data folder: looked at, and taken away where nothing can need it. The database is
// only asked whether it holds anything: what was not committed is not in it, and what was is never touched.
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { folders } from './settings.ts';

/** Where a restore unpacks, beside the place where things will lie. */
export const asideIn = (data: string): string => join(data, 'restoring');

/** The restore that works here; told apart from one that was killed by whether it still runs. */
const workerFile = 'process';
/** Written before the key and the files are put in place: from here on they may be the archive's. */
const placedFile = 'placed';

export const beginRestore = async (data: string): Promise<void> => {
  await rm(asideIn(data), { recursive: true, force: true });
  await mkdir(asideIn(data), { recursive: true, mode: 0o700 });
  await writeFile(join(asideIn(data), workerFile), String(process.pid));
};

export const markPlaced = (data: string): Promise<void> => writeFile(join(asideIn(data), placedFile), '');

/**
 * `none`: nothing is left. `running`: a restore works here just now. `unplaced`: killed before its key and files were put in
 * place. `placed`: killed after that; whether its tables are in is for the database to say.
 */
export type LeftRestore = 'none' | 'running' | 'unplaced' | 'placed';

export const leftRestore = async (data: string): Promise<LeftRestore> => {
  const aside = asideIn(data);
  if (!(await there(aside))) return 'none';
  const worker = await readFile(join(aside, workerFile), 'utf8').catch(() => '');
  if (/^[1-9]\d*$/.test(worker) && Number(worker) !== process.pid && runs(Number(worker))) return 'running';
  return (await there(join(aside, placedFile))) ? 'placed' : 'unplaced';
};

/**
 * Takes away what a killed restore left, and says in a sentence what that was; null where there was nothing to do. The key
 * and the files go too where the restore had put them in place and the database holds nothing: it never got its tables,
 * and with them a restore would take the folder for an instance. Where the database holds something, they are its own.
 * `running` is refused by `still-running`, untouched.
 */
export const clearLeftRestore = async (
  data: string,
  place: ReturnType<typeof folders>,
  holdsNothing: () => Promise<boolean>,
): Promise<{ readonly said: string | null; readonly stillRunning: boolean }> => {
  const left = await leftRestore(data);
  if (left === 'none') return { said: null, stillRunning: false };
  if (left === 'running') return { said: null, stillRunning: true };
  const undone = left === 'placed' ? await holdsNothing() : false;
  if (undone) {
    await rm(place.keys, { recursive: true, force: true });
    await rm(place.files, { recursive: true, force: true });
    await rm(join(data, 'sangto.config.json.restored'), { force: true });
  }
  await rm(asideIn(data), { recursive: true, force: true });
  const came =
    left === 'placed' && !undone
      ? 'It was through: the database, the key and the files are as the archive had them.'
      : 'Nothing of it is in the database. Restore again to have what the archive holds.';
  return {
    said: `A restore into ${data} was killed; what it left behind was taken away. ${came}`,
    stillRunning: false,
  };
};

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process runs too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const there = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
