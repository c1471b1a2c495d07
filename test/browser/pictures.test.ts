// Asking with pictures as people do: a screenshot of words, a known picture that somebody edited, a meme, and nothing at all.
// The edited copies are made here from the drawings of the sample.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import type { UiLang } from '../../src/base/lang.ts';
import { lemon } from './sample.ts';
import { openSite } from './site.ts';

const site = await openSite();
afterAll(() => site.close());

/** For pages to be looked at by people: a folder, or none. */
const looked = process.env.ASKED_PICTURES;
const shark = await readFile(join(import.meta.dirname, '../../demo/pictures/ca-map.webp'));
const langs = ['vi', 'en'] as const;

const letters = (text: string, width: number, height: number, more: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Be Vietnam Pro, DejaVu Sans, sans-serif">${more}${text}</svg>`,
  );

/** A chat with one message in it, wrapped as a telephone does. */
const screenshot = (message: string): Promise<Buffer> => {
  const lines: string[] = [];
  for (const word of message.split(' '))
    if (lines.length > 0 && `${lines.at(-1)} ${word}`.length <= 34) lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  const text = lines.map((line, n) => `<text x="48" y="${96 + n * 46}" font-size="32">${line}</text>`).join('');
  const height = 150 + lines.length * 46;
  const bubble = `<rect width="720" height="${height}" fill="#eef1f4"/><rect x="24" y="40" width="660" height="${height - 80}" rx="24" fill="#fff"/>`;
  return sharp(letters(text, 720, height, bubble))
    .png()
    .toBuffer();
};

/** Cut on all sides, mirrored, and with a bar of words below. */
const edited = async (): Promise<Buffer> => {
  const cut = await sharp(shark).extract({ left: 22, top: 14, width: 596, height: 446 }).flop().png().toBuffer();
  const bar = letters(
    '<text x="20" y="50" font-size="30" font-weight="bold">CHIA SẺ NGAY, bão sắp vào!</text>',
    596,
    76,
    '',
  );
  return sharp(cut)
    .extend({ bottom: 76, background: '#fff' })
    .composite([{ input: bar, left: 0, top: 446 }])
    .jpeg({ quality: 75 })
    .toBuffer();
};

/** Bent, outlined letters across a scene that nobody has checked. */
const meme = (): Promise<Buffer> => {
  const shapes = Array.from(
    { length: 60 },
    (_, n) =>
      `<circle cx="${(n * 173) % 700}" cy="${(n * 97) % 520}" r="${14 + ((n * 31) % 60)}" fill="hsl(${(n * 47) % 360},60%,${30 + ((n * 13) % 40)}%)"/>`,
  ).join('');
  const words = ['KHI MÀY TIN', 'MỌI THỨ TRÊN MẠNG']
    .map(
      (line, n) =>
        `<text x="30" y="${120 + n * 300}" font-size="66" font-weight="bold" fill="#ff8" stroke="#c30" stroke-width="7" transform="rotate(${n ? -9 : 8} 350 260)">${line}</text>`,
    )
    .join('');
  return sharp(letters(words, 700, 520, shapes))
    .jpeg({ quality: 35 })
    .toBuffer();
};

const blank = () =>
  sharp({ create: { width: 600, height: 400, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();

/** Picks the picture, waits until it was read, and asks. */
const ask = async (page: Page, lang: UiLang, buffer: Buffer): Promise<string> => {
  await page.goto(`/${lang}`);
  await page.locator('[data-picture] input').setInputFiles({ name: 'anh.png', mimeType: 'image/png', buffer });
  await page.waitForFunction(
    () => document.querySelector('[data-status]')?.textContent && !document.querySelector('[data-status] progress'),
  );
  await page.locator('form.ask button[type=submit]').click();
  await page.locator('.answer-head, #ask-problem').first().waitFor();
  return page.locator('main').innerText();
};

/** The colour in the corner of the marked picture, and how many white pixels are left where the first words are marked. */
const markedPixels = () => {
  const figure = document.querySelector<HTMLElement>('.picture-marked');
  const canvas = figure?.querySelector('canvas');
  const [left, top, wide, high] = (JSON.parse(figure?.dataset.marks ?? '[]') as number[][])[0] ?? [];
  const pen = canvas?.getContext('2d');
  if (!canvas || !pen || left === undefined || top === undefined || wide === undefined || high === undefined)
    return null;
  const { width, height } = canvas;
  const { data } = pen.getImageData(0, 0, width, height);
  const blueAt = (x: number, y: number) => data[(y * width + x) * 4 + 2] ?? 0;
  let white = 0;
  for (let y = Math.round(top * height); y < Math.round((top + high) * height); y++)
    for (let x = Math.round(left * width); x < Math.round((left + wide) * width); x++) if (blueAt(x, y) > 240) white++;
  return { white, corner: [...data.slice(0, 4)] };
};

const look = async (page: Page, name: string, lang: UiLang): Promise<void> => {
  if (looked === undefined) return;
  for (const [width, colorScheme] of [
    [360, 'light'],
    [1280, 'light'],
    [360, 'dark'],
    [1280, 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(looked, `${name}-${lang}-${width}-${colorScheme}.png`), fullPage: true });
  }
};

test.each(langs)('a screenshot of a message is answered by its words, which can be put right, in %s', async (lang) => {
  const { page, context, complaints } = await site.open(lang);
  const text = await ask(page, lang, await screenshot(lemon.versions[lang].claim));
  expect(text).toContain({ vi: 'Điều này đã được kiểm chứng', en: 'This has been checked' }[lang]);
  expect(await page.locator(`main a[href="/${lang}/checks/${lemon.slug}"]`).count()).toBeGreaterThan(0);
  expect(await page.locator('#picture-text').inputValue()).toContain(lemon.versions[lang].claim.split(' ')[0]);
  const marked = page.locator('.picture-marked canvas');
  await marked.waitFor({ state: 'visible' });
  expect(await marked.getAttribute('aria-label')).toContain({ vi: 'đánh dấu', en: 'Marked' }[lang]);
  expect(await page.evaluate(markedPixels)).toEqual({ white: 0, corner: [237, 241, 244, 255] });
  await look(page, 'screenshot', lang);
  expect(complaints).toEqual([]);
  await context.close();
});

test.each(langs)(
  'a cropped, mirrored and captioned copy of a known picture is offered with both side by side, in %s',
  async (lang) => {
    const { page, context, complaints } = await site.open(lang);
    const text = await ask(page, lang, await edited());
    expect(await page.locator('main a[href$="/checks/anh-ca-map-tren-pho-ngap"]').count()).toBeGreaterThan(0);
    for (const told of {
      vi: [
        'bị lật ngược như soi gương',
        'có thêm khung, dải hoặc lề chung quanh',
        'Theo bài kiểm chứng',
        'Ảnh giống, nhưng',
      ],
      en: [
        'it is mirrored',
        'a frame, a bar or an edge was added around it',
        'According to the check',
        'The picture is alike, but',
      ],
    }[lang])
      expect(text).toContain(told);
    const canvas = page.locator('[data-asked-picture] canvas').first();
    await canvas.waitFor({ state: 'visible' });
    expect(await canvas.evaluate((one: HTMLCanvasElement) => [one.width, one.height])).toEqual([596, 522]);
    expect(
      await page
        .locator('.picture img')
        .first()
        .evaluate((one: HTMLImageElement) => one.naturalWidth),
    ).toBe(640);
    await look(page, 'edited', lang);
    expect(complaints).toEqual([]);
    await context.close();
  },
);

test.each(langs)('a meme whose words nobody can make out is asked on, and told so, in %s', async (lang) => {
  const { page, context, complaints } = await site.open(lang);
  const text = await ask(page, lang, await meme());
  expect(text).toContain({ vi: 'Chúng tôi không nhận ra ảnh này', en: 'We do not recognise it' }[lang]);
  expect(text).toMatch(
    {
      vi: /Trong ảnh có chữ nhưng chúng tôi đọc không ra|Chúng tôi không thấy chữ trong ảnh/,
      en: /There are words in it that we cannot make out|We see no words in it/,
    }[lang],
  );
  expect(text).toContain({ vi: 'ảnh không đọc được chữ', en: 'a picture without legible words' }[lang]);
  expect(await page.locator('.next a.button-strong').getAttribute('href')).toMatch(/\/tickets\//);
  await look(page, 'meme', lang);
  // That no words could be read is an answer of its own, which the browser tells as a failed load.
  expect(complaints.filter((said) => !said.includes('status of 422'))).toEqual([]);
  await context.close();
});

test.each(langs)('a blank picture is said to be blank, and nothing is asked, in %s', async (lang) => {
  const { page, context } = await site.open(lang);
  const text = await ask(page, lang, await blank());
  expect(text).toContain({ vi: 'Ảnh này trống', en: 'This picture is blank' }[lang]);
  await look(page, 'blank', lang);
  await context.close();
});

test('without a script the form sends the picture, and only ours is shown', async () => {
  const { page, context, complaints } = await site.open('vi', { javaScriptEnabled: false });
  await page.goto('/vi');
  await page.locator('[data-picture] input').setInputFiles({ name: 'a.webp', mimeType: 'image/webp', buffer: shark });
  await page.locator('form.ask button[type=submit]').click();
  await page.locator('.answer-head').waitFor();
  expect(await page.locator('main').innerText()).toContain('Điều này đã được kiểm chứng');
  expect(await page.locator('[data-asked-picture]').isVisible()).toBe(false);
  expect(complaints).toEqual([]);
  await context.close();
});

test('a picture that was chosen can be left out again', async () => {
  const { page, context } = await site.open('en');
  await page.goto('/en');
  const input = page.locator('[data-picture] input');
  await input.setInputFiles({ name: 'a.webp', mimeType: 'image/webp', buffer: shark });
  await page.locator('[data-without]').click();
  expect(await input.evaluate((one: HTMLInputElement) => one.files?.length)).toBe(0);
  expect(await page.locator('[data-shown]').isVisible()).toBe(false);
  await context.close();
});

test.each(langs)('the answer with two pictures, and the check with its own, pass axe, in %s', async (lang) => {
  const { page, context } = await site.open(lang);
  await ask(page, lang, await edited());
  await page.locator('[data-asked-picture] canvas').first().waitFor({ state: 'visible' });
  const faults = async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id);
  expect(await faults()).toEqual([]);
  await page.goto(`/${lang}/checks/anh-ca-map-tren-pho-ngap`);
  await page.locator('.pictures img').scrollIntoViewIfNeeded();
  expect(await page.locator('.pictures img').getAttribute('alt')).toMatch(
    { vi: /^Hình vẽ: con cá mập/, en: /^A drawing: a grey shark/ }[lang],
  );
  expect(await faults()).toEqual([]);
  await look(page, 'check', lang);
  await context.close();
});
