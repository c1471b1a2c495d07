// One at a time, across processes: a folder that says who is working, and a sign of life.
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const beatMs = 1_000;
const lookMs = 250;
/** Looks in a row without a sign of life before a holder counts as dead: 15 s. Looks, not time: a laptop may sleep. */
const patience = 60;
/** A killed holder's program may go on for a while, five minutes at most: process ids are used again. */
const patienceWithOrphans = 1_200;

/**
 * Runs `work` while holding the lock folder `at`; gives what `work` gives. Waits for another holder,
 * telling `onWait` its process id once. A holder that died, or shows no sign of life for 15 s, is set aside.
 * `work` is handed `also(pid)`, for a program it started: should we be killed, the lock holds until that one has ended.
 */
export const withLock = async (at, work, onWait = () => {}) => {
  await take(at, onWait);
  const beat = setInterval(() => touch(at), beatMs);
  beat.unref();
  const release = () => rmSync(at, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return await work((pid) => appendFileSync(join(at, 'pid'), ` ${pid}`));
  } finally {
    clearInterval(beat);
    process.removeListener('exit', release);
    release();
  }
};

const take = async (at, onWait) => {
  mkdirSync(dirname(at), { recursive: true });
  let seen = '';
  let unchanged = 0;
  let told = false;
  while (!make(at)) {
    const now = look(at);
    unchanged = now.sign === seen ? unchanged + 1 : 0;
    seen = now.sign;
    if (now.dead || unchanged >= (now.orphan ? patienceWithOrphans : patience)) {
      setAside(at, now.pids);
      unchanged = 0;
      continue;
    }
    if (now.pids && !told) onWait(Number(now.pids.split(' ')[0]));
    told ||= now.pids !== '';
    await pause(lookMs);
  }
};

const make = (at) => {
  try {
    mkdirSync(at);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(at, 'pid'), String(process.pid));
  return true;
};

const look = (at) => {
  try {
    const sign = String(statSync(at).mtimeMs);
    const pids = readFileSync(join(at, 'pid'), 'utf8');
    const [holder, ...others] = pids.split(' ').map(isAlive);
    return { sign, pids, dead: pids !== '' && !holder && !others.includes(true), orphan: others.includes(true) };
  } catch {
    return { sign: '', pids: '', dead: false, orphan: false };
  }
};

// Renaming decides between two that found the same dead holder. The slower one may catch the faster one's new lock,
// and gives it back.
const setAside = (at, pids) => {
  const aside = `${at}.${process.pid}`;
  try {
    renameSync(at, aside);
    if (look(aside).pids !== pids) return renameSync(aside, at);
    rmSync(aside, { recursive: true, force: true });
  } catch {
    // Somebody else was faster.
  }
};

// Our own id on a lock we do not hold: an earlier process had it, as happens where a container starts anew.
const isAlive = (text) => {
  const pid = Number(text);
  if (!(pid > 0) || pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const touch = (at) => {
  try {
    utimesSync(at, new Date(), new Date());
  } catch {
    // The folder was swept away; the work goes on.
  }
};
