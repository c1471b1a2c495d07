import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPostgres } from './index.ts';
import { readPidFile } from './pid-file.ts';
import { isAlive, isServerOn, orphansOn } from './processes.ts';
import { ask, clusterIn, open, openElsewhere, tempFolder, until } from './temp-cluster.ts';

const linux = process.platform === 'linux';
let temp: ReturnType<typeof tempFolder>;
let folder = '';
beforeEach(() => {
  temp = tempFolder();
  folder = clusterIn(temp.at);
});
afterEach(() => temp.drop());

const serverPid = async (): Promise<number> => (await readPidFile(folder))?.pid ?? 0;

test('a new database is made, and answers', async () => {
  const server = await open(clusterIn(temp.at, 'new'));
  expect(server.adopted).toBe(false);
  expect(await ask(server.connection, 'SELECT 7 AS n')).toEqual([{ n: 7 }]);
  await server.stop();
});

test('a database is private and durable, and its text is folded and ordered alike everywhere', async () => {
  const server = await open(folder);
  expect(server.adopted).toBe(false);
  expect(server.connection).toEqual({ host: folder, port: 5432, user: 'sangto', database: 'sangto' });
  const [row] = await ask(
    server.connection,
    `SELECT current_setting('fsync') fsync, current_setting('synchronous_commit') commit,
       current_setting('full_page_writes') pages, current_setting('data_checksums') sums,
       current_setting('server_encoding') encoding, upper('đúng') folded,
       (SELECT datlocprovider FROM pg_database WHERE datname = current_database()) provider`,
  );
  expect(row).toEqual({
    fsync: 'on',
    commit: 'on',
    pages: 'on',
    sums: 'on',
    encoding: 'UTF8',
    folded: 'ĐÚNG',
    provider: 'b',
  });
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  await server.stop();
});

test('what an asker wrote does not reach the log when a statement fails', async () => {
  const lines: string[] = [];
  const server = await open(folder, (line) => lines.push(line));
  await ask(server.connection, 'CREATE TABLE asked (words text PRIMARY KEY)');
  for (const sql of [`SELECT 'canary'::int`, `INSERT INTO asked VALUES ('canary'), ('canary')`, 'SELECT canary']) {
    await expect(ask(server.connection, sql)).rejects.toThrow();
  }
  await server.stop();
  await until(() => lines.some((line) => line.includes('shut down')));
  expect(lines.filter((line) => line.includes('canary'))).toEqual([]);
});

test('a second opening finds the running server, and leaving it does not end it', async () => {
  const first = await open(folder);
  const second = await open(folder);
  expect(second.adopted).toBe(true);
  expect(second.connection).toEqual(first.connection);
  await second.stop({ leave: true });
  expect(await ask(first.connection, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await first.stop();
});

test('stopping leaves no process, may be done twice, and the next start finds the data', async () => {
  const server = await open(folder);
  const pid = await serverPid();
  await ask(server.connection, 'CREATE TABLE kept AS SELECT 7 AS n');
  await Promise.all([server.stop(), server.stop()]);
  // Its number is held until whoever took it over has been told of its end.
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  expect(await orphansOn(folder)).toEqual([]);
  await expect(server.revive()).rejects.toThrow('stopped');
  const again = await open(folder);
  expect(await ask(again.connection, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  await again.stop();
});

test('no TCP port is opened', async () => {
  const server = await open(folder);
  const pid = await serverPid();
  expect(await ask(server.connection, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '' }]);
  const files = linux ? readdirSync(`/proc/${pid}/fd`) : [];
  const sockets = files
    .map((fd) => /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1])
    .filter((inode) => inode !== undefined);
  const tcp = (linux ? ['tcp', 'tcp6', 'udp', 'udp6'] : []).flatMap((name) =>
    readFileSync(`/proc/net/${name}`, 'utf8').split('\n'),
  );
  const taken = new Set(tcp.map((line) => line.trim().split(/\s+/)[9]));
  expect(sockets.length > 0).toBe(linux);
  expect(sockets.filter((inode) => taken.has(inode))).toEqual([]);
  await server.stop();
});

test('a server that was killed is missed once and revived once, with all it had acknowledged', async () => {
  const server = await open(folder);
  await ask(server.connection, 'CREATE TABLE kept (n int)');
  let missed = 0;
  server.onDown(() => {
    missed += 1;
  });
  for (let round = 1; round <= 3; round += 1) {
    await ask(server.connection, `INSERT INTO kept VALUES (${round})`);
    process.kill(await serverPid(), 'SIGKILL');
    await Promise.all([server.revive(), server.revive()]);
    expect(await ask(server.connection, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: round }]);
    await until(() => missed === round);
  }
  await server.stop();
  expect(missed).toBe(3);
});

test('an adopted server that dies is missed too', async () => {
  const first = await open(folder);
  const second = await open(folder);
  let missed = 0;
  second.onDown(() => {
    missed += 1;
  });
  process.kill(await serverPid(), 'SIGKILL');
  await until(() => missed === 1);
  await Promise.all([first.revive(), second.revive()]);
  expect([first.adopted, second.adopted].sort()).toEqual([false, true]);
  await second.stop({ leave: true });
  await first.stop();
});

test('a query that outlives its killed server does not keep the next one from starting', {
  timeout: 20_000,
}, async () => {
  const server = await open(folder);
  const busy = ask(server.connection, 'SELECT count(*) FROM generate_series(1, 1e9::bigint)').catch(() => 'cut');
  await until(
    async () =>
      (
        await ask(
          server.connection,
          `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%1e9%' AND state = 'active' AND pid <> pg_backend_pid()`,
        )
      ).length > 0,
  );
  process.kill(await serverPid(), 'SIGKILL');
  await server.revive();
  expect(await busy).toBe('cut');
  expect(await orphansOn(folder)).toEqual([]);
  await server.stop();
});

test('a server survives the kill of its parent, and the interrupt of its terminal, and is adopted', async () => {
  for (const signal of ['SIGKILL', 'SIGINT'] as const) {
    const parent = openElsewhere(folder);
    const { connection } = await parent.said;
    process.kill(-parent.pid, signal);
    await parent.ended;
    // Nobody reads its log any more: writing to it must not harm it.
    if (connection) await ask(connection, `DO $$ BEGIN FOR i IN 1..2000 LOOP RAISE LOG 'to nobody'; END LOOP; END $$`);
    const server = await open(folder);
    expect(server.adopted).toBe(true);
    const pid = await serverPid();
    await server.stop();
    expect(await isServerOn(pid, folder)).toBe(false);
  }
});

test('a kill in the middle of making the database is recovered from', async () => {
  const parent = openElsewhere(folder);
  await until(() => readdirSync(temp.at).some((name) => name.startsWith('pg.init-')));
  process.kill(parent.pid, 'SIGKILL');
  await parent.ended;
  const server = await open(folder);
  expect(server.adopted).toBe(false);
  expect(readdirSync(temp.at)).toEqual(['pg']);
  await server.stop();
});

test('two processes that start at once get one server', async () => {
  const both = [openElsewhere(folder), openElsewhere(folder)];
  const said = await Promise.all(both.map((one) => one.said));
  expect(said.map((one) => one.adopted).sort()).toEqual([false, true]);
  for (const one of both) process.kill(one.pid, 'SIGKILL');
  await (await open(folder)).stop();
});

test('a lock file whose number now belongs to someone else is not believed', async () => {
  await (await open(folder)).stop();
  writeFileSync(
    join(folder, 'postmaster.pid'),
    `${process.pid}\n${folder}\n1700000000\n5432\n${folder}\n\n  1 2\nready   \n`,
  );
  writeFileSync(join(folder, '.s.PGSQL.5432.lock'), `${process.pid}\n${folder}\n1700000000\n5432\n${folder}\n`);
  const server = await open(folder);
  expect(server.adopted).toBe(false);
  await server.stop();
});

test('a lock file that a power cut left empty does not keep the server from starting', async () => {
  await (await open(folder)).stop();
  writeFileSync(join(folder, 'postmaster.pid'), '');
  const server = await open(folder);
  expect(await ask(server.connection, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  await server.stop();
});

test('a folder of another version, or with other files, is refused and left alone', async () => {
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(join(folder, 'letter.txt'), 'mine');
  const other = await openPostgres({ folder, log: () => undefined });
  expect(other).toMatchObject({ ok: false, error: { code: 'initdb-failed' } });
  writeFileSync(join(folder, 'PG_VERSION'), '17\n');
  const old = await openPostgres({ folder, log: () => undefined });
  expect(old).toMatchObject({ ok: false, error: { code: 'version-mismatch' } });
  expect(readFileSync(join(folder, 'letter.txt'), 'utf8')).toBe('mine');
});

test('a start that fails says why in the words of the server', async () => {
  await (await open(folder)).stop();
  writeFileSync(join(folder, 'postgresql.auto.conf'), 'no_such_setting = 1\n');
  const failed = await openPostgres({ folder, log: () => undefined });
  expect(failed).toMatchObject({
    ok: false,
    error: { code: 'start-failed', detail: expect.stringContaining('no_such_setting') },
  });
});
