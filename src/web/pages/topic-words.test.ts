import { expect, test } from 'vitest';
import { uiLangs } from '../../base/lang.ts';
import { namedTopics } from '../../core/topic.ts';
import { isKey } from '../locale.ts';
import { offeredTopics, topicNamed } from './topic-words.ts';

test('every topic that is named from the start has a name in both languages', () => {
  expect(uiLangs).toHaveLength(2);
  for (const topic of namedTopics) expect(isKey(`topic.${topic}`), topic).toBe(true);
});

test('a topic typed by its name, in either language and with or without accents, is that topic', () => {
  for (const typed of ['Sức khỏe', 'suc khoe', ' HEALTH', 'health']) expect(topicNamed(typed)).toBe('health');
  expect(topicNamed('Lừa đảo')).toBe('scams');
  expect(topicNamed('Bầu cử')).toBe('Bầu cử');
});

test('topics in use come first, and each once', () => {
  const offered = offeredTopics([
    { topic: 'bau-cu', checks: 3 },
    { topic: 'health', checks: 1 },
  ]);
  expect(offered.slice(0, 2).map(({ topic }) => topic)).toEqual(['bau-cu', 'health']);
  expect(offered.filter(({ topic }) => topic === 'health')).toEqual([{ topic: 'health', checks: 1 }]);
  expect(offered.at(-1)?.checks).toBe(0);
});
