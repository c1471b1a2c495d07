// The letters of a meme without the picture behind them: light shapes of one height, each with something dark around it.
import sharp from 'sharp';
import { pgmOf } from './strip.ts';
import type { Pixels } from './upright.ts';

const workSide = 1_000;
const light = 185;
/** How much darker than a letter what lies around it is. */
const darker = 75;
const leastRing = 0.7;
const least = 0.012;
const most = 0.22;
const letterHeight = 36;
const fewest = 4;

/** Black letters on white, or undefined where too few shapes look like any; `zoom` pixels of it stand for one of the picture. */
export const lettersOf = async (
  picture: Pixels,
): Promise<{ readonly pgm: Buffer; readonly zoom: number } | undefined> => {
  const scale = Math.min(1, workSide / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const data = await sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 3 } })
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer();
  const bright = new Uint8Array(width * height);
  // The weaker of red and green: white and yellow letters are light in both.
  for (let n = 0; n < bright.length; n++) bright[n] = Math.min(data[n * 3] as number, data[n * 3 + 1] as number);
  const shapes = shapesOf(bright, width, height);
  const tall = shapes.map((shape) => shape.height).sort((a, b) => a - b);
  const usual = tall[Math.floor(tall.length * 0.6)] ?? 0;
  const kept = shapes.filter((shape) => shape.height <= 1.9 * usual);
  if (kept.filter((shape) => shape.height >= 0.6 * usual).length < fewest) return undefined;
  const zoom = Math.min(3, letterHeight / usual);
  const page = Buffer.alloc(width * height, 255);
  for (const { pixels } of kept)
    for (const n of pixels) page[n] = Math.max(0, Math.min(255, (light + 20 - (bright[n] as number)) * 12));
  const [w, h] = [Math.round(width * zoom), Math.round(height * zoom)];
  const out = await sharp(page, { raw: { width, height, channels: 1 } })
    .resize(w, h, { fit: 'fill', kernel: 'cubic' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return { pgm: pgmOf(out, w, h), zoom: zoom * scale };
};

type Shape = { readonly height: number; readonly pixels: readonly number[] };

const shapesOf = (bright: Uint8Array, width: number, height: number): readonly Shape[] => {
  const seen = new Uint8Array(bright.length);
  const shapes: Shape[] = [];
  for (let start = 0; start < bright.length; start++) {
    if (seen[start] === 1 || (bright[start] as number) < light) continue;
    const pixels = [start];
    seen[start] = 1;
    let [x0, x1, y0, y1] = [width, 0, height, 0];
    for (let i = 0; i < pixels.length; i++) {
      const n = pixels[i] as number;
      const x = n % width;
      const y = (n - x) / width;
      x0 = Math.min(x0, x);
      x1 = Math.max(x1, x);
      y0 = Math.min(y0, y);
      y1 = Math.max(y1, y);
      for (const m of [x > 0 ? n - 1 : -1, x + 1 < width ? n + 1 : -1, n - width, n + width])
        if (m >= 0 && m < bright.length && seen[m] === 0 && (bright[m] as number) >= light) {
          seen[m] = 1;
          pixels.push(m);
        }
    }
    const shape = { width: x1 - x0 + 1, height: y1 - y0 + 1 };
    if (shape.height < least * 0.3 * height || shape.height > most * height || shape.width > 0.5 * width) continue;
    if (pixels.length < 6 || x0 === 0 || y0 === 0 || x1 === width - 1 || y1 === height - 1) continue;
    if (isRinged(pixels, bright, width, height)) shapes.push({ height: shape.height, pixels });
  }
  return shapes;
};

/** Whether what lies just outside is dark nearly all the way round. */
const isRinged = (pixels: readonly number[], bright: Uint8Array, width: number, height: number): boolean => {
  let sum = 0;
  for (const n of pixels) sum += bright[n] as number;
  const level = sum / pixels.length - darker;
  let [edge, ringed] = [0, 0];
  for (const n of pixels) {
    const x = n % width;
    const y = (n - x) / width;
    for (const [dx, dy] of around) {
      const m = n + dx + dy * width;
      if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height || (bright[m] as number) >= light) continue;
      edge++;
      for (let far = 1; far <= 4; far++) {
        const [u, v] = [x + dx * far, y + dy * far];
        if (u < 0 || u >= width || v < 0 || v >= height) break;
        if ((bright[v * width + u] as number) < level) {
          ringed++;
          break;
        }
      }
    }
  }
  return edge > 0 && ringed >= leastRing * edge;
};
const around = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;
