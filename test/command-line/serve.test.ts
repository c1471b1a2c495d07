// Starting and stopping: one process to a folder, a port that is taken, and signals as terminals and npm send them.
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { readPidFile } from '../../src/outside/postgres/pid-file.ts';
import { isServerOn } from '../../src/outside/postgres/processes.ts';
import { emptyPlace, ended, type Place, placeWithDatabase, start } from './run.ts';

const serve = async ({ env, folder }: Place, ...more: string[]) => {
  const child = start(['serve', '--json', '--port', '0', '--data', join(folder, 'data'), ...more], env, folder);
  const end = ended(child);
  const lines = createInterface({ input: child.stdout });
  const address = await new Promise<string>((ready, failed) => {
    lines.once('line', (line) => ready((JSON.parse(line) as { address: string }).address));
    void end.then(({ err }) => failed(new Error(err)));
  });
  return { child, end, address };
};

/** How to tell whether the database server that runs now still does. */
const serverIn = async ({ folder }: Place): Promise<() => Promise<boolean>> => {
  const cluster = join(folder, 'data/pg');
  const pid = (await readPidFile(cluster))?.pid ?? 0;
  return () => isServerOn(pid, cluster);
};

test('a second process on one folder is 75; Ctrl-C told twice stops in order, leaving no server behind', async () => {
  const place = emptyPlace();
  const { child, end, address } = await serve(place);
  const runs = await serverIn(place);
  expect(await runs()).toBe(true);
  const second = await place.run(['serve', '--port', '0', '--data', 'data']);
  expect([second.code, second.out]).toEqual([75, '']);
  expect(second.err).toMatch(/^sangto: another Sangto is already running on [^\n]+\n {8}[^\n]+\n$/);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  // As npm does: once from the terminal, once more passed on.
  child.kill('SIGINT');
  child.kill('SIGINT');
  const { code, err } = await end;
  expect([code, err]).toEqual([0, '']);
  expect(await runs()).toBe(false);
});

test('a command that ends last stops the server that a killed one left behind', async () => {
  const place = emptyPlace();
  const { child, end } = await serve(place);
  const runs = await serverIn(place);
  child.kill('SIGKILL');
  await end;
  expect(await runs()).toBe(true);
  expect((await place.run(['doctor', '--data', 'data'])).code).toBe(0);
  expect(await runs()).toBe(false);
});

test('told to stop while it starts, it stops, and within ten seconds even when somebody is in the middle of asking', async () => {
  const place = await placeWithDatabase();
  const early = start(['serve', '--port', '0'], place.env, place.folder);
  const earlyEnd = ended(early);
  // The key is made while it starts, before it listens.
  while (!existsSync(join(place.folder, 'data/keys/instance.key'))) await new Promise((next) => setTimeout(next, 2));
  early.kill('SIGTERM');
  expect(await earlyEnd).toMatchObject({ code: 0, err: '' });
  const { child, end, address } = await serve(place);
  const body = new ReadableStream({ start: (pipe) => pipe.enqueue(new TextEncoder().encode('{"text":"wait')) });
  const hanging = fetch(`${address}/api/v1/tips`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    duplex: 'half',
  } as RequestInit).catch(() => undefined);
  await fetch(`${address}/healthz`);
  const began = performance.now();
  child.kill('SIGTERM');
  expect((await end).code).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
  await hanging;
});

test('a port that is taken is 69, with another one to try', async () => {
  const place = await placeWithDatabase();
  const taken = createServer();
  const port = await new Promise<number>((told) =>
    taken.listen(0, '127.0.0.1', () => told((taken.address() as { port: number }).port)),
  );
  const { code, err } = await place.run(['serve', '--port', String(port)]);
  taken.close();
  expect(code).toBe(69);
  expect(err).toBe(
    `sangto: port ${port} is in use.\n        Stop what uses it, or choose another: --port ${port + 1}\n`,
  );
});
