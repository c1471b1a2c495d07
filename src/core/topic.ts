// A topic is a short plain word that checks share. However it is typed, the same topic is one word.
import { fold } from '../kit/text/index.ts';

/** Topics that have a name in both languages from the start. */
export const namedTopics = [
  ...(['health', 'nutrition', 'medicine', 'science', 'environment'] as const),
  ...(['consumer', 'scams', 'technology', 'disaster', 'history'] as const),
] as const;

/** A topic with how many public checks have it. */
export type CountedTopic = { readonly topic: string; readonly checks: number };

export const mostTopics = 10;
const fits = /^[a-z][a-z0-9-]{1,40}$/;
/** What a name of a topic is written with. Anything else is markup, or no name. */
const written = /^[\p{L}\p{M}\p{N} .,'’&/()-]+$/u;

/** What topics are called here that have no name from the start, by topic. */
export type TopicNames = Readonly<Record<string, string>>;

/**
 * The word for a topic as typed: small letters without accents, parts joined by a hyphen; undefined when nothing of it is left,
 * or when it holds markup or other signs than a name has.
 * One that is in use already, written with another ending or another hyphen (`scam` for `scams`), is that one.
 */
export const topicOf = (typed: string, inUse: readonly string[]): string | undefined => {
  if (!written.test(typed.normalize('NFC').trim())) return undefined;
  const topic = fold(typed)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  if (inUse.includes(topic)) return topic;
  return inUse.find((one) => skeleton(one) === skeleton(topic)) ?? (fits.test(topic) ? topic : undefined);
};

/**
 * How a topic is called in public, where that says more than its word: with the accents it was typed with, and a capital
 * first. Undefined for one that has none, and for what is no topic.
 */
export const topicNameOf = (typed: string): string | undefined => {
  const name = typed
    .normalize('NFC')
    .replace(/[\s-]+/gu, ' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu, '');
  if (topicOf(typed, []) === undefined || fold(name) === name.toLowerCase()) return undefined;
  return name.charAt(0).toLocaleUpperCase('vi') + name.slice(1);
};

/** What two spellings of one topic share. */
const skeleton = (topic: string): string => topic.replaceAll('-', '').replace(/s$/, '');
