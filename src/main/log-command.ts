// sangto log: looks at public logs from outside, without an instance or a database; and writes lost files of our own again.
import { type Command, InvalidArgumentError } from 'commander';

/** Adds `log` and what can be done with one. Each is loaded when it is asked for. */
export const addLogCommands = (program: Command): void => {
  const log = program
    .command('log')
    .description('public logs, of this or any other instance: check, watch and copy them from outside');
  const door = (name: string, summary: string): Command =>
    log
      .command(name)
      .description(summary)
      .argument('<from>', "the log's address, or a folder with its files")
      .option('--json', 'print the result as JSON');

  log
    .command('rebuild')
    .description('write the files of this instance’s own log again from its database, where they were lost')
    .option('--data <folder>', 'where the instance lives (SANGTO_DATA; default ./data)')
    .option('--config <file>', 'settings file (SANGTO_CONFIG; default ./sangto.config.json)')
    .option('--demo', 'of the demo data folder')
    .option('--json', 'print the result as JSON')
    .action(async (flags: Parameters<typeof import('./log-rebuild-command.ts')['logRebuildCommand']>[0]) => {
      process.exitCode = await (await import('./log-rebuild-command.ts')).logRebuildCommand(flags);
    });

  door('verify', 'read everything a log serves and tell whether it holds together')
    .option('--vkey <key>', 'the key of the log, name+id+base64; without it no signature is checked')
    .option('--witness <key>', 'the key of a witness that must have signed; may be given again', several)
    .option(
      '--page <file>',
      'with a proof: the parts beside it (/log/proof/N.json), whose texts must be what the leaf tells',
    )
    .option('--since <file>', 'a checkpoint kept from earlier: the log must still begin with that tree')
    .addHelpText('after', verifying)
    .action(run(async () => (await import('./log-verify-command.ts')).logVerifyCommand));

  door('watch', 'keep the newest checkpoint and tell when what is served does not go on from it')
    .requiredOption('--vkey <key>', 'the key of the log, name+id+base64')
    .option('--witness <key>', 'the key of a witness that must have signed; may be given again', several)
    .option('--state <file>', 'where the newest checkpoint is kept (default ./sangto-watch-KEYID.checkpoint)')
    .option('--once', 'look once and end; so it is without --every')
    .option('--every <time>', 'look again and again: 30s, 5m, 2h, 1d', duration)
    .option('--full', 'read every tile and every entry at each look')
    .option('--pages <count>', 'most checks compared at a look with what readers are shown; 0 for none', count, 100)
    .option('--max-age <time>', 'tell when nothing new was signed for longer: 26h, 2d', duration)
    .option('--webhook <url>', 'post a signed message when something is wrong, and when it passed')
    .option('--mail <address>', 'write a letter then; by the mail server of the settings')
    .option('--config <file>', 'settings file with the mail server (SANGTO_CONFIG; default ./sangto.config.json)')
    .addHelpText('after', watching)
    .action(run(async () => (await import('./log-watch-command.ts')).logWatchCommand));

  door('mirror', 'copy a log into a folder that any web server can serve, and bring that copy up to date')
    .argument('<folder>', 'the copy; made if it is not there')
    .requiredOption('--vkey <key>', 'the key of the log, name+id+base64')
    .addHelpText('after', mirroring)
    .action(run(async () => (await import('./log-copy-command.ts')).logMirrorCommand));

  door('export', 'copy a log into a new folder to take along, with every leaf on a line of its own')
    .requiredOption('--out <folder>', 'a new or empty folder')
    .requiredOption('--vkey <key>', 'the key of the log, name+id+base64')
    .addHelpText('after', exporting)
    .action(run(async () => (await import('./log-copy-command.ts')).logExportCommand));

  log
    .command('key')
    .description('make another key for a log of one’s own, mode 0600, to sign beside the one it has')
    .requiredOption('--name <name>', 'what the log is called: its address without https://, such as example.org/log')
    .requiredOption('--out <file>', 'a new file')
    .option('--json', 'print the result as JSON')
    .action(
      run(async () => {
        const { keyCommand } = await import('./key-command.ts');
        return (flags: Parameters<typeof keyCommand>[1]) => keyCommand('log', flags);
      }),
    );

  log
    .command('vkey')
    .description('the line by which others know a log, from the public key that a KMS or a card gave out')
    .argument('<file>', 'the public key, Ed25519, as PEM')
    .requiredOption('--name <name>', 'what the log is called: its address without https://, such as example.org/log')
    .option('--json', 'print the result as JSON')
    .action(run(async () => (await import('./log-vkey-command.ts')).logVkeyCommand));

  log
    .command('cosign')
    .description('ask the witnesses of the settings to sign the checkpoint of a log in a folder')
    .argument('<folder>', 'the folder with checkpoint and tile/')
    .requiredOption('--vkey <key>', 'the key of the log, name+id+base64')
    .option('--config <file>', 'settings file with the witnesses (SANGTO_CONFIG; default ./sangto.config.json)')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', cosigning)
    .action(run(async () => (await import('./log-cosign-command.ts')).logCosignCommand));
};

/** Each command is loaded when it is asked for. */
const run =
  <A extends unknown[]>(load: () => Promise<(...given: A) => Promise<number>>) =>
  async (...given: A): Promise<void> => {
    process.exitCode = await (await load())(...given);
  };

const several = (given: string, before: readonly string[] = []): readonly string[] => [...before, given];

const count = (given: string): number => {
  if (!/^\d{1,6}$/.test(given)) throw new InvalidArgumentError('a whole number, such as 100');
  return Number(given);
};

/** Seconds. */
const duration = (given: string): number => {
  const [, count, unit = ''] = /^([1-9]\d{0,5})([smhd])$/.exec(given) ?? [];
  if (count === undefined) throw new InvalidArgumentError('a number and s, m, h or d, such as 5m');
  return Number(count) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[unit] ?? 1);
};

const verifying = `
Any log of the form c2sp.org/tlog-tiles is read: /checkpoint, /tile/… and /tile/entries/…, nothing else is asked for.
A proof that was downloaded (/log/proof/N of a leaf, /log/proof/ID of a check) is verified by itself, without a network: sangto log verify FILE --vkey KEY.

Every tile and every entry is hashed up to the root that the checkpoint states. Keep the checkpoint (curl
ADDRESS/checkpoint > kept) and give it as --since another day: whatever was changed before it is noticed.

Exit: 0 it holds together · 1 it does not · 64 wrong use · 66 folder or file not there · 69 the log cannot be reached`;

const watching = `
Run it somewhere else than the log: every hour by cron, or with --every as a service. The kept file is the checkpoint as
it was served; it is replaced, durably, only by one that goes on from it. At every alarm, what was seen is laid down in
STATE.evidence/ and never written over: the signed checkpoints, alarm-….json with what was served and when, and for a
check the proof of its leaf, which sangto log verify takes. Show them to others, also when the site was put right again.

At the address of an instance, what readers are shown is held against the log as well: the verdict of every check, and
word by word those that are new and others by chance, --pages of them (100), with the heading, the claim and the verdict
that their pages draw. Four are asked for at once; a site that says 429 is left alone for as long as it says. A mirror
or a folder has no pages.

A webhook is signed as those of an instance are (Standard Webhooks), with the secret in SANGTO_WATCH_SECRET. With
--every it is told when things change, once; without, at each look that finds something wrong. A log's own signature has
no time: --max-age counts from the time of the witnesses named by --witness, or, without one, from when this watch last
saw the log grow (the date of its file). With --every the watch goes on over 15 and 69, which may pass, and ends with
any other. SIGTERM and SIGINT end it at once, with the code of the last look, or 130 in the first.

Exit: 0 the log goes on from what was kept
  10 a signature is wrong or missing · 11 the log is shorter than it was · 12 its past was changed, or two stories are
  told · 13 files are gone or do not belong to the checkpoint · 14 a witness has not signed · 15 nothing new was signed
  for longer than --max-age · 16 a check is shown otherwise than it was logged · 69 the log, or what its
  readers are shown, cannot be had or read
  64 wrong use · 66 folder or kept file not there or of another log · 73 the state cannot be written`;

const mirroring = `
Every file is hashed into the signed root before it is written, full tiles and entries once and for all (mode 0444). What
is there is not fetched again, so a copy that was stopped goes on where it was. The checkpoint is written last, and only
when it goes on from the one that is there: a log whose past was changed leaves the copy as it was. Serve the folder as it
is; sangto log verify FOLDER looks at it like at the log.

Exit: 0 the folder holds what the log serves · 1 something does not hold together · 64 wrong use · 66 the log's folder is
not there · 69 the log cannot be reached · 73 the folder cannot be written`;

const exporting = `
The folder holds what sangto log mirror writes, the key (vkey), and leaves.jsonl: {"index", "leaf"} a line, or "base64"
where a leaf is no JSON.

Exit: 0 all of it is there · 1 something does not hold together · 64 wrong use · 66 the log's folder is not there ·
69 the log cannot be reached · 73 the folder is not empty or cannot be written`;

const cosigning = `
Each witness of SANGTO_WITNESSES is asked at once (c2sp.org/tlog-witness), with the proof that this tree goes on from the
one it signed last. Its signature is verified, and laid below the checkpoint in the folder.

Exit: 0 every witness signed · 1 one said no: it has another tree, more leaves, or does not know the log · 64 wrong use ·
66 no log in the folder · 69 one could not be reached · 78 wrong settings, or no witness in them`;
