// sangto log: looks at public logs from outside, without an instance or a database; and writes lost files of our own again.
import type { Command } from 'commander';

/** Adds `log` and what can be done with one. Each is loaded when it is asked for. */
export const addLogCommands = (program: Command): void => {
  const log = program.command('log').description('public logs, of this or any other instance: check them from outside');
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
  log
    .command('verify')
    .description('read everything a log serves and tell whether it holds together')
    .argument('<from>', "the log's address, or a folder with its files")
    .option('--vkey <key>', 'the key of the log, name+id+base64; without it no signature is checked')
    .option('--witness <key>', 'the key of a witness that must have signed; may be given again', several)
    .option('--since <file>', 'a checkpoint kept from earlier: the log must still begin with that tree')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', explained)
    .action(async (from: string, flags: Flags) => {
      process.exitCode = await (await import('./log-verify-command.ts')).logVerifyCommand(from, flags);
    });
};

type Flags = Parameters<typeof import('./log-verify-command.ts')['logVerifyCommand']>[1];

const several = (given: string, before: readonly string[] = []): readonly string[] => [...before, given];

const explained = `
Any log of the form c2sp.org/tlog-tiles is read: /checkpoint, /tile/… and /tile/entries/…, nothing else is asked for.
Every tile and every entry is hashed up to the root that the checkpoint states. Keep the checkpoint (curl
ADDRESS/checkpoint > kept) and give it as --since another day: whatever was changed before it is noticed.

Exit: 0 it holds together · 1 it does not · 64 wrong use · 66 folder or file not there · 69 the log cannot be reached`;
