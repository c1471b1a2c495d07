import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNarrowed, queueSearch, readQueueQuery } from './queue-query.ts';

test('whatever stands in an address, a view is read from it, and written it reads the same', () => {
  const name = fc.constantFrom('state', 'whose', 'harm', 'lang', 'snoozed', 'sort', 'p', 'done', 'x');
  const value = fc.oneof(fc.constantFrom('open', 'mine', 'health', 'vi', '1', 'asked', '7', 'live', '0'), fc.string());
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
      const query = readQueueQuery(new URLSearchParams(pairs));
      expect(readQueueQuery(new URLSearchParams(queueSearch(query)))).toEqual(query);
    }),
  );
});

test('the plain queue has no query, and its order or page narrows nothing', () => {
  expect(queueSearch(readQueueQuery(new URLSearchParams('state=live&sort=rank&p=1')))).toBe('');
  expect(isNarrowed(readQueueQuery(new URLSearchParams('sort=asked&p=3')))).toBe(false);
  expect(isNarrowed(readQueueQuery(new URLSearchParams('lang=vi')))).toBe(true);
});
