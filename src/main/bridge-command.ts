// sangto bridge: standings from a file of ratings, explained, simulated and replayed. No instance, no database, no server.
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Earlier } from './bridge-explain.ts';

/** Adds `bridge` and what it can do. Each is loaded when it is asked for. */
export const addBridgeCommands = (program: Command): void => {
  const bridge = program
    .command('bridge')
    .description('standing by agreement across viewpoints, from a file of ratings; no instance is needed')
    .addHelpText('after', formats);
  const door = (name: string, summary: string): Command =>
    bridge.command(name).description(summary).option('--json', 'print the result as JSON');

  door('fit', 'fit the ratings; writes notes.tsv, raters.tsv and parameters.json')
    .requiredOption('--ratings <file>', 'the ratings, maybe .gz')
    .requiredOption('--out <folder>', 'where the files go; made if it is not there')
    .option('--before <file>', 'what stood before, as noteId and standing: the file of a published cut')
    .option('--objective <name>', 'constant (ours) or reference', oneOf('constant', 'reference'), 'constant')
    .action(run(async () => (await import('./bridge-fit.ts')).bridgeFitCommand));

  door('explain', 'why one note stands as it does')
    .requiredOption('--ratings <file>', 'the ratings, maybe .gz')
    .requiredOption('--note <id>', 'its noteId, as the file has it')
    .option(
      '--before <count|day>',
      'and what stood by the first so many ratings, or before a day such as 2026-11-30',
      earlier,
    )
    .option('--stood <file>', 'what stood at the cut before: the before.tsv of a published cut')
    .action(run(async () => (await import('./bridge-explain.ts')).bridgeExplainCommand));

  door('simulate', 'what brigades move in made-up communities, by lot and where people choose what they rate')
    .option('--seed <number>', 'the same seed gives the same table', whole(0, 4294967295), 1)
    .option('--seeds <number>', 'how many communities each line adds up', whole(1, 1000), 3)
    .option('--notes <number>', 'notes of a community', whole(20, 100_000), 200)
    .option('--raters <number>', 'raters of a community', whole(40, 1_000_000), 600)
    .option('--per-note <number>', 'ratings a note gets', whole(1, 10_000), 40)
    .option('--camp <share>', 'share of the larger camp', share, 0.6)
    .option('--bridging <share>', 'share of notes that both camps find helpful', share, 0.3)
    .option('--ratings <file>', 'write the ratings of one peaceful community by lot, instead of the table')
    .action(run(async () => (await import('./bridge-simulate.ts')).bridgeSimulateCommand));

  door(
    'replay',
    'the ratings again by time: when each standing would have been reached, and how often it would have flipped',
  )
    .requiredOption('--ratings <file>', 'the ratings with times, maybe .gz')
    .option('--hours <number>', 'hours between two fits of the reference', whole(1, 10_000), 1)
    .option('--cuts <number>', 'how many of them at most', whole(1, 100_000), 2000)
    .addOption(
      new Option('--our-cuts <when>', 'a cut of ours a week after the last, or sooner when a tenth more ratings came')
        .choices(['sooner', 'weekly'])
        .default('sooner'),
    )
    .action(run(async () => (await import('./bridge-replay.ts')).bridgeReplayCommand));
};

const run =
  <F>(load: () => Promise<(flags: F) => Promise<number>>) =>
  async (flags: F): Promise<void> => {
    process.exitCode = await (await load())(flags);
  };

const oneOf =
  (...allowed: readonly string[]) =>
  (given: string): string => {
    if (!allowed.includes(given)) throw new InvalidArgumentError(`one of ${allowed.join(', ')}`);
    return given;
  };

const whole =
  (least: number, most: number) =>
  (given: string): number => {
    const number = Number(given);
    if (!/^\d+$/.test(given) || number < least || number > most)
      throw new InvalidArgumentError(`a whole number from ${least} to ${most}`);
    return number;
  };

const earlier = (given: string): Earlier => {
  if (/^[1-9]\d{0,9}$/.test(given)) return { ratings: Number(given) };
  const until = /^\d{4}-\d{2}-\d{2}$/.test(given) ? Date.parse(`${given}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(until)) throw new InvalidArgumentError('a number of ratings, or a day such as 2026-11-30');
  return { until, day: given };
};

const share = (given: string): number => {
  const number = Number(given);
  if (!/^\d*\.?\d+$/.test(given) || number > 1) throw new InvalidArgumentError('a share from 0 to 1, such as .6');
  return number;
};

const formats = `
The ratings: tab-separated, the first line names the columns, in any order; others are passed over:
  noteId               any text
  raterParticipantId   any text
  createdAtMillis      milliseconds since 1970, or empty
  helpfulnessLevel     HELPFUL, SOMEWHAT_HELPFUL or NOT_HELPFUL
and, where they are there:
  lot                  1 where the rater was drawn by lot, 0 where not; with a 1 in the file, those alone count for standing
  accountAgeDays       whole days; ratings of accounts below 7 days count for no standing
  cliqueWeight         the part of a vote it is, above 0 up to 1: raters who are as one share one. Without this column
                       whoever rates alike at once is found by the times
A line that is wrong is left out and told with its number. Of several ratings of one rater on one note the last counts.

What fit writes, sorted by id, every figure in full:
  notes.tsv    noteId intercept factor se pShown standing rule
  raters.tsv   raterParticipantId intercept factor
  parameters.json  every number and rule that was used, and what was fitted
Where some ratings count for no standing, notes.tsv has one column more, suggested: what all of them say.
Intercept and factor are those of all that count; se, pShown, standing and rule follow from the middle three fifths of
each side and add the guards.
--objective reference takes the loss of Community Notes, and first leaves out notes below five ratings, then raters below
ten, then notes below five again; what was left out is not in the files. The same ratings give the same bytes.
How it works: docs/method/bridge.md.`;
