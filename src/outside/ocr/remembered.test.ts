import { expect, test, vi } from 'vitest';
import { rememberedByContent } from './remembered.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('what was read is known by what the picture holds, and the oldest makes room', () => {
  const kept = rememberedByContent<string>(2, 60_000);
  for (const name of ['a', 'b', 'c']) kept.put(bytes(name), name.toUpperCase());
  expect(['a', 'b', 'c'].map((name) => kept.get(bytes(name)))).toEqual([undefined, 'B', 'C']);
  kept.clear();
  expect(kept.get(bytes('c'))).toBeUndefined();
});

test('nothing is remembered for longer than it may be', () => {
  vi.useFakeTimers();
  try {
    const kept = rememberedByContent<string>(2, 1_000);
    kept.put(bytes('a'), 'A');
    vi.advanceTimersByTime(600);
    kept.put(bytes('a'), 'A again');
    vi.advanceTimersByTime(600);
    expect(kept.get(bytes('a'))).toBe('A again');
    vi.advanceTimersByTime(600);
    expect(kept.get(bytes('a'))).toBeUndefined();
  } finally {
    vi.useRealTimers();
  }
});
