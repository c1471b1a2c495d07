// sangto eval match: an index in memory, asked every question of a file; what it found is a TREC run.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { createIndex, type SearchIndex } from '../kit/search/index.ts';
import { analyzer } from '../kit/text/index.ts';
import { type EvalQuery, eachCheck, readQueries, withCanonicalLinks } from './eval-checks.ts';
import { sayRefusal } from './eval-said.ts';
import { runLines } from './eval-trec.ts';
import { exitCodes } from './exit-codes.ts';
import { type Terminal, terminal } from './terminal.ts';

export type EvalMatchFlags = {
  readonly json?: boolean;
  readonly checks: string;
  readonly queries: string;
  readonly out?: string;
  readonly depth: number;
};

const tag = 'sangto';

/** Writes the run to `--out`, else to standard output. The same files give the same bytes. */
export const evalMatchCommand = async (flags: EvalMatchFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  if (flags.json && flags.out === undefined) {
    out.fail('--json tells what was written to --out', 'Add --out run.txt, or leave --json away to see the run.');
    return exitCodes.usage;
  }
  const asked = await readQueries(flags.queries);
  if (!asked.ok) return sayRefusal(out, asked.error);
  const { queries, repeated } = asked.value;
  if (repeated > 0)
    process.stderr.write(
      `${flags.queries}: a query id stood again on ${repeated} lines; the first line of each counts.\n`,
    );
  const index = createIndex(analyzer);
  const read = await eachCheck(flags.checks, (doc, number) => {
    index.put(doc);
    if (number % 1000 === 0) out.progress(`${number} checks indexed`);
  });
  if (!read.ok) return sayRefusal(out, read.error);
  const target = await opened(flags.out);
  if (target instanceof Error) {
    out.fail(`${flags.out} cannot be written: ${target.message}`, 'Give a file in a folder you may write.');
    return exitCodes.cannotWrite;
  }
  await answerAll(index, queries, flags.depth, target, out);
  out.progressDone();
  if (flags.out === undefined) return exitCodes.fine;
  await new Promise((done) => target.end(done));
  out.give({ checks: index.size, queries: queries.length, repeated, depth: flags.depth, run: flags.out });
  out.say(`${index.size} checks, ${queries.length} questions: ${flags.out}`);
  return exitCodes.fine;
};

const answerAll = async (
  index: SearchIndex,
  queries: readonly EvalQuery[],
  depth: number,
  target: Writable,
  out: Terminal,
): Promise<void> => {
  for (const [i, { id, text }] of queries.entries()) {
    const found = index.order(withCanonicalLinks(text), depth);
    const lines = runLines(
      id,
      found.map(({ checkId, score }) => ({ document: checkId, score })),
      tag,
    );
    if (!target.write(lines)) await once(target, 'drain');
    if ((i + 1) % 100 === 0) out.progress(`${i + 1} of ${queries.length} questions asked`);
  }
};

const opened = async (path: string | undefined): Promise<Writable | Error> => {
  if (path === undefined) return process.stdout;
  const file = createWriteStream(path);
  try {
    await once(file, 'open');
    return file;
  } catch (error) {
    return error as Error;
  }
};
