// sangto restore: fills an empty instance from an archive of sangto backup; all of it or nothing.
import { createReadStream } from 'node:fs';
import { access, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { FilesAway } from '../desk/files-away.ts';
import { type Files, rebuildLog } from '../desk/index.ts';
import { StoreAway } from '../desk/store-away.ts';
import { filesIn } from '../outside/files/index.ts';
import { type Database, holdsNothing, loadTables, logRowsIn } from '../store/index.ts';
import type { Manifest } from './backup-command.ts';
import { exitCodes } from './exit-codes.ts';
import { settingsOrExit, storeOrExit } from './instance.ts';
import { foreignFiles, type KeptFiles, keptFiles } from './kept-files.ts';
import { asideIn, beginRestore, clearLeftRestore, leftRestore, markPlaced } from './left-restore.ts';
import { logFilesOf, logPlaceOf } from './log-files.ts';
import { isLogKeys, logKeyName } from './log-keys.ts';
import { isInstanceKey, keepInstanceKey, keepSecret, newId } from './secrets.ts';
import { type Flags, folders, type Settings } from './settings.ts';
import { type Terminal, terminal } from './terminal.ts';

export const restoreCommand = async (from: string, flags: Flags & { readonly json?: boolean }): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const source = resolve(from);
  const found = await access(source).then(
    () => true,
    () => false,
  );
  if (!found) {
    out.fail(`${source} cannot be read`, 'Give the file that sangto backup wrote.');
    return exitCodes.unreadable;
  }
  const settings = settingsOrExit(flags, out);
  const place = folders(settings.data);
  // Looked at before anything else: what a killed restore put in place would be taken for an instance.
  const early = (await leftRestore(settings.data)) === 'none' ? undefined : await storeOrExit(settings, 'serve', out);
  if (early !== undefined) {
    const { said, stillRunning } = await clearLeftRestore(settings.data, place, () => holdsNothing(early.database));
    if (said !== null) out.say(said);
    if (stillRunning) {
      out.fail(`another restore into ${settings.data} is running.`, 'Wait until it is done, or give another folder.');
      await early.close();
      return exitCodes.later;
    }
  }
  if (await there(join(place.keys, 'instance.key'))) {
    out.fail(
      `${settings.data} already holds an instance.`,
      'Restore into an empty folder: sangto restore FILE --data NEW-FOLDER',
    );
    await early?.close();
    return exitCodes.refused;
  }
  const store = early ?? (await storeOrExit(settings, 'serve', out));
  const kept: Kept = { key: undefined, config: undefined, tables: 0, files: 0 };
  // Unpacked aside, and put in place by the last step before the tables are committed: a start in between must never find
  // questions without the key that opens their tickets.
  const aside = asideIn(settings.data);
  const entries = async function* () {
    yield* entriesOf(
      source,
      filesIn(join(aside, 'files'), () => new Date()),
      kept,
      out,
    );
    if (settings.bucket !== null)
      await moveFiles(
        join(aside, 'files'),
        keptFiles(settings, store.database, () => new Date()),
        kept,
        out,
      );
    await putInPlace(aside, place, settings.data, kept, settings.bucket === null);
  };
  try {
    await beginRestore(settings.data);
    const loaded = await loadTables(store.database, entries(), { at: new Date(), newId });
    if (!loaded.ok) {
      out.fail(
        loaded.error.code === 'not-empty'
          ? 'this database already holds checks or tips.'
          : `the archive names a table this version does not know: ${loaded.error.detail}`,
        loaded.error.code === 'not-empty'
          ? 'Restore into an empty database.'
          : 'Restore with the version that made it, or a newer one.',
        loaded.error.code,
      );
      return exitCodes.refused;
    }
    out.progressDone();
    const log = await writeLog(store.database, settings, out);
    out.give({ data: settings.data, tables: kept.tables, files: kept.files, log });
    out.say(`${settings.data}: ${kept.tables} tables and ${kept.files} files restored.`);
    if (kept.config)
      out.say(`The settings lie beside it as sangto.config.json.restored; move them to where you start Sangto.`);
    return exitCodes.fine;
  } catch (error) {
    if (error instanceof StoreAway) {
      // Whether the last word reached it is not known: the key stays, and a second try says that something is there.
      out.fail(
        `the database went away: ${whyOf(error)}`,
        'When it is back, restore again into a new, empty place.',
        'store-away',
      );
      return exitCodes.unavailable;
    }
    if (kept.placed) await takeBack(place, kept);
    if (error instanceof FilesAway) {
      out.fail(
        error.message,
        error.message === foreignFiles.problem
          ? foreignFiles.fix
          : 'Nothing was restored. Try again when the store of files answers.',
        'files-away',
      );
      return exitCodes.unavailable;
    }
    if (/^(EACCES|EPERM|EROFS|ENOSPC|EDQUOT|ENOTEMPTY|EEXIST)$/.test((error as NodeJS.ErrnoException).code ?? '')) {
      out.fail(`${settings.data} cannot be written: ${(error as Error).message}`, 'Nothing was restored.');
      return exitCodes.cannotWrite;
    }
    const rule = ruleBroken(error);
    if (rule !== undefined) {
      out.fail(
        `the archive is whole, but holds rows that no rule of the database lets in (${rule}).`,
        'Nothing was restored. Somebody changed the database behind its rules before this backup was made: restore an older one. docs/operate/backup.md tells more.',
        'database-tampered',
      );
      return exitCodes.dataWrong;
    }
    out.fail(
      `the archive is damaged: ${(error as Error).message}`,
      'Nothing was restored. Try an older backup.',
      'archive-damaged',
    );
    return exitCodes.refused;
  } finally {
    await rm(aside, { recursive: true, force: true }).catch(() => undefined);
    await store.close();
  }
};

/**
 * The rule that refused what was loaded, by its name: a message of the database may carry somebody's words. A text that is no row at all
 * (class 22) is damage.
 */
const ruleBroken = (error: unknown): string | undefined => {
  const { code = '', constraint, message } = error as Error & { readonly code?: string; readonly constraint?: string };
  if (!/^(23...|P0001)$/.test(code)) return undefined;
  // The store tells of a refused statement by message, table and constraint; the last of them is a name of ours.
  return constraint ?? / · ([a-z][a-z0-9_]*)$/.exec(message)?.[1] ?? code;
};

/** The files of the log, from the leaves that were restored; how many. Newer files that lie there stay, and the doctor tells. */
const writeLog = async (database: Database, settings: Settings, out: Terminal): Promise<number> => {
  const rebuilt = await rebuildLog({ rows: logRowsIn(database), files: logFilesOf(settings) }).catch(
    (error: unknown) => {
      // Tables, keys and files are in: only these are missing, and are written as soon as their store answers.
      if (error instanceof FilesAway) return error;
      throw error;
    },
  );
  if (rebuilt instanceof FilesAway) {
    out.fail(
      `the files of the log are not written: ${rebuilt.message}`,
      'When their store answers: sangto log rebuild',
      'files-away',
    );
    return 0;
  }
  if (!rebuilt.ok) {
    out.fail(
      rebuilt.error.code === 'log-there'
        ? `${logPlaceOf(settings)} holds a log already; it stays.`
        : 'the log cannot be written again.',
      'Look before you start: sangto doctor',
      rebuilt.error.code,
    );
    return 0;
  }
  if (rebuilt.value > 0)
    out.say(
      `The public log ends with leaf ${rebuilt.value - 1}. If a newer checkpoint was ever served, put the newest files of the log in their place before you start: docs/operate/log.md`,
    );
  return rebuilt.value;
};

class DamagedArchive extends Error {}

type Kept = {
  key: Buffer | undefined;
  logKeys?: Buffer;
  config: Buffer | undefined;
  tables: number;
  files: number;
  placed?: boolean;
};

const most = { manifest: 1e6, key: 1e4, config: 1e6, file: 1e9 } as const;

const whyOf = (error: Error): string => (error.cause instanceof Error ? error.cause.message : error.message);

const takeBack = async (place: ReturnType<typeof folders>, kept: Kept): Promise<void> => {
  await rm(place.keys, { recursive: true, force: true });
  if (kept.files > 0) await rm(place.files, { recursive: true, force: true });
};

/** Into the object store, before the tables name them. What a restore that fails leaves there goes like anything nobody names. */
const moveFiles = async (from: string, to: KeptFiles, kept: Kept, out: Terminal): Promise<void> => {
  if ((await to.claim()) === 'foreign') throw new FilesAway(foreignFiles.problem);
  const unpacked = filesIn(from, () => new Date());
  let moved = 0;
  for (const sha256 of await unpacked.laidBefore(new Date(Date.now() + 60_000))) {
    const bytes = await unpacked.get(sha256);
    if (bytes) await to.put(bytes);
    out.progress(`laying files: ${++moved} of ${kept.files}`);
  }
};

const putInPlace = async (
  aside: string,
  place: ReturnType<typeof folders>,
  data: string,
  kept: Kept,
  filesToo: boolean,
): Promise<void> => {
  if (kept.key === undefined) throw new DamagedArchive('it has no keys');
  await markPlaced(data);
  if (filesToo && kept.files > 0) await rename(join(aside, 'files'), place.files);
  kept.placed = true;
  keepInstanceKey(place.keys, kept.key.toString('latin1'));
  if (kept.logKeys) keepSecret(place.keys, logKeyName, kept.logKeys.toString('latin1'));
  if (kept.config) await writeFile(join(data, 'sangto.config.json.restored'), kept.config, { mode: 0o600 });
};

/** Gives the tables as they come; puts files in their place and keeps key and settings until the tables are in. */
async function* entriesOf(source: string, files: Files, kept: Kept, out: Terminal) {
  const archive = extract();
  const unpacked = createReadStream(source).pipe(createGunzip());
  unpacked.on('error', (error) => archive.destroy(error));
  unpacked.pipe(archive);
  let manifest: Manifest | undefined;
  for await (const entry of archive) {
    const name = entry.header.name;
    const bytes = entry as unknown as AsyncIterable<Uint8Array>;
    out.progress(`restoring ${name}`);
    if (name === 'manifest.json') {
      manifest = manifestOf(await bytesOf(bytes, most.manifest));
      continue;
    }
    if (manifest === undefined) throw new DamagedArchive('it does not begin with a manifest');
    const table = /^tables\/([a-z_]+)$/.exec(name)?.[1];
    const sha256 = /^files\/([0-9a-f]{2})\/([0-9a-f]{62})$/.exec(name);
    if (table !== undefined) {
      const columns = manifest.tables[table];
      if (columns === undefined) throw new DamagedArchive(`the manifest does not know ${table}`);
      kept.tables++;
      yield { table, columns, rows: bytes };
    } else if (sha256) {
      const put = await files.put(await bytesOf(bytes, most.file));
      if (put !== `${sha256[1]}${sha256[2]}`) throw new DamagedArchive(`${name} is not what its name says`);
      kept.files++;
    } else if (name === 'keys/instance.key') {
      kept.key = await bytesOf(bytes, most.key);
      if (!isInstanceKey(kept.key.toString('latin1'))) throw new DamagedArchive('its key is none');
    } else if (name === `keys/${logKeyName}`) {
      kept.logKeys = await bytesOf(bytes, most.key);
      if (!isLogKeys(kept.logKeys.toString('latin1'))) throw new DamagedArchive('its key of the log is none');
    } else if (name === 'sangto.config.json') kept.config = await bytesOf(bytes, most.config);
    else throw new DamagedArchive(`it holds something unknown: ${name.slice(0, 80)}`);
  }
  const missing = Object.keys(manifest?.tables ?? {}).length - kept.tables;
  if (manifest === undefined || missing !== 0 || kept.key === undefined) throw new DamagedArchive('it ends too early');
}

const manifestOf = (bytes: Buffer): Manifest => {
  const manifest = JSON.parse(bytes.toString('utf8')) as Manifest;
  if (manifest.form !== 1 || typeof manifest.tables !== 'object')
    throw new DamagedArchive(`form ${manifest.form} is not known to this version`);
  return manifest;
};

const bytesOf = async (from: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of from) {
    size += piece.length;
    if (size > limit) throw new DamagedArchive('one of its parts is too large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
};

const there = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
