// "Verify in my browser", in a real one: what fits is told step by step, and what was tampered with is seen where it is.
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { VerifyLog } from '../../src/web/pages/verify-log.tsx';
import { viewOf } from '../../src/web/pages/view.ts';
import { shell } from '../in-memory/hostile-pages.ts';
import { vkey, witnessKey } from '../tlog/a-log.ts';
import { entry, leavesTo, pageText, salt, servedLog, title } from '../tlog/a-proof.ts';
import { proofServer } from '../tlog/proof-server.ts';
import { openBrowser } from './open-browser.ts';
import { watch } from './watch.ts';

const browser = await openBrowser();
afterAll(() => browser.close());

type Lang = 'vi' | 'en';

const bodyOf = (index: number, lang: Lang, change: { readonly entry?: string; readonly proof?: string } = {}): string =>
  `<h1>${title}</h1>${renderToString(
    h(VerifyLog, {
      view: viewOf(shell({ lang })),
      leaf: { entry: change.entry ?? entry, index },
      proof: change.proof ?? '/log/proof/c1',
      page: '/log/proof/c1.json',
      vkeys: [vkey],
      witnesses: [witnessKey],
      heading: 'h1',
    }),
  )}`;

const open = async (size: number, index: number, lang: Lang = 'vi', options: BrowserContextOptions = {}) => {
  const served = { files: await servedLog(leavesTo(size, index), index), body: bodyOf(index, lang) };
  const site = await proofServer(served, lang);
  onTestFinished(() => site.close());
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  const complaints = await watch(context, site.address);
  const page = await context.newPage();
  await page.goto(site.address);
  return { ...site, page, context, complaints };
};

/** Presses the button and waits for the end; the outcome, the sentence, and each step's. */
const verify = async (page: Page) => {
  await page.locator('.verify button').click();
  const place = page.locator('.verify[data-outcome]:not([data-outcome=""])');
  await place.waitFor();
  return {
    outcome: await place.getAttribute('data-outcome'),
    status: await page.locator('.verify-status').innerText(),
    steps: await page
      .locator('.verify-steps li')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.outcome)),
    words: await page.locator('.verify-steps').innerText(),
  };
};

test.each([
  [1, 0],
  [256, 255],
  [1000, 700],
])('a page whose leaf stands in a log of %i fits in all steps, by files of this site alone', async (size, index) => {
  const { page, asked, complaints } = await open(size, index);
  const said = await verify(page);
  expect([said.outcome, said.steps]).toEqual(['fits', Array.from({ length: 7 }, () => 'fits').with(5, 'noted')]);
  for (const words of [
    `Mục số ${index}`,
    'log.example/a',
    'witness.example',
    'Lần đầu trình duyệt này xem nhật ký',
    'kết luận: Không đúng',
  ])
    expect(said.words).toContain(words);
  expect(said.status).toMatch(/^Khớp\. Đã xem 7 bước trong [\d,]+ giây\.$/);
  expect(asked.every((path) => /^\/log\/(checkpoint|proof\/c1(\.json)?|tile\/\d\/\S+)$/.test(path))).toBe(true);
  const again = await verify(page);
  expect(again.steps).toEqual(Array.from({ length: 7 }, () => 'fits'));
  expect(complaints).toEqual([]);
});

test('in English it says the same, by keyboard too, and nothing on the page is out of reach', async () => {
  const { page, served } = await open(1000, 700, 'en', { viewport: { width: 360, height: 800 }, colorScheme: 'dark' });
  // The heading is the one of the language.
  served.body = bodyOf(700, 'en').replace(title, 'Hot lemon water cures cancer');
  await page.reload();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.verify[data-outcome=fits]').waitFor();
  expect(await page.locator('.verify-status').innerText()).toMatch(/^It fits\. 7 steps/);
  expect(await page.locator('.verify button').innerText()).toBe('Verify again');
  const axe = new AxeBuilder({ page }).setLegacyMode(true).include('.verify');
  const { violations } = await axe.analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wide).toBe(false);
});

const bent = (bytes: Uint8Array | undefined, at: number): Uint8Array => {
  const copy = Uint8Array.from(bytes ?? []);
  copy[at] = (copy[at] as number) ^ 1;
  return copy;
};

test('an operator who edits a verdict, a leaf, a tile or the past is seen at the step that it spoils', async () => {
  const site = await open(1000, 700);
  const { page, served } = site;
  expect((await verify(page)).outcome).toBe('fits');
  const whole = served.files;
  const json = (text: string) => new TextEncoder().encode(JSON.stringify({ page: text, salt }));
  const lied = entry.replace('check-published', 'check-corrected');
  const grown = await servedLog(leavesTo(1300, 700), 700);
  const proof = whole.get('proof/c1') as Uint8Array;
  const anew = await servedLog(leavesTo(1300, 700, 'lie'), 700);
  const changes: readonly (readonly [string, ReadonlyMap<string, Uint8Array>, string, string])[] = [
    [
      'the verdict of the page',
      new Map([...whole, ['proof/c1.json', json(pageText.replace('false', 'true'))]]),
      entry,
      'Lời trên trang này',
    ],
    ['the leaf', whole, lied, 'Đường tới gốc'],
    [
      'the signed checkpoint',
      new Map([...whole, ['checkpoint', bent(whole.get('checkpoint'), 30)]]),
      entry,
      'Mốc mới nhất',
    ],
    [
      'a tile',
      new Map([...grown, ['proof/c1', proof], ['tile/0/005.p/20', bent(grown.get('tile/0/005.p/20'), 9)]]),
      entry,
      'Mốc mới nhất',
    ],
    ['the past, all of it, signed', anew, entry, 'So với lần trước'],
  ];
  for (const [what, files, leaf, step] of changes) {
    served.files = files;
    served.body = bodyOf(700, 'vi', { entry: leaf });
    await page.goto(site.address);
    const said = await verify(page);
    expect([what, said.outcome, said.steps.at(-1)]).toEqual([what, 'differs', 'differs']);
    expect(said.status, what).toContain(`Không khớp ở bước “${step}”`);
  }
  served.files = new Map([...grown, ['proof/c1', proof]]);
  served.body = bodyOf(700, 'vi');
  await page.goto(site.address);
  const grew = await verify(page);
  expect([grew.outcome, grew.words.includes('Lần trước trình duyệt này thấy 1.000 mục. Nay có 1.300')]).toEqual([
    'fits',
    true,
  ]);
});

test('a page that was open while its check was corrected says so, and loads the new one at the press of a button', async () => {
  const { page, served } = await open(256, 7);
  const corrected = entry.replace('check-published', 'check-corrected');
  served.files = await servedLog(leavesTo(300, 7).with(290, new TextEncoder().encode(corrected)), 290);
  served.body = bodyOf(290, 'vi', { entry: corrected });
  const said = await verify(page);
  expect([said.outcome, said.steps]).toEqual(['newer', ['fits', 'noted']]);
  expect(said.status).toBe('Bài này đã được sửa trong lúc bạn xem. Hãy tải lại trang rồi kiểm tra bản mới.');
  expect(said.words).toContain('mục số 290');
  await Promise.all([
    page.waitForEvent('load'),
    page.getByRole('button', { name: 'Tải lại trang', exact: true }).click(),
  ]);
  const anew = await verify(page);
  expect([anew.outcome, await page.locator('[data-load-anew]').count()]).toEqual(['fits', 0]);
});

test('a heading that is not the one that was logged is seen', async () => {
  const { page } = await open(256, 7);
  await page.evaluate(() => {
    const heading = document.querySelector('h1');
    if (heading) heading.textContent = 'Nước chanh chữa được ung thư thật';
  });
  const said = await verify(page);
  expect([said.outcome, said.words.includes('Tiêu đề bạn đang đọc')]).toEqual(['differs', true]);
});

test('a browser without Ed25519 says what it cannot do, and does not call that fitting', async () => {
  const { page, context, address } = await open(256, 7);
  await context.addInitScript(() => {
    crypto.subtle.importKey = () => Promise.reject(new DOMException('no', 'NotSupportedError'));
  });
  await page.goto(address);
  const said = await verify(page);
  expect([said.outcome, said.steps]).toEqual(['partly', ['fits', 'fits', 'noted', 'fits', 'noted', 'fits']]);
  expect(said.status).toContain('chưa biết ai đã ký');
});

test('a log that is away, or a page that wants files from elsewhere, is told and judged neither way', async () => {
  const { page, served, address, complaints } = await open(256, 7);
  served.files = new Map();
  const away = await verify(page);
  expect([away.outcome, away.status]).toEqual(['away', expect.stringContaining('Không tải được')]);
  served.body = bodyOf(7, 'vi', { proof: 'https://elsewhere.example/proof' });
  served.files = await servedLog(leavesTo(256, 7), 7);
  await page.goto(address);
  const strange = await verify(page);
  expect([strange.outcome, strange.status]).toEqual(['away', expect.stringContaining('elsewhere.example')]);
  expect(complaints.filter((one) => one.includes('asks'))).toEqual([]);
});

test('without script there is no button, and the way without one is there', async () => {
  const { page } = await open(1, 0, 'vi', { javaScriptEnabled: false });
  expect(await page.locator('.verify button').isVisible()).toBe(false);
  expect(await page.locator('.verify .address').innerText()).toContain('sangto log verify');
});
