import { isKey } from '../locale.ts';
import type { View } from './view.ts';

/** A topic's name in the page's language; one we have no word for shows its own slug, as the operator wrote it. */
export const topicWord = (view: View, topic: string): string => {
  const key = `topic.${topic}`;
  return isKey(key) ? view.t(key) : topic.replaceAll('-', ' ');
};
