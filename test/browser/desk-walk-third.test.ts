// A third of the desk's pages by keyboard, and those of a team that has not begun; see desk-walk.ts.
import { expect, test } from 'vitest';
import { emptyPlaces } from './desk-place.ts';
import { deskPlaces } from './desk-places.ts';
import { walkedDesk } from './desk-walk.ts';

test('by keyboard, all of a page of the desk is reached in its order, seen, uncovered and large enough (third third)', {
  timeout: 600_000,
}, async () => {
  expect(await walkedDesk(deskPlaces, [2, 3])).toEqual([]);
});

test('so it is where nothing was done yet', { timeout: 300_000 }, async () => {
  expect(await walkedDesk(async () => emptyPlaces)).toEqual([]);
});
