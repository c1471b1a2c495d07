/**
 * How right and how fast `kit/search` is.
 *
 *     npm run bench -- search [--data FOLDER] [--on 2A] [--only ours,sqlite]   against its peers, on the same questions
 *     npm run bench -- search growth [--data FOLDER] [--most N]      how cost grows, up to a million checks
 *     npm run bench -- search ablation [--data FOLDER]               what each part of reading buys
 *     npm run bench -- search files --out FOLDER [--data FOLDER]     the collections as `sangto eval` reads them
 *
 * `--write docs/method/search.md` puts the tables that repeat byte for byte into the document.
 * FOLDER is laid out as docs/method/search.md says; without it a made-up collection is used.
 */
import { parseArgs } from 'node:util';
import { benchAblation } from './search/ablation.ts';
import { asChild } from './search/child.ts';
import { collectionsIn, copyTo } from './search/collection.ts';
import { grow } from './search/grow.ts';
import { benchGrowth } from './search/growth.ts';
import { measure } from './search/measure.ts';
import { benchPeers } from './search/peers.ts';

const usage =
  'search [growth [--most N] | ablation | files --out FOLDER] [--data FOLDER] [--write DOCUMENT] [--on COLLECTION,…] [--only ENGINE,…]';

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      on: { type: 'string' },
      only: { type: 'string' },
      out: { type: 'string' },
      most: { type: 'string' },
      write: { type: 'string' },
    },
  });
  const [what = 'peers', which] = positionals;
  const chosen = values.on?.split(',');
  const collections = () =>
    collectionsIn(values.data).filter(({ name }) => chosen?.some((start) => name.startsWith(start)) ?? true);
  if (what === 'child') return asChild(which === 'grow' ? grow : measure);
  if (what === 'peers')
    return benchPeers({ collections: collections(), only: values.only?.split(','), document: values.write });
  if (what === 'growth')
    return benchGrowth(values.data === undefined ? undefined : collections()[0], Number(values.most ?? 1_000_000));
  if (what === 'ablation') return benchAblation(collections(), values.write);
  if (what === 'files' && values.out !== undefined) return copyTo(collections(), values.out);
  console.error(usage);
  process.exitCode = 64;
};

await main();
