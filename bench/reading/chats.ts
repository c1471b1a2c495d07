// Screenshots of chats made by code: five looks of our own, as chat programs commonly draw, in two languages and two
// themes. What is true of each is known: the messages, and the names that nobody is to read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../search/chance.ts';

export const looks = ['beside', 'inside', 'tails', 'alone', 'shaded'] as const;
export type Look = (typeof looks)[number];

export type Chat = {
  readonly look: Look;
  readonly lang: 'vi' | 'en';
  readonly theme: 'light' | 'dark';
  readonly messages: readonly string[];
  /** Everything that names somebody: senders and the head of the chat. */
  readonly names: readonly string[];
  readonly html: string;
};

type Said = { readonly text: string; readonly from: string | null; readonly time: string };

const json = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'));
const people = json('people.json');
const forwards = json('../duplicates/texts.json') as Record<'vi' | 'en', string[][]>;

/** A font of our own dependencies, as a data address: the browser has no network. */
export const fontFace = (weight: number): string =>
  ['vietnamese', 'latin-ext', 'latin']
    .map((part) => {
      const file = `../../node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-${part}-${weight}-normal.woff2`;
      const data = readFileSync(join(import.meta.dirname, file)).toString('base64');
      const range = {
        vietnamese: vietnameseRange,
        'latin-ext': 'U+0100-02BA,U+1E00-1E9F',
        latin: 'U+0000-00FF,U+2000-206F',
      };
      return `@font-face{font-family:Text;font-weight:${weight};src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${range[part as keyof typeof range]}}`;
    })
    .join('');
const vietnameseRange =
  'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB';

/** The chat of a seed: the same each time. */
export const madeChat = (
  seed: number,
  look: Look,
  lang: 'vi' | 'en',
  theme: 'light' | 'dark',
  font: string = fonts[look],
): Chat => {
  const chance = seeded(seed * 6007 + 5);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T;
  const isGroup = look !== 'alone' && chance() < 0.7;
  const senders = [pick(people[lang] as string[]), pick(people[lang] as string[])];
  const head = isGroup ? pick(people.groups[lang] as string[]) : senders[0]!;
  const minute = Math.floor(chance() * 50);
  const texts = [pick(pick(forwards[lang])), pick(people.talk[lang] as string[]), pick(pick(forwards[lang]))];
  if (chance() < 0.5) texts.splice(1, 0, pick(people.talk[lang] as string[]));
  const said = texts.map((text, i): Said => {
    const theirs = i === 0 || chance() < 0.6;
    const from = theirs ? (isGroup ? pick(senders) : senders[0]!) : null;
    return { text, from, time: `${8 + (seed % 12)}:${String(minute + i).padStart(2, '0')}` };
  });
  const shown = said.flatMap(({ from }) => (from !== null && isGroup ? [from] : []));
  return {
    look,
    lang,
    theme,
    messages: texts,
    names: [...new Set([head, ...shown])],
    html: page(look, lang, theme, head, isGroup, said, seed, font),
  };
};

/** One message in Vietnamese in a chat that is otherwise the same, of each look. */
export const oneMessage = (look: Look, text: string): string => {
  const [from] = people.vi as string[];
  const said = [{ text, from: from as string, time: '9:05' }];
  return page(look, 'vi', 'light', from as string, false, said, 1, fonts[look]);
};

/** Every text that is forwarded in Vietnamese, those that differ in one word among them. */
export const forwardedTexts = (): readonly string[] => [...new Set(forwards.vi.flat())];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const colours = {
  beside: {
    light: ['#fff', '#e9eaee', '#111', '#1877d2', '#fff'],
    dark: ['#101114', '#2c2e33', '#eee', '#1a6fc4', '#fff'],
  },
  inside: {
    light: ['#dfe5ec', '#fff', '#0d1b2a', '#d3e8ff', '#0d1b2a'],
    dark: ['#16191d', '#272b31', '#e6e8ea', '#123b68', '#f0f4f8'],
  },
  tails: {
    light: ['#ece5dc', '#fff', '#141414', '#dcf5d0', '#141414'],
    dark: ['#0c1317', '#1f2a30', '#e8edef', '#0b5347', '#e8edef'],
  },
  alone: {
    light: ['#fff', '#e8e8ea', '#000', '#33b04a', '#fff'],
    dark: ['#000', '#26262a', '#fff', '#2a9a41', '#fff'],
  },
  shaded: {
    light: ['#f6f1ff', '#fff', '#221a33', '#7a4be0', '#fff'],
    dark: ['#17122a', '#2b2444', '#efeaff', '#6a3fd0', '#fff'],
  },
} as const;
const nameColours = ['#c2407a', '#2f86c8', '#3d9b57', '#c07a1e', '#8058c9'];
const fonts: Readonly<Record<Look, string>> = {
  beside: 'sans-serif',
  inside: 'sans-serif',
  tails: 'sans-serif',
  alone: 'sans-serif',
  shaded: 'DejaVu Sans Condensed',
};

const page = (
  look: Look,
  lang: 'vi' | 'en',
  theme: 'light' | 'dark',
  head: string,
  isGroup: boolean,
  said: readonly Said[],
  seed: number,
  font: string,
): string => {
  const [back, theirs, theirInk, mine, myInk] = colours[look][theme];
  const line = theme === 'light' ? '#0002' : '#fff2';
  const ink = theme === 'light' ? '#222' : '#ddd';
  const faint = theme === 'light' ? '#7a7f87' : '#9299a1';
  const wallpaper =
    look === 'tails'
      ? `radial-gradient(circle at 12px 14px,${line} 2px,transparent 3px) 0 0/38px 38px,`
      : look === 'shaded'
        ? `linear-gradient(170deg,${theme === 'light' ? '#fdf0f6,#e6f0ff' : '#1d1026,#0f1c33'}),`
        : '';
  const mineFill = look === 'shaded' ? 'background:linear-gradient(180deg,#8a4be0,#3f62e6)' : `background:${mine}`;
  const where = {
    vi: ['Vừa truy cập', 'Tin nhắn', 'Hôm nay', '12 thành viên'],
    en: ['Active now', 'Message', 'Today', '12 members'],
  }[lang];
  const css = `
    ${fontFace(400)}${fontFace(600)}
    *{box-sizing:border-box} body{margin:0;width:360px;background:${wallpaper}${back};color:${ink};font:15.5px/1.35 ${font},sans-serif}
    .bar{display:flex;justify-content:space-between;padding:5px 14px;font-size:12px;font-weight:600}
    .head{display:flex;align-items:center;gap:10px;padding:8px 12px;border-bottom:1px solid ${line};background:${look === 'inside' && theme === 'light' ? '#2376d8;color:#fff' : theme === 'light' ? '#fbfbfc' : '#1a1c20'}}
    .head b{display:block;font-weight:600;font-size:16px} .head small{font-size:11.5px;opacity:.75}
    .face{width:30px;height:30px;border-radius:50%;flex:none;display:grid;place-items:center;color:#fff;font:600 13px Text,sans-serif}
    .day{text-align:center;font-size:12px;color:${faint};margin:12px 0 8px}
    ${look === 'tails' ? `.day span{padding:5px 12px;border-radius:8px;background:${theirs}}` : ''}
    .row{display:flex;gap:7px;align-items:flex-end;margin:5px 10px} .mine{justify-content:flex-end}
    .name{font-size:12.5px;color:${faint};margin:0 0 2px 10px}
    .bubble{display:flow-root;max-width:272px;padding:8px 12px;border-radius:${look === 'inside' ? 9 : look === 'tails' ? 8 : 18}px;background:${theirs};color:${theirInk}}
    .mine .bubble{${mineFill};color:${myInk}}
    .bubble .name{margin:0 0 2px;font-weight:600}
    .bubble .time{font-size:11px;opacity:.6;margin-top:3px} .inline{float:right;margin:6px 0 0 12px;font-size:11px;opacity:.6}
    .foot{display:flex;gap:8px;margin-top:14px;padding:9px 12px;border-top:1px solid ${line};background:${theme === 'light' ? '#fbfbfc' : '#1a1c20'}}
    .foot i{flex:1;border-radius:16px;padding:6px 12px;font-style:normal;color:${faint};background:${theme === 'light' ? '#eef0f3' : '#2b2e33'}}`;
  const face = (name: string) => {
    const hue = (name.length * 47 + name.charCodeAt(0) * 13) % 360;
    const letters = name
      .split(' ')
      .map((word) => word[0])
      .slice(-2)
      .join('');
    return `<span class=face style="background:radial-gradient(circle at 35% 30%,hsl(${hue} 60% 65%),hsl(${hue + 40} 55% 32%))">${letters}</span>`;
  };
  const rows = said.map(({ text, from, time }) => {
    const named = from !== null && isGroup;
    const colour = nameColours[(from ?? '').length % nameColours.length];
    const above = named && (look === 'beside' || look === 'shaded') ? `<div class=name>${escaped(from)}</div>` : '';
    const within = named && above === '' ? `<div class=name style="color:${colour}">${escaped(from)}</div>` : '';
    const end =
      look === 'inside' ? `<div class=time>${time}</div>` : look === 'tails' ? `<span class=inline>${time}</span>` : '';
    const bubble = `<div class=bubble>${within}${escaped(text)}${end}</div>`;
    const beside = from !== null && look !== 'alone' && look !== 'tails' ? face(from) : '';
    return `<div class="row ${from === null ? 'mine' : ''}">${beside}<div>${above}${bubble}</div></div>`;
  });
  return `<!doctype html><meta charset=utf-8><style>${css}</style><div class=bar><span>${9 + (seed % 9)}:41</span><span>4G 87%</span></div>
    <div class=head><span>‹</span>${face(head)}<span><b>${escaped(head)}</b><small>${isGroup ? where[3] : where[0]}</small></span></div>
    <div class=day><span>${where[2]} ${said[0]?.time}</span></div>${rows.join('')}<div class=foot><i>${where[1]}</i></div>`;
};
