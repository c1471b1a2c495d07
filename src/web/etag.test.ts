import { expect, test } from 'vitest';
import { etagOf, isHeld } from './etag.ts';

test('what the client holds is known by its validator, weak or strong, among several', () => {
  const etag = etagOf('page', 'b');
  for (const header of [etag, `W/${etag}`, `"x", ${etag}`, '*']) expect(isHeld(header, etag)).toBe(true);
  for (const header of [undefined, '', '"x"', etagOf('page', 'g')]) expect(isHeld(header, etag)).toBe(false);
});
