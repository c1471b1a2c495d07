// Stills out of videos that strangers send, by the operator's ffmpeg in a process of its own. It opens that one file and nothing
// else: no network, no list of other files, one kind of container each, and it is ended when it takes too much.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { ok, refuse } from '../../base/result.ts';
import { fileTypeOf } from '../../core/file-type.ts';
import type { Stills } from '../../desk/video-ports.ts';
import { queueFor, residentOf } from '../child/index.ts';
import { splitJpegs } from './split-jpegs.ts';

type Limits = {
  readonly bytes: number;
  /** Of the video; what comes after is not looked at. */
  readonly seconds: number;
  readonly frames: number;
  readonly pixels: number;
  /** What the program may write. */
  readonly out: number;
  readonly milliseconds: number;
  /** Resident bytes, where the system tells (`/proc`). */
  readonly memory: number;
};

const usual: Limits = {
  bytes: 10 * 1024 * 1024,
  ...{ seconds: 30, frames: 20, pixels: 9_000_000 },
  out: 32 * 1024 * 1024,
  milliseconds: 15_000,
  memory: 512 * 1024 * 1024,
};

/** Which demuxer opens which kind: a file that only looks like a video could name other files and addresses to open. */
const demuxers: Readonly<Record<string, string>> = { 'video/mp4': 'mp4', 'video/webm': 'webm' };

/** Where nothing opens videos. */
export const noStills: Stills = { isOn: false, of: async () => refuse('video-off') };

/**
 * By the program at that path. `folder`: where a video lies while it is looked at, and nothing else; what a server that was killed
 * left there goes with the first one.
 */
export const stillsBy = (program: string, folder: string, given: Partial<Limits> = {}): Stills => {
  const limits = { ...usual, ...given };
  const queue = queueFor(['one at a time'], 4, limits.milliseconds);
  let swept: Promise<unknown> | undefined;
  const sweep = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
  };
  return {
    isOn: true,
    of: async (video) => {
      const demuxer = demuxers[fileTypeOf(video)];
      if (demuxer === undefined || video.length > limits.bytes) return refuse('video-not-read');
      swept ??= sweep();
      await swept;
      const taken = await queue.take(() => stillsIn(program, folder, { video, demuxer }, limits));
      if (taken === undefined) return refuse('picture-busy');
      return taken.length === 0 ? refuse('video-not-read') : ok(taken);
    },
  };
};

const stillsIn = async (
  program: string,
  folder: string,
  { video, demuxer }: { readonly video: Uint8Array; readonly demuxer: string },
  limits: Limits,
): Promise<readonly Buffer[]> => {
  const place = await mkdtemp(join(folder, 'video-'));
  try {
    // What most telephones write is read from its end first: a pipe would not do.
    const path = join(place, 'video');
    await writeFile(path, video, { mode: 0o600 });
    return splitJpegs(await written(program, argumentsFor(path, demuxer, limits), limits), limits.frames);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
};

const argumentsFor = (path: string, demuxer: string, { seconds, frames, pixels }: Limits): readonly string[] => [
  ...['-nostdin', '-hide_banner', '-loglevel', 'error'],
  ...['-protocol_whitelist', 'file,pipe', '-threads', '1', '-max_pixels', `${pixels}`, '-t', `${seconds}`],
  ...['-f', demuxer, '-i', `file:${path}`, '-map', '0:v:0', '-an', '-sn', '-dn'],
  ...['-vf', "fps=1,scale=w='min(1280,iw)':h=-2", '-frames:v', `${frames}`],
  ...['-f', 'image2pipe', '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '3', 'pipe:1'],
];

const lookEveryMs = 25;

/** What the program wrote until it ended; nothing where it was ended for taking too much, or did not start. */
const written = (program: string, args: readonly string[], limits: Limits): Promise<Buffer> =>
  new Promise((resolve) => {
    const child = spawn(program, args, { env: {}, stdio: ['ignore', 'pipe', 'ignore'] });
    const pieces: Buffer[] = [];
    let size = 0;
    let ended = false;
    const end = (): void => {
      ended = true;
      child.kill('SIGKILL');
    };
    const late = setTimeout(end, limits.milliseconds);
    const look = setInterval(() => {
      if (child.pid !== undefined && (residentOf(child.pid) ?? 0) > limits.memory) end();
    }, lookEveryMs);
    const leave = (): void => {
      clearTimeout(late);
      clearInterval(look);
      resolve(ended ? Buffer.alloc(0) : Buffer.concat(pieces));
    };
    child.stdout.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size > limits.out) end();
      else pieces.push(piece);
    });
    child.once('close', leave);
    child.once('error', () => {
      // Without a pid it was never started, and nothing closes.
      if (child.pid === undefined) leave();
    });
    if (child.pid !== undefined) standBack(child.pid);
  });

/** Answering goes before opening videos where both want the same processor. */
const standBack = (pid: number): void => {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Gone already.
  }
};
