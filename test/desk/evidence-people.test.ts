// A picture laid beside evidence is kept without whoever a chat names or shows, by every door.
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Ocr } from '../../src/desk/world.ts';
import { illegible, paint, readsIn } from '../in-memory/reads.ts';
import { makeCase } from './a-case.ts';
import { deskServer } from './desk-server.ts';

const face = { left: 10, top: 20, width: 30, height: 30 };
const chat = await sharp({ create: { width: 200, height: 300, channels: 3, background: '#dde' } })
  .png()
  .toBuffer();
const given = {
  ...{ kind: 'call', title: 'Gọi', publisher: 'Sở', stance: 'refutes', interest: 'independent' },
  shows: { vi: 'Không.' },
};

/** `reads`: what the reader of pictures finds in each. */
const begin = async (reads: Ocr) => {
  const desk = await deskServer({}, undefined, reads);
  const { number } = await makeCase(desk.database);
  const api = `/api/v1/desk/cases/${number}`;
  const lay = async (bytes: Buffer, name: string) => {
    const added = await desk.as(desk.team.checker, 'POST', `${api}/evidence`, given);
    const { id } = (await added.json()) as { id: string };
    return desk.server.fetch(
      new Request(`http://x.example${api}/evidence/${id}/file?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        body: new Uint8Array(bytes),
        headers: {
          'x-test-member': desk.team.checker.id,
          origin: 'https://sangto.example',
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/octet-stream',
        },
      }),
    );
  };
  const named = () =>
    desk.database.all<{ file: string; name: string }>(
      sql`select file, file_name as name from case_evidence where file is not null`,
    );
  return { desk, lay, named };
};

test('of a screenshot of a chat only the drawing is kept in which its people cannot be made out', async () => {
  const { desk, lay, named } = await begin(readsIn(illegible(0, [face])));
  expect((await lay(chat, 'nhóm.lớp 3B.png')).status).toBe(201);
  const [{ file, name } = { file: '', name: '' }] = await named();
  expect(name).toBe('nhóm.lớp 3B.webp');
  const kept = Buffer.from((await desk.world.files.get(file)) ?? []);
  const { data, info } = await sharp(kept).raw().toBuffer({ resolveWithObject: true });
  const at = ((face.top + 5) * info.width + face.left + 5) * info.channels;
  const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
  expect([red > 240, green < 15, blue > 240]).toEqual([paint.r === 255, paint.g === 0, paint.b === 255]);
  // Nothing of it lies anywhere as it came.
  expect(await desk.world.files.get(createHash('sha256').update(chat).digest('hex'))).toBeUndefined();
});

test('where nobody could look for people just now, the picture is not kept, and it says to try again', async () => {
  const { lay, named } = await begin(readsIn({ ok: false, error: { code: 'ocr-busy' } }));
  const refused = await lay(chat, 'a.png');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10']);
  expect(await refused.json()).toMatchObject({ code: 'picture-busy', field: 'file' });
  expect(await named()).toEqual([]);
});

test('what shows nobody, and what is no picture, is kept to the letter', async () => {
  const { desk, lay, named } = await begin(readsIn(illegible(0)));
  for (const [bytes, name] of [
    [chat, 'a.png'],
    [Buffer.from('%PDF-1.7 xin chào'), 'a.pdf'],
  ] as const) {
    expect((await lay(bytes, name)).status).toBe(201);
    const kept = (await named()).find((one) => one.name === name);
    expect(Buffer.from((await desk.world.files.get(kept?.file ?? '')) ?? [])).toEqual(bytes);
  }
});
