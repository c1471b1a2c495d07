// What stands below the house: handing over to another Node, and one worker at a time.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const part = (path: string): string => JSON.stringify(pathToFileURL(join(root, path)).href);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sangto-ground-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** Starts a script that hands over to `program`; resolves once that program has said its process id. */
const handedOver = async (program: string): Promise<{ readonly wrapper: ChildProcess; readonly inner: number }> => {
  const script = write('program.mjs', `${program}; console.log(process.pid);`);
  const wrapper = spawn(process.execPath, [
    write(
      'wrapper.mjs',
      `import { handOver } from ${part('ground/hand-over.mjs')};
       await handOver(process.execPath, ${JSON.stringify(script)}, []);`,
    ),
  ]);
  const [said] = (await once(wrapper.stdout, 'data')) as [Buffer];
  return { wrapper, inner: Number(said.toString()) };
};

const end = async (child: ChildProcess): Promise<unknown> => (await once(child, 'exit')).find((part) => part !== null);

test('the exit code of the program is ours', async () => {
  const { wrapper } = await handedOver(`setTimeout(() => process.exit(7), 100)`);
  expect(await end(wrapper)).toBe(7);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s reaches the program, which ends in its own way',
  async (signal) => {
    const { wrapper } = await handedOver(`setInterval(() => {}, 1000); process.on('${signal}', () => process.exit(9))`);
    wrapper.kill(signal);
    expect(await end(wrapper)).toBe(9);
  },
);

test('a program killed by a signal looks killed from outside', async () => {
  const { wrapper, inner } = await handedOver(`setInterval(() => {}, 1000)`);
  process.kill(inner, 'SIGKILL');
  expect(await end(wrapper)).toBe('SIGKILL');
});

test('the server begins anew in its own process with a small young generation, and only once', () => {
  const script = write(
    'lean.mjs',
    `import { becomeLean } from ${part('ground/lean.mjs')};
     const before = process.env.BEFORE;
     process.env.BEFORE = String(process.pid);
     becomeLean(process.argv.slice(2));
     console.log(JSON.stringify({ isSame: before === String(process.pid), options: process.execArgv, more: process.argv.slice(2) }));`,
  );
  const run = (args: readonly string[]): unknown =>
    JSON.parse(
      spawnSync(process.execPath, [...args.slice(0, -2), script, ...args.slice(-2)], { encoding: 'utf8' }).stdout,
    );
  const lean = '--max-semi-space-size=8';
  const title = '--title=one';
  expect(run([title, 'serve', '--demo'])).toEqual({ isSame: true, options: [lean, title], more: ['serve', '--demo'] });
  const chosen = '--max-semi-space-size=32';
  expect(run([chosen, 'serve', '--demo'])).toMatchObject({ isSame: false, options: [chosen] });
  expect(run(['import', 'serve'])).toMatchObject({ isSame: false, options: [] });
});

test('what is handed over to has a small young generation', async () => {
  const { wrapper } = await handedOver(
    `process.exitCode = process.execArgv.includes('--max-semi-space-size=8') ? 3 : 4`,
  );
  expect(await end(wrapper)).toBe(3);
});

test('a wrapper that is killed outright leaves no program behind', async () => {
  const { wrapper } = await handedOver(`setInterval(() => {}, 1000)`);
  // The program holds the same standard output: it closes when the program has gone.
  const gone = once(wrapper.stdout!.resume(), 'close');
  wrapper.kill('SIGKILL');
  await gone;
});

const locked = (more: string): string =>
  write(
    'locked.mjs',
    `import { appendFileSync } from 'node:fs';
     import { setTimeout as pause } from 'node:timers/promises';
     import { withLock } from ${part('ground/lock.mjs')};
     const note = (word) => appendFileSync(${JSON.stringify(join(folder, 'notes'))}, word + ' ');
     await withLock(${JSON.stringify(join(folder, 'lock'))}, async () => { ${more} }, () => console.log('waiting'));`,
  );

test('of two at once, one works and the other waits', async () => {
  const script = locked(`note('in'); await pause(300); note('out');`);
  const both = [1, 2].map(() => spawn(process.execPath, [script]));
  expect(await Promise.all(both.map(end))).toEqual([0, 0]);
  expect(readFileSync(join(folder, 'notes'), 'utf8')).toBe('in out in out ');
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});

test('a holder that is dead is set aside at once', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  mkdirSync(join(folder, 'lock'));
  writeFileSync(join(folder, 'lock', 'pid'), String(dead));
  expect(await end(spawn(process.execPath, [locked(`note('in');`)]))).toBe(0);
  expect(readFileSync(join(folder, 'notes'), 'utf8')).toBe('in ');
});

test('a dead holder whose program still works is waited for', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const program = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  mkdirSync(join(folder, 'lock'));
  writeFileSync(join(folder, 'lock', 'pid'), `${dead} ${program.pid}`);
  const script = locked(`note('in');`);
  const waiting = spawn(process.execPath, [script]);
  await once(waiting.stdout, 'data');
  write('notes', 'program ');
  program.kill();
  expect(await end(waiting)).toBe(0);
  expect(readFileSync(join(folder, 'notes'), 'utf8')).toBe('program in ');
});

test('the command says what is missing where nothing is built', () => {
  for (const name of ['bin', 'ground']) cpSync(join(root, name), join(folder, name), { recursive: true });
  const ran = spawnSync(process.execPath, [join(folder, 'bin', 'sangto.mjs'), 'serve'], { encoding: 'utf8' });
  expect(ran.status).toBe(69);
  expect(ran.stderr).toContain('npm run build');
});
