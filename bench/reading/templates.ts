// Screenshots of one template with different words: the pictures are nearly the same, and what they say is not. Each is stored,
// and each is asked with as it looks after being sent on; both are read, and judged by the rules of the product.
import sharp from 'sharp';
import {
  askedLooks,
  createPictureIndex,
  judgePictures,
  type Likeness,
  type Looked,
  sameWithin,
  storedLooks,
} from '../../src/kit/likeness/index.ts';
import { sameMessage } from '../../src/kit/text/index.ts';
import { readPicture } from '../../src/outside/ocr/read-picture.ts';
import type { Recognise } from '../../src/outside/ocr/recognised.ts';
import { picturesOfTemplates } from './pictures.ts';

export type TemplatesApart = {
  readonly look: string;
  readonly pictures: number;
  /** Asked and stored of one look, with other words. */
  readonly pairs: number;
  /** Of these, how many are as near as copies of one photograph. */
  readonly near: number;
  /** Of all stored ones with other words, of any look: how often one was offered ("perhaps") or answered by itself. */
  readonly offered: number;
  readonly answered: number;
  /** How many led to the one with their own words. */
  readonly found: number;
};

type Stored = { readonly look: string; readonly text: string; readonly words: string; readonly looks: Looked };

export const templatesApart = async (
  count: number,
  seed: number,
  recognise: Recognise,
): Promise<readonly TemplatesApart[]> => {
  const pictures = await picturesOfTemplates(count, seed);
  const index = createPictureIndex();
  const stored: Stored[] = [];
  for (const [id, { look, text, bytes }] of pictures.entries()) {
    const looks = storedLooks(await pixelsOf(bytes));
    index.put(id, looks);
    stored.push({ look, text, words: await wordsOf(bytes, recognise), looks });
  }
  index.settle();
  const rows = new Map<
    string,
    { pictures: number; pairs: number; near: number; offered: number; answered: number; found: number }
  >();
  for (const { look, text, sentOn } of pictures) {
    const row = rows.get(look) ?? { pictures: 0, pairs: 0, near: 0, offered: 0, answered: 0, found: 0 };
    rows.set(look, row);
    const looks = askedLooks(await pixelsOf(sentOn));
    const words = await wordsOf(sentOn, recognise);
    const others = stored.filter((one) => one.look === look && one.text !== text);
    const found = index.search(looks, stored.length);
    const near = found.filter(({ id, distance }) => distance <= sameWithin && others.includes(stored[id] as Stored));
    row.pictures++;
    row.pairs += others.length;
    row.near += near.length;
    const outcomes = judgePictures(found.map((one) => pairOf(one, looks, words, stored)));
    for (const [n, { id }] of found.entries()) {
      const isOther = stored[id]?.text !== text;
      if (isOther && outcomes[n] === 'perhaps') row.offered++;
      if (isOther && outcomes[n] === 'known') row.answered++;
    }
    if (found.some(({ id }, n) => stored[id]?.text === text && outcomes[n] !== 'new')) row.found++;
  }
  return [...rows].map(([look, row]) => ({ look, ...row }));
};

const pairOf = ({ id, distance, isWhole }: Likeness, looks: Looked, words: string, stored: readonly Stored[]) => {
  const known = stored[id] as Stored;
  return {
    asked: { quality: looks.pdq.quality, letters: lettersIn(words) },
    stored: { quality: known.looks.pdq.quality, letters: lettersIn(known.words) },
    distance,
    isWhole,
    textAgrees: sameMessage(known.words, words),
  };
};

const lettersIn = (words: string): number => words.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

const wordsOf = async (bytes: Buffer, recognise: Recognise): Promise<string> => {
  const read = await readPicture(bytes, recognise);
  return read.ok ? read.value.text : '';
};

const pixelsOf = async (bytes: Buffer) => {
  const { data, info } = await sharp(bytes)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: 3 as const };
};
