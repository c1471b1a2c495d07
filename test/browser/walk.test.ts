// One walk over every page in both languages: what it weighs, whom it asks, whether it fits, what stands in it.
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { uiLangs } from '../../src/base/lang.ts';
import { signIn } from './doing.ts';
import { prepare } from './places.ts';
import { openSite } from './site.ts';

const site = await openSite();
afterAll(() => site.close());

const scriptBytes = 20_000;
const pageBytes = 60_000;

const gzipped = new Map<string, Promise<number>>();
const weigh = (url: string): Promise<number> => {
  const known = gzipped.get(url);
  if (known !== undefined) return known;
  const weighing = fetch(url).then(async (response) => gzipSync(await response.bytes()).length);
  gzipped.set(url, weighing);
  return weighing;
};

type Seen = {
  readonly where: string;
  readonly script: number;
  readonly whole: number;
  readonly inline: readonly string[];
  readonly foreign: readonly string[];
  readonly tooWide: readonly string[];
};

const maker = await site.open();
const places = await prepare(site, maker);
await maker.context.close();

const walk = async (): Promise<{ readonly seen: readonly Seen[]; readonly complaints: readonly string[] }> => {
  const seen: Seen[] = [];
  const heard: string[] = [];
  for (const lang of uiLangs) {
    const { page, context, complaints } = await site.open(lang, { reducedMotion: 'reduce' });
    await signIn(site, context);
    for (const { name, open } of places) {
      await open(page, lang);
      const where = `${name} ${lang}`;
      const { parts, inline, foreign } = await page.evaluate(() => {
        const all = (selector: string) => [...document.querySelectorAll(selector)];
        const addresses = [
          ...all('script[src], img[src], iframe[src], source[src]').map((e) => (e as HTMLScriptElement).src),
          ...all('link:not([rel~=canonical]):not([rel~=alternate])').map((e) => (e as HTMLLinkElement).href),
        ];
        const scripts = all('script:not([src]):not([type="application/ld+json"])');
        const attributes = all('*').flatMap((e) =>
          [...e.attributes].filter((a) => a.name === 'style' || a.name.startsWith('on')),
        );
        return {
          parts: performance.getEntriesByType('resource').map((e) => e.name),
          inline: [...scripts, ...all('style')]
            .map((e) => e.outerHTML)
            .concat(attributes.map((a) => `${a.name}=${a.value}`)),
          foreign: addresses.filter((a) => new URL(a).origin !== location.origin),
        };
      });
      const html = gzipSync(await page.content()).length;
      const of = async (kind: RegExp) =>
        (await Promise.all(parts.filter((p) => kind.test(p)).map(weigh))).reduce((a, b) => a + b, 0);
      const script = (await of(/\.js$/)) + (await weigh(`${site.address}/sw.js`));
      const rest = await of(/\.css$|manifest/);
      const tooWide: string[] = [];
      // 640 is a desk of 1280 at 200 % zoom.
      for (const width of [320, 640]) {
        await page.setViewportSize({ width, height: 800 });
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (over > 0) tooWide.push(`${where} at ${width} px: ${over} px too wide`);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      seen.push({ where, script, whole: html + script + rest, inline, foreign, tooWide });
    }
    heard.push(...complaints);
    await context.close();
  }
  return { seen, complaints: heard };
};

const { seen, complaints } = await walk();
const toldOf = (values: (one: Seen) => readonly unknown[]) =>
  seen.flatMap((one) => values(one).map((value) => `${one.where}: ${String(value)}`));

test('no page sends more than 20 kB of script', () => {
  expect(seen.filter((one) => one.script < 100)).toEqual([]);
  expect(toldOf(({ script }) => (script > scriptBytes ? [script] : []))).toEqual([]);
});

test('no page weighs more than 60 kB before images and fonts', () => {
  expect(toldOf(({ whole }) => (whole > pageBytes ? [whole] : []))).toEqual([]);
});

test('no page asks another host, breaks the content security policy or fails in a script', () => {
  expect(complaints).toEqual([]);
  expect(toldOf(({ foreign }) => foreign)).toEqual([]);
});

test('no page holds a script, a style or a handler of its own', () => {
  expect(toldOf(({ inline }) => inline)).toEqual([]);
});

test('no page scrolls sideways at 320 px or at 200 % zoom', () => {
  expect(toldOf(({ tooWide }) => tooWide)).toEqual([]);
});

test('a page that does all of this would be noticed', async () => {
  const { page, context, complaints: heard } = await site.open();
  const bad = '<script>alert(1)</script><img src="http://other.example/x.png"><p style="color:red">';
  const policy = { 'content-security-policy': "default-src 'none'" };
  await page.route('**/guarded', (route) => route.fulfill({ contentType: 'text/html', headers: policy, body: bad }));
  await page.route('**/open', (route) => route.fulfill({ contentType: 'text/html', body: bad }));
  await page.route('http://other.example/**', (route) => route.abort());
  await page.goto('/guarded');
  await page.goto('/open');
  for (const sign of [
    'policy: script-src',
    'policy: img-src',
    'policy: style-src',
    'a dialog says 1',
    'asks http://other',
  ])
    expect(heard.join('\n')).toContain(sign);
  await context.close();
});
