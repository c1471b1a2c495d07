import { setTimeout as delay } from 'node:timers/promises';
import type { Result } from '../../base/result.ts';
import { ok, refuse } from '../../base/result.ts';
import { findBinaries } from './binaries.ts';
import { codeOf } from './files.ts';
import { ensureCluster } from './init.ts';
import { launch, type Running } from './launch.ts';
import { takeLock } from './lock.ts';
import { readPidFile, removePidFile } from './pid-file.ts';
import type { Place } from './place.ts';
import { askServer, awaitServer, connectionAt } from './probe.ts';
import { isAlive, isServerOn, orphansOn } from './processes.ts';
import type { PostgresRefusal } from './refusal.ts';
import { findRunner } from './runner.ts';
import { sight } from './sight.ts';
import { prepareSocketFolder, removeSocketLock } from './socket.ts';

/**
 * Gives the server of a cluster: the one that runs, or else a new one. One process at a time makes or starts; the
 * others wait and take what it started.
 * Refuses with any `PostgresRefusal`.
 */
export const bringUp = async (place: Place, log: (line: string) => void): Promise<Result<Running, PostgresRefusal>> => {
  const running = await attach(place);
  if (running) return running;
  const release = await takeLock(`${place.folder}.lock`, 240_000);
  if (!release) {
    return refuse('start-failed', { detail: `Another process has been starting ${place.folder} for four minutes.` });
  }
  try {
    const found = await attach(place);
    if (found) return found;
    const started = await start(place, log);
    // PostgreSQL has a lock of its own: whoever wins it, the server that then runs is good for both.
    return started.ok ? started : ((await attach(place)) ?? started);
  } finally {
    await release();
  }
};

/** The server already at work on the folder; undefined when there is none (any more). */
const attach = async (place: Place): Promise<Result<Running, PostgresRefusal> | undefined> => {
  const found = await readPidFile(place.folder);
  if (!found) return undefined;
  const { pid } = found;
  if (!(await isServerOn(pid, place.folder))) {
    // Two containers on one volume do not see each other's processes, but they do see the socket.
    const answer = await askServer(connectionAt(place.folder, found.port));
    return answer.kind === 'away' ? undefined : foreign(place, 'it runs on another machine or in another container');
  }
  if (!maySignal(pid)) return foreign(place, `process ${pid} belongs to another user`);
  const outcome = await awaitServer(() => sight(place.folder, pid));
  if (outcome.kind === 'gone') return undefined;
  if (outcome.kind === 'ready') return ok({ pid, connection: outcome.connection, detach: () => undefined });
  if (outcome.kind === 'foreign') return foreign(place, `process ${pid}: ${outcome.why}`);
  return refuse('start-failed', { detail: `PostgreSQL ${pid} runs on ${place.folder} but does not answer; stop it.` });
};

const start = async (place: Place, log: (line: string) => void): Promise<Result<Running, PostgresRefusal>> => {
  const binaries = await findBinaries(`${place.folder}.lib`);
  if (!binaries.ok) return binaries;
  const runner = await findRunner(place, binaries.value);
  if (!runner.ok) return runner;
  if (!(await endOrphans(place.folder))) return foreign(place, 'processes of it that we may not end are still at work');
  await removePidFile(place.folder);
  const cluster = await ensureCluster(place, binaries.value, runner.value);
  if (!cluster.ok) return cluster;
  const socketFolder = await prepareSocketFolder(place, runner.value);
  if (!socketFolder.ok) return socketFolder;
  await removeSocketLock(socketFolder.value);
  const how = { binaries: binaries.value, runner: runner.value, socketFolder: socketFolder.value };
  return launch(place, how, log);
};

/**
 * After a kill -9 of the main process its children end by themselves as soon as they look up from their work. Those that
 * do not within two seconds are killed: they hold the shared memory without which no new server starts.
 */
const endOrphans = async (folder: string): Promise<boolean> => {
  for (let round = 0; round < 300; round += 1) {
    const orphans = await orphansOn(folder);
    if (orphans.length === 0) return true;
    if (round >= 100) {
      for (const pid of orphans) if (isAlive(pid) && maySignal(pid)) process.kill(pid, 'SIGKILL');
    }
    await delay(20);
  }
  return false;
};

const maySignal = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'EPERM';
  }
};

const foreign = (place: Place, why: string) =>
  refuse('cannot-stop-foreign', {
    detail: `A PostgreSQL we cannot use runs on ${place.folder} (${why}); stop it, or choose another data folder.`,
  });
