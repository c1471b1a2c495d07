// sangto bridge replay: when each standing would have been reached, beside the reference's rule.
import { type CutsOfOurs, type Replayed, replay } from '../kit/bridge/index.ts';
import { readRatingsFile, sayRatingsRefusal } from './bridge-ratings.ts';
import { exitCodes } from './exit-codes.ts';
import { terminal } from './terminal.ts';

export type BridgeReplayFlags = {
  readonly json?: boolean;
  readonly ratings: string;
  readonly hours: number;
  readonly cuts: number;
  readonly ourCuts: CutsOfOurs;
};

/** Prints settled notes, ratings needed and flips for both rules. */
export const bridgeReplayCommand = async (flags: BridgeReplayFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const read = await readRatingsFile(flags.ratings);
  if (!read.ok) return sayRatingsRefusal(out, flags.ratings, read.error);
  if (read.value.ratings.at === undefined) {
    out.fail(`${flags.ratings} has no times`, 'Give ratings with createdAtMillis.', 'no-times');
    return exitCodes.refused;
  }
  const outcome = replay(read.value.ratings, flags.hours, flags.cuts, flags.ourCuts);
  out.give(outcome);
  out.say(`${outcome.ourCuts} cuts of ours, ${outcome.cuts} fits of the reference`);
  out.say('rule        settled  ratings needed (median)  reached  flips');
  out.say(inWords('ours', outcome.ours));
  out.say(inWords('reference', outcome.reference));
  out.say(`${outcome.against} of ours at the end stand against the last fit (locked, or doubted once)`);
  if (outcome.onBoth !== undefined)
    out.say(
      `on the ${outcome.onBoth.notes} notes that settle under both: ${outcome.onBoth.ours} and ${outcome.onBoth.reference} ratings`,
    );
  return exitCodes.fine;
};

const inWords = (name: string, { settled, medianRatings, reached, flips, flipShare }: Replayed): string =>
  [
    name.padEnd(12),
    String(settled).padStart(7),
    String(medianRatings ?? '–').padStart(25),
    String(reached).padStart(9),
    `${flips} (${(100 * flipShare).toFixed(0)} %)`.padStart(13),
  ].join('');
