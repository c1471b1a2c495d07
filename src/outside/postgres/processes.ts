import { readdir, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { runCommand } from './command.ts';
import { clusterName } from './place.ts';

export type Process = { readonly pid: number; readonly parent: number; readonly args: readonly string[] };

const linux = process.platform === 'linux';

/** True when a process of this number exists, whoever owns it. A zombie counts. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
};

/**
 * True when `pid` is the main process of a PostgreSQL on `folder`, and not merely a number that was given to someone
 * else since. The folder is compared by inode, so a moved or bind-mounted one is still known.
 */
export const isServerOn = async (pid: number, folder: string): Promise<boolean> => {
  if (!isAlive(pid)) return false;
  const found = linux ? await readProcess(pid) : (await listByPs(['-p', String(pid)]))[0];
  return found !== undefined && isProgram(found, 'postgres') && (await worksIn(found, folder)) !== false;
};

/** Server processes still at work on `folder` although the main process that ruled them is gone. */
export const orphansOn = async (folder: string): Promise<readonly number[]> => {
  const here: Process[] = [];
  for (const one of await allProcesses()) {
    // Children rename themselves, so the whole title is one argument: "postgres: checkpointer".
    const server = one.args[0]?.startsWith(childTitle) || isProgram(one, 'postgres');
    if (server && (await worksIn(one, folder)) === true) here.push(one);
  }
  const rulers = new Set(here.filter((one) => isProgram(one, 'postgres')).map((one) => one.pid));
  return here.filter((one) => !rulers.has(one.pid) && !rulers.has(one.parent)).map((one) => one.pid);
};

/** Processes of a program that were given `argument` word for word. */
export const processesWith = async (program: string, argument: string): Promise<readonly number[]> =>
  (await allProcesses()).filter((one) => isProgram(one, program) && one.args.includes(argument)).map((one) => one.pid);

/** When a process started, in ticks since boot (proc_pid_stat(5), field 22): tells a pid from its next bearer. */
export const startTicks = async (pid: number): Promise<string> => (await statFields(pid))[19] ?? '';

const childTitle = 'postgres: ';

const psEnv = { PATH: '/usr/bin:/bin', LC_ALL: 'C' };

const isProgram = (one: Process, program: string): boolean => basename(one.args[0] ?? '') === program;

const allProcesses = async (): Promise<readonly Process[]> => {
  if (!linux) return listByPs(['-ax']);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  return (await Promise.all(pids.map(readProcess))).filter((one) => one !== undefined);
};

/** Where there is no `/proc`. A server child's title stays one argument, as it is there. */
const listByPs = async (which: readonly string[]): Promise<readonly Process[]> => {
  const ran = await runCommand('ps', [...which, '-o', 'pid=,ppid=,command='], { env: psEnv, ms: 5_000 });
  return ran.out.split('\n').flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.+)$/.exec(line) ?? [];
    if (pid === undefined) return [];
    const args = command.startsWith(childTitle) ? [command] : command.split(' ');
    return [{ pid: Number(pid), parent: Number(parent), args }];
  });
};

const readProcess = async (pid: number): Promise<Process | undefined> => {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (command === '') return undefined;
  return { pid, parent: Number((await statFields(pid))[1]), args: command.replace(/\0+$/, '').split('\0') };
};

/** The fields after the program's name, which may itself hold blanks and brackets: state, parent, … */
const statFields = async (pid: number): Promise<readonly string[]> => {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return line.slice(line.lastIndexOf(')') + 2).split(' ');
};

/** Whether a server process is at work on the folder; undefined when we may not look. */
const worksIn = async (one: Process, folder: string): Promise<boolean | undefined> => {
  if (!linux) return one.args.join(' ').includes(`${childTitle}${clusterName(folder)}: `) || hasFolder(one, folder);
  try {
    const [its, ours] = await Promise.all([stat(`/proc/${one.pid}/cwd`), stat(folder)]);
    return its.dev === ours.dev && its.ino === ours.ino;
  } catch (error) {
    return (error as { code?: string }).code === 'EACCES' ? undefined : false;
  }
};

const hasFolder = (one: Process, folder: string): boolean => one.args.join(' ').includes(` -D ${folder} `);
