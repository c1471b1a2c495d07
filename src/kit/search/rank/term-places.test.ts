import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTermPlaces } from './term-places.ts';

test('terms get places in the order they come, as in a map, however many there are', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 400 }), (terms) => {
      const places = createTermPlaces(1);
      const expected = new Map<number, number>();
      for (const term of terms) {
        if (!expected.has(term)) expected.set(term, expected.size);
        expect(places.place(term)).toBe(expected.get(term));
      }
      expect(places.size()).toBe(expected.size);
      for (const [term, place] of expected) expect(places.find(term)).toBe(place);
      expect(places.find(terms.reduce((a, b) => Math.max(a, b), 0) + 1)).toBe(-1);
    }),
  );
});
