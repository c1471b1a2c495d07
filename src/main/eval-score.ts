// sangto eval score: how good a run is, by qrels.
import { type RankingScore, scoreRankings } from './eval-measures.ts';
import { fourPlaces, sayRefusal } from './eval-said.ts';
import { readQrels, readRun } from './eval-trec.ts';
import { exitCodes } from './exit-codes.ts';
import { terminal } from './terminal.ts';

export type EvalScoreFlags = { readonly json?: boolean; readonly qrels: string; readonly run: string };

/** Prints MAP@1, @3, @5, MRR and R@10 over the judged questions. */
export const evalScoreCommand = async (flags: EvalScoreFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const qrels = await readQrels(flags.qrels);
  if (!qrels.ok) return sayRefusal(out, qrels.error);
  const run = await readRun(flags.run);
  if (!run.ok) return sayRefusal(out, run.error);
  if (qrels.value.size === 0) {
    out.fail(`${flags.qrels} judges nothing relevant`, 'A line is: query 0 document grade, with a grade above 0.');
    return exitCodes.unreadable;
  }
  const score = scoreRankings(qrels.value, run.value);
  out.give(score);
  for (const line of tableOf(score)) out.say(line);
  return exitCodes.fine;
};

const tableOf = ({ queries, unanswered, ...measures }: RankingScore): readonly string[] => [
  `questions ${queries}${unanswered > 0 ? ` (${unanswered} with nothing in the run)` : ''}`,
  ...Object.entries(measures).map(([name, value]) => `${name.padEnd(9)} ${fourPlaces(value)}`),
];
