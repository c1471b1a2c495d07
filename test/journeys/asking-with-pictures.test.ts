// Asking with a picture through the plain form and the API: what it shows, what is written in it, and honest words for the rest.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import type { Check } from '../../src/core/check.ts';
import type { KnownPicture } from '../../src/core/picture.ts';
import { readSample } from '../../src/main/sample.ts';
import { illegible, legibleAs, readsIn } from '../in-memory/reads.ts';
import { testServer } from '../in-memory/server.ts';
import { type MemoryWorld, memoryWorld } from '../in-memory/world.ts';

const demo = join(import.meta.dirname, '../../demo');
const drawing = (name: string) => readFile(join(demo, `pictures/${name}.webp`));
const shark = await drawing('ca-map');
const sample = await readSample(demo, () => '00000000-0000-4000-8000-000000000001' as Id);
const sharkCheck = sample.find(({ slug }) => slug === 'anh-ca-map-tren-pho-ngap')!;

type Read = Awaited<ReturnType<MemoryWorld['ocr']['read']>>;
const wordless = illegible(0);
const says = legibleAs;

/** A world that knows the drawing of the shark, and reads in pictures whatever it is told. */
const withShark = async (read: Read = wordless, known: Partial<KnownPicture> = {}, check: Check = sharkCheck) => {
  const world = { ...memoryWorld(), ocr: readsIn(read) };
  world.add(check);
  const drawn = await world.sight.draw(shark);
  if (!drawn.ok) throw new Error(drawn.error.code);
  const { bytes: _shown, ...looks } = drawn.value;
  const picture: KnownPicture = {
    ...{ ...looks, file: 'a'.repeat(64), kind: 'first-seen', letters: 0, words: null },
    ...{ alt: { vi: 'Cá mập giữa phố', en: 'A shark in a street' }, seenUrl: 'https://example.org/ca', seenOn: null },
    ...known,
  };
  world.sight.put(check.id, [picture]);
  const { server, ask } = testServer({}, world);
  const form = (picture: Uint8Array, text = '', lang = 'vi') => {
    const body = new FormData();
    body.set('text', text);
    body.set('file', new Blob([Uint8Array.from(picture)]), 'picture');
    return server.fetch(new Request(`http://anything.example/${lang}/ask`, { method: 'POST', body }), '203.0.113.9');
  };
  return { world, ask, server, form };
};

const jpeg = (change: (from: Sharp) => Sharp = (from) => from) => change(sharp(shark)).jpeg({ quality: 70 }).toBuffer();

test('a photograph without words that is the whole known one is answered by its check, with the picture beside', async () => {
  const { form, world } = await withShark();
  const page = await (await form(await jpeg())).text();
  expect(page).toContain('Điều này đã được kiểm chứng');
  expect(page).toContain(`/pictures/${'a'.repeat(64)}.webp`);
  expect(page).toContain('Hai ảnh như nhau');
  expect(page).toContain('>example.org</a>');
  expect(page).toContain('Chúng tôi nhận ra ảnh này');
  expect(page).not.toContain('Ảnh giống một ảnh đã kiểm chứng');
  // Answered at once, nothing of it is kept, and the page says so.
  expect(page).toContain('Không có bản nào của ảnh được giữ lại');
  expect(page).not.toContain('nhiều nhất 90 ngày');
  expect(world.tipsHeld()[0]).toMatchObject({ text: '⟦picture⟧', outcome: 'known' });
  expect(world.tipsHeld()[0]!.claims[0]!.answers).toEqual([
    { check: sharkCheck.id, words: [], picture: { file: 'a'.repeat(64), differs: [] } },
  ]);
});

test('a cropped, mirrored copy with a caption may be it, and what is different is told in words', async () => {
  const { form, world } = await withShark(says('KHẨN: chia sẻ ngay cho mọi người cùng biết'));
  const cut = await jpeg((from) => from.extract({ left: 30, top: 20, width: 580, height: 440 }));
  const edited = await sharp(await sharp(cut).flop().toBuffer())
    .extend({ bottom: 80, background: '#fff' })
    .jpeg()
    .toBuffer();
  const page = await (await form(edited, '', 'en')).text();
  expect(page).toContain('it is mirrored');
  expect(page).toContain('a frame, a bar or an edge was added around it');
  expect(page).toContain('words were added');
  expect(page).toContain('The picture is alike, but');
  expect(page).toContain('It is like a picture that was checked, but may not be the same.');
  expect(page).not.toContain('We recognise it');
  expect(page).toContain('A copy is kept for those who check it until your question is decided, 90 days at most.');
  expect(page).not.toContain('No copy of it was kept');
  expect(page).not.toContain('Only your own device');
  expect(world.tipsHeld()[0]).toMatchObject({ outcome: 'perhaps' });
});

test('words in the known picture must agree before the picture may answer, and then still only may', async () => {
  const words = 'Cá mập bơi giữa đường phố Nha Trang sau cơn bão số 9 tối qua';
  const known = { words, letters: 48 };
  const other = await withShark(says('Giá xăng dầu ngày mai sẽ tăng thêm năm nghìn đồng một lít'), known);
  await other.form(await jpeg());
  expect(other.world.tipsHeld()[0]).toMatchObject({ outcome: 'new' });
  const unread = await withShark(wordless, known);
  await unread.form(await jpeg());
  expect(unread.world.tipsHeld()[0]).toMatchObject({ outcome: 'new' });
  const same = await withShark(says(words), known);
  await same.form(await jpeg());
  expect(same.world.tipsHeld()[0]).toMatchObject({ outcome: 'perhaps' });
});

test('the words in a picture are answered like a message, and can be put right', async () => {
  const { claim } = sharkCheck.texts.vi!;
  const { form, world } = await withShark(says(claim));
  const grey = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#ddd' } })
    .png()
    .toBuffer();
  const page = await (await form(grey)).text();
  expect(page).toContain('Điều này đã được kiểm chứng');
  expect(page).toMatch(new RegExp(`<textarea id="picture-text"[^>]*>${claim}</textarea>`));
  expect(page).toContain('Chúng tôi không nhận ra ảnh này');
  expect(world.tipsHeld()[0]).toMatchObject({ text: claim, outcome: 'known' });
});

test('what somebody types beside a picture is the question, whatever was read in it', async () => {
  const { form, world } = await withShark(says('chữ đọc sai hết cả'));
  await form(await jpeg(), 'Ảnh này chụp ở Nha Trang phải không?');
  expect(world.tipsHeld()[0]).toMatchObject({ text: 'Ảnh này chụp ở Nha Trang phải không?' });
});

test.each([
  { is: 'blank', words: 'Ảnh này trống', status: 422, make: () => blank('#fff') },
  {
    is: 'none',
    words: 'Tệp này không đọc được như một bức ảnh',
    status: 422,
    make: async () => Buffer.from('<p>x</p>'),
  },
  {
    is: 'cut off',
    words: 'Tệp này không đọc được như một bức ảnh',
    status: 422,
    make: async () => (await jpeg()).subarray(0, 900),
  },
])('a picture that is $is comes back with what to do, and nothing is kept', async ({ words, status, make }) => {
  const { form, world } = await withShark();
  const reply = await form(await make());
  expect(reply.status).toBe(status);
  expect(await reply.text()).toContain(words);
  expect(world.tipsHeld()).toEqual([]);
});

const blank = (background: string) =>
  sharp({ create: { width: 400, height: 300, channels: 3, background } })
    .png()
    .toBuffer();

test.each([
  {
    read: illegible(40),
    words: 'Trong ảnh có chữ nhưng chúng tôi đọc không ra',
    kept: 'Một bản của ảnh được giữ cho người kiểm chứng',
  },
  {
    read: wordless,
    words: 'Chúng tôi không thấy chữ trong ảnh',
    kept: 'Một bản của ảnh được giữ cho người kiểm chứng',
  },
  {
    read: { ok: false, error: { code: 'ocr-busy' } } as const,
    words: 'Lúc này ở đây không đọc được chữ trong ảnh',
    kept: 'Không có bản nào của ảnh được giữ lại',
  },
])(
  'of a picture nobody knows it is said what could not be read, and what is kept: $words',
  async ({ read, words, kept }) => {
    const { form, world } = await withShark(read);
    const page = await (await form(await drawing('cay-mi'))).text();
    expect(page).toContain('Điều này chưa có ai kiểm chứng ở đây');
    expect(page).toContain(words);
    expect(page).toContain('Chúng tôi không nhận ra ảnh này');
    expect(page).toContain('<span class="hidden-part" lang="vi">ảnh không đọc được chữ</span>');
    expect(page).not.toContain('ảnh không có chữ');
    expect(page).toContain(kept);
    expect(world.tipsHeld()[0]).toMatchObject({ text: '⟦picture⟧', outcome: 'new' });
  },
);

test('where words may be that nobody could read, a picture answers nothing by itself', async () => {
  const { form, world } = await withShark({ ok: false, error: { code: 'ocr-busy' } });
  await form(await jpeg());
  expect(world.tipsHeld()[0]).toMatchObject({ outcome: 'perhaps' });
});

test('a check that may not answer is only offered by its picture, too', async () => {
  const { form, world } = await withShark(wordless, {}, { ...sharkCheck, reviewBy: '2026-10-01' as Check['reviewBy'] });
  await form(await jpeg());
  expect(world.tipsHeld()[0]).toMatchObject({ outcome: 'perhaps' });
});

test('the shareable answer shows the earlier picture, and never the asked one', async () => {
  const { form, server, world } = await withShark();
  const page = await (await form(await jpeg())).text();
  const path = /data-address="([^"]+)"/.exec(page)?.[1] ?? '';
  const shared = await (await server.fetch(new Request(`http://anything.example${path}`))).text();
  expect(shared).toContain(`/pictures/${'a'.repeat(64)}.webp`);
  expect(shared).not.toContain('data-asked-picture');
  world.sight.put(sharkCheck.id, []);
  const later = await (await server.fetch(new Request(`http://anything.example${path}`))).text();
  expect(later).not.toContain('/pictures/');
});

test('by API a picture is asked with in one request, and the same key gives the same reply', async () => {
  const { server } = await withShark();
  const body = Uint8Array.from(await jpeg((from) => from.flop()));
  const send = () =>
    server.fetch(
      new Request('http://anything.example/api/v1/picture-tips', {
        method: 'POST',
        body,
        headers: { 'content-type': 'image/jpeg', 'idempotency-key': 'one' },
      }),
    );
  const reply = await send();
  expect(reply.status).toBe(201);
  const told = await reply.json();
  expect(told).toMatchObject({
    outcome: 'perhaps',
    picture: { reading: 'wordless', text: null, likenesses: 1, kept: true },
    claims: [{ answers: [{ check: { slug: sharkCheck.slug }, picture: { differs: ['mirrored'] } }] }],
  });
  expect(await (await send()).json()).toEqual(told);
});

test('each bubble of a chat is asked by itself, in one question with one ticket', async () => {
  const { claim } = sharkCheck.texts.vi!;
  const other = 'Từ thứ hai tuần sau cả tỉnh sẽ cúp điện ba tuần liền. Ai cũng phải mua sẵn nến và gạo.';
  const people = [{ left: 0, top: 0, width: 400, height: 20 }];
  const bubbles = { text: `${claim}\n${other}`, messages: [claim, other], confidence: 0.9, lines: [], people };
  const grey = await sharp({ create: { width: 400, height: 600, channels: 3, background: '#ddd' } })
    .png()
    .toBuffer();
  const { form, world } = await withShark({ ok: true, value: bubbles });
  const page = await (await form(grey)).text();
  const [tip, ...more] = world.tipsHeld();
  expect(more).toEqual([]);
  expect(tip!.claims.map(({ outcome }) => outcome)).toEqual(['known', 'new']);
  expect(new Set([...page.matchAll(/\/vi\/tickets\/[0-9a-f]{32}/g)].map(([path]) => path)).size).toBe(1);
  // A page with script reads first, and sends what it read along.
  const along = await withShark({ ok: true, value: bubbles });
  await along.form(grey, bubbles.text.replaceAll('\n', '\r\n'));
  expect(along.world.tipsHeld()[0]!.claims).toHaveLength(2);
  const typed = await withShark({ ok: true, value: bubbles });
  await typed.form(grey, other);
  expect(typed.world.tipsHeld()[0]!.claims).toHaveLength(1);
});

/** A moving picture of a drawing that nobody knows and then of the shark. */
const moving = async (): Promise<Buffer> => {
  const { width, height } = await sharp(shark).metadata();
  const other = await sharp(await drawing('cay-mi'))
    .resize(width, height, { fit: 'fill' })
    .png()
    .toBuffer();
  return sharp([other, await sharp(shark).png().toBuffer()], { join: { animated: true } })
    .gif()
    .toBuffer();
};

test('a GIF whose second frame is a known picture is offered its check, and never answered by that frame alone', async () => {
  const { form, world } = await withShark();
  const gif = await moving();
  expect((await sharp(gif).metadata()).pages).toBe(2);
  const page = await (await form(gif)).text();
  expect(page).toContain(`/pictures/${'a'.repeat(64)}.webp`);
  expect(world.tipsHeld()[0]).toMatchObject({ outcome: 'perhaps' });
  expect(world.tipsHeld()[0]!.claims[0]!.answers).toMatchObject([{ check: sharkCheck.id }]);
});

test('of a known GIF every frame is found', async () => {
  const { world } = await withShark();
  const drawn = await world.sight.draw(await moving());
  if (!drawn.ok) throw new Error(drawn.error.code);
  const { bytes: _shown, ...looks } = drawn.value;
  const told = { kind: 'first-seen', letters: 0, words: null, alt: {}, seenUrl: null, seenOn: null } as const;
  world.sight.put(sharkCheck.id, [{ ...looks, ...told, file: 'b'.repeat(64) }]);
  for (const frame of [shark, await drawing('cay-mi')]) {
    const seen = await world.sight.look(frame);
    expect(seen).toMatchObject({ value: { found: [{ id: { check: sharkCheck.id } }] } });
  }
});

test('only the pictures of published checks are shown to anybody', async () => {
  const { server } = await withShark();
  for (const name of [`${'b'.repeat(64)}.webp`, '../secret', `${'a'.repeat(64)}`])
    expect((await server.fetch(new Request(`http://anything.example/pictures/${name}`))).status).toBe(404);
});

test('what a phone shares, a picture too, stands in the field and is not asked yet', async () => {
  const share = async (read: Read, fields: Readonly<Record<string, string>>) => {
    const { server, world } = await withShark(read);
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set('file', new Blob([Uint8Array.from(await jpeg())]), 'shared.jpg');
    const reply = await server.fetch(new Request('http://anything.example/vi/share', { method: 'POST', body }));
    expect(world.tipsHeld()).toEqual([]);
    return { status: reply.status, page: await reply.text() };
  };
  const read = await share(says('Cá mập lên bờ'), { title: 'Tin nóng' });
  expect([read.status, /<textarea[^>]*>([^<]*)</.exec(read.page)?.[1]]).toEqual([200, 'Tin nóng\nCá mập lên bờ']);
  const unread = await share(wordless, {});
  expect([unread.status, unread.page]).toEqual([
    422,
    expect.stringContaining('Không đọc được chữ trong ảnh được chia sẻ'),
  ]);
});
