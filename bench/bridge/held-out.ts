// R² on a tenth of the ratings held out, the mean of five seeds, for every file of a folder.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { meanHeldOutR2 } from '../../src/kit/bridge/held-out.ts';
import { readRatingsFile } from '../../src/main/bridge-ratings.ts';
import { writeFigures } from '../search/document.ts';

/** Prints a table and a line of JSON; writes the table where a document is given. */
export const benchHeldOut = async (folder: string, document: string | undefined): Promise<void> => {
  const rows: (readonly (string | number)[])[] = [];
  for (const file of readdirSync(folder).sort()) {
    if (!/\.tsv(\.gz)?$/.test(file)) continue;
    const read = await readRatingsFile(join(folder, file));
    if (!read.ok) throw new Error(`${file}: ${read.error.code}`);
    const { ratings } = read.value;
    rows.push([
      file.replace(/\.tsv(\.gz)?$/, ''),
      ratings.notes,
      ratings.raters,
      ratings.level.length,
      meanHeldOutR2(ratings, { factor: false }).toFixed(4),
      meanHeldOutR2(ratings, { objective: 'reference' }).toFixed(4),
      meanHeldOutR2(ratings).toFixed(4),
    ]);
  }
  const table = `| conversation | notes | raters | ratings | intercepts only | reference | ours |
|---|---|---|---|---|---|---|
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}`;
  console.log(table);
  if (document !== undefined) writeFigures(document, 'held-out', table);
  console.log(JSON.stringify({ bench: 'bridge held-out', rows }));
};
