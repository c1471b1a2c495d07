/**
 * How fast `kit/tlog` is, and whether others agree with it.
 *
 *     npm run bench -- tlog [--leaves N]                 appending, proofs from tiles, verifying; beside a peer
 *     npm run bench -- tlog browser [--leaves N]         verifying the proof of a page in Chromium (built before)
 *     npm run bench -- tlog write FOLDER --leaves N      a signed and cosigned log of N leaves, for another verifier
 *     npm run bench -- tlog vectors FOLDER               the proof vectors of transparency-dev/merkle (its testdata folder)
 *     npm run bench -- tlog elsewhere FOLDER --vkey KEY  a log that others wrote, here and in Chromium (built before)
 *
 * The first two print a table and, last, one line of JSON.
 */
import { parseArgs } from 'node:util';
import { verifyElsewhere } from './tlog/elsewhere.ts';
import { measureInBrowser } from './tlog/in-browser.ts';
import { measure } from './tlog/measure.ts';
import { checkVectors } from './tlog/vectors.ts';
import { writeLog } from './tlog/write-log.ts';

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { leaves: { type: 'string' }, vkey: { type: 'string' } },
  });
  const [what, folder] = positionals;
  const leaves = Number(values.leaves ?? 1_000_000);
  if (what === undefined) return measure(leaves);
  if (what === 'browser') return measureInBrowser(leaves);
  if (what === 'write' && folder !== undefined) return writeLog(folder, leaves);
  if (what === 'vectors' && folder !== undefined) {
    process.exitCode = checkVectors(folder) ? 0 : 1;
    return;
  }
  if (what === 'elsewhere' && folder !== undefined && values.vkey !== undefined) {
    process.exitCode = (await verifyElsewhere(folder, values.vkey)) ? 0 : 1;
    return;
  }
  console.error(
    'tlog [--leaves N] | browser [--leaves N] | write FOLDER --leaves N | vectors FOLDER | elsewhere FOLDER --vkey KEY',
  );
  process.exitCode = 64;
};

await main();
