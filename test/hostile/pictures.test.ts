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

const send = (bytes: Uint8Array): Promise<Response> | Response =>
  server.fetch(
    new Request('http://x.example/api/v1/pictures', {
      method: 'POST',
      body: Buffer.from(bytes),
      headers: { 'content-type': 'image/png' },
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
