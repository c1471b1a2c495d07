// sangto eval: measures on files of one's own. No instance, no database, no server.
import { type Command, InvalidArgumentError } from 'commander';

/** Adds `eval` and what can be measured. Each measure is loaded when it is asked for. */
export const addEvalCommands = (program: Command): void => {
  const evaluate = program
    .command('eval')
    .description('measure how well it works on files of your own; nothing is stored, no instance is needed')
    .addHelpText('after', formats);
  const measure = (name: string, summary: string): Command =>
    evaluate.command(name).description(summary).option('--json', 'print the result as JSON');

  measure('match', 'rank the checks of a file for each question of another; writes a TREC run')
    .requiredOption('--checks <file>', 'JSON Lines, maybe .gz: {id, claim, title?, subtitle?, lang?, url?}')
    .requiredOption('--queries <file>', 'id<TAB>text a line')
    .option('--out <file>', 'where the run goes (default: standard output)')
    .option('--depth <number>', 'how many checks a question gets at most', depth, 100)
    .action(run(async () => (await import('./eval-match.ts')).evalMatchCommand));

  measure('score', 'MAP@1, MAP@3, MAP@5, MRR and R@10 of a run')
    .requiredOption('--qrels <file>', 'what was judged: query 0 document grade')
    .requiredOption('--run <file>', 'what was found: query Q0 document rank score tag')
    .action(run(async () => (await import('./eval-score.ts')).evalScoreCommand));

  measure('duplicates', 'F1, precision and recall of telling which messages are one')
    .requiredOption('--pairs <file>', 'JSON Lines, maybe .gz: {a, b, same}')
    .option('--wrong', 'list the pairs that were told wrong')
    .action(run(async () => (await import('./eval-duplicates.ts')).evalDuplicatesCommand));

  measure('checkworthy', 'F1, precision and recall of telling which texts are worth a check')
    .requiredOption('--data <file>', 'a table with tabs as CheckThat has it, or JSON Lines: {text, label}')
    .option('--lang <tag>', 'the language of all texts (default: guessed for each)')
    .action(run(async () => (await import('./eval-checkworthy.ts')).evalCheckworthyCommand));
};

const run =
  <F>(load: () => Promise<(flags: F) => Promise<number>>) =>
  async (flags: F): Promise<void> => {
    process.exitCode = await (await load())(flags);
  };

const depth = (given: string): number => {
  const number = Number(given);
  if (!Number.isInteger(number) || number < 1 || number > 10_000)
    throw new InvalidArgumentError('a whole number from 1 to 10000');
  return number;
};

const formats = `
Files, a line each; a blank line does not count, and a wrong one is told with its number:
  checks      {"id": "c1", "claim": "…", "title": "…", "subtitle": "…", "lang": "vi", "url": "https://…"}
              id and claim are needed. CheckThat's names are read too: vclaim_id, vclaim, and text for subtitle.
              Dates and authors are not looked at.
  queries     q1<TAB>what somebody asked
              Where an id stands twice, its first line counts. No id has white space in it.
  qrels       q1 0 c1 1         (query, 0, check, grade: above 0 is right; several lines for several right ones)
  run         q1 Q0 c1 1 12.5 sangto
  pairs       {"a": "…", "b": "…", "same": true}
  data        a head with the columns text and class_label (Yes or No), or {"text": "…", "label": "Yes"}
The same files give the same bytes.`;
