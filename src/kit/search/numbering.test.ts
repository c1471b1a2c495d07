import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNumbering } from './numbering.ts';

// Any UTF-16, lone surrogates included.
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom('', 'a', 'aa', 'ế', '\ud800', '\ud801', 'ab'),
);

test('strings keep their numbers whatever comes and goes, and are told apart to the last unit', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ text, isGiven: fc.boolean() }), { maxLength: 80 }), (steps) => {
      const numbering = createNumbering();
      const held = new Map<string, number>();
      for (const step of steps) {
        if (step.isGiven) {
          const number = numbering.intern(step.text);
          expect(held.get(step.text) ?? number).toBe(number);
          held.set(step.text, number);
        } else {
          const number = held.get(step.text);
          if (number !== undefined) numbering.release(number);
          held.delete(step.text);
        }
        expect(numbering.find(step.text)).toBe(held.get(step.text) ?? -1);
      }
      expect(new Set(held.values()).size).toBe(held.size);
      for (const [known, number] of held)
        expect([numbering.find(known), numbering.textOf(number)]).toEqual([number, known]);
    }),
  );
});

test('strings are ordered as JavaScript orders them', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const numbering = createNumbering();
      const order = numbering.compare(numbering.intern(a), numbering.intern(b));
      expect(Math.sign(order)).toBe(a < b ? -1 : Number(a > b));
    }),
  );
});

test('numbers that were given back are used again, so that coming and going takes no more room', () => {
  const numbering = createNumbering();
  for (let i = 0; i < 50_000; i++) numbering.release(numbering.intern(`word${10_000 + i}`));
  expect(numbering.end()).toBe(1);
  for (let i = 0; i < 50_000; i++) numbering.intern(`word${10_000 + i}`);
  for (let i = 0; i < 50_000; i += 997)
    expect(numbering.textOf(numbering.find(`word${10_000 + i}`))).toBe(`word${10_000 + i}`);
});
