// Asking as people do it: in a real browser, through the real door, with script and without.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ask, claimReview, firstAnswer, importFile, signIn } from './doing.ts';
import { lemon, unheardOf } from './sample.ts';
import { openSite } from './site.ts';

const site = await openSite();
afterAll(() => site.close());

const onion = {
  claim: 'Đặt một củ hành tây trong phòng ngủ hút hết vi khuẩn trong không khí',
  url: 'https://bao-thu-nghiem.example/hanh-tay',
  rating: 'Sai',
  appearance: 'https://tin-nhanh.example/suc-khoe/hanh-tay-hut-vi-khuan',
};
const maker = await site.open();
await signIn(site, maker.context);
await importFile(maker.page, 'hanh-tay.json', JSON.stringify(claimReview(onion)));
await maker.context.close();

const messages = [
  { how: 'with its words', lang: 'vi', text: lemon.versions.vi.claim, finds: lemon.slug },
  { how: 'without diacritics', lang: 'vi', text: 'uong nuoc chanh nong moi ngay chua khoi ung thu', finds: lemon.slug },
  { how: 'with typos', lang: 'vi', text: 'Uốg nc chanh nóg mõi ngày chửa khỏi ug thư', finds: lemon.slug },
  {
    how: 'shouted, with a greeting',
    lang: 'vi',
    text: 'CẢ NHÀ ƠI!!! UỐNG NƯỚC CHANH NÓNG MỖI NGÀY CHỮA KHỎI UNG THƯ',
    finds: lemon.slug,
  },
  { how: 'in English', lang: 'en', text: lemon.versions.en.claim, finds: lemon.slug },
  {
    how: 'in English with a typo',
    lang: 'en',
    text: 'drinking hot lemmon water evry day cures cancer',
    finds: lemon.slug,
  },
  {
    how: 'with a link to where it appeared',
    lang: 'vi',
    text: `${onion.appearance}?utm_source=zalo&fbclid=abc#binh-luan`,
    finds: 'hanh-tay',
  },
] as const;

describe.each([
  { browser: 'a browser', javaScriptEnabled: true },
  { browser: 'a browser without JavaScript', javaScriptEnabled: false },
])('in $browser', ({ javaScriptEnabled }) => {
  const open = () => site.open('vi', { javaScriptEnabled, reducedMotion: 'reduce' });
  let page: Page;
  let stranger: Page;
  let complaints: readonly string[];

  beforeAll(async () => {
    const [asker, other] = [await open(), await open()];
    page = asker.page;
    stranger = other.page;
    complaints = asker.complaints;
  });
  afterEach(() => expect(complaints).toEqual([]));

  test.each(messages)('a claim asked $how gets the right check first', async ({ lang, text, finds }) => {
    await ask(page, lang, text);
    expect((await firstAnswer(page)).slug).toContain(finds);
  });

  test('the answer reads verdict, sentence, date, sources and why, before anything else', async () => {
    await ask(page, 'vi', lemon.versions.vi.claim);
    const words = await page.locator('main').innerText();
    const order = [
      'Không đúng',
      'Theo bằng chứng đến',
      'Nguồn chính',
      'Vì sao chọn bài này',
      'Đây có đúng là điều bạn hỏi',
    ];
    const places = order.map((word) => words.indexOf(word));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(await page.locator('.why mark').count()).toBeGreaterThan(5);
  });

  test.each(['vi', 'en'] as const)(
    'what nobody has checked gets a ticket in %s, which can be taken back for good',
    async (lang) => {
      await ask(page, lang, unheardOf[lang]);
      await page.locator('.next a.button-strong').click();
      await page.waitForURL(`**/${lang}/tickets/*`);
      const ticket = page.url();
      expect(await page.locator('.message-text').innerText()).toContain(unheardOf[lang]);

      await stranger.goto(ticket);
      expect(await stranger.locator('.message-text').innerText()).toContain(unheardOf[lang]);

      await page.locator('form[action$=withdraw] button').click();
      await page.locator('form[action$=withdraw]').waitFor({ state: 'detached' });
      const again = await stranger.goto(ticket);
      expect(again?.status()).toBe(410);
      for (const one of [page, stranger]) expect(await one.content()).not.toContain(unheardOf[lang]);
    },
  );

  test('the address for sharing opens for anybody and holds nothing that only the asker wrote', async () => {
    const own = ['Xíu', 'Quảng', '0912', 'hàng xóm'];
    await ask(page, 'vi', `${lemon.versions.vi.claim} Dì Xíu hàng xóm ở Quảng Vân kể vậy, số dì là 0912 345 678.`);
    const { pathname } = new URL(await page.locator('.answer-foot .address').innerText());
    expect(await page.locator('.message-text').innerText()).not.toContain('0912');

    await stranger.goto(pathname);
    expect((await firstAnswer(stranger)).slug).toBe(lemon.slug);
    const shown = await stranger.content();
    expect(own.filter((word) => shown.includes(word))).toEqual([]);
  });

  test.each([
    { answer: 'yes', thanks: 'Lần sau người khác hỏi như vậy sẽ tìm thấy nhanh hơn' },
    { answer: 'no', thanks: 'bài này không trả lời điều được hỏi' },
  ])(
    'telling whether it was meant ($answer) is thanked for, and leads back to the answer',
    async ({ answer, thanks }) => {
      await ask(page, 'vi', lemon.versions.vi.claim);
      await page.locator(`.feedback [value=${answer}]`).first().click();
      await page.waitForURL('**/feedback');
      expect(await page.locator('main').innerText()).toContain(thanks);
      await page.locator('main a[href*="/answers/"]').click();
      await page.waitForURL('**/answers/*');
      expect((await firstAnswer(page)).slug).toBe(lemon.slug);
    },
  );

  test('a message without a word comes back with the reason, and what was typed stays', async () => {
    await ask(page, 'vi', '?!');
    expect(await page.locator('#ask-problem').innerText()).toContain('Chưa có gì để kiểm chứng');
    expect(await page.locator('#ask-text').inputValue()).toBe('?!');
  });
});
