// sangto bridge fit: from a file of ratings to notes.tsv, raters.tsv and parameters.json.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  cliqueWeightsOf,
  type Explanation,
  notesLines,
  type Objective,
  parametersText,
  type Ratings,
  type ReadRatings,
  ratersLines,
  referenceFilter,
  standingsOfRecord,
  weightAt,
} from '../kit/bridge/index.ts';
import { readBefore } from './bridge-before.ts';
import { ladderInWords } from './bridge-explain.ts';
import { readRatingsFile, sayRatingsRefusal, sayRead } from './bridge-ratings.ts';
import { exitCodes } from './exit-codes.ts';
import { terminal } from './terminal.ts';

export type BridgeFitFlags = {
  readonly json?: boolean;
  readonly ratings: string;
  readonly out: string;
  readonly before?: string;
  readonly objective: Objective;
};

/** Fits, decides and writes; prints loss, sweeps, seconds and peak memory. */
export const bridgeFitCommand = async (flags: BridgeFitFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const reading = performance.now();
  const file = await readRatingsFile(flags.ratings);
  if (!file.ok) return sayRatingsRefusal(out, flags.ratings, file.error);
  const read = flags.objective === 'reference' ? filtered(file.value) : file.value;
  if (read.ratings.level.length === 0) {
    out.fail('the 5/10/5 filter of the reference leaves no rating', 'Use --objective constant.', 'nothing-left');
    return exitCodes.refused;
  }
  const before = await readBefore(flags.before);
  if (!before.ok) {
    out.fail(
      `${flags.before} cannot be used: ${before.error.detail}`,
      'Give a file with noteId and standing.',
      before.error.code,
    );
    return exitCodes.unreadable;
  }
  const fitting = performance.now();
  const made = standingsOfRecord(read, { objective: flags.objective, before: before.value });
  const { record, fit, ladder, suggest } = made;
  const deciding = performance.now();
  const counted = { helpful: 0, 'not-helpful': 0, 'needs-more': 0 };
  try {
    await mkdir(flags.out, { recursive: true });
    const count = ({ standing }: Explanation) => counted[standing]++;
    await writeFile(join(flags.out, 'notes.tsv'), inPieces(notesLines(read, made, count)));
    await writeFile(join(flags.out, 'raters.tsv'), inPieces(ratersLines(read, fit)));
    await writeFile(join(flags.out, 'parameters.json'), parametersText(made));
  } catch (error) {
    out.fail(
      `${flags.out} cannot be written: ${error instanceof Error ? error.message : error}`,
      undefined,
      'cannot-write',
    );
    return exitCodes.cannotWrite;
  }
  const seconds = {
    reading: (fitting - reading) / 1000,
    fitting: (deciding - fitting) / 1000,
    deciding: (performance.now() - deciding) / 1000,
  };
  const cliques = cliquesOf(made.ratings, file.value.ratings);
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const { loss, sweeps, isSettled, mu } = fit;
  const { notes, raters, level } = read.ratings;
  const { refused, repeated, faults, lines } = file.value;
  const ofRecordCount = record.level.length;
  const size = { lines, ratings: level.length, ofRecord: ofRecordCount, notes, raters, repeated, refused, faults };
  out.give({
    ...size,
    objective: flags.objective,
    loss,
    sweeps,
    isSettled,
    mu,
    seconds,
    peakMb,
    ladder,
    cliques,
    standings: counted,
  });
  sayRead(out, file.value);
  if (read !== file.value) out.say(`filter      ${level.length} ratings, ${notes} notes and ${raters} raters are left`);
  if (suggest !== undefined) out.say(`of record   ${ofRecordCount}: by lot and of grown accounts; the others suggest`);
  out.say(`cliques     ${cliquesInWords[cliques]}`);
  out.say(`loss        ${loss}`);
  out.say(`sweeps      ${sweeps}${isSettled ? '' : ' (not settled yet)'}`);
  out.say(
    `seconds     ${fixed(seconds.fitting)} to fit, ${fixed(seconds.reading)} to read, ${fixed(seconds.deciding)} to decide`,
  );
  out.say(`memory      ${peakMb.toFixed(0)} MB at most`);
  out.say(`ladder      ${ladderInWords(ladder)}`);
  out.say(
    `standings   ${Object.entries(counted)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`,
  );
  return exitCodes.fine;
};

const fixed = (seconds: number): string => seconds.toFixed(3);

const filtered = (read: ReadRatings): ReadRatings => {
  const { ratings, noteFrom, raterFrom } = referenceFilter(read.ratings);
  return {
    ...read,
    ratings,
    noteIds: Array.from(noteFrom, (n) => read.noteIds[n] as string),
    raterIds: Array.from(raterFrom, (u) => read.raterIds[u] as string),
  };
};

/** The lines in pieces that are worth a write each. */
function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < 1 << 16) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** Where the weights came from; of those in the file, whether the times give the same. */
type Cliques = 'none' | 'by-times' | 'as-filed' | 'filed-otherwise';

const cliquesOf = (weighed: Ratings, { weight, ...plain }: Ratings): Cliques => {
  if (weight === undefined) return weighed.weight === undefined ? 'none' : 'by-times';
  const found = cliqueWeightsOf(plain);
  const isSame = plain.level.every((_, k) => Math.abs(weightAt(found, k) - weightAt(weight, k)) < 1e-9);
  return isSame ? 'as-filed' : 'filed-otherwise';
};

const cliquesInWords: Readonly<Record<Cliques, string>> = {
  none: 'nobody rates alike at once, or there are no times',
  'by-times': 'count once; found by the times',
  'as-filed': 'count once, as the file says; the times say the same',
  'filed-otherwise': 'count what the file says; by the times alone it would be otherwise',
};
