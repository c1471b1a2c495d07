import { type Banded, bandCount, bandOf, startsAt } from './bands.ts';
import { distanceWithin, type Found, scan } from './compare.ts';
import { bitsIn, hashWords, type PdqHash } from './hash.ts';
import { cheapestReaches, flips, flipsWithin } from './reaches.ts';

/** Comparing one by one along the memory is this many times faster than here and there. */
const scanIsFaster = 4;

/** Everything within `radius`, each row once: through the buckets where that is cheaper, else one by one. */
export const lookUp = (index: Banded, query: PdqHash, radius: number, found: Found): void => {
  const reaches = cheapestReaches(index, query, radius);
  if (reaches === undefined || reaches.comparisons * scanIsFaster > index.count) {
    scan(query, index.words, index.count, radius, found);
    return;
  }
  for (let band = 0; band < bandCount; band++) {
    const value = bandOf(query, 0, band);
    const many = flipsWithin[reaches.reach[band] as number] ?? 0;
    const base = startsAt(band);
    const places = band === 0 ? undefined : index.places[band - 1];
    for (let flip = 0; flip < many; flip++) {
      const at = base + (value ^ (flips[flip] as number));
      const end = index.starts[at + 1] as number;
      for (let place = index.starts[at] as number; place < end; place++) {
        const row = places === undefined ? place : (places[place] as number);
        const bits = distanceWithin(query, index.words, row * hashWords, radius);
        if (bits <= radius && !wasSeen(index, query, row, band, reaches.reach)) found(row, bits);
      }
    }
  }
};

/** Whether an earlier band has led to the row already. */
const wasSeen = (index: Banded, query: PdqHash, row: number, band: number, reach: Int8Array): boolean => {
  for (let earlier = 0; earlier < band; earlier++) {
    const apart = bandOf(query, 0, earlier) ^ bandOf(index.words, row * hashWords, earlier);
    if (bitsIn(apart) <= (reach[earlier] as number)) return true;
  }
  return false;
};
