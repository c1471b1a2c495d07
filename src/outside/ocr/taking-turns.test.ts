import { expect, test } from 'vitest';
import { takingTurns } from './taking-turns.ts';

/** Work that ends when it is told to. */
const held = () => {
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { until, release };
};

test('work is done one at a time, in the order it came', async () => {
  const queue = takingTurns(['it'], 8, 10_000);
  const seen: string[] = [];
  const first = held();
  const work = (name: string, until: Promise<void> = Promise.resolve()) =>
    queue.take(async () => {
      seen.push(`${name} begins`);
      await until;
      seen.push(`${name} ends`);
      return name;
    });
  const all = [work('a', first.until), work('b'), work('c')];
  first.release();
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('a full queue takes no more, and takes again when there is room', async () => {
  const queue = takingTurns(['it'], 1, 10_000);
  const first = held();
  const one = queue.take(() => first.until.then(() => 1));
  const two = queue.take(async () => 2);
  expect(await queue.take(async () => 3)).toBeUndefined();
  first.release();
  expect([await one, await two]).toEqual([1, 2]);
  expect(await queue.take(async () => 4)).toBe(4);
});

test('nobody waits longer than is worth it', async () => {
  const queue = takingTurns(['it'], 1, 1);
  const first = held();
  const one = queue.take(() => first.until.then(() => 1));
  expect(await queue.take(async () => 2)).toBeUndefined();
  first.release();
  expect(await one).toBe(1);
  expect(await queue.take(async () => 3)).toBe(3);
});

test('work that fails makes room like any other', async () => {
  const queue = takingTurns(['it'], 1, 10_000);
  await expect(queue.take(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await queue.take(async () => 2)).toBe(2);
});

test('where there are two, two work at once, and nobody gets one that is in use', async () => {
  const queue = takingTurns(['left', 'right'], 8, 10_000);
  const held1 = held();
  const used: string[] = [];
  const one = queue.take(async (seat) => {
    used.push(seat);
    await held1.until;
  });
  await queue.take(async (seat) => void used.push(seat));
  expect(new Set(used)).toEqual(new Set(['left', 'right']));
  await queue.take(async (seat) => void used.push(seat));
  expect(used[2]).toBe(used[1]);
  held1.release();
  await one;
});
