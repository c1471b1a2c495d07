import { expect, test } from 'vitest';
import { roomOf } from './room.ts';

const patience = 10_000;

test('whoever needs more than is there waits until others have left', async () => {
  const room = roomOf(100);
  const first = await room.take(70, patience);
  const second = room.take(60, patience);
  const third = await room.take(30, patience);
  expect(third).toBeDefined();
  first?.leave();
  expect(await second).toBeDefined();
});

test('a share grows only into what is free, and what it gives back is there for others', async () => {
  const room = roomOf(100);
  const first = await room.take(40, patience);
  const second = await room.take(40, patience);
  expect(first?.grow(30)).toBe(false);
  expect(first?.grow(20)).toBe(true);
  const third = room.take(20, patience);
  first?.shrinkTo(40);
  expect(await third).toBeDefined();
  expect(second?.grow(1)).toBe(false);
});

test('who rests makes way, the longest first, and no more of them than have to', async () => {
  const room = roomOf(100);
  const cleared: string[] = [];
  for (const name of ['a', 'b', 'c']) {
    const share = await room.take(30, patience);
    room.rest(() => {
      cleared.push(name);
      queueMicrotask(() => share?.leave());
    });
  }
  expect(await room.take(40, patience)).toBeDefined();
  expect(cleared).toEqual(['a']);
});

test('who is at work again does not make way', async () => {
  const room = roomOf(100);
  const share = await room.take(80, patience);
  const wake = room.rest(() => share?.leave());
  wake();
  expect(await room.take(30, 1)).toBeUndefined();
});

test('what is larger than the room is refused at once, and who waits too long takes up nothing', async () => {
  const room = roomOf(100);
  expect(await room.take(101, patience)).toBeUndefined();
  const first = await room.take(90, patience);
  expect(await room.take(20, 1)).toBeUndefined();
  first?.leave();
  expect(await room.take(100, patience)).toBeDefined();
});

test('a share that was left twice is given back once', async () => {
  const room = roomOf(100);
  const first = await room.take(60, patience);
  const second = await room.take(40, patience);
  first?.leave();
  first?.leave();
  expect(second?.grow(61)).toBe(false);
  expect(second?.grow(60)).toBe(true);
});
