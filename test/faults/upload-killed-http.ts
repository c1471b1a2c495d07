// kill -9 of a serving process while pictures are sent to it over HTTP, twenty times at moments of chance: by programs of the
// team, beside evidence, and by askers. What was acknowledged is served afterwards, whole; no row names a file that is not there;
// and what was not finished is gone after the next collection.
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { filesIn } from '../../src/outside/files/index.ts';
import { leftFilesIn, openDatabase } from '../../src/store/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { programToken } from './shared/by-program.ts';
import { type Running, serve, tempFolder, unlimited } from './shared/instance.ts';
import { startOwnServer } from './shared/own-server.ts';
import { signal } from './shared/processes.ts';
import { until } from './shared/until.ts';
import { verdict } from './shared/verdict.ts';

const rounds = Number(process.argv[2] ?? 20);
const { folder, remove } = await tempFolder(0o755);
const own = await startOwnServer(folder);
const url = await own.makeDatabase('uploads');
const data = join(folder, 'data');
const start = (): Promise<Running> => serve(data, [], { ...unlimited, DATABASE_URL: url });

// The first start makes the tables.
await (await start()).stop();
const database = openDatabase({ connectionString: url });
const token = await programToken(database, 'uploads');
const cases = await Promise.all(Array.from({ length: 3 }, () => makeCase(database)));

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const pixelsOf = (picture: Uint8Array): Promise<Buffer> => sharp(picture).removeAlpha().raw().toBuffer();
const raw = (side: number) => ({ raw: { width: side, height: side, channels: 3 as const } });

/** Nothing can be made smaller in it: a kill finds some of them half written. */
const noise = async (): Promise<Buffer> =>
  sharp(randomBytes(700 * 700 * 3), raw(700))
    .png({ compressionLevel: 1 })
    .toBuffer();

const patches = 16;
/** Large even patches: it is told from others after it was drawn anew as well. */
const patchwork = async (): Promise<{ readonly picture: Buffer; readonly colours: Buffer }> => {
  const colours = randomBytes(patches * patches * 3);
  const drawn = sharp(colours, raw(patches)).resize(640, 640, { kernel: 'nearest' });
  return { picture: await drawn.png().toBuffer(), colours };
};

const send = async (to: string, type: string, body: string | Buffer, bearer: string | null) => {
  const headers = { 'content-type': type, ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }) };
  const answer = await fetch(to, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  const said = (await answer.json()) as Readonly<Record<string, unknown>>;
  if (answer.status !== 201) throw new Error(`${to}: ${answer.status} ${JSON.stringify(said)}`);
  return said;
};

const evidence = JSON.stringify({
  kind: 'call',
  title: 'Gọi',
  publisher: 'Sở',
  stance: 'refutes',
  interest: 'independent',
  shows: { vi: 'Không.' },
});
/** By the address they are served at: the SHA-256 of their pixels. */
const laid = new Map<string, string>();
const asked: { readonly ticket: string; readonly colours: Buffer }[] = [];
const refused: string[] = [];

/** Sends without pause until the process is gone; says every one that was acknowledged. */
const sending = async (address: string, one: () => Promise<void>, isOver: () => boolean): Promise<void> => {
  while (!isOver())
    await one().catch((error: Error) => {
      if (!isOver()) refused.push(`${address} ${error.message}`);
    });
};

const layBeside = async (address: string, number: number): Promise<void> => {
  const at = `${address}/api/v1/desk/cases/${number}`;
  const picture = await noise();
  const { id } = await send(`${at}/evidence`, 'application/json', evidence, token);
  await send(`${at}/evidence/${id}/file?name=a.png`, 'application/octet-stream', picture, token);
  laid.set(`/api/v1/desk/cases/${number}/files/${sha256(picture)}`, sha256(await pixelsOf(picture)));
};

const askWith = async (address: string): Promise<void> => {
  const { picture, colours } = await patchwork();
  const { ticket } = await send(`${address}/api/v1/picture-tips`, 'image/png', picture, null);
  asked.push({ ticket: (ticket as { id: string }).id, colours });
};

for (let round = 0; round < rounds; round++) {
  const running = await start();
  // Reading a picture takes longer than laying one beside evidence: one round waits for an asker, the next for a program.
  const acknowledged = () => (round % 2 === 0 ? laid.size : asked.length);
  const before = acknowledged();
  let isOver = false;
  const all = Promise.all([
    ...cases.map(({ number }) =>
      sending(
        running.address,
        () => layBeside(running.address, number),
        () => isOver,
      ),
    ),
    sending(
      running.address,
      () => askWith(running.address),
      () => isOver,
    ),
  ]);
  await until('one is acknowledged', () => acknowledged() > before, 120);
  await delay(randomInt(400));
  const ended = once(running.child, 'exit');
  isOver = true;
  signal(running.pid, 'SIGKILL');
  await Promise.all([all, ended]);
}

const files = filesIn(join(data, 'files'), () => new Date());
const parts = () =>
  readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.part')).length;
const half = parts();
const again = await start();
const isWhole = (file: string): Promise<boolean> =>
  files.get(file).then(
    (bytes) => bytes !== undefined,
    () => false,
  );
let lost = 0;
for (const [path, pixels] of laid) {
  const answer = await fetch(again.address + path, { headers: { authorization: `Bearer ${token}` } });
  const served = answer.ok ? sha256(await pixelsOf(new Uint8Array(await answer.arrayBuffer()))) : '';
  if (served !== pixels || !(await isWhole(path.slice(-64)))) lost++;
}

/** The patches of a picture that was drawn anew, none farther than a lossy file shifts them. */
const isLike = (one: Buffer, other: Buffer): boolean =>
  one.reduce((sum, level, n) => sum + Math.abs(level - (other[n] ?? 0)), 0) / one.length < 12;
const kept = await database.all<{ file: string }>(sql`select file from tip_pictures`);
const seen = await Promise.all(
  kept.map(async ({ file }) => {
    const bytes = await files.get(file);
    return bytes === undefined
      ? Buffer.alloc(0)
      : pixelsOf(await sharp(bytes).resize(patches, patches).png().toBuffer());
  }),
);
let lostQuestions = 0;
let lostPictures = 0;
for (const { ticket, colours } of asked) {
  if (!(await fetch(`${again.address}/api/v1/tickets/${ticket}`)).ok) lostQuestions++;
  if (!seen.some((one) => one.length > 0 && isLike(one, colours))) lostPictures++;
}
const uploads = join(data, 'uploads');
const leftUploads = existsSync(uploads) ? readdirSync(uploads).length : 0;
const code = await again.stop();

const named = await database.all<{ file: string }>(
  sql`select file from case_evidence where file is not null union select file from tip_pictures union select file from pictures`,
);
let dangling = 0;
for (const { file } of named) if (!(await isWhole(file))) dangling++;
// As the night does, and as if a day had passed.
const later = new Date(Date.now() + 1000);
const old = await files.laidBefore(later);
const collected = await leftFilesIn(database).eraseLeft(old, (file) => files.erase(file));
const names = new Set(named.map(({ file }) => file));
const stray = (await files.laidBefore(later)).filter((file) => !names.has(file)).length;
const partsLeft = parts();

await database.close();
await own.stop();
const processesLeft = await remove();
verdict(
  {
    kills: rounds,
    beside: laid.size,
    asked: asked.length,
    rows: names.size,
    lost,
    lostQuestions,
    lostPictures,
    dangling,
    halfWritten: half,
    collected,
    stray,
    partsLeft,
    leftUploads,
    // On a machine that is busy with more than this, a picture may take too long.
    refused: refused.length,
    processesLeft,
  },
  {
    'what was acknowledged is served, whole':
      lost + lostQuestions + lostPictures === 0 && laid.size > 0 && asked.length > 0,
    'no row without its file': dangling === 0,
    'unfinished pieces go, named files stay': stray === 0 && partsLeft === 0 && leftUploads === 0,
    'clean end': code === 0 && processesLeft === 0,
  },
);
