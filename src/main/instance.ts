// Opens an instance for a command: settings, store, jobs, world; and closes it again in the right order.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, openJobs } from '../store/index.ts';
import { exitCodes } from './exit-codes.ts';
import { leftRestore } from './left-restore.ts';
import { type OpenRefusal, type OpenStore, openStore } from './open-store.ts';
import { type Flags, folders, readSettings, type Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';
import { type Wired, wire } from './wire.ts';

export type Instance = {
  readonly world: Wired;
  readonly database: Database;
  readonly settings: Settings;
  readonly close: () => Promise<void>;
};

/** Reads the settings or says every problem and ends with the code for wrong settings. */
export const settingsOrExit = (flags: Flags, terminal: Terminal): Settings => {
  const settings = readSettings(flags, process.env, process.cwd());
  if (settings.ok) return settings.value;
  for (const { where, problem, fix } of settings.error.problems)
    terminal.fail(`${where}: ${problem}`, fix, 'settings-wrong');
  process.exit(exitCodes.settings);
};

export const storeOrExit = async (
  settings: Settings,
  as: 'serve' | 'visit',
  terminal: Terminal,
): Promise<OpenStore> => {
  const store = await openStore(settings, as, () => undefined);
  if (store.ok) return store.value;
  const [problem, fix, code] = words(store.error, settings);
  terminal.fail(problem, fix, store.error.code);
  process.exit(code);
};

/**
 * `instance`: ends with `unreadable` where the folder holds none, so that nothing is made by a mistyped name. `or-left`: also a restore
 * that was cut off will do. `nothing`: one is made, as a start of the server does.
 */
export type Needs = 'instance' | 'or-left' | 'nothing';

/** An instance for a command that works beside a serving process, or alone. */
export const visit = async (flags: Flags, terminal: Terminal, needs: Needs = 'instance'): Promise<Instance> => {
  const settings = settingsOrExit(flags, terminal);
  await instanceOrExit(settings.data, needs, terminal);
  const store = await storeOrExit(settings, 'visit', terminal);
  const jobs = await openJobs(store.database, { worker: false, onError: () => undefined });
  return {
    world: wire(settings, store.database, jobs),
    database: store.database,
    settings,
    close: async () => {
      await jobs.stop();
      await store.close();
    },
  };
};

const instanceOrExit = async (data: string, needs: Needs, terminal: Terminal): Promise<void> => {
  const key = await stat(join(folders(data).keys, 'instance.key')).catch(() => undefined);
  if (key !== undefined || needs === 'nothing') return;
  if (needs === 'or-left' && (await leftRestore(data)) !== 'none') return;
  terminal.fail(
    `${data} holds no instance.`,
    'Give the folder that serve uses: --data FOLDER, or SANGTO_DATA. Nothing was made there.',
    'no-instance',
  );
  process.exit(exitCodes.unreadable);
};

const words = (refusal: OpenRefusal, settings: Settings): readonly [problem: string, fix: string, code: number] => {
  const detail = refusal.detail ?? '';
  switch (refusal.code) {
    case 'already-running':
      return [
        `another Sangto is already running on ${settings.data}.`,
        'Stop it first, or give this one its own folder with --data.',
        exitCodes.later,
      ];
    case 'database-unreachable':
      return [
        `the database cannot be reached: ${detail}`,
        'Check DATABASE_URL and that the server is running.',
        exitCodes.unavailable,
      ];
    case 'database-too-old':
      return [`this PostgreSQL is too old (${detail}).`, 'Versions 15 to 18 are supported.', exitCodes.unavailable];
    case 'database-not-utf8':
      return [
        `this database stores ${detail}, not UTF8.`,
        "create database … encoding 'UTF8' template template0",
        exitCodes.unavailable,
      ];
    case 'embedded-failed':
      return [
        `the embedded database did not start: ${detail}`,
        'sangto doctor looks closer; DATABASE_URL uses a server of your own instead.',
        exitCodes.unavailable,
      ];
    case 'disk-full':
      return [
        `the disk that holds ${detail} is full, and the database needs some of it to start.`,
        'Make room and start again: nothing that was acknowledged is lost.',
        exitCodes.cannotWrite,
      ];
    case 'data-folder-not-writable':
      return [
        `the data folder cannot be written: ${detail}`,
        'Give a folder you own with --data.',
        exitCodes.cannotWrite,
      ];
  }
};
