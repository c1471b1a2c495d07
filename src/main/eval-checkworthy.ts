// sangto eval checkworthy: whether texts that people found worth a check are told so.
import { refuse } from '../base/result.ts';
import { evaluateWorthiness, readLabelled, worthinessBaselines } from '../kit/worth/index.ts';
import { holdsNone, wholeText } from './eval-lines.ts';
import { fourPlaces, sayRefusal } from './eval-said.ts';
import { exitCodes } from './exit-codes.ts';
import { terminal } from './terminal.ts';

export type EvalCheckworthyFlags = { readonly json?: boolean; readonly data: string; readonly lang?: string };

/** Prints F1, precision, recall and average precision of "worth a check", and what telling yes to everything would get. */
export const evalCheckworthyCommand = async (flags: EvalCheckworthyFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  if (flags.lang !== undefined && !isLanguage(flags.lang)) {
    out.fail(`${flags.lang} is no language`, 'Give a tag such as vi or en, or leave --lang away.');
    return exitCodes.usage;
  }
  const text = await wholeText(flags.data);
  if (!text.ok) return sayRefusal(out, text.error);
  const rows = readLabelled(text.value);
  if (!rows.ok) return sayRefusal(out, refuse('line-wrong', whereIn(flags.data, rows.error)).error);
  if (rows.value.length === 0) return sayRefusal(out, holdsNone(flags.data, 'texts').error);
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

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** Whether CLDR names the language of a BCP 47 tag. */
const isLanguage = (tag: string): boolean => {
  try {
    return languageNames.of(new Intl.Locale(tag).language) !== undefined;
  } catch {
    return false;
  }
};

const whereIn = (path: string, { code, detail }: { readonly code: string; readonly detail?: string }) =>
  code === 'labelled-columns'
    ? { field: path, detail: 'its first line names no column text and class_label (or label), between tabs' }
    : { field: path, detail: `row ${detail ?? '?'} has no text, or no label that is Yes or No` };
