// The power goes, ten times, under a stream of public facts: what had reached the disk is all that is left. Each time no fact
// that was acknowledged is missing from the public log, none is there twice, no checkpoint says more than the files hold, and a
// witness elsewhere, whose power stays, goes on signing. Needs root and loop devices.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { folders } from '../../src/main/settings.ts';
import { openPostgres } from '../../src/outside/postgres/index.ts';
import { type Database, openDatabase } from '../../src/store/index.ts';
import { logKeyIn, startWitness } from './shared/a-witness.ts';
import { type Running, sangto, serve, tempFolder, unlimited } from './shared/instance.ts';
import { killAllOn, processesOn, signal } from './shared/processes.ts';
import { tellFacts } from './shared/public-facts.ts';
import { makeImage, mountImage, system, unmount, writesOf } from './shared/small-disk.ts';
import { until } from './shared/until.ts';
import { needs, verdict } from './shared/verdict.ts';

const rounds = Number(process.argv[2] ?? 10);
const { folder, remove } = await tempFolder(0o755);
const disk = join(folder, 'disk');
mkdirSync(disk);
let image = join(folder, 'image-0');
let device = '';
try {
  makeImage(image, 700);
  device = mountImage(image, disk);
} catch (error) {
  needs(`root, mkfs.ext4, and leave to mount an image through a loop device (${(error as Error).message})`);
}

const data = join(disk, 'data');
const kept = join(folder, 'seen-checkpoint');
const { vkey } = await logKeyIn(data);
const witness = await startWitness(folder, vkey);
const env = { ...unlimited, ...witness.env, SANGTO_ORIGIN: 'http://localhost:8080' };
const acknowledged = new Set<number>();
const found = { lost: 0, twice: 0, ahead: 0, forgotten: 0, unsigned: 0, copies: 0 };
let next = 0;

/** Facts from eight at once, one a transaction, until the database is gone. */
const keepTelling = (database: Database) => {
  const teller = async (): Promise<void> => {
    for (;;) {
      const n = next++;
      try {
        await tellFacts(database, n, 1);
      } catch {
        return;
      }
      acknowledged.add(n);
    }
  };
  return Promise.all(Array.from({ length: 8 }, teller));
};

const opened = async (): Promise<Database> => {
  const server = await openPostgres({ folder: folders(data).postgres, log: () => undefined });
  if (!server.ok) throw new Error(server.error.code);
  return openDatabase(server.value.connection);
};

/** What a reader keeps, who looked while it ran. */
const keepCheckpoint = async ({ address }: Running): Promise<void> => {
  const note = await (await fetch(`${address}/log/checkpoint`)).text();
  writeFileSync(kept, note);
};

const verified = async (from: string, ...more: readonly string[]): Promise<boolean> => {
  const { code, err } = await sangto(['log', 'verify', from, '--vkey', vkey, ...more]);
  if (code !== 0) console.log(err);
  return code === 0;
};

/** After a cut: the files as they came back, and the log once it went on from there. */
const examine = async (running: Running, database: Database): Promise<void> => {
  const waits = async () =>
    (await database.all<{ n: number }>(sql`select count(*)::int as n from log_leaves where not sealed`))[0]?.n;
  await until('everything sealed', async () => (await waits()) === 0, 120);
  const rows = await database.all<{ n: number; times: number }>(sql`
    select (entry::jsonb ->> 'n')::int as n, count(*)::int as times from log_leaves
    where kind = 'template-changed' and sealed group by 1`);
  const there = new Map(rows.map(({ n, times }) => [n, times]));
  found.lost += [...acknowledged].filter((n) => !there.has(n)).length;
  found.twice += rows.filter(({ times }) => times > 1).length;
  if (!(await verified(`${running.address}/log`, '--since', kept))) found.forgotten++;
  const signed = async () =>
    (await (await fetch(`${running.address}/log/checkpoint`)).text()).includes('— witness.example/w ');
  await until('the witness signs', signed, 90).catch(() => found.unsigned++);
};

const copyStill = async (to: string): Promise<void> => {
  await until('a copy in which nothing moved', () => {
    const before = writesOf(device);
    copyFileSync(image, to);
    found.copies += 1;
    const after = writesOf(device);
    return before.underWay === 0 && after.underWay === 0 && before.done === after.done;
  });
};

for (let round = 0; ; round++) {
  // Before anything mends it: what is signed is there.
  if (round > 0 && !(await verified(join(data, 'log')))) found.ahead++;
  const running = await serve(data, [], env);
  const database = await opened();
  if (round > 0) await examine(running, database);
  if (round === rounds) {
    await database.close();
    const code = await running.stop();
    if (code !== 0) found.unsigned++;
    break;
  }
  const telling = keepTelling(database);
  const enough = acknowledged.size + 150 + round * 23;
  await until('half of it acknowledged', () => acknowledged.size >= enough - 70);
  await keepCheckpoint(running);
  await until('enough acknowledged', () => acknowledged.size >= enough);
  for (const pid of processesOn(disk)) signal(pid, 'SIGSTOP');
  const after = join(folder, `image-${round + 1}`);
  await copyStill(after);
  killAllOn(disk);
  await telling;
  await database.close().catch(() => undefined);
  await until('nobody at work', () => processesOn(disk).length === 0);
  unmount(disk, device);
  system('rm', image);
  image = after;
  device = mountImage(image, disk);
  const size = readFileSync(join(data, 'log/checkpoint'), 'utf8').split('\n')[1];
  console.log(`cut ${round + 1}: ${acknowledged.size} acknowledged, a checkpoint of ${size} on the disk`);
}
const witnessExit = await witness.stop();
unmount(disk, device);
const left = await remove();
verdict(
  { cuts: rounds, acknowledged: acknowledged.size, ...found, witnessExit, processesLeft: left },
  {
    'no acknowledged fact missing': found.lost === 0 && acknowledged.size > rounds * 100,
    'no leaf twice': found.twice === 0,
    'no checkpoint ahead of its files': found.ahead === 0,
    'what a reader kept still holds': found.forgotten === 0,
    'the witness goes on signing': found.unsigned === 0 && witnessExit === 0,
    'none left': left === 0,
  },
);
