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

/**
 * The word for a topic as typed: small letters without accents, parts joined by a hyphen; undefined when nothing of it is left.
 * One that is in use already, written with another ending or another hyphen (`scam` for `scams`), is that one.
 */
export const topicOf = (typed: string, inUse: readonly string[]): string | undefined => {
  const topic = fold(typed)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  if (inUse.includes(topic)) return topic;
  return inUse.find((one) => skeleton(one) === skeleton(topic)) ?? (fits.test(topic) ? topic : undefined);
};

/** What two spellings of one topic share. */
const skeleton = (topic: string): string => topic.replaceAll('-', '').replace(/s$/, '');
