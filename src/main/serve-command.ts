// sangto serve: the web server and the worker in one process, from ready to a graceful end.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { answerWaiting, eraseTexts, learnAliases, publish, type World } from '../desk/index.ts';
import { openJobs } from '../store/index.ts';
import { createMetrics, createOperatorDoor, createServer, readAssets } from '../web/index.ts';
import { exitCodes } from './exit-codes.ts';
import { follow } from './follow.ts';
import { settingsOrExit, storeOrExit } from './instance.ts';
import { joinMeaning } from './join-meaning.ts';
import { clientFolder, demoFolder } from './paths.ts';
import { readSample } from './sample.ts';
import { newId, randomToken } from './secrets.ts';
import type { Flags, Settings } from './settings.ts';
import { type Terminal, terminal } from './terminal.ts';
import { wire } from './wire.ts';

const graceMs = 9_000;
const echoMs = 2_000;

export const serveCommand = async (flags: Flags & { readonly json?: boolean }): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const started = performance.now();
  const settings = settingsOrExit(flags, out);
  const logger = pino({ level: process.env.LOG_LEVEL ?? 'warn' }, pino.destination(2));
  const log = (line: Readonly<Record<string, unknown>>) =>
    line.level === 'error' ? logger.error(line) : logger.info(line);

  // Heard from here on: whoever is told to stop while starting finishes the start, and then stops with everything it began.
  const told = untilTold();
  const store = await storeOrExit(settings, 'serve', out);
  store.keepAlive((error) => log({ level: 'error', what: 'starting the database again', error: String(error) }));
  const jobs = await openJobs(store.database, {
    worker: true,
    onError: (error) => log({ what: 'jobs', error: error.message }),
  });
  const { world, close: closeMeaning } = joinMeaning(wire(settings, store.database, jobs), settings, log);
  if (settings.demo) await loadSample(world, out);

  let ready = false;
  let changed = (): void => undefined;
  const operator = createOperatorDoor({ now: world.now, randomToken });
  const server = createServer({
    world,
    organisation: settings.organisation,
    assets: { map: assetMap(), folder: clientFolder() },
    uploads: join(settings.data, 'uploads'),
    limits: settings.limits,
    trustedProxies: settings.trustedProxies,
    randomToken,
    operator,
    onImport: () => changed(),
    metrics: createMetrics({
      sangto_index_checks: { help: 'Checks in the search index', read: () => world.index.size },
    }),
    ready: () => ready,
    log,
  });
  changed = () => server.invalidate();
  const follower = await follow(world, store.database, changed, log);
  ready = true;
  await jobs.work({ 'answer-waiting': async () => void (await answerWaiting(world)) }, () => everyNight(world));

  const listening = await listen(server, settings, out);
  if (listening === undefined) {
    await follower.stop();
    await closeMeaning();
    await jobs.stop();
    await store.close();
    return exitCodes.unavailable;
  }
  const address = `http://localhost:${listening}`;
  out.give({
    ready: true,
    pid: process.pid,
    address,
    data: settings.data,
    checks: world.index.size,
    operator: `${address}/operator?code=${operator.issue()}`,
  });
  announce(out, settings, address, world.index.size, started, operator.issue);

  const signal = await told;
  out.say(`${signal}: finishing what is under way …`);
  await server.close();
  await world.ocr.close();
  await follower.stop();
  await closeMeaning();
  await jobs.stop();
  await store.close();
  return exitCodes.fine;
};

/** Learning comes first, while the words are there; whatever happens to it, they are erased on time. */
const everyNight = async (world: World): Promise<void> => {
  try {
    await learnAliases(world);
  } finally {
    await eraseTexts(world);
  }
};

const announce = (
  out: Terminal,
  settings: Settings,
  address: string,
  checks: number,
  started: number,
  issue: () => string,
): void => {
  if (out.json) return;
  out.say('');
  out.say(`  Sangto answers on  ${address}`);
  out.say(`  Operator (one use) ${address}/operator?code=${issue()}`);
  out.say(`  Data               ${settings.data}${settings.databaseUrl ? ' (database: DATABASE_URL)' : ''}`);
  out.say(`  ${checks} checks, ready in ${((performance.now() - started) / 1000).toFixed(1)} s. Stop with Ctrl-C.`);
  out.say('');
};

const loadSample = async (world: Parameters<typeof publish>[0], out: Terminal): Promise<void> => {
  const published = await publish(world, await readSample(demoFolder(), newId));
  for (const { slug, error } of published.refused) out.fail(`the sample check ${slug} was refused: ${error.code}`);
};

const listen = async (
  server: ReturnType<typeof createServer>,
  settings: Settings,
  out: Terminal,
): Promise<number | undefined> => {
  try {
    return (await server.listen(settings.port, settings.host)).port;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    out.fail(
      `port ${settings.port} is in use.`,
      `Stop what uses it, or choose another: --port ${settings.port + 1}`,
      'port-in-use',
    );
    return undefined;
  }
};

const assetMap = (): Readonly<Record<string, string>> =>
  readAssets(JSON.parse(readFileSync(join(clientFolder(), '.vite', 'manifest.json'), 'utf8')));

/**
 * Resolves with the first signal to stop; from then on the process has nine seconds. Another signal within two seconds is
 * the same wish told twice, by a terminal and by npm; one that comes later means "at once". What is cut off then is taken
 * over by the next start.
 */
const untilTold = (): Promise<string> =>
  new Promise((tell) => {
    let since: number | undefined;
    const hear = (signal: string) => {
      if (since !== undefined) {
        if (performance.now() - since > echoMs) process.exit(exitCodes.interrupted);
        return;
      }
      since = performance.now();
      setTimeout(() => process.exit(exitCodes.unavailable), graceMs).unref();
      tell(signal);
    };
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => hear(signal));
  });
