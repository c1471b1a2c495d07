// sangto doctor: looks at everything an instance stands on and explains what it finds.
import { stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { addDays, dayOf } from '../base/clock.ts';
import { auditOwnLog, gatherCosignature, keepWaitingDays, remember } from '../desk/index.ts';
import { signNote, verifyEd25519 } from '../kit/tlog/index.ts';
import { signByCommand } from '../outside/log/index.ts';
import { askWitnesses } from '../outside/witness/index.ts';
import { examine } from '../store/index.ts';
import { said, standingOf } from './embedding-verdict.ts';
import { exitCodes } from './exit-codes.ts';
import { type Instance, visit } from './instance.ts';
import { foreignFiles, tryFiles } from './kept-files.ts';
import { asideIn, leftRestore } from './left-restore.ts';
import { conditionsFix, ignoredConditions, logPlaceOf } from './log-files.ts';
import { logFixes } from './log-fixes.ts';
import { type Flags, folders, type Settings } from './settings.ts';
import { terminal } from './terminal.ts';
import { version } from './version.ts';
import { brokenWords, contradicted, restoreFix } from './what-is-wrong.ts';
import { witnessProblems } from './witness-words.ts';

export type Finding = { readonly what: string; readonly fine: boolean; readonly found: string; readonly fix?: string };

/** Exit: fine when every finding is; `refused` otherwise. */
export const doctorCommand = async (flags: Flags & { readonly json?: boolean }): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const instance = await visit(flags, out, 'or-left');
  try {
    const findings = [
      ...(await machine(instance.settings)),
      ...(await database(instance)),
      await files(instance),
      ...(await logPlace(instance)),
      await memory(instance),
      ...(await log(instance)),
      await restorable(instance),
      ...(await signer(instance)),
      ...(await witnesses(instance)),
      meaning(instance.settings),
    ];
    out.give({ version: version(), findings });
    for (const { what, fine, found, fix } of findings) {
      out.say(`${fine ? '✓' : '✗'} ${what}: ${found}`);
      if (!fine && fix) out.say(`    ${fix}`);
    }
    return findings.every((f) => f.fine) ? exitCodes.fine : exitCodes.refused;
  } finally {
    await instance.close();
  }
};

const machine = async (settings: Settings): Promise<readonly Finding[]> => {
  const key = join(folders(settings.data).keys, 'instance.key');
  const mode = (await stat(key)).mode & 0o777;
  const disk = await statfs(settings.data);
  const left = await leftRestore(settings.data);
  const freeMb = Math.floor((disk.bavail * disk.bsize) / 1e6);
  return [
    { what: 'Sangto', fine: true, found: `${version()} on Node ${process.versions.node}` },
    { what: 'Settings', fine: true, found: settings.configFile ?? 'defaults and environment' },
    {
      what: 'Address',
      fine:
        settings.organisation.origin.startsWith('https://') ||
        /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(settings.organisation.origin),
      found: settings.organisation.origin,
      fix: 'Readers should come by https: set SANGTO_ORIGIN to the public https address.',
    },
    ...(left === 'none'
      ? []
      : [
          {
            what: 'Restore',
            fine: left === 'running',
            found: left === 'running' ? 'one is running' : `one was killed and left ${asideIn(settings.data)}`,
            fix: 'Start Sangto, or restore again: either takes it away, and leaves the database as it is.',
          },
        ]),
    { what: 'Key file', fine: mode === 0o600, found: `${key}, mode ${mode.toString(8)}`, fix: `chmod 600 ${key}` },
    {
      what: 'Disk',
      fine: freeMb > 500,
      found: `${freeMb} MB free`,
      fix: 'Make room: below 500 MB the database may stop accepting questions.',
    },
    {
      what: 'Videos',
      fine: true,
      found: settings.ffmpeg === null ? 'not looked at: ffmpeg is off, or not on PATH' : `by ${settings.ffmpeg}`,
    },
    {
      what: 'Port',
      fine: true,
      found: `${settings.port} is ${(await portFree(settings.port, settings.host)) ? 'free' : 'in use (by this instance, if it is running)'}`,
    },
  ];
};

const portFree = (port: number, host: string): Promise<boolean> =>
  new Promise((tell) => {
    const probe = createServer();
    probe.once('error', () => tell(false));
    probe.listen(port, host, () => probe.close(() => tell(true)));
  });

const database = async ({ database: db, world, settings }: Instance): Promise<readonly Finding[]> => {
  const today = dayOf(world.now());
  const seen = await examine(db, { answeredBefore: today, allBefore: addDays(today, -keepWaitingDays) });
  return [
    {
      what: 'Database',
      fine: true,
      found: `PostgreSQL ${seen.version}, ${settings.databaseUrl ? 'yours' : 'embedded'}, ${(seen.bytes / 1e6).toFixed(0)} MB`,
    },
    {
      what: 'Durability',
      fine: seen.durable,
      found: seen.durable
        ? 'fsync, full_page_writes and synchronous_commit are on'
        : 'a power cut could lose acknowledged questions',
      fix: 'Set fsync, full_page_writes and synchronous_commit to on.',
    },
    { what: 'Checks', fine: true, found: `${seen.checks} (${seen.sources} other publishers)` },
    { what: 'Questions', fine: true, found: `${seen.tips} received, ${seen.waiting} claims waiting` },
    {
      what: 'Texts past their time',
      fine: seen.overdueTexts === 0,
      found: String(seen.overdueTexts),
      fix: 'They are erased when the server runs: at start and every night.',
    },
    {
      what: 'Jobs that failed',
      fine: seen.failedJobs === 0,
      found: String(seen.failedJobs),
      fix: 'Look into the log of the server for the reason.',
    },
  ];
};

/** Tried with a few bytes of our own. */
const files = async ({ world, settings }: Instance): Promise<Finding> => {
  const wrong = await tryFiles(world.files, `sangto doctor ${world.newId()}`);
  const place =
    settings.bucket === null
      ? folders(settings.data).files
      : `${settings.bucket.endpoint}, bucket ${settings.bucket.bucket}`;
  return {
    what: 'Files',
    fine: wrong === undefined,
    found: wrong === undefined ? `${place}: written, read and deleted` : `${place}: ${wrong}`,
    fix:
      wrong === foreignFiles.problem
        ? foreignFiles.fix
        : 'Look at SANGTO_S3_… in docs/operate/settings.md, or at the rights of the folder. Until then no file can be laid beside evidence.',
  };
};

/** Where the log lies in an object store: whether that keeps the conditions, tried on a file of our own. */
const logPlace = async ({ world, settings }: Instance): Promise<readonly Finding[]> => {
  if (!settings.logInBucket) return [];
  const what = 'Place of the log';
  const place = logPlaceOf(settings);
  try {
    const ignored = await ignoredConditions(settings, world.newId());
    return [
      {
        ...{ what, fine: ignored === undefined, fix: conditionsFix },
        found: `${place}: ${ignored ?? 'nothing is laid over what is newer'}`,
      },
    ];
  } catch (error) {
    const fix = 'Look at SANGTO_S3_… in docs/operate/settings.md. Nothing new appears in public meanwhile.';
    return [{ what, fine: false, found: `${place}: ${(error as Error).message}`, fix }];
  }
};

const memory = async ({ world }: Instance): Promise<Finding> => {
  const started = performance.now();
  const read = await remember(world);
  return {
    what: 'Search index',
    fine: world.index.size === read,
    found: `${read} checks read in ${Math.round(performance.now() - started)} ms`,
  };
};

const restorable = async (instance: Instance): Promise<Finding> => {
  const broken = await brokenWords(instance);
  return {
    what: 'Rows as a restore wants them',
    fine: broken.length === 0,
    found: broken.length === 0 ? 'all' : `${broken.slice(0, 5).join(', ')}: a backup of them cannot be restored`,
    fix: restoreFix,
  };
};

const log = async (instance: Instance): Promise<readonly Finding[]> => {
  const { world } = instance;
  const audited = await auditOwnLog(world.log);
  const head = await world.log.rows.head();
  const fault = audited.ok ? undefined : audited.error;
  const { held, wrong } = await contradicted(instance);
  return [
    {
      what: 'Public log',
      fine: fault === undefined,
      found:
        fault === undefined ? `${head?.size ?? 0} leaves, each read again` : `${fault.code} (${fault.detail ?? ''})`,
      ...(fault && { fix: logFixes[fault.code] }),
    },
    {
      what: 'Pages as the log tells them',
      fine: wrong.length === 0,
      found:
        wrong.length === 0
          ? `${held}`
          : `${wrong.length} say something else: ${wrong.slice(0, 5).join(', ')}${wrong.length > 5 ? ', …' : ''}`,
      fix: 'Somebody changed the database behind the log, and a backup of it cannot be restored. Restore these rows from an older one; docs/operate/log.md tells how.',
    },
  ];
};

/** Signs the newest checkpoint once more, which says nothing that was not signed before. */
const signer = async ({ world, settings: { logSigner } }: Instance): Promise<readonly Finding[]> => {
  const head = await world.log.rows.head();
  if (logSigner === null || head === undefined) return [];
  const text = head.checkpoint.slice(0, head.checkpoint.indexOf('\n\n') + 1);
  const wrong = await signNote(text, signByCommand(logSigner)).then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  );
  return [
    {
      what: 'Program that signs the log',
      fine: wrong === undefined,
      found: wrong ?? `${logSigner.command[0]} signs as ${logSigner.key.name}+${logSigner.key.id}`,
      fix: logFixes['log-unsigned'],
    },
  ];
};

/** Each is asked just now, about the checkpoint that lies there. */
const witnesses = async ({ world, settings }: Instance): Promise<readonly Finding[]> => {
  const port = askWitnesses(settings.witnesses, { verify: verifyEd25519, now: world.now, chance: Math.random });
  const asked = settings.witnesses.map((one) => gatherCosignature(world.log, port, one, { onlyAsk: true }));
  const answers = (await Promise.all(asked)).filter((told) => told !== undefined);
  return answers.map(({ witness, answer }) => ({
    what: `Witness ${witness.key.name} (${witness.organisation}, ${witness.country})`,
    fine: answer.ok,
    found: answer.ok ? 'signs the log' : `${witnessProblems[answer.error.code]} (${answer.error.detail ?? ''})`,
    fix: 'Write to whoever runs it. The log goes on meanwhile, with one outside signature less; docs/operate/log.md tells more.',
  }));
};

const meaning = (settings: Settings): Finding => {
  const standing = standingOf(settings);
  const what = 'Embedding endpoint';
  if (standing.state === 'off') return { what, fine: true, found: 'none set; search by words' };
  if (standing.state === 'stands')
    return { what, fine: true, found: `${standing.endpoint.model}, ${said(standing.gain)}` };
  return {
    what,
    fine: false,
    found: `set but not used: ${standing.why}`,
    fix: 'sangto embeddings test --pairs FILE; see docs/operate/embeddings.md',
  };
};
