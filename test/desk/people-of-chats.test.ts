// A screenshot of a chat that somebody asked with: what the desk serves of it, read again with every means there is.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, expect, test, vi } from 'vitest';
import { triage } from '../../src/desk/index.ts';
import { readerOfPictures } from '../../src/outside/ocr/index.ts';
import { allSteps, readPicture } from '../../src/outside/ocr/read-picture.ts';
import { openTesseract } from '../../src/outside/ocr/tesseract.ts';
import { deskServer } from './desk-server.ts';

// Reading with both languages, twice for each picture, takes a busy machine its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const vector = (name: string) => readFile(join(import.meta.dirname, '../vectors/pictures', name));
const reader = readerOfPictures({ size: 1, taskMs: 60_000, waitMs: 60_000 });
afterAll(() => reader.close());
const recognise = await openTesseract();

/** Everything that is written in it, in bubbles or not, however unsure. */
const allIn = async (picture: Uint8Array): Promise<string> => {
  const read = await readPicture(picture, recognise, { ...allSteps, bubbles: false, gate: 0 });
  return read.ok ? read.value.text : '';
};

const names = ['Gia đình nội', 'Cô Hạnh'];
/** Where the faces are in chat-light.png, within their circles. */
const faces = [
  { left: 34, top: 30, width: 24, height: 24 },
  { left: 30, top: 125, width: 30, height: 30 },
  { left: 30, top: 445, width: 30, height: 30 },
];

const meanOf = async (picture: Uint8Array, face: (typeof faces)[number]): Promise<readonly number[]> => {
  const { channels } = await sharp(await sharp(picture).extract(face).png().toBuffer()).stats();
  return channels.slice(0, 3).map(({ mean }) => mean);
};

const doors = {
  form: (picture: Uint8Array) => {
    const body = new FormData();
    body.set('file', new Blob([Uint8Array.from(picture)]), 'chat.png');
    return new Request('http://x.example/vi/ask', { method: 'POST', body });
  },
  API: (picture: Uint8Array) =>
    new Request('http://x.example/api/v1/picture-tips', {
      method: 'POST',
      body: Uint8Array.from(picture),
      headers: { 'content-type': 'image/png' },
    }),
};

test.each(Object.entries(doors))('no name and no face of a chat reaches the desk by the %s', async (_, door) => {
  const picture = await vector('chat-light.png');
  const before = await allIn(picture);
  for (const name of names) expect(before).toContain(name);

  const { server, database, world, as, team } = await deskServer({}, undefined, reader);
  expect((await server.fetch(door(picture), '203.0.113.5')).status).toBeLessThan(300);
  const [kept, ...others] = await database.all<{ file: string }>(sql`select file from tip_pictures`);
  expect([kept, others]).toEqual([{ file: expect.any(String) }, []]);
  await triage(world);
  const served = await as(team.trainee, 'GET', `/vi/desk/pictures/${kept!.file}.webp`);
  expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/webp']);
  const shown = new Uint8Array(await served.arrayBuffer());
  expect(await sharp(shown).metadata()).toMatchObject({ width: 720, height: 640 });

  const after = await allIn(shown);
  expect(after).toContain('chia sẻ');
  for (const word of names.flatMap((name) => name.split(' '))) expect(after).not.toContain(word);
  for (const face of faces) {
    const [was, is] = [await meanOf(picture, face), await meanOf(shown, face)];
    expect(Math.max(...was.map((value, n) => Math.abs(value - (is[n] ?? value))))).toBeGreaterThan(20);
  }
});
