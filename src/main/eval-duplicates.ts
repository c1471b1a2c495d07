// sangto eval duplicates: whether messages that are one are told so, on pairs that people judged.
import { ok, type Result } from '../base/result.ts';
import { type DuplicatePair, evaluateDuplicates } from '../kit/text/index.ts';
import { objectIn } from './eval-checks.ts';
import { type EvalRefusal, eachLine, holdsNone } from './eval-lines.ts';
import { fourPlaces, sayRefusal } from './eval-said.ts';
import { exitCodes } from './exit-codes.ts';
import { terminal } from './terminal.ts';

export type EvalDuplicatesFlags = { readonly json?: boolean; readonly pairs: string; readonly wrong?: boolean };

type LinePair = DuplicatePair & { readonly line: number };

/** Prints F1, precision and recall of "the same", and with `--wrong` every pair that was told wrong. */
export const evalDuplicatesCommand = async (flags: EvalDuplicatesFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const pairs = await readPairs(flags.pairs);
  if (!pairs.ok) return sayRefusal(out, pairs.error);
  const { wrong, ...score } = evaluateDuplicates(pairs.value);
  out.give({ ...score, wrong: wrong.length, ...(flags.wrong ? { wrongPairs: wrong } : {}) });
  out.say(`pairs     ${score.pairs}, ${pairs.value.filter((pair) => pair.same).length} of them one message`);
  out.say(`F1        ${fourPlaces(score.f1)}`);
  out.say(`precision ${fourPlaces(score.precision)}`);
  out.say(`recall    ${fourPlaces(score.recall)}`);
  out.say(`wrong     ${wrong.length}`);
  if (flags.wrong)
    for (const { line, a, b, same } of wrong)
      out.say(`  ${flags.pairs}:${line} ${same ? 'is one' : 'is not one'}: ${JSON.stringify([a, b])}`);
  return exitCodes.fine;
};

const readPairs = async (path: string): Promise<Result<readonly LinePair[], EvalRefusal>> => {
  const pairs: LinePair[] = [];
  const read = await eachLine(path, (text, line) => {
    const { a, b, same } = objectIn(text) ?? {};
    if (typeof a !== 'string' || typeof b !== 'string') return 'it has no texts a and b';
    if (![true, false, 1, 0].includes(same as boolean)) return 'same is neither true nor false';
    pairs.push({ line, a, b, same: Boolean(same) });
    return undefined;
  });
  if (!read.ok) return read;
  return pairs.length === 0 ? holdsNone(path, 'pairs') : ok(pairs);
};
