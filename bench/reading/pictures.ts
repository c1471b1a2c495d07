// The pictures to be read, drawn by a browser: the same for the same seed, browser and fonts.
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { chromiumPath } from '../../test/browser.ts';
import { madePicture } from '../likeness/made-pictures.ts';
import { seeded } from '../search/chance.ts';
import { type Chat, forwardedTexts, type Look, looks, madeChat, oneMessage } from './chats.ts';
import { kindsOfMeme, madeMeme } from './memes.ts';

export type ToRead = {
  readonly kind: 'chat' | 'chat, round a' | 'meme' | 'no words';
  /** What is counted together: look, theme and such. */
  readonly tags: readonly string[];
  readonly lang: 'vi' | 'en';
  readonly width: number;
  /** What is to be read, a message a line. */
  readonly truth: readonly string[];
  /** What nobody is to read. */
  readonly names: readonly string[];
  readonly bytes: Buffer;
};

const widths = [360, 540, 720, 1080] as const;
const langs = ['vi', 'en'] as const;
const themes = ['light', 'dark'] as const;

/**
 * `rounds` times every look, language, theme and width of chat; memes of each kind; scenes without words; a few chats in a
 * typeface whose a is round. Of all these every `of`th.
 */
export const picturesToRead = async (rounds: number, seed: number, of: number): Promise<readonly ToRead[]> => {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--font-render-hinting=none'] });
  try {
    const wanted = turns(of);
    return [
      ...(await chats(browser, rounds, seed, wanted)),
      ...(await roundChats(browser, seed)),
      ...(await memes(browser, rounds, seed, wanted)),
      ...(await scenes(rounds, seed, wanted)),
    ];
  } finally {
    await browser.close();
  }
};

export type Templated = { readonly look: Look; readonly text: string; readonly bytes: Buffer; readonly sentOn: Buffer };

/** As many screenshots of one message, a fifth of each look, none with the words of another of its look; each saved twice. */
export const picturesOfTemplates = async (count: number, seed: number): Promise<readonly Templated[]> => {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--font-render-hinting=none'] });
  try {
    const texts = forwardedTexts();
    const each = Math.min(texts.length, Math.floor(count / looks.length));
    const out: Templated[] = [];
    for (const [n, look] of looks.entries())
      for (const text of shuffled(texts, seeded(seed * 31 + n)).slice(0, each)) {
        const bytes = await shot(browser, oneMessage(look, text), 360, 2);
        out.push({ look, text, bytes, sentOn: await sharp(bytes).jpeg({ quality: 70 }).toBuffer() });
      }
    return out;
  } finally {
    await browser.close();
  }
};

const shuffled = <T>(of: readonly T[], chance: () => number): readonly T[] =>
  of
    .map((one) => [chance(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);

/** True every `of`th time it is asked. */
const turns = (of: number): (() => boolean) => {
  let n = 0;
  return () => n++ % of === 0;
};

const roundChats = async (browser: Browser, seed: number): Promise<ToRead[]> => {
  const out: ToRead[] = [];
  let n = seed * 1_000 + 900;
  for (const lang of langs)
    for (const theme of themes) {
      const chat = madeChat(n++, 'tails', lang, theme, 'Text');
      out.push({ ...(await saved(chat, 720, await shot(browser, chat.html, 360, 2), n)), kind: 'chat, round a' });
    }
  return out;
};

const chats = async (browser: Browser, rounds: number, seed: number, wanted: () => boolean): Promise<ToRead[]> => {
  const out: ToRead[] = [];
  let n = seed * 1_000;
  for (let round = 0; round < rounds; round++)
    for (const look of looks)
      for (const lang of langs)
        for (const theme of themes)
          for (const width of widths) {
            const chat = madeChat(n++, look, lang, theme);
            if (!wanted()) continue;
            const png = await shot(browser, chat.html, 360, width / 360);
            out.push(await saved(chat, width, png, n));
          }
  return out;
};

const saved = async (chat: Chat, width: number, png: Buffer, seed: number): Promise<ToRead> => {
  const chance = seeded(seed);
  // Half as the telephone keeps them, half as they are after being sent on.
  const isSentOn = chance() < 0.5;
  const bytes = isSentOn
    ? await sharp(png)
        .jpeg({ quality: 60 + Math.floor(chance() * 30) })
        .toBuffer()
    : png;
  const { look, lang, theme, messages, names } = chat;
  return { kind: 'chat', tags: [look, theme, isSentOn ? 'JPEG' : 'PNG'], lang, width, truth: messages, names, bytes };
};

const memes = async (browser: Browser, rounds: number, seed: number, wanted: () => boolean): Promise<ToRead[]> => {
  const out: ToRead[] = [];
  let n = seed * 1_000;
  for (let round = 0; round < rounds * 4; round++)
    for (const kind of kindsOfMeme)
      for (const lang of langs) {
        n++;
        if (!wanted()) continue;
        const meme = await madeMeme(n, kind, lang);
        const png = await shot(browser, meme.html, meme.width, 1);
        const bytes = await sharp(png)
          .jpeg({ quality: 35 + Math.floor(seeded(n)() * 50) })
          .toBuffer();
        out.push({ kind: 'meme', tags: [kind], lang, width: meme.width, truth: [meme.text], names: [], bytes });
      }
  return out;
};

const scenes = async (rounds: number, seed: number, wanted: () => boolean): Promise<ToRead[]> => {
  const out: ToRead[] = [];
  for (let i = 0; i < rounds * 8; i++) {
    if (!wanted()) continue;
    const { data, width, height } = madePicture(seed * 1_000 + 500 + i);
    const bytes = await sharp(data, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 80 })
      .toBuffer();
    out.push({ kind: 'no words', tags: [], lang: 'vi', width, truth: [], names: [], bytes });
  }
  return out;
};

/** A context for each scale: the browser keeps its fonts. */
const shot = async (browser: Browser, html: string, width: number, scale: number): Promise<Buffer> => {
  const page = await pageOf(browser, scale);
  await page.setViewportSize({ width, height: 300 });
  await page.setContent(html);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page.screenshot({ fullPage: true });
};

const pages = new Map<number, Promise<Page>>();
const pageOf = (browser: Browser, scale: number): Promise<Page> => {
  const page =
    pages.get(scale) ?? browser.newContext({ deviceScaleFactor: scale, offline: true }).then((c) => c.newPage());
  pages.set(scale, page);
  return page;
};
