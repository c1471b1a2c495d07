// What is known of where a picture comes from, read by a process that lives for one picture.
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ok, refuse } from '../../base/result.ts';
import { fileTypeOf } from '../../core/file-type.ts';
import type { Provenance, ReadProvenance } from '../../desk/world.ts';
import type { Room } from '../child/index.ts';
import type { ProvenanceAsked } from './provenance-child.ts';

type Limits = {
  readonly bytes: number;
  /** How long one picture may take, in milliseconds, the start of the process included. */
  readonly pictureMs: number;
  /** How many may wait; those beyond are refused. */
  readonly waiting: number;
  readonly program: string;
  readonly anchors: string | null;
  /** The memory it shares with other processes for pictures; none where it is alone. */
  readonly room: Room | null;
  /** Milliseconds a picture waits for its share of it. */
  readonly roomMs: number;
};

const heapMegabytes = 256;

/** What such a process takes up at most (measured: 44 MB, and 4.5 times the picture). */
const bytesFor = (picture: Uint8Array): number => 48 * 1024 * 1024 + 5 * picture.length;

const readable = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/heic']);

const childProgram = (): string => {
  const built = join(import.meta.dirname, 'provenance-child.js');
  return existsSync(built) ? built : join(import.meta.dirname, 'provenance-child.ts');
};

/**
 * Reads Content Credentials and what a camera noted, without a network. Absent never means made up: nearly every program
 * that sends pictures takes them away. One picture at a time; those that come meanwhile wait.
 */
export const provenanceReader = (given: Partial<Limits> = {}): ReadProvenance => {
  const limits: Limits = {
    bytes: 20 * 1024 * 1024,
    pictureMs: 20_000,
    waiting: Number.POSITIVE_INFINITY,
    anchors: null,
    room: null,
    // As long as one waits to be decoded or read.
    roomMs: 30_000,
    ...given,
    program: given.program ?? childProgram(),
  };
  let last: Promise<unknown> = Promise.resolve();
  let under = 0;
  return async (picture) => {
    if (picture.length > limits.bytes) return refuse('provenance-too-large');
    const type = fileTypeOf(picture);
    if (!readable.has(type)) return refuse('provenance-not-an-image');
    // Whoever floods it is told nothing of their pictures, and keeps no memory for them.
    if (under > limits.waiting) return refuse('provenance-unreadable');
    under++;
    const turn = last.then(() => inRoom(picture, type, limits));
    last = turn;
    const found = await turn.finally(() => under--);
    return found === undefined ? refuse('provenance-unreadable') : ok(found);
  };
};

/** Waits outside, holding nothing, until there is room; undefined where there is none in time. */
const inRoom = async (picture: Uint8Array, type: string, limits: Limits): Promise<Provenance | undefined> => {
  if (limits.room === null) return lookedAt(picture, type, limits);
  const share = await limits.room.take(bytesFor(picture), limits.roomMs);
  if (share === undefined) return undefined;
  return lookedAt(picture, type, limits).finally(share.leave);
};

/** Undefined where the process broke down over it, or took too long. */
const lookedAt = (picture: Uint8Array, type: string, limits: Limits): Promise<Provenance | undefined> =>
  new Promise((resolve) => {
    const child = fork(limits.program, [], {
      execArgv: [
        `--max-old-space-size=${heapMegabytes}`,
        '--permission',
        '--allow-fs-read=*',
        '--allow-addons',
        '--disable-warning=SecurityWarning',
      ],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let found: Provenance | undefined;
    const end = () => void child.kill('SIGKILL');
    const late = setTimeout(end, limits.pictureMs);
    const leave = () => {
      clearTimeout(late);
      resolve(found);
    };
    child.once('exit', leave);
    child.on('error', () => (child.pid === undefined ? leave() : end()));
    child.on('message', (told: Provenance) => {
      found = told;
      end();
    });
    child.send({ picture, type, anchors: limits.anchors } satisfies ProvenanceAsked);
  });
