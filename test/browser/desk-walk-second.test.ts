// A third of the desk's pages by keyboard; see desk-walk.ts.
import { expect, test } from 'vitest';
import { deskPlaces } from './desk-places.ts';
import { walkedDesk } from './desk-walk.ts';

test('by keyboard, all of a page of the desk is reached in its order, seen, uncovered and large enough (second third)', {
  timeout: 600_000,
}, async () => {
  expect(await walkedDesk(deskPlaces, [1, 3])).toEqual([]);
});
