// Asking with a video: one picture of each second is compared, what enough of them show is offered, and nothing of the video is kept.
// The program that takes the pictures out is a stand-in with the command line of ffmpeg.
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { publish, remember } from '../../src/desk/index.ts';
import { keepSamplePictures, readSample } from '../../src/main/sample.ts';
import { stillsBy } from '../../src/outside/video/index.ts';
import { deskServer } from '../desk/desk-server.ts';
import { illegible, readsIn } from '../in-memory/reads.ts';
import { testServer } from '../in-memory/server.ts';

const demo = join(import.meta.dirname, '../../demo');
const shark = await sharp(await readFile(join(demo, 'pictures/ca-map.webp')))
  .jpeg()
  .toBuffer();
const pit = await sharp(await readFile(join(demo, 'pictures/bo-xuong.webp')))
  .jpeg()
  .toBuffer();
const noise = await sharp({
  create: {
    width: 320,
    height: 240,
    channels: 3,
    noise: { type: 'gaussian', mean: 120, sigma: 40 },
    background: '#000',
  },
})
  .jpeg()
  .toBuffer();
const mp4 = (...frames: readonly Buffer[]) =>
  Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'), ...frames]);

const opened = async (on: boolean) => {
  const ocr = readsIn(illegible(0));
  const { world, database } = await deskServer({}, undefined, ocr);
  const pictures = await keepSamplePictures({ ...world, ocr }, demo);
  const checks = (await readSample(demo, world.newId))
    .filter(({ slug }) => pictures.has(slug))
    .map((check) => ({ ...check, pictures: pictures.get(check.slug)! }));
  expect((await publish(world, checks)).refused).toEqual([]);
  await remember(world);
  const folder = mkdtempSync(join(tmpdir(), 'sangto-asked-video-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'ffmpeg');
  writeFileSync(
    program,
    `#!${process.execPath}
const args = process.argv.slice(2);
process.stdout.write(require('node:fs').readFileSync(args[args.indexOf('-i') + 1].slice(5)).subarray(24));`,
  );
  chmodSync(program, 0o755);
  const place = join(folder, 'videos');
  const more = on ? { stills: stillsBy(program, place) } : {};
  const { server } = testServer({
    world: {
      ...world,
      ocr,
      fetch: async () => ({ ok: false, error: { code: 'fetch-failed' } }),
      pages: { head: async () => undefined },
      ...more,
    },
  });
  const ask = (bytes: Uint8Array) =>
    server.fetch(
      new Request('http://x.example/api/v1/picture-tips', {
        method: 'POST',
        headers: { 'content-type': 'video/mp4' },
        body: Uint8Array.from(bytes),
      }),
      '203.0.113.5',
    );
  const form = async (bytes: Uint8Array) => {
    const body = new FormData();
    body.set('file', new Blob([Uint8Array.from(bytes)], { type: 'video/mp4' }), 'a.mp4');
    return server.fetch(new Request('http://x.example/en/ask', { method: 'POST', body }), '203.0.113.5');
  };
  const front = async () => (await server.fetch(new Request('http://x.example/en'), '203.0.113.5')).text();
  return { world, database, ask, form, front, place };
};

test('a video that shows a known picture in a fifth of its seconds is offered its check, never as the answer, and is gone', async () => {
  const { ask, database, place } = await opened(true);
  const reply = await ask(mp4(noise, shark, shark, noise, noise));
  expect(reply.status, await reply.clone().text()).toBe(201);
  const told = await reply.json();
  expect(told).toMatchObject({ outcome: 'perhaps', picture: { frames: 5, likenesses: 1 } });
  expect(JSON.stringify(told)).toContain('anh-ca-map-tren-pho-ngap');
  expect(readdirSync(place)).toEqual([]);
  // What is kept for the team while it waits is one of its pictures, which says nothing of where it comes from.
  expect(await database.all(sql`select says from tip_pictures`)).toEqual([{ says: null }]);
  const once = await (await ask(mp4(noise, pit, noise, noise, noise, noise, noise))).json();
  expect(once).toMatchObject({ outcome: 'new', picture: { frames: 7, likenesses: 0 } });
});

test('the form without script takes a video, and the page says how many of its pictures were compared', async () => {
  const { form, front } = await opened(true);
  expect(await front()).toContain('accept="image/*,video/mp4,video/webm"');
  const page = await (await form(mp4(shark, shark, shark))).text();
  expect(page).toContain('3 pictures of the video, one of each second, were compared.');
  expect(page).toContain('/en/checks/anh-ca-map-tren-pho-ngap');
});

test('where no program opens videos the page says so before and after, and nothing is stored', async () => {
  const { ask, form, front, database } = await opened(false);
  expect(await front()).toContain('This server cannot look at videos; send a screenshot of one.');
  const refused = await ask(mp4(shark));
  expect([refused.status, await refused.json()]).toEqual([422, expect.objectContaining({ code: 'video-off' })]);
  const page = await form(mp4(shark));
  expect([page.status, await page.text()]).toEqual([422, expect.stringContaining('Videos cannot be looked at here')]);
  expect(await database.all(sql`select from tips`)).toEqual([]);
});
