import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { patience } from './patience.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const after = <T>(ms: number, value: T): Promise<T> => new Promise((done) => setTimeout(done, ms, value));
const late = () => new Error('late');

test('steps share one sum of waiting', async () => {
  const { during } = patience(100, late);
  const first = during(after(60, 'first'));
  await vi.advanceTimersByTimeAsync(60);
  expect(await first).toBe('first');
  const second = expect(during(after(60, 'second'))).rejects.toThrow('late');
  await vi.advanceTimersByTimeAsync(40);
  await second;
});

test('time between steps belongs to the reader and is not counted', async () => {
  const { during } = patience(100, late);
  for (let step = 0; step < 4; step++) {
    const waited = during(after(20, step));
    await vi.advanceTimersByTimeAsync(20);
    expect(await waited).toBe(step);
    await vi.advanceTimersByTimeAsync(10_000);
  }
});

test('a step that fails says why, and leaves no timer behind', async () => {
  const { during } = patience(100, late);
  await expect(during(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(vi.getTimerCount()).toBe(0);
});
