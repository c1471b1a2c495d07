// sangto eval checkworthy: whether texts that people found worth a check are told so.
import { refuse } from '../base/result.ts';
import { evaluateWorthiness, readLabelled, worthinessBaselines } from '../kit/worth/index.ts';
import { wholeText } from './eval-lines.ts';
import { fourPlaces, sayRefusal } from './eval-said.ts';
import { exitCodes } from './exit-codes.ts';
import { terminal } from './terminal.ts';

export type EvalCheckworthyFlags = { readonly json?: boolean; readonly data: string; readonly lang?: string };

/** Prints F1, precision, recall and average precision of "worth a check", and what telling yes to everything would get. */
export const evalCheckworthyCommand = async (flags: EvalCheckworthyFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const text = await wholeText(flags.data);
  if (!text.ok) return sayRefusal(out, text.error);
  const rows = readLabelled(text.value);
  if (!rows.ok) return sayRefusal(out, refuse('line-wrong', whereIn(flags.data, rows.error)).error);
  const score = evaluateWorthiness(rows.value, flags.lang);
  const baselines = worthinessBaselines(rows.value);
  out.give({ ...score, baselines });
  out.say(`texts             ${score.texts}, ${score.worthy} of them worth a check`);
  out.say(`F1                ${fourPlaces(score.f1)} (yes to all: ${fourPlaces(baselines.allYes.f1)})`);
  out.say(`precision         ${fourPlaces(score.precision)}`);
  out.say(`recall            ${fourPlaces(score.recall)}`);
  out.say(
    `average precision ${fourPlaces(score.averagePrecision)} (by chance: ${fourPlaces(baselines.allYes.averagePrecision)})`,
  );
  return exitCodes.fine;
};

const whereIn = (path: string, { code, detail }: { readonly code: string; readonly detail?: string }) =>
  code === 'labelled-columns'
    ? { field: path, detail: 'its first line names no column text and class_label (or label), between tabs' }
    : { field: path, detail: `row ${detail ?? '?'} has no text, or no label that is Yes or No` };
