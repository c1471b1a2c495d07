// A PostgreSQL as an operator would have it: with TCP, a password and a database of ours. Debian's where it is installed,
// else the programs of the embedded one.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { findBinaries } from '../../../src/outside/postgres/binaries.ts';
import { until } from './until.ts';

export type OwnServer = {
  readonly programs: string;
  /** Makes an empty database and gives its address. */
  readonly makeDatabase: (name: string) => Promise<string>;
  readonly stop: () => Promise<void>;
};

const debian = '/usr/lib/postgresql/15/bin';
const password = 'a password with / and @';
// PostgreSQL refuses to run as root.
const who = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** Starts a server in a folder of its own below `folder`, which every user must be able to enter. */
export const startOwnServer = async (folder: string): Promise<OwnServer> => {
  const found = await programs(join(folder, 'lib'));
  const home = join(folder, 'own-server');
  mkdirSync(home, { recursive: true });
  const secret = join(home, 'password');
  writeFileSync(secret, password);
  if (who.uid !== undefined) for (const path of [home, secret]) chownSync(path, who.uid, who.gid);
  const data = join(home, 'cluster');
  const made = spawnSync(
    found.initdb,
    ['-D', data, '-U', 'keeper', `--pwfile=${secret}`, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C.UTF-8'],
    { env: found.env, cwd: home, ...who },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const args = ['-D', data, '-p', String(port), '-k', home, '-c', 'listen_addresses=127.0.0.1'];
  const child: ChildProcess = spawn(found.postgres, args, { env: found.env, cwd: home, stdio: 'ignore', ...who });
  const admin = () => new pg.Client({ host: '127.0.0.1', port, user: 'keeper', password, database: 'postgres' });
  await until('the own server answers', async () => {
    const client = admin();
    const answered = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    return answered;
  });
  return {
    programs: found.postgres,
    makeDatabase: async (name) => {
      const client = admin();
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return `postgres://keeper:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
    },
    stop: async () => {
      child.kill('SIGINT');
      await once(child, 'exit');
    },
  };
};

const programs = async (links: string) => {
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' };
  if (existsSync(join(debian, 'postgres')))
    return { postgres: join(debian, 'postgres'), initdb: join(debian, 'initdb'), env };
  const embedded = await findBinaries(links);
  if (!embedded.ok) throw new Error(embedded.error.detail);
  return embedded.value;
};

const freePort = (): Promise<number> =>
  new Promise((tell) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const at = probe.address();
      probe.close(() => tell(typeof at === 'object' && at !== null ? at.port : 0));
    });
  });
