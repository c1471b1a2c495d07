// The two doors of kit/likeness: pictures become lines, lines find each other, and what cannot be read is told.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import vectors from '../vectors/likeness.json' with { type: 'json' };
import { likenessPicture } from '../vectors/likeness-pictures.ts';
import { emptyPlace, type Place } from './run.ts';

const thousand = likenessPicture(1000, 700, 7);
const vector = vectors.find(({ name }) => name === 'a thousand');

const drawn = (picture = thousand) =>
  sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 3 } });

const withPictures = async (): Promise<Place> => {
  const place = emptyPlace();
  const into = (name: string) => join(place.folder, name);
  await drawn().png().toFile(into('a.png'));
  await drawn().rotate(270).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toFile(into('turned.jpg'));
  await drawn().webp({ quality: 40 }).toFile(into('b.webp'));
  await drawn(likenessPicture(300, 300, 99))
    .gif()
    .toFile(into('other.gif'));
  writeFileSync(into('cut.png'), readFileSync(into('a.png')).subarray(0, 20_000));
  writeFileSync(into('words.jpg'), 'no picture at all');
  writeFileSync(into('drawing.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  await sharp({ create: { width: 8000, height: 6000, channels: 3, background: '#123' } })
    .png()
    .toFile(into('huge.png'));
  return place;
};

type Line = { readonly file: string; readonly hash: string };
const linesOf = (out: string): Line[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

test('each picture is a line, turned upright once, and that is said', async () => {
  const { run } = await withPictures();
  const { code, out, err } = await run(['likeness', 'hash', 'a.png', 'turned.jpg']);
  expect([code, err]).toEqual([0, '']);
  const [first, turned] = linesOf(out);
  expect(first).toEqual({
    file: 'a.png',
    width: 1000,
    height: 700,
    hash: vector?.dihedral.o,
    quality: vector?.quality,
    dihedral: vector?.dihedral,
  });
  expect(turned).toMatchObject({ file: 'turned.jpg', width: 1000, height: 700, turned: true });
});

test('what is broken, too large, no picture or not there is told with its reason, and the others are hashed', async () => {
  const { run } = await withPictures();
  const hash = [
    'likeness',
    'hash',
    'cut.png',
    'a.png',
    'words.jpg',
    'drawing.svg',
    'huge.png',
    'gone.jpg',
    '.',
    'b.webp',
  ];
  const { code, out, err } = await run(hash);
  expect(code).toBe(1);
  expect(linesOf(out).map(({ file }) => file)).toEqual(['a.png', 'b.webp']);
  const said = err.trim().split('\n');
  expect(said.length).toBe(6);
  for (const [i, words] of [
    'cut.png: it is damaged',
    'words.jpg: it is no JPEG',
    'drawing.svg: it is no JPEG',
    'huge.png: it has more than 40 million pixels (8000 × 6000)',
    'gone.jpg: it cannot be read',
    '.: it cannot be read',
  ].entries())
    expect(said[i]).toContain(words);
  const json = await run([...hash, '--json']);
  expect(json.out).toBe(out);
  expect(linesOf(json.err).map((line) => (line as unknown as { code: string }).code)).toEqual([
    'damaged-image',
    'not-an-image',
    'not-an-image',
    'too-many-pixels',
    'file-unreadable',
    'file-unreadable',
  ]);
});

test('what hash prints is what near reads; pairs come nearest first, in words and as JSON', async () => {
  const { run, folder } = await withPictures();
  const known = await run(['likeness', 'hash', 'a.png', 'other.gif']);
  const hex = vector?.dihedral.o ?? '';
  const oneOff = `${hex.slice(0, -1)}${(Number.parseInt(hex.slice(-1), 16) ^ 1).toString(16)}`;
  writeFileSync(join(folder, 'known.jsonl'), `${oneOff}\tb\n${known.out}`);
  writeFileSync(join(folder, 'asked.txt'), `${hex} ảnh hỏi\n\n${'0'.repeat(64)}\n`);
  const near = ['likeness', 'near', '--index', 'known.jsonl', '--query', 'asked.txt'];
  const found = await run(near);
  expect([found.code, found.err]).toEqual([0, '']);
  expect(found.out).toBe('ảnh hỏi\ta.png\t0\nảnh hỏi\tb\t1\n');
  expect((await run([...near, '--radius', '0'])).out).toBe('ảnh hỏi\ta.png\t0\n');
  const all = linesOf((await run([...near, '--radius', '256', '--json'])).out);
  expect(all.length).toBe(6);
  expect(all[0]).toEqual({ query: 'ảnh hỏi', id: 'a.png', distance: 0 });
  expect(all[3]).toMatchObject({ query: '3' });
});

test('lists that are wrong, empty or not there end with 66, wrong use with 64', async () => {
  const { run, folder } = emptyPlace();
  writeFileSync(join(folder, 'good.txt'), `${'0'.repeat(64)}\n`);
  writeFileSync(join(folder, 'bad.txt'), `${'0'.repeat(64)}\nxyz\n`);
  writeFileSync(join(folder, 'none.txt'), '\n');
  const near = (index: string, query = 'good.txt') => run(['likeness', 'near', '--index', index, '--query', query]);
  const [bad, none, gone, query] = await Promise.all([
    near('bad.txt'),
    near('none.txt'),
    near('gone.txt'),
    near('good.txt', 'bad.txt'),
  ]);
  expect([bad, none, gone, query].map(({ code, out }) => [code, out])).toEqual(Array(4).fill([66, '']));
  expect(bad.err).toContain('bad.txt:2: it has no hash of 64 hexadecimal digits');
  expect(none.err).toContain('none.txt: it holds no hashes');
  for (const args of [
    ['hash'],
    ['near', '--index', 'good.txt'],
    ['near', '--index', 'x', '--query', 'y', '--radius', '300'],
  ])
    expect((await run(['likeness', ...args])).code).toBe(64);
});

test('the help tells what a line holds and what a list looks like', async () => {
  const { run } = emptyPlace();
  const [whole, hash, near] = await Promise.all(
    [[], ['hash'], ['near']].map((more) => run(['likeness', ...more, '--help'])),
  );
  expect([whole, hash, near].map((one) => one?.code)).toEqual([0, 0, 0]);
  expect(whole?.out).toContain('64 hexadecimal digits');
  expect(hash?.out).toContain('{file, width, height, hash, quality, dihedral}');
  for (const word of ['--index', '--query', '--radius', '--json']) expect(near?.out).toContain(word);
});
