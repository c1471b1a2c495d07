// kill -9 of the sequencer of the public log at each of its steps, twenty times each, while leaves are asked for: none is
// missing, none is there twice, each keeps its place, and no checkpoint ever says more than the files hold.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { auditOwnLog, type LogStep } from '../../src/desk/index.ts';
import { logInFolder } from '../../src/outside/log/index.ts';
import { type Connection, type Database, logRowsIn, migrate, openDatabase } from '../../src/store/index.ts';
import { signersOfTests } from '../in-memory/log.ts';
import { tempFolder } from './shared/instance.ts';
import { startOwnServer } from './shared/own-server.ts';
import { verdict } from './shared/verdict.ts';

const times = Number(process.argv[2] ?? 20);
const steps: readonly LogStep[] = ['standing', 'numbered', 'laid', 'compared', 'signed', 'checkpoint', 'acknowledged'];
const { folder, remove } = await tempFolder(0o755);
const server = await startOwnServer(folder);
const url = await server.makeDatabase('log');
const connection: Connection = { connectionString: url };
const database: Database = openDatabase(connection);
await migrate(database, join(import.meta.dirname, '../../src/store/migrations'));
const files = join(folder, 'log');
const log = { rows: logRowsIn(database), files: logInFolder(files), signers: signersOfTests };

const ask = async (many: number, round: string): Promise<void> => {
  await database.all(sql`
    insert into log_leaves (kind, entry) select 'labels-changed', json_build_object('round', ${round}::text, 'i', i)::text
    from generate_series(1, ${many}::int) i`);
};
/** Runs the sequencer in a process of its own; whether it was killed. */
const seal = async (step?: LogStep): Promise<boolean> => {
  const script = join(import.meta.dirname, 'shared/seal-once.ts');
  const child = spawn(process.execPath, [script, url, files, ...(step === undefined ? [] : [step])], {
    stdio: 'inherit',
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the sequencer ended with ${code}`);
  return signal === 'SIGKILL';
};

let asked = 0;
let kills = 0;
let damaged = 0;
for (let time = 0; time < times; time++)
  for (const step of steps) {
    const many = 1 + ((time * 37 + steps.indexOf(step) * 11) % 120);
    await ask(many, `${time} ${step}`);
    asked += many;
    if (await seal(step)) kills++;
    // As the killed one left it: whatever is signed is there.
    if (!(await auditOwnLog(log)).ok) damaged++;
  }
await seal();
const audited = await auditOwnLog(log);
const [rows] = await database.all<{ sealed: number; numbers: number; entries: number }>(sql`
  select count(*) filter (where sealed) as sealed, count(distinct leaf_number) as numbers, count(distinct entry) as entries from log_leaves`);
await database.close();
await server.stop();
const left = await remove();
verdict(
  { kills, asked, inLog: audited.ok ? audited.value : audited.error.code, damaged, ...rows, processesLeft: left },
  {
    'killed at every step': kills === times * steps.length,
    'none missing, none twice': rows?.sealed === asked && rows.numbers === asked && rows.entries === asked,
    'the log holds all of it': audited.ok && audited.value === asked,
    'no checkpoint ahead of its files': damaged === 0,
    'none left': left === 0,
  },
);
