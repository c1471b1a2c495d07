// Hostile files through the door where a picture is asked about: each gets an honest refusal, none takes the memory, and a good
// picture is read right after it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { residentOf } from '../../src/outside/child/resident.ts';
import { decoderOfPictures } from '../../src/outside/decode/index.ts';
import { readerOfPictures } from '../../src/outside/ocr/index.ts';
import { testServer } from '../in-memory/server.ts';
import { memoryWorld } from '../in-memory/world.ts';
import { hostilePictures } from './hostile-pictures.ts';

const reader = readerOfPictures();
const decoder = decoderOfPictures();
afterAll(() => Promise.all([reader.close(), decoder.close()]));
const { server } = testServer({ world: { ...memoryWorld(), ocr: reader } });

const most = 512 * 1024 * 1024;
const claim = readFileSync(join(import.meta.dirname, '../vectors/pictures/claim.png'));

const send = (bytes: Uint8Array, to = 'pictures', type = 'image/png'): Promise<Response> | Response =>
  server.fetch(
    new Request(`http://x.example/api/v1/${to}`, {
      method: 'POST',
      body: Buffer.from(bytes),
      headers: { 'content-type': type },
    }),
  );

/** Does the work, and tells the most that any of these processes held meanwhile. */
const weighed = async <T>(pids: () => readonly (number | undefined)[], work: () => Promise<T>) => {
  let held = 0;
  const look = setInterval(() => {
    for (const pid of pids()) if (pid !== undefined) held = Math.max(held, residentOf(pid) ?? 0);
  }, 20);
  try {
    return { done: await work(), held };
  } finally {
    clearInterval(look);
  }
};

test('ASVS 5.2.6: every hostile file gets 413 or 422 with a reason, and a good picture is read after them', {
  timeout: 600_000,
}, async () => {
  const files = await hostilePictures();
  expect(files.length).toBeGreaterThanOrEqual(30);
  expect(new Set(files.map(([name]) => name)).size).toBe(files.length);
  const told: Record<string, string> = {};
  for (const [name, bytes] of files) {
    expect(bytes.length, name).toBeLessThanOrEqual(10 * 1024 * 1024);
    const { done: answer, held } = await weighed(
      () => reader.pids(),
      async () => send(bytes),
    );
    const problem = (await answer.json()) as { code: string; title: string; detail: string };
    told[name] = `${answer.status} ${problem.code}`;
    expect([413, 422], `${name}: ${told[name]}`).toContain(answer.status);
    expect(problem.title.length * problem.detail.length, name).toBeGreaterThan(0);
    expect(held, `${name} held ${Math.round(held / 1e6)} MB`).toBeLessThan(most);
  }
  const good = await send(claim);
  expect([good.status, ((await good.json()) as { text: string }).text]).toEqual([
    200,
    'Uống nước chanh nóng mỗi ngày chữa khỏi ung thư',
  ]);
});

test('bytes of no kind that is read are refused alike by both doors, with the kinds that are; another type unread', async () => {
  const none = ['chỉ là chữ', '', '%PDF-1.7', 'II\x2a\0\x08\0\0\0', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'];
  for (const to of ['pictures', 'picture-tips']) {
    for (const said of none) {
      const answer = await send(Buffer.from(said, 'latin1'), to);
      const problem = (await answer.json()) as { code: string; detail: string };
      expect([to, said, answer.status, problem.code]).toEqual([to, said, 422, 'picture-not-readable']);
      for (const kind of ['JPEG', 'PNG', 'WebP', 'GIF', 'AVIF']) expect(problem.detail).toContain(kind);
    }
    for (const type of ['application/json', 'text/plain', 'image/tiff']) {
      const answer = await send(claim, to, type);
      expect([to, type, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        ...[to, type, 415, 'unsupported-media-type'],
      ]);
    }
  }
});

test('what decodes pictures refuses or decodes each, and goes on', { timeout: 600_000 }, async () => {
  const refusals = new Set([
    'picture-kind',
    'picture-heic',
    'picture-damaged',
    'picture-too-large',
    'picture-too-heavy',
  ]);
  for (const [name, bytes] of await hostilePictures()) {
    const { done, held } = await weighed(decoder.pids, () =>
      decoder.decode(bytes, { looks: 'asked', rendition: true }),
    );
    if (!done.ok) expect(refusals, `${name}: ${done.error.code}`).toContain(done.error.code);
    else expect(done.value.rendition!.bytes.length, name).toBeLessThan(10 * 1024 * 1024);
    expect(held, `${name} held ${Math.round(held / 1e6)} MB`).toBeLessThan(most);
  }
  expect(await decoder.decode(claim, { looks: 'asked' })).toMatchObject({ ok: true });
});
