// sangto backup: database, files, keys and settings of one moment in one archive, also while the instance runs.
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { mkdtemp, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';
import { FilesAway } from '../desk/files-away.ts';
import { dumpTables, whileFilesStay } from '../store/index.ts';
import { exitCodes } from './exit-codes.ts';
import { type Instance, visit } from './instance.ts';
import { logKeyName } from './log-keys.ts';
import { type Flags, folders } from './settings.ts';
import { type Terminal, terminal } from './terminal.ts';
import { version } from './version.ts';
import { brokenWords, contradicted, restoreFix } from './what-is-wrong.ts';

/** First entry of every archive. `form` changes when older versions could not read it. */
export type Manifest = {
  readonly form: 1;
  readonly version: string;
  readonly madeOn: string;
  readonly tables: Readonly<Record<string, readonly string[]>>;
};

export const backupCommand = async (to: string, flags: Flags & { readonly json?: boolean }): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const target = resolve(to);
  const instance = await visit(flags, out);
  const aside = await mkdtemp(`${target}.making-`).catch((error: Error) => error);
  if (aside instanceof Error) {
    out.fail(`${target} cannot be written: ${aside.message}`, 'Give a file in a folder you may write.');
    await instance.close();
    return exitCodes.cannotWrite;
  }
  // What lies aside is everybody's questions, unpacked: it goes whatever happens.
  const stop = () => {
    rmSync(aside, { recursive: true, force: true });
    process.exit(exitCodes.interrupted);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    const part = join(aside, 'archive');
    const counts = await whileFilesStay(instance.database, () => write(instance, part, aside, out.progress));
    const file = await open(part, 'r');
    await file.sync();
    await file.close();
    await rename(part, target);
    const folder = await open(dirname(target), 'r');
    await folder.sync();
    await folder.close();
    const { size } = await stat(target);
    out.progressDone();
    out.give({ file: target, bytes: size, ...counts });
    out.say(
      `${target}: ${counts.tables} tables, ${counts.files} files, keys and settings, ${(size / 1e6).toFixed(1)} MB`,
    );
    if (counts.missing > 0)
      out.say(
        `${counts.missing} files that evidence names are not where files are kept. Look for them in an older backup.`,
      );
    out.say('It holds the keys of this instance: keep it where only you can read it.');
    return tellWrong(out, [
      ...(await brokenWords(instance)),
      ...(await contradicted(instance)).wrong.map((what) => `${what} is not what the public log tells`),
    ]);
  } catch (error) {
    if (error instanceof FilesAway) {
      out.fail(
        `the files cannot be read: ${error.message}.`,
        'Nothing was written. Try again when their store answers.',
      );
      return exitCodes.unavailable;
    }
    if (!/^(ENOSPC|EDQUOT|EFBIG|EACCES|EPERM|EROFS|EISDIR)$/.test((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
    out.fail(`${target} cannot be written: ${(error as Error).message}`, 'Nothing is left of it. Give another place.');
    return exitCodes.cannotWrite;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await rm(aside, { recursive: true, force: true });
    await instance.close();
  }
};

/** The archive is whole and of this moment. That it cannot be restored has to be known today, not on the day it is needed. */
const tellWrong = (out: Terminal, wrong: readonly string[]): number => {
  if (wrong.length === 0) return exitCodes.fine;
  out.fail(
    `the archive is written, and cannot be restored as it is: ${wrong.slice(0, 5).join(', ')}${wrong.length > 5 ? ` and ${wrong.length - 5} more` : ''}.`,
    restoreFix,
    'database-tampered',
  );
  return exitCodes.dataWrong;
};

const write = async (
  instance: Instance,
  part: string,
  aside: string,
  progress: (line: string) => void,
): Promise<{ tables: number; files: number; missing: number }> => {
  const archive = pack();
  const written = pipeline(archive, createGzip({ level: 6 }), createWriteStream(part, { mode: 0o600 }));
  const work = async () => {
    // The tables are spooled first: a tar entry begins with its size, and the manifest names their columns.
    const tables: Record<string, readonly string[]> = {};
    const named = await dumpTables(instance.database, async ({ table, columns, rows }) => {
      progress(`reading ${table}`);
      tables[table] = columns;
      await pipeline(rows, createWriteStream(join(aside, table), { mode: 0o600 }));
    });
    const manifest: Manifest = { form: 1, version: version(), madeOn: instance.world.now().toISOString(), tables };
    await entry(archive, 'manifest.json', Buffer.from(JSON.stringify(manifest, null, 2)));
    for (const table of Object.keys(tables)) {
      progress(`packing ${table}`);
      await fileEntry(archive, `tables/${table}`, join(aside, table));
      await rm(join(aside, table));
    }
    const files = await filesEntries(archive, instance, named, progress);
    archive.finalize();
    return { tables: Object.keys(tables).length, files, missing: named.length - files };
  };
  const [counts] = await Promise.all([work(), written]);
  return counts;
};

const filesEntries = async (
  archive: Pack,
  { settings, world }: Instance,
  named: readonly string[],
  progress: (line: string) => void,
): Promise<number> => {
  const place = folders(settings.data);
  const keys = join(place.keys, 'instance.key');
  await entry(archive, 'keys/instance.key', await readFile(keys));
  // The leaves and the last checkpoint are in the tables: files of the log are written again from them.
  const logKeys = await readFile(join(place.keys, logKeyName)).catch(() => undefined);
  if (logKeys) await entry(archive, `keys/${logKeyName}`, logKeys);
  if (settings.configFile) await entry(archive, 'sangto.config.json', await readFile(settings.configFile));
  let files = 0;
  // What no row of that moment names is on its way out, and no backup keeps it.
  for (const sha256 of named) {
    const name = join(sha256.slice(0, 2), sha256.slice(2));
    if (settings.bucket === null) {
      const path = join(place.files, name);
      if (!(await stat(path).catch(() => undefined))?.isFile()) continue;
      await fileEntry(archive, `files/${name}`, path);
    } else {
      const bytes = await world.files.get(sha256);
      if (bytes === undefined) continue;
      await entry(archive, `files/${name}`, Buffer.from(bytes));
    }
    files++;
    progress(`packing files: ${files}`);
  }
  return files;
};

const entry = (archive: Pack, name: string, bytes: Buffer): Promise<void> =>
  new Promise((done, fail) => {
    archive.entry({ name, mode: 0o600 }, bytes, (error) => (error ? fail(error) : done()));
  });

const fileEntry = async (archive: Pack, name: string, path: string): Promise<void> => {
  const { size } = await stat(path);
  await new Promise<void>((done, fail) => {
    const into = archive.entry({ name, size, mode: 0o600 }, (error) => (error ? fail(error) : done()));
    pipeline(createReadStream(path), into).catch(fail);
  });
};
