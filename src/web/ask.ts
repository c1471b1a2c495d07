// Asking, as both doors do it: matched from memory, stored when the database is there, answered either way.

import type { Id } from '../base/ids.ts';
import type { Refusal, Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import { fileTypeOf } from '../core/file-type.ts';
import { wordlessPicture } from '../core/picture.ts';
import { parseTip, type TipChannel, type TipInput, type TipRefusal } from '../core/tip.ts';
import {
  doubted,
  keepPicture,
  type Matched,
  match,
  matchPages,
  matchPicture,
  type NewTip,
  type PictureUnseen,
  pictureSays,
  type Received,
  type Remembered,
  type ReplyOf,
  receive,
  type SeenPicture,
  seePicture,
  seeVideo,
  type VideoUnseen,
  type World,
} from '../desk/index.ts';
import { isStoreAway } from './problem.ts';

type AskWorld = Pick<
  World,
  | 'index'
  | 'meaning'
  | 'knownFrom'
  | 'cards'
  | 'now'
  | 'keyed'
  | 'pages'
  | 'tips'
  | 'newId'
  | 'sight'
  | 'ocr'
  | 'pictures'
  | 'readProvenance'
  | 'stills'
  | 'files'
>;

export type Answered = { readonly matched: Matched; readonly received: Received };

/** Cards that fall back to what memory holds while the database is away. */
export const steadyCards = (cards: World['cards']): World['cards'] => ({
  ...cards,
  get: async (ids) => {
    try {
      return await cards.get(ids);
    } catch (error) {
      if (!isStoreAway(error)) throw error;
      const wanted = new Set<Id>(ids);
      return new Map(cards.remembered().flatMap((card) => (wanted.has(card.id) ? [[card.id, card] as const] : [])));
    }
  },
});

/** Matches without storing: the look again at a message that is known already. */
export const look = (
  world: Pick<AskWorld, 'index' | 'meaning' | 'knownFrom' | 'cards' | 'now' | 'keyed'>,
  input: TipInput,
): Promise<Matched> => match({ ...world, cards: steadyCards(world.cards) }, input);

/**
 * Matches and takes in a message. `remembered` makes a retry with the same key and text the same message: `replyOf`
 * gives what is kept with it, and comes back as `received.replay`. `anyway`: the asker saw the answer and meant another question.
 */
export const ask = (
  world: AskWorld,
  input: TipInput,
  remembered: (matched: Matched) => (Remembered & { readonly replyOf: ReplyOf }) | null,
  anyway = false,
): Promise<Result<Answered, Refusal<'idempotency-key-reused'>>> =>
  answered(world, wordsFound(world, input), { remembered, anyway });

const wordsFound = async (world: AskWorld, input: TipInput): Promise<Matched> =>
  matchPages({ ...world, cards: steadyCards(world.cards) }, await look(world, input));

/** A picture, and the words that its asker typed or put right; null for those that are read in it. */
export type PictureGiven = { readonly bytes: Uint8Array; readonly text: string | null; readonly lang: string | null };

export type AskPictureRefusal =
  | PictureUnseen
  | VideoUnseen
  | Refusal<'picture-blank' | 'idempotency-key-reused'>
  | TipRefusal;

/**
 * The same with a picture: its words and what it shows together. What was read and has no words that could be matched is as
 * good as none; what somebody typed is refused as it is without a picture.
 */
export const askWithPicture = async (
  world: AskWorld,
  { bytes, text, lang }: PictureGiven,
  channel: TipChannel,
  remembered: (matched: Matched) => (Remembered & { readonly replyOf: ReplyOf }) | null,
): Promise<Result<Answered, AskPictureRefusal>> => {
  const video = isVideo(bytes) ? await seeVideo(world, bytes) : null;
  if (video?.ok === false) return video;
  const seen = video === null ? await seePicture(world, bytes) : ok(video.value.seen);
  if (!seen.ok) return seen;
  if (seen.value.isBlank && text === null) return refuse('picture-blank');
  const asRead = text === null || isAsRead(text, seen.value) ? seen.value : null;
  const words = asRead === null ? text : asRead.text;
  const input = words === null ? null : parseTip({ text: words, lang: lang ?? undefined }, channel);
  if (input?.ok === false && text !== null) return input;
  const cards = steadyCards(world.cards);
  const wordless = { text: wordlessPicture, lang, channel };
  // What somebody typed is one message, whatever the picture is.
  const given = input?.ok ? { ...input.value, ...(asRead?.inBubbles ? { inBubbles: true } : {}) } : null;
  const found = given === null ? Promise.resolve(null) : wordsFound(world, given);
  const matched = found.then((words) => matchPicture({ ...world, cards }, seen.value, words, given ?? wordless));
  if (video === null) return answered(world, matched, { remembered, keep: () => keptFor(world, bytes, seen.value) });
  // A still never answers for the video by itself: what is said in it, and in the seconds between, was not looked at.
  const { poster, frames } = video.value;
  const told = matched.then(({ picture, ...rest }) => ({
    ...rest,
    ...(picture && { picture: { ...picture, frames, isRecognised: false } }),
  }));
  return answered(world, told, { remembered, anyway: true, keep: () => keptFor(world, poster, seen.value, false) });
};

/** The page reads a picture before it is sent: what came back unchanged was typed by nobody. */
const isAsRead = (typed: string, { text }: SeenPicture): boolean =>
  text !== null && onOneLine(typed) === onOneLine(text);

const onOneLine = (text: string): string => text.normalize('NFC').trim().split(/\s+/u).join(' ');

const isVideo = (bytes: Uint8Array): boolean => fileTypeOf(bytes).startsWith('video/');

/** Kept without names while the question waits, for those who look into it; null where that was not possible just now. */
const keptFor = async (
  world: AskWorld,
  bytes: Uint8Array,
  { letters, people }: SeenPicture,
  isOriginal = true,
): Promise<NewTip['picture'] | null> => {
  try {
    const [kept, says] = await Promise.all([
      // What is written in it stands in the question, and is erased there.
      keepPicture(world, bytes, { read: { letters, words: null, people } }),
      // What was taken out of a video says nothing of where it comes from.
      isOriginal ? pictureSays(world, bytes, 'asker') : null,
    ]);
    return kept.ok ? { file: kept.value.file, says } : null;
  } catch (error) {
    if (!isStoreAway(error)) throw error;
    return null;
  }
};

type How = {
  readonly remembered: (matched: Matched) => (Remembered & { readonly replyOf: ReplyOf }) | null;
  readonly anyway?: boolean;
  readonly keep?: () => Promise<NewTip['picture'] | null>;
};

const answered = async (
  world: AskWorld,
  finding: Promise<Matched>,
  { remembered, anyway = false, keep }: How,
): Promise<Result<Answered, Refusal<'idempotency-key-reused'>>> => {
  const found = await finding;
  const judged = anyway ? doubted(found) : found;
  const waits = judged.claims.some(({ outcome }) => outcome !== 'known');
  const picture = waits && keep !== undefined ? await keep() : null;
  const matched =
    judged.picture === undefined ? judged : { ...judged, picture: { ...judged.picture, isKept: picture !== null } };
  const received = await receive(world, matched, remembered(matched), picture);
  return received.ok ? ok({ matched, received: received.value }) : received;
};
