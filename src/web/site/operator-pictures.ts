// Known pictures as the operator's form sends them: a table and its files, each within a cap, on disk under names of ours while
// they wait. What a file is called only finds its row; it never becomes a path.
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ok, refuse } from '../../base/result.ts';
import {
  type BadRow,
  importPictures,
  keepPicture,
  largestFile,
  type PictureRow,
  type PicturesBrought,
  pictureRows,
  pictureSays,
} from '../../desk/index.ts';
import { BodyCut, patientBody } from '../body.ts';
import { type Asked, type Door, privately } from '../door.ts';
import type { Importer } from '../importer.ts';
import { BrokenForm, boundaryOf, formParts } from '../multipart.ts';
import type { WebWorld } from '../options.ts';
import type { Problem } from '../problem.ts';
import { toConfirmFirst } from './operator-import.ts';
import { home, whoAt } from './operator-second.ts';

/** How many pictures one import takes on the web, and how many bytes of everything together. */
export const mostPictures = 40;
export const picturesBytes = 128 * 1024 * 1024;
const tableBytes = 1024 * 1024;
const mostRows = 200;

type Sent = {
  readonly rows: readonly (PictureRow | BadRow)[];
  readonly files: ReadonlyMap<string, { readonly path: string; readonly tooLarge: boolean }>;
};

/** Waits for somebody else under the same conditions as an import of checks, and takes the second factor like it. */
export const takePictures = async (door: Door, asked: Asked, importer: Importer): Promise<Response> => {
  const at = await whoAt(door, asked);
  if (!at.proven) return toConfirmFirst(door, asked);
  const { uploads, world, limits } = door.options;
  const held = at.member !== null || (await world.optIns.teamAgrees());
  if (importer.running() !== null) return door.problem(asked, { code: 'rate-limited', retryAfter: 30 });
  const boundary = boundaryOf(asked.req.header('content-type'));
  if (boundary === undefined) return door.problem(asked, { code: 'unsupported-media-type', field: 'Content-Type' });
  if (Number(asked.req.header('content-length') ?? 0) > picturesBytes)
    return door.problem(asked, { code: 'too-large' });
  const folder = join(uploads, `pictures-${world.newId()}`);
  const forget = () => rm(folder, { recursive: true, force: true });
  let sent: Sent | Problem;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const caps = { bytes: picturesBytes, milliseconds: limits.slowBodyMs };
    const body = patientBody({ incoming: asked.env.incoming, request: asked.req.raw }, caps);
    sent = await received(formParts(body, boundary), folder);
  } catch (error) {
    await forget();
    if (error instanceof BodyCut) return door.problem(asked, { code: error.code });
    if (error instanceof BrokenForm) return door.problem(asked, { code: 'bad-request', detail: error.message });
    throw error;
  }
  if ('code' in sent) {
    await forget();
    return door.problem(asked, sent);
  }
  const given: PicturesBrought = {
    name: 'pictures.csv',
    rows: sent.rows,
    heldFor: held ? { by: at.member?.id ?? null } : null,
    keep: keptFrom(world, sent.files),
  };
  if (!importer.start({ name: given.name, brings: () => importPictures(world, given), done: forget })) {
    await forget();
    return door.problem(asked, { code: 'rate-limited', retryAfter: 30 });
  }
  return new Response(null, { status: 303, headers: { ...privately, location: home } });
};

const received = async (parts: ReturnType<typeof formParts>, folder: string): Promise<Sent | Problem> => {
  const files = new Map<string, { readonly path: string; readonly tooLarge: boolean }>();
  const bad: BadRow[] = [];
  let table: string | undefined;
  let count = 0;
  for await (const { name, filename, body } of parts) {
    if (name === 'table' && table === undefined) {
      table = await textOf(body);
      if (table === undefined) return { code: 'invalid-input', field: 'table' };
    } else if (name === 'pictures') {
      const path = join(folder, `${count++}`);
      const size = await laidAt(path, body);
      const named = (filename ?? '').normalize('NFC');
      // A field that was left empty is sent all the same.
      if (size === 0 && named === '') continue;
      if (count > mostPictures) return { code: 'too-large', field: 'pictures' };
      if (!fitName(named)) bad.push({ position: `file ${count}`, code: 'file-unfit', detail: shownName(named) });
      else if (files.has(named)) bad.push({ position: `file ${count}`, code: 'twice-in-this-file', detail: named });
      else files.set(named, { path, tooLarge: size > largestFile });
    } else return { code: 'invalid-input', field: name.slice(0, 100) };
  }
  if (table === undefined) return { code: 'invalid-input', field: 'table' };
  let rows: Sent['rows'];
  try {
    rows = pictureRows(table);
  } catch {
    return { code: 'invalid-input', field: 'table' };
  }
  if (rows.length === 0 || rows.length > mostRows) return { code: 'invalid-input', field: 'table' };
  const wanted = new Set(rows.flatMap((row) => ('code' in row ? [] : [row.file])));
  const unnamed = [...files.keys()].filter((file) => !wanted.has(file));
  const left = unnamed.map((file): BadRow => ({ position: file, code: 'file-unnamed', detail: null }));
  return { rows: [...rows, ...bad, ...left], files };
};

/** A name and nothing else, as the table has them. */
const fitName = (name: string): boolean => /^[^/\\\p{C}]{1,200}$/u.test(name) && !name.startsWith('.');

const shownName = (name: string): string => name.replace(/[\p{C}/\\]/gu, '·').slice(0, 100);

/** Lays a part on disk; what is beyond the cap is read to its end and left out. */
const laidAt = async (path: string, body: AsyncIterable<Buffer>): Promise<number> => {
  let size = 0;
  await pipeline(
    body,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size <= largestFile) yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );
  return size;
};

const textOf = async (body: AsyncIterable<Buffer>): Promise<string | undefined> => {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size <= tableBytes) pieces.push(piece);
  }
  if (size === 0 || size > tableBytes) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
};

const keptFrom =
  (world: WebWorld, files: Sent['files']): PicturesBrought['keep'] =>
  async (file) => {
    const there = files.get(file.normalize('NFC'));
    if (there === undefined) return refuse('file-missing');
    if (there.tooLarge) return refuse('picture-too-large');
    const bytes = await readFile(there.path);
    const [kept, says] = await Promise.all([keepPicture(world, bytes), pictureSays(world, bytes, 'team')]);
    if (!kept.ok) return kept;
    const { file: name, width, height } = kept.value;
    return ok({ file: name, width, height, ...(says && { says }) });
  };
