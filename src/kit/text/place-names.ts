import countries from './countries.json' with { type: 'json' };
import { accentForm, fold } from './fold.ts';
import regions from './regions.json' with { type: 'json' };

/** One name of a place: its words, the key it gives, and what must be so for it to be meant. */
export type PlaceName = {
  /** Undefined where the words look like a place and name none (`Nam Mỹ`, `tiếng Anh`). */
  readonly key: string | undefined;
  readonly folded: readonly string[];
  readonly accented: readonly string[];
  readonly needs: 'nothing' | 'capital' | 'alone' | 'upper';
};

const needs = { '!': 'capital', '^': 'alone', '#': 'upper' } as const;

const nameOf = (key: string | undefined, written: string, usual: PlaceName['needs']): PlaceName => {
  const mark = needs[written[0] as '!'];
  const words = (mark === undefined ? written : written.slice(1)).split(/[^\p{L}\p{M}]+/u);
  return { key, folded: words.map(fold), accented: words.map(accentForm), needs: mark ?? usual };
};

const slug = (name: string): string => fold(name.replace(/^[!^#]/, '')).replace(/[^a-z]+/g, '-');

const names: PlaceName[] = [];
const add = (key: string | undefined, packed: string, usual: PlaceName['needs'] = 'nothing'): void => {
  for (const written of packed.split('|')) names.push(nameOf(key, written, usual));
};
for (const [key, packed] of Object.entries(countries.names)) add(key, packed);
const { source, none, notAfter: _, locatives, ...areas } = regions;
for (const [parent, packed] of Object.entries(areas))
  for (const names of packed.split(';'))
    add(`${parent}/${slug(names.split('|')[0] as string)}`, names, parent === 'vn' ? 'capital' : 'nothing');
add(undefined, none);

/** Names by the first folded word, the longest first. */
export const placesByFirst: ReadonlyMap<string, readonly PlaceName[]> = Map.groupBy(
  names.sort((a, b) => b.folded.length - a.folded.length),
  (name) => name.folded[0] as string,
);

export const placeStarts: readonly string[] = [...placesByFirst.keys()];
