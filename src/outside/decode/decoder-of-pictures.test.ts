import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import type { PictureWanted } from '../../desk/decode-ports.ts';
import { pdqOf } from '../../kit/likeness/index.ts';
import { type DecoderOfPictures, decodePicture, decoderOfPictures } from './index.ts';
import { seePicture } from './see-picture.ts';

const patience = { timeout: 10_000 };
const decoder = decoderOfPictures();
afterAll(() => decoder.close());

/** Hills of light that look different from every side, the same at every run. */
const scene = (width = 160, height = 120, turned = 0): Sharp => {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] = [(x / width) * 6, (y / height) * 6];
      const hill =
        Math.sin(u * 1.7 + turned) +
        Math.sin(v * 2.3 + u * 0.9) +
        Math.sin(u * v * 0.7 + turned * 2) +
        u * 0.3 -
        v * 0.2;
      const level = Math.max(0, Math.min(255, 128 + hill * 38));
      data.set([level, level * 0.9, 255 - level * 0.3], (y * width + x) * 3);
    }
  return sharp(data, { raw: { width, height, channels: 3 } });
};

const decode = async (picture: Uint8Array, wanted: PictureWanted = {}, by: DecoderOfPictures = decoder) => {
  const decoded = await by.decode(picture, wanted);
  if (!decoded.ok) throw new Error(decoded.error.code);
  return decoded.value;
};
/** How far two pictures are from each other, in levels of 255, on the mean of 12 by 9 fields. */
const apart = async (one: Uint8Array, other: Uint8Array): Promise<number> => {
  const [a, b] = await Promise.all(
    [one, other].map((picture) => sharp(picture).resize(12, 9, { fit: 'fill' }).removeAlpha().raw().toBuffer()),
  );
  return a!.reduce((sum, level, n) => sum + Math.abs(level - b![n]!), 0) / a!.length;
};
const shownOf = async (picture: Uint8Array): Promise<Uint8Array> =>
  (await decode(picture, { rendition: true })).rendition!.bytes;

const refusal = async (picture: Uint8Array, by: DecoderOfPictures = decoder): Promise<string> => {
  const decoded = await by.decode(picture, { looks: 'stored', rendition: true });
  return decoded.ok ? 'decoded' : decoded.error.code;
};

test('the five kinds are told with their sides, and drawn anew', async () => {
  for (const kind of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const) {
    const picture = await scene().toFormat(kind).toBuffer();
    const { rendition, ...told } = await decode(picture, { rendition: true });
    expect(told).toEqual({ kind, width: 160, height: 120, wasTurned: false, isGrey: false, frames: [] });
    const shown = await sharp(rendition!.bytes).metadata();
    expect([shown.format, shown.width, shown.height]).toEqual([rendition!.type.slice(6), 160, 120]);
  }
});

test('the hash is that of the whole picture, as the craft gives it', async () => {
  const picture = await scene(640, 480).png().toBuffer();
  const here = await decodePicture(picture);
  if (!here.ok) throw new Error(here.error.code);
  const { frames } = await decode(picture, { looks: 'stored' });
  expect(frames).toHaveLength(1);
  expect(frames[0]!.pdq).toEqual(pdqOf(here.value));
  const asked = await decode(picture, { looks: 'asked' });
  expect(asked.frames[0]!.looks.length).toBeGreaterThan(frames[0]!.looks.length);
});

test('each of the eight ways to lie is turned upright exactly once', async () => {
  const upright = await scene().png().toBuffer();
  // What undoes each: turned first, then mirrored (EXIF 2.32, 4.6.4 A, Orientation).
  const lying: readonly (readonly [orientation: number, made: Sharp])[] = [
    [1, sharp(upright)],
    [2, sharp(upright).flop()],
    [3, sharp(upright).rotate(180)],
    [4, sharp(upright).flip()],
    [5, sharp(await sharp(upright).rotate(90).toBuffer()).flop()],
    [6, sharp(upright).rotate(270)],
    [7, sharp(await sharp(upright).rotate(270).toBuffer()).flop()],
    [8, sharp(upright).rotate(90)],
  ];
  for (const [orientation, made] of lying) {
    const picture = await made
      .withMetadata({ orientation })
      .jpeg({ quality: 98, chromaSubsampling: '4:4:4' })
      .toBuffer();
    const told = await decode(picture, { rendition: true });
    expect([told.width, told.height, told.wasTurned], String(orientation)).toEqual([160, 120, orientation > 1]);
    expect(await apart(told.rendition!.bytes, upright), String(orientation)).toBeLessThan(4);
    const again = await decode(told.rendition!.bytes, { rendition: true });
    expect(again.wasTurned, String(orientation)).toBe(false);
    expect(await apart(again.rendition!.bytes, upright), String(orientation)).toBeLessThan(4);
  }
  expect(await apart(await sharp(upright).rotate(180).toBuffer(), upright)).toBeGreaterThan(20);
});

test('CMYK, 16 bits, grey and see-through pictures become plain RGB on white', async () => {
  const cmyk = await scene().toColourspace('cmyk').jpeg({ quality: 98 }).toBuffer();
  expect((await sharp(cmyk).metadata()).channels).toBe(4);
  const deep = await scene().toColourspace('rgb16').png().toBuffer();
  expect((await sharp(deep).metadata()).depth).toBe('ushort');
  const plain = await scene().png().toBuffer();
  for (const picture of [cmyk, deep]) {
    const shown = await shownOf(picture);
    // Ink has fewer colours than light.
    expect(await apart(shown, plain)).toBeLessThan(30);
    expect(await sharp(shown).metadata()).toMatchObject({ space: 'srgb', channels: 3, depth: 'uchar' });
  }
  const grey = await scene().toColourspace('b-w').png().toBuffer();
  expect((await sharp(grey).metadata()).channels).toBe(1);
  expect((await decode(grey, { looks: 'stored' })).frames).toHaveLength(1);
  const nothing = sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
  const { rendition } = await decode(await nothing.png().toBuffer(), { rendition: true });
  const shown = await sharp(rendition!.bytes).raw().toBuffer({ resolveWithObject: true });
  expect([shown.info.channels, shown.data.every((level) => level === 255)]).toEqual([3, true]);
});

test('of a moving picture the first frame is shown, and it is known by three more', async () => {
  const frames = await Promise.all(
    [0, 60, 120, 180, 240, 300, 30, 90].map((hue) =>
      scene()
        .modulate({ hue })
        .flop(hue > 100)
        .png()
        .toBuffer(),
    ),
  );
  for (const kind of ['gif', 'webp'] as const) {
    const moving = await sharp(frames, { join: { animated: true } })
      .toFormat(kind)
      .toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(8);
    const told = await decode(moving, { looks: 'stored', rendition: true });
    expect([told.height, told.frames.length]).toEqual([120, 4]);
    expect((await sharp(told.rendition!.bytes).metadata()).pages ?? 1).toBe(1);
    expect(await apart(told.rendition!.bytes, frames[0]!)).toBeLessThan(6);
    expect(new Set(told.frames.map(({ pdq }) => pdq.hash.join())).size).toBe(4);
  }
});

test('a single pixel is decoded and says nothing; a large picture is shown smaller', async () => {
  const dot = await decode(await scene(1, 1).png().toBuffer(), { looks: 'asked', rendition: true });
  expect([dot.width, dot.height, dot.frames[0]!.pdq.quality, dot.frames[0]!.looks]).toEqual([1, 1, 0, []]);
  const large = await decode(await scene(5000, 3000).jpeg().toBuffer(), { rendition: true });
  expect([large.width, large.height]).toEqual([5000, 3000]);
  expect(large.rendition!.width * large.rendition!.height).toBeLessThanOrEqual(12_100_000);
});

test('what is none, broken or cut off is refused by its reason', async () => {
  const whole = await scene().jpeg().toBuffer();
  expect(await refusal(Buffer.from('chỉ là chữ'))).toBe('picture-kind');
  expect(await refusal(new Uint8Array())).toBe('picture-kind');
  expect(await refusal(await scene().tiff().toBuffer())).toBe('picture-kind');
  expect(await refusal(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'))).toBe('picture-heic');
  expect(await refusal(Buffer.from('\0\0\0\x18ftypmif1\0\0\0\0heicmif1', 'latin1'))).toBe('picture-heic');
  expect(await refusal(whole.subarray(0, whole.length / 2))).toBe('picture-damaged');
  expect(await refusal((await scene().png().toBuffer()).subarray(0, 5_000))).toBe('picture-damaged');
  expect(await refusal(new Uint8Array(10 * 1024 * 1024 + 1))).toBe('picture-too-large');
  const wide = await sharp({ create: { width: 7000, height: 6000, channels: 3, background: '#333' } })
    .png()
    .toBuffer();
  expect(await refusal(wide)).toBe('picture-too-large');
});

test('a picture that a decoder would have to hold whole is refused by its header alone', async () => {
  const heavy = await sharp({ create: { width: 6000, height: 6000, channels: 4, background: '#333a' } })
    .toColourspace('rgb16')
    .png({ progressive: true, compressionLevel: 1 })
    .toBuffer();
  const began = performance.now();
  expect(await refusal(heavy)).toBe('picture-too-heavy');
  expect(decoder.pids()).toHaveLength(1);
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('a process that takes too long or too much memory ends, and the next picture finds a new one', async () => {
  const picture = await scene().png().toBuffer();
  for (const limit of [{ taskMs: 1 }, { memory: 1 }]) {
    const strict = decoderOfPictures(limit);
    expect(await refusal(picture, strict)).toBe('picture-too-heavy');
    expect(strict.pids()).toEqual([]);
    await strict.close();
  }
});

test('one that was killed costs the picture it was at, and no other', async () => {
  const picture = await scene(2500, 2500).jpeg().toBuffer();
  await decode(picture);
  const [pid] = decoder.pids();
  const [hit, next] = [decoder.decode(picture, { looks: 'asked' }), decoder.decode(picture, { looks: 'stored' })];
  process.kill(pid!, 'SIGKILL');
  expect(await hit).toMatchObject({ ok: false, error: { code: 'picture-damaged' } });
  expect(await next).toMatchObject({ ok: true, value: { width: 2500 } });
  expect(decoder.pids()).not.toContain(pid);
});

test('two processes decode two pictures at once, and end when there are no more', async () => {
  const two = decoderOfPictures({ size: 2, idleMs: 1 });
  const picture = await scene(1200, 1200).png().toBuffer();
  const both = [two.decode(picture, { looks: 'asked' }), two.decode(picture, { looks: 'asked' })];
  await vi.waitFor(() => expect(two.pids()).toHaveLength(2), patience);
  for (const one of await Promise.all(both)) expect(one.ok).toBe(true);
  await vi.waitFor(() => expect(two.pids()).toEqual([]), patience);
  await two.close();
  expect(await refusal(picture, two)).toBe('picture-busy');
});

test('a program that cannot start makes decoding unavailable', async () => {
  const broken = decoderOfPictures({ program: join(import.meta.dirname, 'nothing-here.js') });
  expect(await refusal(await scene().png().toBuffer(), broken)).toBe('picture-unavailable');
});

test('memory that a decoder takes outside of the heap counts too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-decode-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const program = join(folder, 'greedy.mjs');
  writeFileSync(
    program,
    `const held = [];
    process.on('message', () => { setInterval(() => held.push(Buffer.alloc(8 * 1024 * 1024, 1)), 1); });
    process.send({ kind: 'ready' });`,
  );
  const greedy = decoderOfPictures({ program, memory: 200 * 1024 * 1024 });
  expect(await refusal(await scene().png().toBuffer(), greedy)).toBe('picture-too-heavy');
  await greedy.close();
});

test('what a picture will take is asked for before it is taken, and a small one asks for nothing', async () => {
  const asked: number[] = [];
  const askRoom = async (bytes: number): Promise<void> => void asked.push(Math.round(bytes / 1_000_000));
  const saw = async (picture: Buffer, rendition: boolean) =>
    (await seePicture({ picture, wanted: { rendition } }, askRoom)).ok;
  expect(await saw(await scene(600, 400).jpeg().toBuffer(), false)).toBe(true);
  expect(asked).toEqual([]);
  const large = await scene(3000, 2000).jpeg().toBuffer();
  const passes = await scene(3000, 2000).jpeg({ progressive: true }).toBuffer();
  for (const [picture, rendition] of [
    [large, false],
    [large, true],
    [passes, true],
  ] as const)
    expect(await saw(picture, rendition)).toBe(true);
  // Six million pixels of three bytes; with them an encoder, or the decoder's coefficients, whichever is more.
  expect(asked).toEqual([18, 68, 68]);
});
