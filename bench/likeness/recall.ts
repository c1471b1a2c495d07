// How many edited copies are found among unlike pictures, and how many unlike ones are taken for the same.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import phash from 'sharp-phash';
import { askedLooks, createPictureIndex, distance, pdqOf, storedLooks, turns } from '../../src/kit/likeness/index.ts';
import { edited, edits } from './edits.ts';
import { type Made, madePicture } from './made-pictures.ts';

export type Recall = {
  readonly edit: string;
  readonly found: number;
  readonly wrong: number;
  readonly pdqAlone: number;
  readonly phashAlone: number;
  readonly askedMs: number;
};
export type Recalls = { readonly pictures: number; readonly least: number; readonly edits: readonly Recall[] };

/** sharp-phash's 64 bits are called alike within this many, as its own example has it. */
const phashWithin = 5;

/** Pictures to be stored: those that code makes, or those of a folder. */
export type Pictures = { readonly count: number; readonly at: (id: number) => Made | Promise<Made> };

export const madePictures = (count: number): Pictures => ({ count, at: madePicture });

/** The pictures of a folder, in order of their names, upright and on white. */
export const picturesIn = (folder: string): Pictures => {
  const names = readdirSync(folder)
    .filter((name) => /\.(jpe?g|png|webp|avif)$/i.test(name))
    .sort();
  const at = async (id: number): Promise<Made> => {
    const file = join(folder, names[id] ?? '');
    const { data, info } = await sharp(file)
      .autoOrient()
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  };
  return { count: names.length, at };
};

/** Every picture is stored, and one copy of each and every edit is asked; `wrong` counts the others that were found. */
export const recalls = async ({ count, at }: Pictures, seed: number): Promise<Recalls> => {
  const index = createPictureIndex();
  const known: { readonly pdq: ReturnType<typeof pdqOf>; readonly phash: string }[] = [];
  for (let id = 0; id < count; id++) {
    const picture = await at(id);
    const stored = storedLooks({ ...picture, channels: 3 });
    index.put(id, stored);
    known.push({ pdq: stored.pdq, phash: await phashOf(picture) });
  }
  index.settle();
  const rows: Recall[] = [];
  for (const [n, edit] of Object.keys(edits).entries()) {
    const sums = { found: 0, wrong: 0, pdqAlone: 0, phashAlone: 0, askedMs: 0 };
    for (let id = 0; id < count; id++) {
      const copy = await edited(await at(id), edit, seed + 1000 * id + n);
      const start = process.cpuUsage();
      const likenesses = index.search(askedLooks({ ...copy, channels: 3 }), 10);
      sums.askedMs += process.cpuUsage(start).user / 1000;
      if (likenesses.some((one) => one.id === id)) sums.found++;
      sums.wrong += likenesses.filter((one) => one.id !== id).length;
      const one = known[id];
      if (one === undefined) continue;
      if (distance(pdqOf({ ...copy, channels: 3 }).hash, one.pdq.hash) <= 31) sums.pdqAlone++;
      if (apart(await phashOf(copy), one.phash) <= phashWithin) sums.phashAlone++;
    }
    const { wrong } = sums;
    const share = (sum: number) => sum / count;
    rows.push({
      edit,
      wrong,
      found: share(sums.found),
      pdqAlone: share(sums.pdqAlone),
      phashAlone: share(sums.phashAlone),
      askedMs: share(sums.askedMs),
    });
  }
  return { pictures: count, least: leastApart(known.map(({ pdq }) => pdq)), edits: rows };
};

/** The least distance of any two unlike pictures, each turned and mirrored any way. */
const leastApart = (all: readonly ReturnType<typeof pdqOf>[]): number => {
  let least = 256;
  for (const [i, one] of all.entries())
    for (const other of all.slice(0, i))
      for (const turn of turns) least = Math.min(least, distance(one.hash, other.dihedral[turn]));
  return least;
};

const phashOf = async ({ data, width, height }: Made): Promise<string> =>
  phash(
    await sharp(data, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer(),
  );

const apart = (a: string, b: string): number => [...a].filter((bit, i) => bit !== b[i]).length;
