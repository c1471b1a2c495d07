/** MurmurHash3 (Austin Appleby, public domain), the 128-bit variant built from 32-bit arithmetic, which JavaScript has. */

const [c1, c2, c3, c4] = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93];

/** The 128-bit MurmurHash3_x86_128 of some bytes, seed 0, as 32 hex digits. Good spread, no defence against forged equals. */
export const murmur3 = (bytes: Uint8Array): string => {
  let [h1, h2, h3, h4] = [0, 0, 0, 0];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 16);
  for (let i = 0; i < whole; i += 16) {
    h1 = step(mix(h1, view.getUint32(i, true), c1, c2, 15), 19, h2, 0x561ccd1b);
    h2 = step(mix(h2, view.getUint32(i + 4, true), c2, c3, 16), 17, h3, 0x0bcaa747);
    h3 = step(mix(h3, view.getUint32(i + 8, true), c3, c4, 17), 15, h4, 0x96cd1c35);
    h4 = step(mix(h4, view.getUint32(i + 12, true), c4, c1, 18), 13, h1, 0x32ac3b17);
  }
  const tail = new DataView(new ArrayBuffer(16));
  for (let i = whole; i < bytes.length; i++) tail.setUint8(i - whole, bytes[i] ?? 0);
  h1 = mix(h1, tail.getUint32(0, true), c1, c2, 15) ^ bytes.length;
  h2 = mix(h2, tail.getUint32(4, true), c2, c3, 16) ^ bytes.length;
  h3 = mix(h3, tail.getUint32(8, true), c3, c4, 17) ^ bytes.length;
  h4 = mix(h4, tail.getUint32(12, true), c4, c1, 18) ^ bytes.length;
  return finish(h1, h2, h3, h4);
};

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

const mix = (h: number, k: number, first: number, second: number, by: number): number =>
  h ^ Math.imul(rotate(Math.imul(k, first), by), second);

const step = (h: number, by: number, neighbour: number, add: number): number =>
  (Math.imul((rotate(h, by) + neighbour) | 0, 5) + add) | 0;

const finish = (a: number, b: number, c: number, d: number): string => {
  const mixed = spread([a, b, c, d]).map(avalanche);
  return spread(mixed)
    .map((h) => (h >>> 0).toString(16).padStart(8, '0'))
    .join('');
};

const spread = (parts: readonly number[]): readonly number[] => {
  const sum = parts.reduce((a, b) => (a + b) | 0, 0);
  return parts.map((part, i) => (i === 0 ? sum : (part + sum) | 0));
};

const avalanche = (h: number): number => {
  const a = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  const b = Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return b ^ (b >>> 16);
};
