// The public log as machines read it (c2sp.org/tlog-tiles): the checkpoint, tiles, the key, and the proof of any leaf. Only
// what is signed is served: a file beyond the checkpoint may still change.
import type { Hono } from 'hono';
import { fromShortId, parseId } from '../../base/ids.ts';
import { proveCheck, proveLeaf } from '../../desk/index.ts';
import {
  formatVerifierKey,
  parseCheckpoint,
  parseNote,
  parseTilePath,
  type TileAt,
  tileWidth,
} from '../../kit/tlog/index.ts';
import type { Asked, Door, WebEnv } from '../door.ts';

const plain = 'text/plain; charset=utf-8';
/** Anybody's scripts may verify: nothing here is anybody's own. */
const open = { 'access-control-allow-origin': '*' } as const;
const soon = { ...open, 'cache-control': 'public, max-age=5' } as const;
const forEver = { ...open, 'cache-control': 'public, max-age=31536000, immutable' } as const;

export const logFileRoutes = (app: Hono<WebEnv>, door: Door): void => {
  const { log } = door.options.world;
  app.get('/log/checkpoint', async (asked) => {
    const bytes = await log.files.read('checkpoint');
    return bytes === undefined ? door.problem(asked, { code: 'not-found' }) : sent(bytes, plain, soon);
  });
  app.get('/log/vkey', async () => {
    const keys = (await log.signers()).map(({ key }) => `${formatVerifierKey(key)}\n`);
    return sent(keys.join(''), plain, { ...open, 'cache-control': 'public, max-age=300' });
  });
  app.get('/log/tile/*', (asked) => tile(door, asked));
  app.get('/log/proof/:of', (asked) => proof(door, asked));
};

const tile = async (door: Door, asked: Asked): Promise<Response> => {
  const { files } = door.options.world.log;
  const path = asked.req.path.slice('/log/'.length);
  const at = parseTilePath(path);
  const signed = at === undefined ? undefined : await files.read('checkpoint');
  if (at === undefined || signed === undefined || !isSigned(at, sizeOf(signed)))
    return door.problem(asked, { code: 'not-found' });
  const bytes = await files.read(path);
  return bytes === undefined
    ? door.problem(asked, { code: 'not-found' })
    : sent(bytes, 'application/octet-stream', forEver);
};

/** Whether a tile lies within the tree of a size. */
const isSigned = ({ level, n, width }: TileAt, size: number): boolean =>
  n * tileWidth + width <= Math.floor(size / (level === 'entries' ? 1 : tileWidth ** level));

const sizeOf = (checkpoint: Uint8Array): number => {
  const note = parseNote(checkpoint);
  const read = note.ok ? parseCheckpoint(note.value.text) : note;
  return read.ok ? read.value.size : 0;
};

/**
 * `N`, the number of a leaf, or `ID`, a check: a proof file to take along. With `.json`: the same in parts, with what opens the
 * hashes of those texts that everybody may read.
 */
const proof = async (door: Door, asked: Asked): Promise<Response> => {
  const given = asked.req.param('of') ?? '';
  const json = given.endsWith('.json');
  const name = json ? given.slice(0, -'.json'.length) : given;
  const proven = await provenBy(door, name);
  const number = leafNumber(name);
  if (proven?.ok !== true)
    return door.problem(asked, { code: proven?.error.code === 'log-damaged' ? 'log-away' : 'not-found' });
  // Where it leads is drawn from rows, and proven by nothing.
  const { file, led: _unproven, ...parts } = proven.value;
  if (json) return sent(JSON.stringify(parts), 'application/json; charset=utf-8', soon);
  return sent(file, plain, {
    ...soon,
    'content-disposition': `attachment; filename="${number ?? parts.check}.tlog-proof"`,
  });
};

const provenBy = async (
  { options: { world } }: Door,
  name: string,
): Promise<Awaited<ReturnType<typeof proveLeaf>> | undefined> => {
  const number = leafNumber(name);
  if (number !== undefined) return proveLeaf(world, number);
  const id = parseId(name) ?? fromShortId(name);
  return id === undefined ? undefined : proveCheck(world, id);
};

/** A number of a leaf as an address has it: decimal, without zeros before it. */
export const leafNumber = (text: string): number | undefined =>
  /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined;

const sent = (body: string | Uint8Array, type: string, headers: Readonly<Record<string, string>>): Response =>
  new Response(typeof body === 'string' ? body : Uint8Array.from(body), {
    headers: { 'content-type': type, ...headers },
  });
