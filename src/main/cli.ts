// The command line: what can be done, with help, exit codes and --json everywhere.
import { Command, InvalidArgumentError } from 'commander';
import { StoreAway } from '../desk/store-away.ts';
import { addBridgeCommands } from './bridge-command.ts';
import { addEvalCommands } from './eval-command.ts';
import { exitCodes } from './exit-codes.ts';
import { exportFormats } from './export-formats.ts';
import { addLikenessCommands } from './likeness-command.ts';
import { addLogCommands } from './log-command.ts';
import { addProvenanceCommand } from './provenance-command.ts';
import { terminal } from './terminal.ts';
import { version } from './version.ts';
import { addWitnessCommands } from './witness-command.ts';

const program = new Command('sangto')
  .description('Answers "is this true?" in public: take in claims, check them, answer everyone who asked.')
  .version(version(), '-V, --version')
  .showHelpAfterError('(sangto --help shows what can be done)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? exitCodes.fine : exitCodes.usage));

const command = (name: string, summary: string): Command =>
  program
    .command(name)
    .description(summary)
    .option('--data <folder>', 'where the instance lives (SANGTO_DATA; default ./data)')
    .option('--config <file>', 'settings file (SANGTO_CONFIG; default ./sangto.config.json)')
    .option('--json', 'print the result as JSON');

/**
 * Each command is loaded when it is asked for: help and errors need not wait for a database client. A database that goes
 * away under a command is told in a sentence.
 */
const run =
  <A extends unknown[]>(load: () => Promise<(...given: A) => Promise<number>>) =>
  async (...given: A): Promise<void> => {
    const work = await load();
    try {
      process.exitCode = await work(...given);
    } catch (error) {
      if (!(error instanceof StoreAway)) throw error;
      terminal(given.some((flags) => (flags as { readonly json?: boolean } | null)?.json === true)).fail(
        'the database went away in the middle.',
        'What was reported is stored. When it is back, run the same again.',
        'store-away',
      );
      process.exitCode = exitCodes.unavailable;
    }
    // What it was reading from may have no end.
    if (process.exitCode === exitCodes.interrupted) process.exit();
  };

command('serve', 'start the instance: web pages, API and worker')
  .option('--port <number>', 'port (PORT; default 8080)')
  .option('--host <address>', 'address to listen on (HOST; default 127.0.0.1; 0.0.0.0 for all)')
  .option('--demo', 'load the sample content, into a data folder of its own')
  .action(run(async () => (await import('./serve-command.ts')).serveCommand));

command('import', "take in other publishers' checks: ClaimReview, DataFeed, claims:search, CSV, JSON Lines")
  .argument('<from>', 'a file, an https address, or - for standard input')
  .option('--answers', 'let these sources answer by themselves')
  .option('--no-answers', 'do not let these sources answer by themselves')
  .option('--publisher <name>', 'publisher of items that do not name one')
  .option('--site <host>', 'site of that publisher')
  .option('--licence <text>', 'licence of the texts')
  .option('--report <file>', 'write what became of every item, as JSON Lines')
  .option('--demo', 'into the demo data folder')
  .action(run(async () => (await import('./import-command.ts')).importCommand));

command('import-pictures', "known pictures of other publishers' checks, from a folder with pictures.csv")
  .argument('<folder>', 'the pictures, and the table pictures.csv')
  .option('--demo', 'into the demo data folder')
  .action(run(async () => (await import('./import-pictures-command.ts')).importPicturesCommand));

command('ask', 'what this instance would answer; nothing is stored')
  .argument('<text>', 'the message')
  .option('--lang <tag>', 'vi or en', oneOf('vi', 'en'))
  .option('--demo', 'in the demo data folder')
  .action(run(async () => (await import('./ask-command.ts')).askCommand));

command('backup', 'database, files, keys and settings into one file; also while the instance runs')
  .argument('<file>', 'the archive to write, for example sangto-backup.tar.gz')
  .option('--demo', 'of the demo data folder')
  .action(run(async () => (await import('./backup-command.ts')).backupCommand));

command('restore', 'fill an empty instance from a backup')
  .argument('<file>', 'the archive')
  .action(run(async () => (await import('./restore-command.ts')).restoreCommand));

command('doctor', 'look at everything the instance stands on and explain')
  .option('--demo', 'the demo data folder')
  .action(run(async () => (await import('./doctor-command.ts')).doctorCommand));

command('export', 'every check to standard output')
  .option('--format <form>', `${exportFormats.join(' or ')}`, oneOf(...exportFormats))
  .option('--demo', 'of the demo data folder')
  .action(run(async () => (await import('./export-command.ts')).exportCommand));

command('invite-rater', 'let somebody rate checks where not everybody may')
  .argument('<email>', 'their address; it is not kept')
  .action(run(async () => (await import('./raters-command.ts')).inviteRaterCommand));

command('cut-standings', 'work out now what stands by all ratings, which happens each week by itself').action(
  run(async () => (await import('./raters-command.ts')).cutStandingsCommand),
);

command('owner-link', 'print a link that lets in an owner: a new one, or one who lost the way in')
  .option('--email <address>', 'the owner who is to come back')
  .option('--demo', 'of the demo data folder')
  .action(run(async () => (await import('./owner-link-command.ts')).ownerLinkCommand));

addEvalCommands(program);
addLogCommands(program);
addWitnessCommands(program);
addBridgeCommands(program);
addLikenessCommands(program);
addProvenanceCommand(program);

program
  .command('embeddings')
  .description('the optional embedding endpoint: see docs/operate/embeddings.md')
  .command('test')
  .description('measure it on judged pairs of your own; it is used only if it gains')
  .requiredOption('--pairs <file>', 'question<TAB>check a line, the check by id or slug')
  .option('--data <folder>', 'where the instance lives (SANGTO_DATA; default ./data)')
  .option('--config <file>', 'settings file (SANGTO_CONFIG; default ./sangto.config.json)')
  .option('--json', 'print the result as JSON')
  .option('--demo', 'in the demo data folder')
  .action(run(async () => (await import('./embeddings-command.ts')).embeddingsTestCommand));

program
  .command('version')
  .description('print the version')
  .option('--json', 'as JSON')
  .action(({ json }: { json?: boolean }) => {
    process.stdout.write(
      json ? `${JSON.stringify({ version: version(), node: process.versions.node })}\n` : `${version()}\n`,
    );
  });

function oneOf(...allowed: readonly string[]) {
  return (given: string): string => {
    if (!allowed.includes(given)) throw new InvalidArgumentError(`one of ${allowed.join(', ')}`);
    return given;
  };
}

// A closed pipe (sangto export | head) is the reader's choice, not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.fine);
  throw error;
});

await program.parseAsync();
