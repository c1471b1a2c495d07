// sangto bridge fit: from a file of ratings to notes.tsv and raters.tsv.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Explanation,
  fitRatings,
  type Ladder,
  notesTable,
  type Objective,
  ofRecord,
  type ReadRatings,
  ratersTable,
  referenceFilter,
  standingsOfRecord,
} from '../kit/bridge/index.ts';
import { readBefore } from './bridge-before.ts';
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
  const record = ofRecord(read.ratings);
  const fit = fitRatings(record, { objective: flags.objective });
  const deciding = performance.now();
  const { ladder, standings, suggestions } = standingsOfRecord(read, fit, {
    objective: flags.objective,
    before: before.value,
  });
  const seconds = {
    reading: (fitting - reading) / 1000,
    fitting: (deciding - fitting) / 1000,
    deciding: (performance.now() - deciding) / 1000,
  };
  try {
    await mkdir(flags.out, { recursive: true });
    await writeFile(join(flags.out, 'notes.tsv'), notesTable(read, fit, standings, suggestions));
    await writeFile(join(flags.out, 'raters.tsv'), ratersTable(read, fit));
  } catch (error) {
    out.fail(
      `${flags.out} cannot be written: ${error instanceof Error ? error.message : error}`,
      undefined,
      'cannot-write',
    );
    return exitCodes.cannotWrite;
  }
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const { loss, sweeps, isSettled, mu } = fit;
  const { notes, raters, level } = read.ratings;
  const counted = countOf(standings);
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
    standings: counted,
  });
  sayRead(out, file.value);
  if (read !== file.value) out.say(`filter      ${level.length} ratings, ${notes} notes and ${raters} raters are left`);
  if (suggestions !== undefined)
    out.say(`of record   ${ofRecordCount}: by lot and of grown accounts; the others suggest`);
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

const countOf = (standings: readonly Explanation[]) => ({
  helpful: standings.filter(({ standing }) => standing === 'helpful').length,
  'not-helpful': standings.filter(({ standing }) => standing === 'not-helpful').length,
  'needs-more': standings.filter(({ standing }) => standing === 'needs-more').length,
});

const ladderInWords = ({ rung, activeRaters, plain, factor }: Ladder): string => {
  if (rung === 'people') return `two people decide: ${activeRaters} active raters are too few to tell sides apart`;
  const shares = `held-out R² ${plain?.toFixed(4)} without the factor, ${factor?.toFixed(4)} with it`;
  return rung === 'factor' ? `two sides: ${shares}` : `no two sides: ${shares}; nothing stands as helpful`;
};
