// A file that is no picture, given where a picture is asked for: what the front page says of it.
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSite } from './site.ts';

const site = await openSite();
afterAll(() => site.close());

/** For a picture to be looked at by people: a folder, or none. */
const pictures = process.env.NO_PICTURE_PICTURES;
const files = [
  { name: 'trang.html', mimeType: 'text/html', buffer: Buffer.from('<p>Uống nước chanh</p>') },
  {
    name: 'hinh.svg',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><text y="20">Uống nước chanh</text></svg>'),
  },
  { name: 'rong.png', mimeType: 'image/png', buffer: Buffer.alloc(0) },
  { name: 'cut.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') },
];
const words = { vi: 'Tệp này không phải ảnh đọc được', en: 'This file is not a picture we can read' } as const;

test.each(['vi', 'en'] as const)('a file that is no picture is said to be none, in %s', async (lang) => {
  const { page, context } = await site.open(lang);
  for (const file of files) {
    await page.goto(`/${lang}`);
    await page.locator('[data-picture] input[type=file]').setInputFiles(file);
    const said = page.locator('[data-status]');
    await page.waitForFunction(
      () => document.querySelector('[data-status]')?.textContent && !document.querySelector('[data-status] progress'),
    );
    expect([file.name, await said.innerText()]).toEqual([file.name, expect.stringContaining(words[lang])]);
    expect(await page.locator('#ask-text').inputValue()).toBe('');
  }
  await page.goto(`/${lang}`);
  for (const how of ['drop', 'paste'] as const) {
    await page.locator('[data-status]').evaluate((said) => said.replaceChildren());
    await page.evaluate((by) => {
      const files = new DataTransfer();
      files.items.add(new File(['%PDF-1.7'], 'thong-bao.pdf', { type: 'application/pdf' }));
      const field = document.querySelector('#ask-text');
      const given = { bubbles: true, cancelable: true };
      field?.dispatchEvent(
        by === 'drop'
          ? new DragEvent('drop', { ...given, dataTransfer: files })
          : new ClipboardEvent('paste', { ...given, clipboardData: files }),
      );
    }, how);
    expect([how, await page.locator('[data-status][role=status]').innerText()]).toEqual([
      how,
      expect.stringContaining(words[lang]),
    ]);
  }
  if (pictures !== undefined)
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: join(pictures, `no-picture-${lang}-${width}.png`) });
    }
  await context.close();
});
