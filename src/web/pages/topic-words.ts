import { uiLangs } from '../../base/lang.ts';
import { type CountedTopic, namedTopics } from '../../core/topic.ts';
import { fold } from '../../kit/text/index.ts';
import { isKey, translate } from '../locale.ts';
import type { View } from './view.ts';

type Names = Pick<View, 't'> & { readonly shell?: Pick<View['shell'], 'topicNames'> };

/** A topic's name in the page's language, else as the team named it, accents and all, else its own word. */
export const topicWord = (view: Names, topic: string): string => {
  const key = `topic.${topic}`;
  return isKey(key) ? view.t(key) : (view.shell?.topicNames?.[topic] ?? topic.replaceAll('-', ' '));
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
