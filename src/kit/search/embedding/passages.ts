// Which texts of a check stand for its meaning.
import type { SearchDoc } from '../shapes.ts';
import { outgoingText } from './outgoing-text.ts';

const most = 8;

/**
 * The texts of a check that go to the endpoint, at most eight: what it states, in every language, and its published
 * wordings. Never a title, which tells the finding, nor what askers wrote.
 */
export const passagesOf = ({ texts }: Pick<SearchDoc, 'texts'>): readonly string[] => {
  const stated = texts.filter(({ kind }) => kind === 'claim' || kind === 'alias').map(({ text }) => outgoingText(text));
  return [...new Set(stated)].filter((text) => text !== '').slice(0, most);
};
