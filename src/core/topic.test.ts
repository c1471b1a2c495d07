import { expect, test } from 'vitest';
import { topicNameOf, topicOf } from './topic.ts';

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

test('markup is no topic, whatever would be left of it', () => {
  for (const typed of [
    '<b>giao thong</b>',
    'a&lt;b',
    '[x](y)',
    'giao_thong',
    '{{topic}}',
    '`code`',
    'a\nb c',
    'https://a.b?c=d',
    '#tag',
    'a"b',
  ])
    expect(topicOf(typed, ['b-giao-thong-b']), typed).toBeUndefined();
});

test('a topic is called as it was typed, accents and all; one without any goes by its word', () => {
  expect(topicNameOf(' giao  thông.')).toBe('Giao thông');
  expect(topicNameOf('an toàn-thực phẩm')).toBe('An toàn thực phẩm');
  expect(topicNameOf('Đê điều')).toBe('Đê điều');
  for (const typed of ['giao thong', 'elections', 'Bau-cu', '<b>giao thông</b>', ''])
    expect(topicNameOf(typed), typed).toBeUndefined();
});
