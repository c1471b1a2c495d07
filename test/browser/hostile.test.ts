// Text made to do harm, sent wherever text can be sent, and every page it comes out on.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { tempFolder } from '../faults/shared/instance.ts';
import { ask, claimReview, importFile, signIn } from './doing.ts';
import { lemon, sample } from './sample.ts';
import { openSite } from './site.ts';

const payloads = [
  '<script>alert(1)</script><x-probe>',
  '"><img src=x onerror=alert(1)><x-probe>',
  "' onmouseover='alert(1)' autofocus onfocus='alert(1)' x='",
  '</script><script>alert(1)</script><x-probe>',
  '</title></head></textarea></style><svg onload=alert(1)><x-probe>',
  '&lt;img src=x onerror=alert(1)&gt;&lt;x-probe&gt;',
  '&amp;lt;iframe srcdoc="&amp;lt;script&amp;gt;alert(1)"&amp;gt;',
  '<!--<script>alert(1)//-->]]><x-probe>',
  'javascript:alert(1) data:text/html,<script>alert(1)</script>',
  '[bấm](javascript:alert(1)) ![x](x"onerror="alert(1)) <details open ontoggle=alert(1)><x-probe>',
  '{{7*7}} <%= 7*7 %> #{7*7} {{constructor.constructor("alert(1)")()}}',
  '=HYPERLINK("http://evil.example","bấm") @SUM(1+1)*cmd|\' /C calc\'!A0',
  '\u202Egnp.exe\u202C\u2066 đảo chiều \u2069\u0001\u001B[31m',
] as const;

// The organisation's own name and words are the operator's to choose, and come out in places nothing else does.
const config = await tempFolder();
const configFile = join(config.folder, 'sangto.config.json');
const loud = `Tòa soạn ${payloads[1]} ${payloads[3]} ]]>`;
await writeFile(
  configFile,
  JSON.stringify({
    organisation: {
      name: loud,
      licence: loud,
      contact: `javascript:alert(1) ${payloads[0]}`,
      statements: { about: { vi: payloads.slice(0, 12).join('\n\n'), en: payloads.slice(0, 12).join('\n\n') } },
    },
  }),
);
const site = await openSite({ SANGTO_CONFIG: configFile });
afterAll(async () => {
  await site.close();
  await config.remove();
});

/** Everything on the page that our own pages never hold. */
const foreign = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const wrong = [
      ...document.querySelectorAll(
        'x-probe, iframe, object, embed, base, img, audio, video, template, style, [srcdoc], script:not([src]):not([type="application/ld+json"])',
      ),
      ...[...document.querySelectorAll('*')].filter(
        (e) =>
          [...e.attributes].some((a) => /^on|^style$|^autofocus$/.test(a.name)) ||
          ['href', 'action', 'src', 'formaction'].some((a) =>
            /^\s*(javascript|data|vbscript):/i.test(e.getAttribute(a) ?? ''),
          ),
      ),
    ].map((e) => e.outerHTML.slice(0, 300));
    for (const { textContent } of document.querySelectorAll('script[type="application/ld+json"]'))
      try {
        JSON.parse(textContent ?? '');
      } catch {
        wrong.push(`no JSON: ${textContent}`);
      }
    // What somebody typed stands in their own field as they typed it.
    for (const field of document.querySelectorAll('textarea, input')) field.remove();
    if (/[\u202A-\u202E\u2066-\u2069]/.test(document.documentElement.textContent ?? ''))
      wrong.push('turns the writing around');
    return wrong;
  });

const opened = await site.open('vi', { reducedMotion: 'reduce' });
await signIn(site, opened.context);
const { page, complaints } = opened;
const found: string[] = [];
const look = async (where: string, open: () => Promise<unknown>): Promise<void> => {
  await open();
  for (const one of await foreign(page)) found.push(`${where}: ${one}`);
};
const nothingFound = () => {
  expect(found.splice(0)).toEqual([]);
  expect(complaints.splice(0)).toEqual([]);
};

test('asked as a message, it comes back as the letters it is made of', { timeout: 120_000 }, async () => {
  for (const payload of payloads) {
    const text = `${lemon.versions.vi.claim}\nChuyện lạ chưa ai kể ở bản Nà Sằm ${payload}`;
    await look(`answer to ${payload}`, () => ask(page, 'vi', text));
    const ticket = page.locator('.next a.button-strong');
    await look(`ticket of ${payload}`, () => Promise.all([page.waitForURL('**/tickets/*'), ticket.click()]));
    await look(`field holding ${payload}`, () => page.goto(`/vi?text=${encodeURIComponent(payload)}`));
    await look(`search for ${payload}`, () => page.goto(`/en/checks?q=${encodeURIComponent(payload)}`));
    await look(`address ${payload}`, () => page.goto(`/vi/${encodeURIComponent(payload)}`));
  }
  await ask(page, 'vi', `Bản Nà Sằm có ${payloads[0]}`);
  expect(await page.locator('.message-text').first().innerText()).toContain(payloads[0]);
  nothingFound();
});

test('ASVS 1.2.1: imported in every field of a fact-check, it stays text on every page', {
  timeout: 120_000,
}, async () => {
  const items = payloads.map((payload, i) => ({
    ...claimReview({
      claim: `Nghe nói ${payload} ở chợ ${i}`,
      title: `Không có chuyện ${payload} số ${i}`,
      url: `https://xau-${i}.example/bai?x="><x-probe>`,
      rating: `Sai ${payload}`,
      publisher: `Báo ${i} ${payload}`,
    }),
    description: `Tóm tắt ${payload}`,
    reviewBody: `Thân bài ${payload}`,
    sdLicense: `Giấy phép ${payload}`,
    inLanguage: 'vi',
    itemReviewed: {
      '@type': 'Claim',
      author: { '@type': 'Organization', name: `Bộ ${payload}`, jobTitle: payload, sameAs: `javascript:alert(${i})` },
      appearance: [
        { '@type': 'CreativeWork', url: 'javascript:alert(1)' },
        { '@type': 'CreativeWork', url: `https://noi-${i}.example/"><x-probe>` },
      ],
    },
  }));
  const bad = payloads.flatMap((payload, i) => [
    { ...claimReview({ claim: `Điều ${i}`, url: 'https://xau.example', rating: 'Sai' }), url: payload },
    { '@type': 'ClaimReview', claimReviewed: payload },
  ]);
  const run = await importFile(page, '<img src=x onerror=alert(1)>.json', JSON.stringify([...items, ...bad]));
  await look('operator', () => page.goto('/operator'));
  await look('run', () => page.goto(run));
  const addresses = new Set<string>();
  let next: string | null = '/vi/checks?source=others';
  while (next !== null) {
    const path: string = next;
    await look(path, () => page.goto(path));
    for (const link of await page.locator('.item-title a').all())
      addresses.add((await link.getAttribute('href')) ?? '');
    const more = page.locator('.more a');
    next = (await more.count()) > 0 ? await more.getAttribute('href') : null;
  }
  expect(addresses.size).toBeGreaterThanOrEqual(payloads.length);
  for (const path of addresses) await look(path, () => page.goto(path));
  for (const payload of payloads)
    await look(`answer from ${payload}`, () => ask(page, 'vi', `Nghe nói ${payload} ở chợ`));
  await page.goto('/vi/checks?source=others');
  expect(await page.locator('main').innerText()).toContain('{{7*7}}');
  nothingFound();
});

test('chosen as the name of the house, it stays text on its pages, in its data and in its feeds', async () => {
  const own = sample.slice(0, 3).map((check) => `/vi/checks/${check.slug}`);
  for (const path of ['/vi', '/en/about', '/vi/privacy', '/api', '/vi/topics', ...own])
    await look(path, () => page.goto(path));
  expect(await page.locator('script[type="application/ld+json"]').count()).toBe(1);
  const broken = await page.evaluate(async () => {
    const wrong: string[] = [];
    for (const path of ['/vi/feed.xml', '/en/feed.xml', '/sitemap.xml']) {
      const parsed = new DOMParser().parseFromString(await (await fetch(path)).text(), 'application/xml');
      if (parsed.querySelector('parsererror, x-probe, script, img'))
        wrong.push(`${path}: ${parsed.documentElement.textContent?.slice(0, 300)}`);
      if (parsed.querySelectorAll('entry, url, sitemap').length === 0) wrong.push(`${path} is empty`);
    }
    JSON.parse(await (await fetch('/manifest.webmanifest')).text());
    return wrong;
  });
  expect(broken).toEqual([]);
  nothingFound();
});

test('a foreign element would be noticed', async () => {
  const other = await site.open();
  await other.page.setContent(payloads.slice(0, 5).join(''));
  expect((await foreign(other.page)).length).toBeGreaterThan(3);
  expect(other.complaints.join()).toContain('a dialog says 1');
  await other.context.close();
});
