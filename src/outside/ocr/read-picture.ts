// From pixels to what is said in a picture, by three ways: the bubbles of a chat, the page as it is, and the letters of a
// meme. Runs in the reading process only.
import sharp from 'sharp';
import { ok, type Result } from '../../base/result.ts';
import type { PictureText } from '../../desk/world.ts';
import type { AskRoom } from '../child/index.ts';
import { type Box, bubblesOf } from './bubbles.ts';
import { greyPage } from './grey-page.ts';
import { lettersOf } from './letters.ts';
import { isWrittenBeside } from './lines-beside.ts';
import { peopleBeside } from './people.ts';
import { type Line, legible, meanOf, type Paragraph, type Recognise, textOf } from './recognised.ts';
import { boxOf, saidInChat } from './said-in-chat.ts';
import { stripOf } from './strip.ts';
import { textOfPage } from './text-of-page.ts';
import { inTheirLanguage } from './two-languages.ts';
import { type Pixels, type Upright, uprightOf } from './upright.ts';

/** What is done to a picture before it is read; the bench leaves out one after the other. */
export type Steps = {
  readonly enlarge: boolean;
  readonly invert: boolean;
  readonly bubbles: boolean;
  readonly letters: boolean;
  readonly languages: boolean;
  /** Mean confidence, 0 to 100, below which there is no text. */
  readonly gate?: number;
};
export const allSteps: Steps = { enlarge: true, invert: true, bubbles: true, letters: true, languages: true };

type Refused = {
  readonly code: 'ocr-not-an-image' | 'ocr-too-large' | 'ocr-no-text';
  readonly letters?: number;
  readonly people?: readonly Box[];
};

export const readPicture = async (
  picture: Uint8Array,
  recognise: Recognise,
  steps: Steps = allSteps,
  askRoom?: AskRoom,
): Promise<Result<PictureText, Refused>> => {
  const upright = await uprightOf(picture, askRoom);
  if (!upright.ok) return upright;
  const chat = steps.bubbles ? await readChat(upright.value, recognise, steps) : undefined;
  if (chat !== undefined) return chat;
  const page = await greyPage(upright.value, steps);
  const asItIs = back(await inTheirLanguage(page.pgm, 'page', recognise, steps.languages), page.zoom);
  const alone = steps.letters ? await readLetters(upright.value, recognise, steps) : [];
  return told(sureLetters(alone) > sureLetters(asItIs) ? alone : asItIs, [], upright.value.scale, steps);
};

const enoughWidth = 540;
const lettersWidth = 800;

/** Undefined where the picture is no chat. */
const readChat = async (
  picture: Upright,
  recognise: Recognise,
  steps: Steps,
): Promise<Result<PictureText, Refused> | undefined> => {
  const small = await narrowed(picture);
  const found = bubblesOf(small).filter((box) => !isDay(box, small.width) && !isField(box, small));
  if (!isChat(found, small) || isWrittenBeside(small, found)) return undefined;
  const zoom = picture.width / small.width;
  const strip = await stripOf(
    picture,
    found.map((box) => scaled(box, zoom)),
    lettersWidth / picture.width,
  );
  const read = await inTheirLanguage(strip.pgm, 'column', recognise, steps.languages);
  const bubbles = saidInChat(
    strip,
    read.flatMap(({ lines }) => lines),
    picture,
  );
  const people = [
    ...peopleBeside(small, found).map((box) => scaled(box, zoom)),
    ...bubbles.flatMap(({ names }) => names),
  ];
  return told(
    bubbles,
    people.map((box) => scaled(box, 1 / picture.scale)),
    picture.scale,
    steps,
  );
};

const narrowed = async (picture: Upright): Promise<Pixels> => {
  if (picture.width <= enoughWidth) return picture;
  const [width, height] = [enoughWidth, Math.max(1, Math.round((picture.height * enoughWidth) / picture.width))];
  const data = await sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 3 } })
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer();
  return { data, width, height };
};

const leastShare = 0.25;

/** Two bubbles or more on a page that is not wide, or one at a side that takes up much of it. */
const isChat = (bubbles: readonly Box[], { width, height }: Pixels): boolean => {
  if (bubbles.length >= 2) return height >= 0.8 * width;
  return bubbles.some((box) => isAside(box, width) && box.width * box.height >= leastShare * width * height);
};

const isAside = (box: Box, width: number): boolean => Math.abs(box.left * 2 + box.width - width) > 0.06 * width;

/** A day stands by itself in the middle, in a shape like a low and narrow bubble. */
const isDay = (box: Box, width: number): boolean =>
  !isAside(box, width) && box.width < 0.6 * width && box.height < 0.12 * width;

/** What the next message is written into lies alone at the foot, from side to side, a line high. */
const isField = (box: Box, { width, height }: Pixels): boolean =>
  !isAside(box, width) && box.height < 0.14 * width && box.top + box.height > height - 0.12 * width;

const readLetters = async (picture: Pixels, recognise: Recognise, steps: Steps): Promise<readonly Paragraph[]> => {
  const letters = await lettersOf(picture);
  return letters === undefined
    ? []
    : back(await inTheirLanguage(letters.pgm, 'block', recognise, steps.languages), letters.zoom);
};

const sureFrom = 60;

/** How many letters were read with some certainty. */
const sureLetters = (paragraphs: readonly Paragraph[]): number =>
  paragraphs
    .flatMap(({ lines }) => lines.flatMap(({ words }) => words))
    .filter(({ confidence }) => confidence >= sureFrom)
    .reduce((sum, { text, confidence }) => sum + ((text.match(/\p{L}/gu)?.length ?? 0) * confidence) / 100, 0);

/** From pixels of a page made for reading to those of the picture. */
const back = (paragraphs: readonly Paragraph[], zoom: number): readonly Paragraph[] =>
  paragraphs.map(({ lines }) => ({
    lines: lines.map((line) => ({
      bbox: shrunk(line.bbox, zoom),
      words: line.words.map((word) => ({ ...word, bbox: shrunk(word.bbox, zoom) })),
    })),
  }));

const shrunk = ({ x0, y0, x1, y1 }: Line['bbox'], zoom: number) => ({
  x0: x0 / zoom,
  y0: y0 / zoom,
  x1: x1 / zoom,
  y1: y1 / zoom,
});

const scaled = ({ left, top, width, height }: Box, by: number): Box => ({
  left: Math.round(left * by),
  top: Math.round(top * by),
  width: Math.round(width * by),
  height: Math.round(height * by),
});

const told = (
  paragraphs: readonly Paragraph[],
  people: readonly Box[],
  scale: number,
  steps: Steps,
): Result<PictureText, Refused> => {
  const read = textOfPage(paragraphs, steps.gate);
  // What nobody can read may show somebody all the same.
  if (!read.ok) return { ok: false, error: { ...read.error, people } };
  const lines = paragraphs
    .flatMap((paragraph) => paragraph.lines)
    .filter((line) => legible(line).length > 0)
    .map((line) => ({
      text: textOf(legible(line)).normalize('NFC'),
      confidence: Math.round(meanOf([line])) / 100,
      box: scaled(boxOf(line.bbox), 1 / scale),
      words: legible(line).map((word) => ({
        text: word.text.trim().normalize('NFC'),
        box: scaled(boxOf(word.bbox), 1 / scale),
      })),
    }));
  const messages = people.length > 0 ? read.value.messages : [read.value.text];
  return ok({ ...read.value, messages, lines, people });
};
