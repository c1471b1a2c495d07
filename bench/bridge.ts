/**
 * How fast, how small and how exact `kit/bridge` is.
 *
 *     npm run bench -- bridge [--ratings FILE] [--most]      against a full-batch Adam of the reference's rule
 *     npm run bench -- bridge held-out --folder FOLDER       R² on ratings held out, for each file of a folder
 *     npm run bench -- bridge replay --folder FOLDER [--weekly]   the ratings again by time, for each file with times
 *     npm run bench -- bridge cofacts --folder FOLDER        real ratings (±1) of replies at Cofacts
 *     npm run bench -- bridge brigades                       what `sangto bridge simulate` prints, as a table
 *
 * Without a file, made-up ratings from a seed: 100,000, a million and, with `--most`, ten million.
 * `--write docs/method/bridge.md` puts the tables that repeat into the document. The last line is JSON.
 */
import { parseArgs } from 'node:util';
import { benchBrigades } from './bridge/brigades.ts';
import { benchCofacts } from './bridge/cofacts.ts';
import { asBridgeChild, benchFits } from './bridge/fits.ts';
import { benchHeldOut } from './bridge/held-out.ts';
import { benchReplay } from './bridge/replay.ts';

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ratings: { type: 'string' },
      folder: { type: 'string' },
      write: { type: 'string' },
      weekly: { type: 'boolean', default: false },
      most: { type: 'boolean', default: false },
    },
  });
  const [what = 'fits'] = positionals;
  if (what === 'child') return asBridgeChild();
  if (what === 'fits') return benchFits(values.ratings, values.most, values.write);
  if (what === 'held-out' && values.folder !== undefined) return benchHeldOut(values.folder, values.write);
  if (what === 'replay' && values.folder !== undefined)
    return benchReplay(values.folder, values.write, values.weekly ? 'weekly' : 'sooner');
  if (what === 'cofacts' && values.folder !== undefined) return benchCofacts(values.folder, values.write);
  if (what === 'brigades') return benchBrigades(values.write);
  console.error(
    'bridge [held-out --folder FOLDER | replay --folder FOLDER [--weekly] | cofacts --folder FOLDER | brigades] [--ratings FILE] [--most] [--write DOCUMENT]',
  );
  process.exitCode = 64;
};

await main();
