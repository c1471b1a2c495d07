// kill -9 while files are being laid, twenty times, into a folder and into a bucket by turns: what was acknowledged is there, whole,
// with its row; no row names a file that is not there; and what was not finished is collected afterwards.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'drizzle-orm';
import { filesIn, filesInBucket } from '../../src/outside/files/index.ts';
import { databaseIdentity, leftFilesIn, migrate, openDatabase } from '../../src/store/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { objectStore } from '../in-memory/object-store.ts';
import { tempFolder } from './shared/instance.ts';
import { startOwnServer } from './shared/own-server.ts';
import { until } from './shared/until.ts';
import { verdict } from './shared/verdict.ts';

const rounds = Number(process.argv[2] ?? 20);
const { folder, remove } = await tempFolder(0o755);
const server = await startOwnServer(folder);
const url = await server.makeDatabase('uploads');
const database = openDatabase({ connectionString: url });
await migrate(database, join(import.meta.dirname, '../../src/store/migrations'));
const by = randomUUID();
await database.all(sql`
  insert into staff (id, name, email, role, created_at, updated_at)
  values (${by}, 'Người biên tập', 'editor@toasoan.example', 'editor', '2026-11-01', '2026-11-01')`);
const cases = await Promise.all(Array.from({ length: 4 }, () => makeCase(database)));
const bucket = await objectStore();
const inFolder = join(folder, 'files');
const now = () => new Date();
const places = [filesIn(inFolder, now), filesInBucket(bucket.place, now, () => databaseIdentity(database))] as const;

/** Evidence and its file, by whether it lies in the folder or in the bucket. */
const acknowledged = [new Map<string, string>(), new Map<string, string>()] as const;

const upload = (where: 0 | 1): ChildProcess => {
  const place = where === 0 ? '' : JSON.stringify(bucket.place);
  const script = join(import.meta.dirname, 'shared/keep-uploading.ts');
  const args = [script, url, inFolder, place, by, ...cases.map(({ id }) => id)];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
};

for (let round = 0; round < rounds; round++) {
  const where = (round % 2) as 0 | 1;
  const child = upload(where);
  let heard = 0;
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const [evidence = '', file = ''] = line.split(' ');
    acknowledged[where].set(evidence, file);
    // A few more each time, so that it hits another moment.
    if (++heard === 1 + round) child.kill('SIGKILL');
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal !== 'SIGKILL') throw new Error(`it ended with ${code}`);
}

// A killed one's transaction is ended by the server a moment later.
await until('its transactions ended', async () => {
  const rows = await database.all(sql`select from pg_locks where locktype = 'advisory'
    and database = (select oid from pg_database where datname = current_database())`);
  return rows.length === 0;
});
const rows = await database.all<{ id: string; file: string }>(sql`select id, file from case_evidence`);
const named = new Map(rows.map(({ id, file }) => [id, file]));
const whole = async (file: string, where: number): Promise<boolean> =>
  (await places[where]!.get(file).catch(() => undefined)) !== undefined;

let lost = 0;
let lostRows = 0;
let dangling = 0;
for (const where of [0, 1] as const)
  for (const [evidence, file] of acknowledged[where]) {
    if (named.get(evidence) !== file) lostRows++;
    if (!(await whole(file, where))) lost++;
  }
for (const file of named.values()) if (!(await whole(file, 0)) && !(await whole(file, 1))) dangling++;

const pieces = () =>
  readdirSync(inFolder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.part')).length;
const half = pieces();
// As the night does, and as if a day had passed.
const later = new Date(Date.now() + 1000);
const left: string[] = [];
let collected = 0;
for (const files of places) {
  const old = await files.laidBefore(later);
  const erased = await leftFilesIn(database).eraseLeft(old, (file) => files.erase(file));
  collected += erased === 'busy' ? 0 : erased;
  left.push(...(await files.laidBefore(later)));
}
const stray = left.filter((file) => ![...named.values()].includes(file)).length;
const kept = [...named.values()].filter((file) => left.includes(file)).length;

await database.close();
await server.stop();
await bucket.remove();
const processesLeft = await remove();
verdict(
  {
    kills: rounds,
    acknowledged: acknowledged.map(({ size }) => size),
    rows: named.size,
    lost,
    lostRows,
    dangling,
    halfWritten: half,
    collected,
    stray,
    processesLeft,
  },
  {
    'what was acknowledged is there': lost === 0 && lostRows === 0 && acknowledged.every(({ size }) => size > 0),
    'no row without its file': dangling === 0,
    'unfinished pieces go, named files stay': stray === 0 && kept === named.size && left.length === kept,
    'none left': processesLeft === 0,
  },
);
