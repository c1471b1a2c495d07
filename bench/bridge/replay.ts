// When each standing would have been reached, by our rule and the reference's, for every file of a folder that has times.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CutsOfOurs, replay } from '../../src/kit/bridge/index.ts';
import { readRatingsFile } from '../../src/main/bridge-ratings.ts';
import { writeFigures } from '../search/document.ts';

/** Prints a table and a line of JSON; writes the table where a document is given. */
export const benchReplay = async (
  folder: string,
  document: string | undefined,
  cutsOfOurs: CutsOfOurs,
): Promise<void> => {
  const rows: (readonly (string | number)[])[] = [];
  for (const file of readdirSync(folder).sort()) {
    if (!/\.tsv(\.gz)?$/.test(file)) continue;
    const read = await readRatingsFile(join(folder, file));
    if (!read.ok) throw new Error(`${file}: ${read.error.code}`);
    if (read.value.ratings.at === undefined) continue;
    const { cuts, ourCuts, ours, reference, onBoth, against } = replay(read.value.ratings, 1, 2000, cutsOfOurs);
    rows.push([
      file.replace(/\.tsv(\.gz)?$/, ''),
      `${ourCuts}, ${cuts}`,
      `${ours.settled}, ${reference.settled}`,
      ours.medianRatings === undefined || reference.medianRatings === undefined
        ? '–'
        : `${ours.medianRatings}, ${reference.medianRatings} (${percent(ours.medianRatings / reference.medianRatings)})`,
      onBoth === undefined ? '–' : `${onBoth.ours}, ${onBoth.reference} (on ${onBoth.notes})`,
      `${ours.flips} of ${ours.reached} (${percent(ours.flipShare)})`,
      `${reference.flips} of ${reference.reached}`,
      against,
    ]);
    console.error(rows.at(-1)?.join(' | '));
  }
  const table = `| conversation | cuts: ours, reference | settled | ratings needed (median) | on notes settled by both | flips, ours | reference | against the last fit |
|---|---|---|---|---|---|---|---|
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}`;
  console.log(table);
  if (document !== undefined) writeFigures(document, cutsOfOurs === 'weekly' ? 'replay-weekly' : 'replay', table);
  console.log(JSON.stringify({ bench: 'bridge replay', rows }));
};

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
