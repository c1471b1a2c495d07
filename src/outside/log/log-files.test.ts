// What any place for the files of the log has to keep (docs/adr/0025, 0031): a folder, and a bucket of a store that speaks S3.
import { describe, expect, test } from 'vitest';
import { logPlaces } from '../../../test/in-memory/log-places.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const tiles = ['tile/0/000.p/3', 'tile/entries/x001/234', 'tile/2/000'];

describe.each(logPlaces)('%s', (_, place) => {
  const begin = async () => {
    const { open, lies } = await place();
    return { files: open(), again: open(), lies };
  };

  test('what was laid is read by everybody, the same bytes may be laid again, and other ones where nothing was signed', async () => {
    const { files, again } = await begin();
    for (const path of tiles) {
      expect(await files.read(path)).toBeUndefined();
      await files.lay(path, bytes(path));
      await again.lay(path, bytes(path));
      expect([await files.read(path), await again.read(path)]).toEqual([bytes(path), bytes(path)]);
      await files.lay(path, bytes('another'));
      expect(await again.read(path)).toEqual(bytes('another'));
    }
  });

  test('a checkpoint takes the place of the one that was read, and of no other', async () => {
    const { files, again } = await begin();
    const [one, two, three] = ['một', 'hai', 'ba'].map(bytes) as [Uint8Array, Uint8Array, Uint8Array];
    const moved = { name: 'CheckpointMoved' };
    expect(await files.read('checkpoint')).toBeUndefined();
    await expect(files.layCheckpoint(two, one)).rejects.toMatchObject(moved);
    await files.layCheckpoint(one, undefined);
    await expect(again.layCheckpoint(two, undefined)).rejects.toMatchObject(moved);
    await again.layCheckpoint(two, one);
    await expect(files.layCheckpoint(three, one)).rejects.toMatchObject(moved);
    expect(await files.read('checkpoint')).toEqual(two);
    await files.layCheckpoint(three, two);
    expect(await again.read('checkpoint')).toEqual(three);
    await expect(files.lay('checkpoint', one)).rejects.toThrow('no file of a log');
  });

  test('nobody sees half a file, however many are laid at one place at once', async () => {
    const { files, again, lies } = await begin();
    const versions = Array.from({ length: 12 }, (_, i) => bytes(`${i % 10}`.repeat(9_000 + i)));
    const laying = Promise.all(versions.map((one, i) => (i % 2 ? files : again).lay('tile/0/000', one)));
    const seen: Uint8Array[] = [];
    for (let i = 0; i < 50; i++) seen.push((await files.read('tile/0/000')) ?? (versions[0] as Uint8Array));
    await laying;
    seen.push((await again.read('tile/0/000')) ?? new Uint8Array());
    const whole = new Set(versions.map((one) => Buffer.from(one).toString('latin1')));
    expect(seen.filter((one) => !whole.has(Buffer.from(one).toString('latin1')))).toEqual([]);
    expect(await lies()).toEqual(['tile/0/000']);
  });

  test('partial files of a full tile are cleared, and nothing else, by whatever name', async () => {
    const { files, lies } = await begin();
    const paths = ['tile/0/000.p/3', 'tile/0/000.p/200', 'tile/0/000', 'tile/0/001.p/3', 'tile/0/x001/000.p/3'];
    for (const path of paths) await files.lay(path, bytes(path));
    await files.layCheckpoint(bytes('checkpoint'), undefined);
    for (const path of ['tile/0/000', 'tile', 'checkpoint', '../log.p', 'tile/0/000.p', 'tile/0/007.p'])
      await files.clear(path);
    expect(await lies()).toEqual(['checkpoint', 'tile/0/000', 'tile/0/001.p/3', 'tile/0/x001/000.p/3']);
  });

  test('a path that is no file of a log leads nowhere', async () => {
    const { files, lies } = await begin();
    for (const path of ['../keys/log.key', 'tile/0/1', 'tile/../checkpoint', '', 'checkpoint/', 'vkey']) {
      expect(await files.read(path), path).toBeUndefined();
      await expect(files.lay(path, bytes('x')), path).rejects.toThrow('no file of a log');
    }
    expect(await lies()).toEqual([]);
  });
});
