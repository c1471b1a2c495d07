import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isHeld, signature, takeLock } from './lock.ts';
import { tempFolder } from './temp-cluster.ts';

test('a lock has one holder at a time', async () => {
  const temp = tempFolder();
  onTestFinished(temp.drop);
  const path = join(temp.at, 'pg.lock');
  let inside = 0;
  const most = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const release = await takeLock(path, 5_000);
      inside += 1;
      const seen = inside;
      await Promise.resolve();
      inside -= 1;
      await release?.();
      return seen;
    }),
  );
  expect(most).toEqual(Array(8).fill(1));
});

test('a lock that is held is waited for, and given up on', async () => {
  const temp = tempFolder();
  onTestFinished(temp.drop);
  const path = join(temp.at, 'pg.lock');
  const release = await takeLock(path, 1_000);
  expect(await takeLock(path, 100)).toBeUndefined();
  await release?.();
  expect(await takeLock(path, 100)).toBeTypeOf('function');
});

test('a lock left by a killed process, even one whose number was given out again, is seen through', async () => {
  const temp = tempFolder();
  onTestFinished(temp.drop);
  for (const [name, holder] of ['4194305.12', `${process.pid}.1`, 'nonsense', '-1.1'].entries()) {
    const path = join(temp.at, String(name));
    symlinkSync(holder, path);
    expect(await takeLock(path, 100)).toBeTypeOf('function');
  }
  expect(await isHeld(await signature(process.pid))).toBe(true);
});
