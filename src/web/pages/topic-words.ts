import { uiLangs } from '../../base/lang.ts';
import { type CountedTopic, namedTopics } from '../../core/topic.ts';
import { fold } from '../../kit/text/index.ts';
import { isKey, translate } from '../locale.ts';
import type { View } from './view.ts';

/** A topic's name in the page's language; one we have no word for shows its own slug, as the operator wrote it. */
export const topicWord = (view: Pick<View, 't'>, topic: string): string => {
  const key = `topic.${topic}`;
  return isKey(key) ? view.t(key) : topic.replaceAll('-', ' ');
};

/** A topic typed by its name in either language is that topic; anything else stays as typed. */
export const topicNamed = (typed: string): string => {
  const wanted = fold(typed).trim();
  const named = namedTopics.find((topic) =>
    uiLangs.some((lang) => fold(topicWord({ t: translate(lang) }, topic)) === wanted),
  );
  return named ?? typed;
};

/** The topics in use, the most used first, and then those that have a name and no check yet. */
export const offeredTopics = (inUse: readonly CountedTopic[]): readonly CountedTopic[] => [
  ...inUse,
  ...namedTopics.filter((topic) => !inUse.some((one) => one.topic === topic)).map((topic) => ({ topic, checks: 0 })),
];
