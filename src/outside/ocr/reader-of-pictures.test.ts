import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, expect, test, vi } from 'vitest';
import { type PictureReader, readerOfPictures } from './index.ts';

const patience = { timeout: 10_000 };
const reader = readerOfPictures({ size: 1, remembered: 0 });
afterAll(() => reader.close());

const onlyPid = (by: PictureReader): number | undefined => by.pids()[0];

const vector = (name: string): Buffer =>
  readFileSync(join(import.meta.dirname, '../../../test/vectors/pictures', name));
const claim = vector('claim.png');
const claimText = 'Uống nước chanh nóng mỗi ngày chữa khỏi ung thư';

const read = async (picture: Uint8Array, by = reader): Promise<string> => {
  const reading = await by.read(picture);
  return reading.ok ? reading.value.text : reading.error.code;
};

/** Characters wrong of characters there are: the edit distance over the length of the truth. */
const wrong = (got: string, truth: string): number => {
  let row = Array.from({ length: truth.length + 1 }, (_, j) => j);
  for (let i = 1; i <= got.length; i++) {
    const next = [i];
    for (let j = 1; j <= truth.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (got[i - 1] === truth[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[truth.length]! / truth.length;
};

const chat = [
  'Bộ Y tế vừa thông báo: từ ngày 1/12 uống nước chanh nóng mỗi ngày chữa khỏi ung thư. Ai chưa biết thì chia sẻ cho người thân ngay nhé.',
  'Nguồn: bác sĩ ở Hà Nội',
  'Thật mà, cô đọc trên mạng đó',
].join('\n');

const names = ['Gia đình nội', 'Cô Hạnh'];

test.each(['chat-light.png', 'chat-dark.png'])(
  'the messages of a screenshot are read, and no name: %s',
  async (name) => {
    const reading = await reader.read(vector(name));
    if (!reading.ok) throw new Error(reading.error.code);
    expect(wrong(reading.value.text, chat)).toBeLessThanOrEqual(0.02);
    for (const named of names) expect(reading.value.text).not.toContain(named);
    expect(reading.value.confidence).toBeGreaterThan(0.8);
    expect(reading.value.confidence).toBeLessThanOrEqual(1);
  },
);

test('Vietnamese and English are read in one picture, small letters too', async () => {
  const truth =
    'Nước trong chai nhựa để trong xe nóng có sinh ra chất độc dioxin hay không?\nBottled water left in a hot car is said to turn into poison within one day.';
  const picture = vector('two-languages.png');
  expect(wrong(await read(picture), truth)).toBeLessThanOrEqual(0.05);
  expect(wrong(await read(await sharp(picture).resize(360).png().toBuffer()), truth)).toBeLessThanOrEqual(0.05);
});

test('a picture that says it lies on its side is turned once', async () => {
  const lying = await sharp(claim).rotate(270).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer();
  expect((await sharp(lying).metadata()).orientation).toBe(6);
  expect(await read(lying)).toBe(claimText);
});

test('WebP, AVIF, the first frame of a moving GIF and letters on nothing are read', async () => {
  const { width, height } = await sharp(claim).metadata();
  const frames = await sharp([claim, await sharp(claim).negate({ alpha: false }).png().toBuffer()], {
    join: { animated: true },
  })
    .gif()
    .toBuffer();
  expect((await sharp(frames).metadata()).pages).toBe(2);
  const ink = await sharp(claim).toColourspace('b-w').negate().raw().toBuffer();
  const onNothing = await sharp({ create: { width, height, channels: 3, background: '#000' } })
    .joinChannel(ink, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
  expect((await sharp(onNothing).metadata()).hasAlpha).toBe(true);
  for (const picture of [
    await sharp(claim).webp({ quality: 90 }).toBuffer(),
    await sharp(claim).avif({ effort: 0 }).toBuffer(),
    frames,
    onNothing,
  ])
    expect(await read(picture)).toBe(claimText);
});

test('what is no picture, or only the beginning of one, is refused', async () => {
  expect(await read(Buffer.from('chỉ là chữ, đặt tên là anh.png'))).toBe('ocr-not-an-image');
  expect(await read(new Uint8Array())).toBe('ocr-not-an-image');
  expect(await read(await sharp(claim).tiff().toBuffer())).toBe('ocr-not-an-image');
  expect(await read(claim.subarray(0, claim.length / 2))).toBe('ocr-not-an-image');
  expect(await read((await sharp(claim).jpeg().toBuffer()).subarray(0, 3_000))).toBe('ocr-not-an-image');
  expect(await read(claim.subarray(0, 20))).toBe('ocr-not-an-image');
});

test('ASVS 5.2.6: a small file that claims four thousand million pixels costs nothing', async () => {
  expect(await read(pngOf(64_250, 64_250))).toBe('ocr-too-large');
  expect(await read(new Uint8Array(10 * 1024 * 1024 + 1))).toBe('ocr-too-large');
});

const pngOf = (width: number, height: number): Buffer => {
  const chunk = (kind: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc32(body), body.length + 4);
    return framed;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(99))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
};

test('a picture without words has no text', async () => {
  const plain = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#4a7' } })
      .png()
      .toBuffer();
  expect(await read(await plain(1, 1))).toBe('ocr-no-text');
  expect(await read(await plain(300, 200))).toBe('ocr-no-text');
});

test('a reading process that was killed is replaced', async () => {
  await read(claim);
  const pid = onlyPid(reader)!;
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(onlyPid(reader)).toBeUndefined(), patience);
  expect(await read(claim)).toBe(claimText);
  expect(onlyPid(reader)).not.toBe(pid);
});

const exists = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('the reading process is gone when nobody needs it, and comes back', async () => {
  const brief = readerOfPictures({ size: 1, remembered: 0, idleMs: 1 });
  expect(onlyPid(brief)).toBeUndefined();
  expect(await read(claim, brief)).toBe(claimText);
  const pid = onlyPid(brief);
  await vi.waitFor(() => expect(onlyPid(brief)).toBeUndefined(), patience);
  if (pid !== undefined) await vi.waitFor(() => expect(exists(pid)).toBe(false), patience);
  expect(await read(claim, brief)).toBe(claimText);
  await brief.close();
  expect(onlyPid(brief)).toBeUndefined();
  expect(await read(claim, brief)).toBe('ocr-busy');
});

test('a picture that takes too long or too much memory ends the process, not the wait', async () => {
  for (const limit of [{ taskMs: 1 }, { memory: 1 }]) {
    const strict = readerOfPictures({ ...limit, size: 1 });
    expect(await read(claim, strict)).toBe('ocr-no-text');
    expect(onlyPid(strict)).toBeUndefined();
  }
});

test('the same picture is read once, and forgotten when the reader goes', async () => {
  const remembering = readerOfPictures({ size: 1 });
  expect(await read(claim, remembering)).toBe(claimText);
  const pid = onlyPid(remembering)!;
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(onlyPid(remembering)).toBeUndefined(), patience);
  expect(await read(Buffer.from(claim), remembering)).toBe(claimText);
  expect(onlyPid(remembering)).toBeUndefined();
  await remembering.close();
  expect(await read(claim, remembering)).toBe('ocr-busy');
});

test('two pictures are read at once where there are two readers, and a chat is drawn without its people', async () => {
  const two = readerOfPictures({ size: 2, remembered: 0 });
  expect(await Promise.all([read(claim, two), read(claim, two)])).toEqual([claimText, claimText]);
  expect(two.pids()).toHaveLength(2);
  const picture = vector('chat-dark.png');
  const reading = await two.read(picture);
  if (!reading.ok) throw new Error(reading.error.code);
  const blurred = await two.blurPeople(picture, reading.value);
  if (!blurred.ok) throw new Error(blurred.error.code);
  expect((await sharp(blurred.value).metadata()).format).toBe('webp');
  expect(await two.blurPeople(Buffer.from('chỉ là chữ'), reading.value)).toMatchObject({
    error: { code: 'ocr-not-an-image' },
  });
  await two.close();
});

test('more pictures than can wait are told so', async () => {
  const full = readerOfPictures({ size: 1, remembered: 0, waiting: 1 });
  const answers = await Promise.all([read(claim, full), read(claim, full), read(claim, full)]);
  expect(answers).toEqual([claimText, claimText, 'ocr-busy']);
  await full.close();
});

test('a reading process that cannot start makes reading unavailable', async () => {
  const broken = readerOfPictures({ program: join(import.meta.dirname, 'nothing-here.js') });
  expect(await read(claim, broken)).toBe('ocr-unavailable');
  expect(await read(claim, broken)).toBe('ocr-unavailable');
});

test('the reading process has nothing of our environment, and may not write or start anything', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-ocr-'));
  const program = join(folder, 'told.mjs');
  writeFileSync(
    program,
    `import { writeFileSync } from 'node:fs';
    import { spawnSync } from 'node:child_process';
    const code = (work) => { try { work(); return 'done'; } catch (error) { return error.code; } };
    process.on('message', () => {
      const text = [
        Object.keys(process.env).filter((name) => !/^(SYSTEM|MALLOC_)/i.test(name)).length,
        code(() => writeFileSync(new URL('written', import.meta.url), 'x')),
        code(() => spawnSync(process.execPath, ['--version'])),
      ].join(' ');
      process.send({ kind: 'answer', answer: { ok: true, value: { text, confidence: 1 } } });
    });`,
  );
  const told = readerOfPictures({ program });
  try {
    expect(await read(claim, told)).toBe('0 ERR_ACCESS_DENIED ERR_ACCESS_DENIED');
  } finally {
    await told.close();
    rmSync(folder, { recursive: true });
  }
});
