// sangto serve: the web server and the worker in one process, from ready to a graceful end.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { dayOf } from '../base/clock.ts';
import {
  answerWaiting,
  cutStandings,
  drawLots,
  endCases,
  endProposals,
  eraseFiles,
  eraseTexts,
  forgetPseudonyms,
  isCutOfWeekDue,
  learnAliases,
  publish,
  publishDecided,
  replyToAskers,
  retain,
  sendOutbox,
  sendWebhooks,
  takeInImports,
  tendCases,
  triage,
  type World,
} from '../desk/index.ts';
import { StoreAway } from '../desk/store-away.ts';
import { formatVerifierKey, verifyEd25519 } from '../kit/tlog/index.ts';
import { askWitnesses } from '../outside/witness/index.ts';
import { adoptUndecided, backfillLeaves, holdsNothing, openJobs } from '../store/index.ts';
import { createMetrics, createOperatorDoor, createServer, readAssets, statementTexts } from '../web/index.ts';
import { exitCodes } from './exit-codes.ts';
import { follow } from './follow.ts';
import { followLeaves } from './follow-leaves.ts';
import { followRatings } from './follow-ratings.ts';
import { followRows, type RowFollower } from './follow-rows.ts';
import { followWitnesses, type WitnessFollower } from './follow-witnesses.ts';
import { settingsOrExit, storeOrExit } from './instance.ts';
import { joinMeaning } from './join-meaning.ts';
import { foreignFiles } from './kept-files.ts';
import { clearLeftRestore } from './left-restore.ts';
import { conditionsFix, ignoredConditions } from './log-files.ts';
import { ownerLink } from './owner-link.ts';
import { clientFolder, demoFolder } from './paths.ts';
import { keepSamplePictures, readSample, readSampleDeclined } from './sample.ts';
import { newId, randomToken } from './secrets.ts';
import { type Flags, folders, type Settings } from './settings.ts';
import { type Terminal, terminal } from './terminal.ts';
import { version } from './version.ts';
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
  // Before the key is read: one that a killed restore put in place opens nothing.
  const left = await clearLeftRestore(settings.data, folders(settings.data), () => holdsNothing(store.database));
  if (left.said !== null) out.say(left.said);
  if (left.stillRunning) {
    out.fail(`a restore into ${settings.data} is running.`, 'Start again when it is done.');
    await store.close();
    return exitCodes.later;
  }
  store.keepAlive((error) => log({ level: 'error', what: 'starting the database again', error: String(error) }));
  const jobs = await openJobs(store.database, {
    worker: true,
    onError: (error) => log({ what: 'jobs', error: error.message }),
  });
  const { world, close: closeMeaning } = joinMeaning(wire(settings, store.database, jobs, log), settings, log);
  const files = await world.files
    .claim()
    .catch((error: Error) => log({ level: 'error', what: 'files', error: error.message }));
  if (files === 'foreign') {
    out.fail(foreignFiles.problem, foreignFiles.fix, 'files-foreign');
    await closeMeaning();
    await jobs.stop();
    await store.close();
    return exitCodes.later;
  }
  const ignored = await ignoredConditions(settings, newId()).catch(
    (error: Error) => void log({ level: 'error', what: 'files of the log', error: error.message }),
  );
  if (ignored !== undefined) {
    out.fail(`the object store cannot hold the public log: ${ignored}.`, conditionsFix, 'log-conditions-ignored');
    await closeMeaning();
    await jobs.stop();
    await store.close();
    return exitCodes.refused;
  }
  // Checks of our own from before there was a desk.
  await store.database.atomically((tx) => adoptUndecided(tx, world.now(), newId));
  if (settings.demo) await loadSample(world, out);
  await backfillLeaves(store.database);
  await tellOwnFacts(world, settings);

  let ready = false;
  let changed = (): void => undefined;
  let witnesses: WitnessFollower | undefined;
  let rows: RowFollower | undefined;
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
    identity: { whoIs: (headers) => world.signIn.whoIs(headers.get('cookie')) },
    ...(world.mailbox === null ? {} : { mailbox: world.mailbox }),
    mails: settings.mail !== null || settings.demo,
    appealDays: settings.appealDays,
    raters: settings.ratersOpen ? 'open' : 'invited',
    onImport: () => changed(),
    metrics: createMetrics({
      sangto_index_checks: { help: 'Checks in the search index', read: () => world.index.size },
      sangto_log_rows_differ: {
        help: 'Rows that say something else than their leaf of the public log; -1 before the first look',
        read: () => rows?.differing() ?? -1,
      },
      sangto_log_witness_signs: {
        help: 'Whether a witness of the public log signed when it was asked last',
        label: 'witness',
        read: () => witnesses?.standing() ?? {},
      },
    }),
    ready: () => ready,
    log,
  });
  changed = () => server.invalidate();
  const follower = await follow(world, store.database, changed, log);
  const ratings = followRatings(world, server.forget, log, Math.random);
  const leaves = followLeaves(
    world,
    store.database,
    async () => {
      await publishDecided(world);
      // Pages drawn before their leaf was sealed say that they have none.
      changed();
      witnesses?.wake();
    },
    log,
  );
  const ask = askWitnesses(settings.witnesses, { verify: verifyEd25519, now: world.now, chance: Math.random });
  witnesses = followWitnesses(world, ask, settings.witnesses, log);
  rows = followRows(world, log);
  ready = true;
  await jobs.work(
    {
      'answer-waiting': async () => void (await answerWaiting(world)),
      'send-webhooks': async () => void (await sendWebhooks(world)),
      'publish-decided': async () => void (await publishDecided(world)),
      'end-cases': async () => void (await endCases(world)),
      'take-in-imports': async () => void (await takeInImports(world)),
      triage: async () => void (await triage(world)),
      'draw-lots': async () => void (await drawLots(world)),
      'cut-standings': async () => {
        if (await isCutOfWeekDue(world)) await cutStandings(world, version());
      },
      'erase-files': async () => {
        if ((await eraseFiles(world)) === 'busy') throw new Error('files are being laid or read just now');
      },
      // A job that failed is tried again, later each time; the night is the last to try.
      'reply-to-askers': async () => {
        if (await tellAskers(world)) throw new Error('no mail server takes letters just now');
      },
    },
    () => everyNight(world, log),
  );

  const listening = await listen(server, settings, out);
  if (listening === undefined) {
    await leaves.stop();
    await witnesses?.stop();
    await rows?.stop();
    await ratings.stop();
    await follower.stop();
    await closeMeaning();
    await jobs.stop();
    await store.close();
    return exitCodes.unavailable;
  }
  const address = `http://localhost:${listening}`;
  const owner = (await world.team.hasOwner()) ? undefined : await ownerLink(world, address);
  out.give({
    ready: true,
    pid: process.pid,
    address,
    data: settings.data,
    checks: world.index.size,
    operator: `${address}/operator?code=${operator.issue()}`,
    owner: owner ?? null,
  });
  announce(out, settings, { address, owner, checks: world.index.size, started, issue: operator.issue });

  const signal = await told;
  out.say(`${signal}: finishing what is under way …`);
  // One that is being asked just now is waited for no longer than its patience, beside everything else.
  const unasked = witnesses.stop();
  await server.close();
  await Promise.all([world.ocr.close(), world.decoder.close(), world.closeSight()]);
  await leaves.stop();
  await unasked;
  await rows.stop();
  await ratings.stop();
  await follower.stop();
  await closeMeaning();
  await jobs.stop();
  await store.close();
  return exitCodes.fine;
};

/** What the public log knows of the instance: which software runs under which keys, and what its statements say. */
const tellOwnFacts = async ({ log, now }: World, { organisation }: Settings): Promise<void> => {
  const keys = (await log.signers()).map(({ key }) => formatVerifierKey(key));
  const facts = { version: version(), keys, statements: statementTexts(organisation) };
  await log.rows.tellInstance(facts, dayOf(now()));
};

/** Learning comes first, while the words are there; whatever happens to it, they are erased on time. */
const everyNight = async (world: World, log: (line: Readonly<Record<string, unknown>>) => void): Promise<void> => {
  try {
    await learnAliases(world);
  } finally {
    await eraseTexts(world);
    await triage(world);
    await tendCases(world);
    await endCases(world);
    await tellAskers(world);
    await forgetPseudonyms(world);
    await endProposals(world);
    await world.signIn.tidy();
    await world.log.rows.tellDays(dayOf(world.now()));
    // Tables are written anew, which nobody waits for: neither a start nor what comes after.
    void retain(world).then(
      (report) => log({ what: 'retention', ...report }),
      (error: unknown) => {
        // Told to stop in the middle: the next start or night does it.
        const level = error instanceof StoreAway ? 'info' : 'error';
        log({ level, what: 'retention', error: String(error) });
      },
    );
  }
};

/** Puts what became due into the outbox, and hands it over; true when nobody took it. */
const tellAskers = async (world: World): Promise<boolean> => {
  await replyToAskers(world);
  return (await sendOutbox(world)).away;
};

const announce = (out: Terminal, settings: Settings, { address, owner, checks, started, issue }: Started): void => {
  if (out.json) return;
  const lang = settings.organisation.languages[0] ?? 'vi';
  out.say('');
  out.say(`  Sangto answers on  ${address}`);
  out.say(owner === undefined ? `  Team               ${address}/${lang}/sign-in` : `  First owner (once) ${owner}`);
  out.say(`  Operator (one use) ${address}/operator?code=${issue()}`);
  out.say(`  Data               ${settings.data}${settings.databaseUrl ? ' (database: DATABASE_URL)' : ''}`);
  out.say(`  ${checks} checks, ready in ${((performance.now() - started) / 1000).toFixed(1)} s. Stop with Ctrl-C.`);
  out.say('');
};

type Started = {
  readonly address: string;
  /** The link that makes the first owner, while there is none. */
  readonly owner: string | undefined;
  readonly checks: number;
  readonly started: number;
  readonly issue: () => string;
};

const loadSample = async (world: World, out: Terminal): Promise<void> => {
  const pictures = await keepSamplePictures(world, demoFolder());
  const checks = (await readSample(demoFolder(), newId)).map((check) => {
    const of = pictures.get(check.slug);
    return of === undefined ? check : { ...check, pictures: of };
  });
  const published = await publish(world, checks);
  await world.decisions.declineSample(await readSampleDeclined(demoFolder()), world.now());
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
