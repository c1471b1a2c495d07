import { expect, test } from 'vitest';
import { topicOf } from './topic.ts';

test('a topic is one word however it is typed', () => {
  for (const typed of ['Health', ' HEALTH ', 'health.', 'héalth']) expect(topicOf(typed, []), typed).toBe('health');
  expect(topicOf('Bầu cử địa phương', [])).toBe('bau-cu-dia-phuong');
  expect(topicOf('covid 19', [])).toBe('covid-19');
});

test('another spelling of a topic in use is that topic', () => {
  const inUse = ['scams', 'covid-19', 'bau-cu'];
  expect(topicOf('scam', inUse)).toBe('scams');
  expect(topicOf('Covid19', inUse)).toBe('covid-19');
  expect(topicOf('bầu cử', inUse)).toBe('bau-cu');
  expect(topicOf('scampi', inUse)).toBe('scampi');
});

test('what holds no word is no topic', () => {
  for (const typed of ['', ' , ', '19', '--', 'a', '🙂', 'a'.repeat(60)])
    expect(topicOf(typed, []), typed).toBeUndefined();
});
