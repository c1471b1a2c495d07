// Screenshots asked one after the other, while others ask with words: how long each waits for its answer.
// npm run load -- pictures [--pictures 40] [--rate 20]
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { serve, tempFolder, unlimited } from '../faults/shared/instance.ts';

const { values } = parseArgs({
  options: { pictures: { type: 'string', default: '40' }, rate: { type: 'string', default: '20' } },
});
const count = Number(values.pictures);
const rate = Number(values.rate);

type Sample = { readonly versions: Readonly<Record<'vi' | 'en', { readonly claim: string }>> };
const folder = join(import.meta.dirname, '../../demo/checks');
const claims = readdirSync(folder)
  .sort()
  .flatMap((name) => {
    const { versions } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Sample;
    return [versions.vi.claim, versions.en.claim];
  });

/** A chat on a telephone with one message in it, 720 pixels wide. */
const screenshot = (text: string, isDark: boolean): Promise<Buffer> => {
  const lines: string[] = [];
  for (const word of text.split(' '))
    if (lines.length > 0 && `${lines.at(-1)} ${word}`.length <= 34) lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  const [paper, bubble, ink] = isDark ? ['#111', '#2a2f36', '#eee'] : ['#eef1f4', '#fff', '#111'];
  const drawn = lines.map((line, n) => `<text x="48" y="${396 + n * 46}" font-size="32">${line}</text>`).join('');
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="1280" font-family="Be Vietnam Pro, DejaVu Sans, sans-serif" fill="${ink}">
      <rect width="720" height="1280" fill="${paper}"/><text x="40" y="110" font-size="34">Gia đình nội</text>
      <rect x="24" y="340" width="660" height="${80 + lines.length * 46}" rx="24" fill="${bubble}"/>${drawn}</svg>`,
    ),
  )
    .png()
    .toBuffer();
};

const share = (times: readonly number[], of: number): number => {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? 0);
};

const { folder: data, remove } = await tempFolder();
const running = await serve(join(data, 'data'), ['--demo'], unlimited);
const pictures = await Promise.all(
  Array.from({ length: count }, (_, n) => screenshot(claims[n % claims.length] ?? '', n % 3 === 0)),
);

const timed = async (path: string, type: string, body: BodyInit): Promise<{ ms: number; outcome: string }> => {
  const began = performance.now();
  const reply = await fetch(`${running.address}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  const told = (await reply.json()) as { readonly outcome?: string };
  return { ms: performance.now() - began, outcome: told.outcome ?? `refused with ${reply.status}` };
};
const askPicture = (picture: Buffer) => timed('/picture-tips', 'image/png', new Uint8Array(picture));
const askWords = (n: number) =>
  timed('/tips', 'application/json', JSON.stringify({ text: claims[n % claims.length] ?? '' }));

/** Questions in words at a steady rate until told to stop; each counts from when it was due. */
const words = (): (() => Promise<readonly number[]>) => {
  const pending: Promise<number>[] = [];
  const began = performance.now();
  const timer = setInterval(() => {
    while (performance.now() >= began + (pending.length * 1000) / rate) {
      const late = performance.now() - (began + (pending.length * 1000) / rate);
      pending.push(askWords(pending.length).then(({ ms }) => ms + late));
    }
  }, 5);
  return () => {
    clearInterval(timer);
    return Promise.all(pending);
  };
};

// Warm: the reading process has its language data, the pages of the index are in memory.
for (const picture of pictures.slice(0, 2)) await askPicture(picture);
for (let n = 0; n < 50; n++) await askWords(n);
const stop = words();
const asked: { ms: number; outcome: string }[] = [];
for (const picture of pictures) asked.push(await askPicture(picture));
const others = await stop();
await running.stop();
await remove();

const outcomes: Record<string, number> = {};
for (const { outcome } of asked) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
const times = asked.map(({ ms }) => ms);
const withPicture = {
  asked: times.length,
  outcomes,
  p50: share(times, 0.5),
  p95: share(times, 0.95),
  max: share(times, 1),
};
const withWords = {
  rate,
  asked: others.length,
  p50: share(others, 0.5),
  p99: share(others, 0.99),
  max: share(others, 1),
};
const passed =
  withPicture.p95 <= 3000 && withWords.p99 < 150 && (outcomes.known ?? 0) + (outcomes.perhaps ?? 0) >= 0.9 * count;
console.log(JSON.stringify({ withPicture, withWords, passed }));
process.exitCode = passed ? 0 : 1;
