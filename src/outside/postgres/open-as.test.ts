import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPostgres } from './index.ts';
import { readPidFile } from './pid-file.ts';
import { socketFolderOf } from './socket.ts';
import { ask, clusterIn, mayRunThis, open, openElsewhere, someone, tempFolder } from './temp-cluster.ts';

const linux = process.platform === 'linux';
const root = linux && process.getuid?.() === 0;
const nameless = { uid: 61234, gid: 61234 };
const reachable = root && mayRunThis(someone);
const unshare = root && spawnSync('unshare', ['--user', '--map-user=65534', '--', 'true']).status === 0;

let temp: ReturnType<typeof tempFolder>;
beforeEach(() => {
  temp = tempFolder();
});
afterEach(() => temp.drop());

const runsAs = async (folder: string): Promise<number> =>
  statSync(`/proc/${(await readPidFile(folder))?.pid ?? 'none'}`).uid;

const mayConnect = (folder: string, as: typeof someone): boolean =>
  spawnSync(
    process.execPath,
    [
      '-e',
      `require('net').connect(${JSON.stringify(join(folder, '.s.PGSQL.5432'))}, () => process.exit(0)).on('error', () => process.exit(9))`,
    ],
    { ...as, cwd: '/' },
  ).status === 0;

test.runIf(reachable)(
  'for root the server runs as nobody, owns its own folder only, and strangers may not connect',
  async () => {
    const folder = clusterIn(temp.at, 'data');
    const server = await open(folder);
    expect(await runsAs(folder)).toBe(65534);
    expect([statSync(folder).uid, statSync(dirname(folder)).uid]).toEqual([65534, 0]);
    expect(mayConnect(folder, { uid: 0, gid: 0 })).toBe(true);
    expect(mayConnect(folder, someone)).toBe(false);
    await server.stop();
  },
);

test.runIf(unshare)(
  'below a folder that only root may enter, files stay root’s, and a killed server is revived',
  async () => {
    chmodSync(temp.at, 0o700);
    const folder = clusterIn(temp.at, 'data');
    const server = await open(folder);
    expect([statSync(folder).uid, await runsAs(folder)]).toEqual([0, 0]);
    await ask(server.connection, 'CREATE TABLE kept (n int)');
    process.kill((await readPidFile(folder))?.pid ?? 0, 'SIGKILL');
    await server.revive();
    expect(await ask(server.connection, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 0 }]);
    await server.stop();
  },
);

test.runIf(unshare && reachable)(
  'a database moves between a private and an open folder, and is given to who runs it',
  { timeout: 20_000 },
  async () => {
    mkdirSync(join(temp.at, 'private'), { mode: 0o700 });
    const [closed, opened] = [clusterIn(temp.at, 'private'), clusterIn(temp.at, 'open')];
    await (await open(closed)).stop();
    mkdirSync(dirname(opened));
    renameSync(closed, opened);
    await (await open(opened)).stop();
    expect(statSync(join(opened, 'base')).uid).toBe(65534);
    renameSync(opened, closed);
    await (await open(closed)).stop();
    expect(statSync(join(closed, 'base')).uid).toBe(0);
  },
);

test.runIf(reachable)(
  'an ordinary user has a server of their own, which root takes over and starts again as that user',
  { timeout: 20_000 },
  async () => {
    chownSync(temp.at, someone.uid, someone.gid);
    const folder = clusterIn(temp.at, 'data');
    const parent = openElsewhere(folder, someone);
    expect(await parent.said).toMatchObject({ adopted: false });
    expect(await runsAs(folder)).toBe(someone.uid);
    process.kill(parent.pid, 'SIGKILL');
    await parent.ended;
    const server = await open(folder);
    expect(server.adopted).toBe(true);
    await server.stop();
    const again = await open(folder);
    expect([again.adopted, await runsAs(folder)]).toEqual([false, someone.uid]);
    await again.stop();
  },
);

test.runIf(reachable && unshare)('a user that is only a number, as in many containers, has a server too', async () => {
  chownSync(temp.at, nameless.uid, nameless.gid);
  const folder = clusterIn(temp.at, 'data');
  const parent = openElsewhere(folder, nameless);
  expect(await parent.said).toMatchObject({ adopted: false });
  expect([statSync(folder).uid, await runsAs(folder)]).toEqual([nameless.uid, nameless.uid]);
});

test.runIf(reachable)(
  'a folder that is someone else’s is refused, whether its server runs or not',
  { timeout: 20_000 },
  async () => {
    const folder = clusterIn(temp.at, 'data');
    const server = await open(folder);
    const refused = { code: 'folder-not-writable', detail: expect.stringContaining('65534') };
    const visitor = openElsewhere(folder, someone);
    expect(await visitor.said).toMatchObject(refused);
    await server.stop();
    const later = openElsewhere(folder, someone);
    expect(await later.said).toMatchObject(refused);
    for (const { pid } of [visitor, later]) process.kill(pid, 'SIGKILL');
  },
);

test.runIf(linux)(
  'below a path of 200 letters the socket is in a private folder of the same name for everyone',
  async () => {
    const folder = clusterIn(temp.at, 'd'.repeat(90), 'ữ'.repeat(40));
    const first = await open(folder);
    const { host } = first.connection;
    expect(host).toBe(await socketFolderOf(folder));
    expect(lstatSync(host).mode & 0o777).toBe(0o700);
    const second = await open(folder);
    expect([second.adopted, second.connection.host]).toEqual([true, host]);
    process.kill((await readPidFile(folder))?.pid ?? 0, 'SIGKILL');
    await second.revive();
    await second.stop();
    rmSync(host, { recursive: true });
  },
);

test.runIf(root)('a socket folder that someone else made first is refused', async () => {
  const folder = clusterIn(temp.at, 'd'.repeat(90));
  const at = await socketFolderOf(folder);
  mkdirSync(at, { mode: 0o700 });
  chownSync(at, someone.uid, someone.gid);
  const opened = await openPostgres({ folder, log: () => undefined });
  expect(opened).toMatchObject({
    ok: false,
    error: { code: 'folder-not-writable', detail: expect.stringContaining(at) },
  });
  rmSync(at, { recursive: true });
});
