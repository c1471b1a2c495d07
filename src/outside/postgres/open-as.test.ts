import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPostgres } from './index.ts';
import { readPidFile } from './pid-file.ts';
import { prepareSocketFolder, socketFolderOf } from './socket.ts';
import { ask, clusterIn, open, openElsewhere, tempFolder } from './temp-cluster.ts';

// Every test here says what is right for whoever runs it: root or not, and with code that others may reach or not.
const me = process.getuid?.() ?? -1;
const nobody = 65534;
const daemon = { uid: 1, gid: 1 };
const enter = ['-c', 'cd -- "$1" && "$2" -v', 'sh', import.meta.dirname, process.execPath];
const reachable = me === 0 && spawnSync('/bin/sh', enter, daemon).status === 0;
const inPublic = reachable ? nobody : me;
const userspace = ['unshare', '--user', '--map-user=61234', '--map-group=61234', '--'] as const;
const namespaces = spawnSync(userspace[0], [...userspace.slice(1), 'true']).status === 0;

let temp: ReturnType<typeof tempFolder>;
beforeEach(() => {
  temp = tempFolder();
});
afterEach(() => temp.drop());

const serverPid = async (folder: string): Promise<number> => (await readPidFile(folder))?.pid ?? 0;

const connects = (folder: string, as: { uid?: number; gid?: number }): boolean => {
  const path = JSON.stringify(join(folder, '.s.PGSQL.5432'));
  const script = `require('net').connect(${path}, () => process.exit(0)).on('error', () => process.exit(9))`;
  return spawnSync(process.execPath, ['-e', script], { ...as, cwd: '/' }).status === 0;
};

test('the server owns its own folder and no other, and strangers may not connect', async () => {
  const folder = clusterIn(temp.at, 'data');
  const server = await open(folder);
  expect([statSync(folder).uid, statSync(dirname(folder)).uid]).toEqual([inPublic, me]);
  expect(statSync(folder).mode & 0o077).toBe(0);
  expect(connects(folder, {})).toBe(true);
  if (me === 0) expect(connects(folder, daemon)).toBe(false);
  await server.stop();
});

test('below a folder that only we may enter, files stay ours, and a killed server is revived', async () => {
  chmodSync(temp.at, 0o700);
  const folder = clusterIn(temp.at, 'data');
  const opened = await openPostgres({ folder, log: () => undefined });
  if (me === 0 && !namespaces) {
    expect(opened).toMatchObject({ ok: false, error: { code: 'root-needs-unshare' } });
    return;
  }
  if (!opened.ok) throw new Error(opened.error.detail);
  const server = opened.value;
  expect(statSync(folder).uid).toBe(me);
  await ask(server.connection, 'CREATE TABLE kept (n int)');
  process.kill(await serverPid(folder), 'SIGKILL');
  await server.revive();
  expect(await ask(server.connection, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 0 }]);
  await server.stop();
});

test('a database that is given to another user, or moved, is given to who runs it', async () => {
  const folder = clusterIn(temp.at, 'data');
  await (await open(folder)).stop();
  const moved = clusterIn(temp.at, 'elsewhere');
  mkdirSync(dirname(moved));
  renameSync(folder, moved);
  if (me === 0) for (const path of [moved, join(moved, 'base')]) chownSync(path, reachable ? 0 : nobody, 0);
  await (await open(moved)).stop();
  expect([statSync(moved).uid, statSync(join(moved, 'base')).uid]).toEqual([inPublic, inPublic]);
});

test('a server of an ordinary user is taken over by root, who starts it again as that user', async () => {
  const as = reachable ? daemon : {};
  const owner = reachable ? daemon.uid : me;
  chownSync(temp.at, owner, -1);
  const folder = clusterIn(temp.at, 'data');
  const parent = openElsewhere(folder, as);
  expect(await parent.said).toMatchObject({ adopted: false });
  expect(statSync(folder).uid).toBe(owner);
  process.kill(parent.pid, 'SIGKILL');
  await parent.ended;
  const server = await open(folder);
  expect(server.adopted).toBe(true);
  await server.stop();
  const again = await open(folder);
  expect([again.adopted, statSync(join(folder, 'postmaster.pid')).uid]).toEqual([false, owner]);
  await again.stop();
});

test('a user that is only a number, as in many containers, has a server too', async () => {
  // Where there are no user namespaces we cannot become such a user, and run as who we are.
  const folder = clusterIn(temp.at, 'data');
  const parent = openElsewhere(folder, {}, namespaces ? userspace : []);
  expect(await parent.said).toMatchObject({ adopted: false });
  expect(statSync(folder).uid).toBe(namespaces ? me : inPublic);
});

test('a folder that is someone else’s is refused, whether its server runs or not', async () => {
  const folder = clusterIn(temp.at, 'data');
  const server = await open(folder);
  const refused = { ok: false, error: { code: 'folder-not-writable', detail: expect.stringContaining(`${inPublic}`) } };
  expect(await openPostgres({ folder, log: () => undefined, uid: 61234 })).toMatchObject(refused);
  await server.stop();
  expect(await openPostgres({ folder, log: () => undefined, uid: 61234 })).toMatchObject(refused);
});

test('below a path of 200 letters the socket is in a private folder of the same name for everyone', async () => {
  const folder = clusterIn(temp.at, 'd'.repeat(90), 'ữ'.repeat(40));
  const first = await open(folder);
  const { host } = first.connection;
  expect(host).toBe(await socketFolderOf(folder));
  expect(lstatSync(host).mode & 0o777).toBe(0o700);
  const second = await open(folder);
  expect([second.adopted, second.connection.host]).toEqual([true, host]);
  process.kill(await serverPid(folder), 'SIGKILL');
  await second.revive();
  await second.stop();
  rmSync(host, { recursive: true });
});

test('a socket folder that someone else made first, or may enter, is refused', async () => {
  const folder = join(temp.at, 'd'.repeat(90), 'pg');
  const at = await socketFolderOf(folder);
  const runner = { prefix: [], major: '18' };
  const refused = { ok: false, error: { code: 'folder-not-writable', detail: expect.stringContaining(at) } };
  mkdirSync(at, { mode: 0o700 });
  expect(await prepareSocketFolder({ folder, parent: dirname(folder), uid: 61234 }, runner)).toMatchObject(refused);
  chmodSync(at, 0o755);
  const ours = { folder, parent: dirname(folder), uid: me === 0 ? 61234 : me };
  expect(await prepareSocketFolder(ours, runner)).toMatchObject(refused);
  rmSync(at, { recursive: true });
});
