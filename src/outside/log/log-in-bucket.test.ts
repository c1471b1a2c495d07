// What a folder cannot promise and a bucket does: the look and the laying are one.
import { expect, onTestFinished, test } from 'vitest';
import { objectStore } from '../../../test/in-memory/object-store.ts';
import { logInBucket } from './index.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const withStore = async (loses: () => boolean = () => false) => {
  const store = await objectStore({ ifNoneMatch: true, ifMatch: true, loses });
  onTestFinished(() => store.remove());
  return store;
};

test('of many that read the same checkpoint and lay another over it at once, exactly one does', async () => {
  const { place } = await withStore();
  const lay = async (over: Uint8Array | undefined, turn: number) => {
    const laid = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => logInBucket(place).layCheckpoint(bytes(`${turn} ${i}`), over)),
    );
    const refused = laid.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Error).name] : []));
    expect(refused).toEqual(Array(7).fill('CheckpointMoved'));
    return logInBucket(place).read('checkpoint');
  };
  let lies: Uint8Array | undefined;
  for (let turn = 0; turn < 4; turn++) lies = await lay(lies, turn);
  expect(new TextDecoder().decode(lies)).toMatch(/^3 /);
});

test('what was laid and whose answer got lost is asked again, and found to be ours', async () => {
  let lost = 0;
  let loses = false;
  const { place } = await withStore(() => {
    const now = loses;
    loses = false;
    lost += Number(now);
    return now;
  });
  const files = logInBucket(place);
  const [one, two] = [bytes('một'), bytes('hai')];
  loses = true;
  await files.layCheckpoint(one, undefined);
  loses = true;
  await files.layCheckpoint(two, one);
  loses = true;
  await files.lay('tile/0/000', one);
  expect(lost).toBe(3);
  expect(await files.read('checkpoint')).toEqual(two);
  expect(await files.read('tile/0/000')).toEqual(one);
  await expect(files.layCheckpoint(one, one)).rejects.toMatchObject({ name: 'CheckpointMoved' });
});
