// Of a picture that names or shows somebody only the drawing without them is kept, by whichever door it came.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test, vi } from 'vitest';
import { illegible, legibleAs, paint, readsIn } from '../../test/in-memory/reads.ts';
import { testServer } from '../../test/in-memory/server.ts';
import { memoryWorld } from '../../test/in-memory/world.ts';
import { refuse } from '../base/result.ts';
import { keepPicture } from './keep-picture.ts';
import type { Ocr } from './world.ts';

const drawing = await readFile(join(import.meta.dirname, '../../demo/pictures/ca-map.webp'));
const people = [{ left: 20, top: 10, width: 120, height: 60 }];

const worldOf = (ocr: Ocr) => {
  const memory = memoryWorld();
  const put = vi.fn(memory.files.put);
  const files: typeof memory.files = Object.assign(Object.create(memory.files), { put });
  return { world: { ...memory, ocr, files }, laid: () => put.mock.calls.map(([bytes]) => bytes) };
};

/** The mean colour of the place in the middle of where somebody is. */
const colourThere = async (bytes: Uint8Array): Promise<readonly number[]> => {
  const { channels } = await sharp(
    await sharp(bytes).extract({ left: 40, top: 20, width: 80, height: 40 }).toBuffer(),
  ).stats();
  return channels.slice(0, 3).map(({ mean }) => Math.round(mean));
};

const isPainted = async (bytes: Uint8Array | undefined): Promise<boolean> => {
  if (bytes === undefined) throw new Error('nothing was kept');
  const there = await colourThere(bytes);
  return [paint.r, paint.g, paint.b].every((value, n) => Math.abs(value - (there[n] ?? -99)) < 12);
};

test.each([
  ['read', legibleAs('Ngày mai cả tỉnh cúp điện', people)],
  ['illegible', illegible(40, people)],
])('whoever is in a picture that is %s is not in what is kept of it, and it is found all the same', async (_, read) => {
  const { world, laid } = worldOf(readsIn(read));
  expect(await isPainted(drawing)).toBe(false);
  const kept = await keepPicture(world, drawing);
  if (!kept.ok) throw new Error(kept.error.code);
  expect(laid()).toHaveLength(1);
  expect(await isPainted(laid()[0])).toBe(true);
  expect(kept.value.file).toBe(world.files.nameOf(laid()[0] as Uint8Array));
  const drawn = await world.sight.draw(drawing);
  expect(drawn).toMatchObject({ value: { hash: kept.value.hash, parts: kept.value.parts } });
});

test('nothing is kept where people could not be blurred, or where nobody could look for them', async () => {
  const failing: Ocr = {
    ...readsIn(legibleAs('Ngày mai cả tỉnh cúp điện', people)),
    blurPeople: async () => refuse('ocr-busy'),
  };
  for (const [ocr, code] of [
    [failing, 'picture-busy'],
    [readsIn(refuse('ocr-unavailable')), 'picture-busy'],
    [readsIn(refuse('ocr-too-large')), 'picture-too-large'],
    [readsIn(refuse('ocr-no-text')), 'picture-not-readable'],
  ] as const) {
    const { world, laid } = worldOf(ocr);
    expect(await keepPicture(world, drawing)).toEqual(refuse(code));
    expect(laid()).toEqual([]);
  }
});

const doors = {
  'the form without a script': (picture: Uint8Array) => {
    const body = new FormData();
    body.set('file', new Blob([Uint8Array.from(picture)]), 'picture.webp');
    return new Request('http://a.example/vi/ask', { method: 'POST', body });
  },
  'the API': (picture: Uint8Array) =>
    new Request('http://a.example/api/v1/picture-tips', {
      method: 'POST',
      body: Uint8Array.from(picture),
      headers: { 'content-type': 'image/webp' },
    }),
};

test.each(Object.entries(doors))(
  'what somebody asks with by %s is kept without people, or not at all',
  async (_, asked) => {
    for (const read of [legibleAs('Ngày mai cả tỉnh cúp điện', people), illegible(40, people)]) {
      const { world, laid } = worldOf(readsIn(read));
      expect((await testServer({}, world).server.fetch(asked(drawing), '203.0.113.9')).status).toBeLessThan(300);
      expect(laid()).toHaveLength(1);
      expect(await isPainted(laid()[0])).toBe(true);
    }
    const { world, laid } = worldOf(readsIn(refuse('ocr-unavailable')));
    expect((await testServer({}, world).server.fetch(asked(drawing), '203.0.113.9')).status).toBeLessThan(300);
    expect([laid(), world.tipsHeld().length]).toEqual([[], 1]);
  },
);

test('a number that is masked in the words of a question is not in the picture that is kept of it either', async () => {
  const [box] = people;
  const words = [{ text: '0912345678', box: box as (typeof people)[number] }];
  const line = { text: '0912345678', confidence: 1, box: words[0]!.box, words };
  const text = 'Ngày mai cả tỉnh cúp điện, gọi 0912345678';
  const read = { ok: true, value: { text, confidence: 1, messages: [text], lines: [line], people: [] } } as const;
  for (const asked of Object.values(doors)) {
    const { world, laid } = worldOf(readsIn(read));
    expect((await testServer({}, world).server.fetch(asked(drawing), '203.0.113.9')).status).toBeLessThan(300);
    expect(laid()).toHaveLength(1);
    expect(await isPainted(laid()[0])).toBe(true);
  }
});
