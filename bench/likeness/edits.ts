// What people do to pictures before they pass them on, at sizes and places that chance takes: nothing lies on a grid.
import sharp, { type Sharp } from 'sharp';
import { seeded } from '../search/chance.ts';
import type { Made } from './made-pictures.ts';

type Chance = () => number;
type Edit = (from: Made, chance: Chance) => Promise<Made>;

const raw = ({ data, width, height }: Made) => sharp(data, { raw: { width, height, channels: 3 } });

const between = (chance: Chance, least: number, most: number): number => least + chance() * (most - least);

/** Saved as JPEG of a middling quality, at another size, as a messenger does. */
const sent = async (picture: Sharp, chance: Chance): Promise<Made> => {
  const whole = await picture.png().toBuffer({ resolveWithObject: true });
  const width = Math.max(64, Math.round(whole.info.width * between(chance, 0.55, 1.2)));
  const jpeg = await sharp(whole.data)
    .resize({ width })
    .jpeg({ quality: Math.round(between(chance, 45, 85)) })
    .toBuffer();
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
};

/** Between 2 and 15 % of each side gone, split between its two ends by chance. */
const cropped: Edit = (from, chance) => {
  const cut = (length: number) => {
    const gone = length * between(chance, 0.02, 0.15);
    const first = Math.floor(gone * chance());
    return [first, length - Math.ceil(gone)] as const;
  };
  const [left, width] = cut(from.width);
  const [top, height] = cut(from.height);
  return sent(raw(from).extract({ left, top, width, height }), chance);
};

const letters = (chance: Chance, width: number, height: number, ink: string): string => {
  const lines = height > 70 ? 2 : 1;
  const size = Math.round((height / lines) * 0.55);
  const words = ['KHẨN', 'chia sẻ ngay', 'tin nóng hôm nay', 'xem trước khi bị xoá', 'breaking news', 'share this'];
  const line = (n: number) =>
    `<text x="${Math.round(width * 0.04)}" y="${Math.round(((n + 0.72) * height) / lines)}" font-family="sans-serif" font-weight="bold" font-size="${size}" fill="${ink}">${words[Math.floor(chance() * words.length)]} ${Math.floor(chance() * 1000)}</text>`;
  return Array.from({ length: lines }, (_, n) => line(n)).join('');
};

const bar = (chance: Chance, width: number, height: number): Buffer => {
  const [paper, ink] = chance() < 0.5 ? ['#fff', '#111'] : ['#111', '#fff'];
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${paper}"/>${letters(chance, width, height, ink)}</svg>`,
  );
};

/** A bar with words, 8 to 25 % of the height, above or below: half of the time on the picture, half of the time beside it. */
const captioned: Edit = (from, chance) => {
  const height = Math.round(from.height * between(chance, 0.08, 0.25));
  const isAbove = chance() < 0.5;
  if (chance() < 0.5)
    return sent(
      raw(from).composite([
        { input: bar(chance, from.width, height), left: 0, top: isAbove ? 0 : from.height - height },
      ]),
      chance,
    );
  const beside = raw(from)
    .extend({ [isAbove ? 'top' : 'bottom']: height, background: '#fff' })
    .composite([{ input: bar(chance, from.width, height), left: 0, top: isAbove ? 0 : from.height }]);
  return sent(beside, chance);
};

/** An even frame, or one side wider than the other, as apps put around pictures. */
const framed: Edit = (from, chance) => {
  const level = chance() < 0.4 ? 0 : chance() < 0.6 ? 255 : Math.round(chance() * 255);
  const wide = () => Math.round(Math.min(from.width, from.height) * between(chance, 0.02, 0.18));
  const both = wide();
  const kind = chance();
  const sides =
    kind < 0.5
      ? { top: both, bottom: both, left: both, right: both }
      : kind < 0.75
        ? { top: wide(), bottom: wide() }
        : { left: wide(), right: wide() };
  return sent(raw(from).extend({ ...sides, background: { r: level, g: level, b: level } }), chance);
};

/** A telephone's screen: a status bar with a clock, a bar of the app, the picture, a bar of buttons. */
const screenshot: Edit = (from, chance) => {
  const isDark = chance() < 0.5;
  const [paper, ink] = isDark ? ['#000', '#eee'] : ['#fff', '#222'];
  const top = Math.round(from.width * between(chance, 0.08, 0.3));
  const bottom = Math.round(from.width * between(chance, 0.08, 0.4));
  const [w, h] = [from.width, from.height + top + bottom];
  const small = Math.round(w * 0.035);
  const overlay = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" font-family="sans-serif" font-size="${small}" fill="${ink}">
<text x="${small}" y="${Math.round(small * 1.3)}">${Math.floor(chance() * 24)}:${10 + Math.floor(chance() * 49)}</text>
<rect x="${w - small * 3}" y="${Math.round(small * 0.5)}" width="${small * 2}" height="${small}"/>
<circle cx="${small * 2}" cy="${Math.round(top * 0.7)}" r="${small}"/><text x="${small * 4}" y="${Math.round(top * 0.75)}">${Math.floor(chance() * 90)} bình luận</text>
<text x="${small * 2}" y="${h - Math.round(bottom * 0.4)}">Thích   Bình luận   Chia sẻ</text></svg>`;
  return sent(
    raw(from)
      .extend({ top, bottom, background: paper })
      .composite([{ input: Buffer.from(overlay), left: 0, top: 0 }]),
    chance,
  );
};

const turnedBy =
  (change: (picture: Sharp) => Sharp): Edit =>
  (from, chance) =>
    sent(change(raw(from)), chance);

/** Every edit by the name the table has for it. */
export const edits: { readonly [name: string]: readonly Edit[] } = {
  'JPEG and size': [(from, chance) => sent(raw(from), chance)],
  'crop 2–15 %': [cropped],
  'caption bar 8–25 %': [captioned],
  'frames and screenshot bars': [framed, screenshot],
  'mirror and rotations': [
    turnedBy((p) => p.flop()),
    turnedBy((p) => p.rotate(90)),
    turnedBy((p) => p.rotate(180)),
    turnedBy((p) => p.rotate(270)),
  ],
};

/** One edit of a picture; which of the kind, and how much of it, the seed says. */
export const edited = async (from: Made, name: string, seed: number): Promise<Made> => {
  const chance = seeded(seed);
  const kinds = edits[name] ?? [];
  const edit = kinds[Math.floor(chance() * kinds.length)];
  if (edit === undefined) throw new Error(`no edit ${name}`);
  return edit(from, chance);
};
