// sangto witness: signs the logs of others when they go on from what was signed before. No instance, no database.
import { type Command, InvalidArgumentError } from 'commander';

/** Adds `witness` and `witness key`. Each is loaded when it is asked for. */
export const addWitnessCommands = (program: Command): void => {
  const witness = program
    .command('witness')
    .description('be a witness: sign the public logs of others when they go on from what was signed before')
    .option('--key <file>', 'the key it signs with, as sangto witness key makes it')
    .option('--state <folder>', 'where it remembers what it signed last, one file a log; made if it is not there')
    .option('--log <key>', 'the key of a log to sign, name+id+base64; may be given again', several)
    .option('--logs <file>', 'such keys, one a line, and after a space the origin where it is not the name')
    .option('--port <number>', 'port', port, 8090)
    .option('--host <address>', 'address to listen on (0.0.0.0 for all)', '127.0.0.1')
    .option('--json', 'print where it listens as JSON')
    .addHelpText('after', explained)
    .action(async (flags: Flags) => {
      process.exitCode = await (await import('./witness-serve.ts')).witnessCommand(flags);
    });

  witness
    .command('key')
    .description('make the key of a witness, mode 0600, and print the line that logs need to know it')
    .requiredOption('--name <name>', 'what the witness is called, such as witness.example.org/w1')
    .requiredOption('--out <file>', 'a new file')
    .action(async (flags: { name: string; out: string }, command: Command) => {
      // --json belongs to both; the outer one takes it.
      const { json } = command.optsWithGlobals<{ json?: boolean }>();
      const { keyCommand } = await import('./key-command.ts');
      process.exitCode = await keyCommand('witness', { ...flags, ...(json === undefined ? {} : { json }) });
    });
};

type Flags = Parameters<typeof import('./witness-serve.ts')['witnessCommand']>[0];

const several = (given: string, before: readonly string[] = []): readonly string[] => [...before, given];

const port = (given: string): number => {
  if (!/^\d{1,5}$/.test(given) || Number(given) > 65_535) throw new InvalidArgumentError('a number up to 65535');
  return Number(given);
};

const explained = `
It speaks c2sp.org/tlog-witness: POST /add-checkpoint, answered with a cosignature/v1 line, or with 400 (not in its form),
403 (not signed by the log), 404 (a log it does not know), 409 and the size it has (the proof begins elsewhere, or it saw
another tree), 422 (the proof is wrong). What it signed last is on the disk before it answers: it never signs two stories,
whatever is killed or cut off. Keep the state folder as carefully as the key, and never run two witnesses with one key.
Put a web server with TLS before it.

Exit: 0 told to stop · 64 wrong use · 66 key or list not there or wrong · 69 the port is taken · 73 the state cannot be
written, or another process has it`;
