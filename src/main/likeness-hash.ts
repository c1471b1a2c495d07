// sangto likeness hash: one JSON line for each picture that can be read.
import { type FileHandle, open } from 'node:fs/promises';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { hexOf, pdqOf, turns } from '../kit/likeness/index.ts';
import { decodePicture } from '../outside/decode/index.ts';
import { exitCodes } from './exit-codes.ts';
import { type Terminal, terminal } from './terminal.ts';

const mostBytes = 100 * 1024 * 1024;

/** Prints what could be hashed, tells what could not; 1 if anything could not. The lines are JSON with and without --json. */
export const likenessHashCommand = async (
  files: readonly string[],
  flags: { readonly json?: boolean },
): Promise<number> => {
  const out = terminal(flags.json ?? false);
  let refused = 0;
  for (const file of files) {
    const line = await lineOf(file);
    if (line.ok) process.stdout.write(`${JSON.stringify(line.value)}\n`);
    else {
      refused++;
      sayWhy(out, file, line.error);
    }
  }
  return refused === 0 ? exitCodes.fine : exitCodes.refused;
};

const lineOf = async (file: string) => {
  const bytes = await bytesOf(file);
  if (!bytes.ok) return bytes;
  const picture = await decodePicture(bytes.value);
  if (!picture.ok) return picture;
  const { width, height, wasTurned } = picture.value;
  const { hash, quality, dihedral } = pdqOf(picture.value);
  return ok({
    file,
    width,
    height,
    ...(wasTurned ? { turned: true } : {}),
    hash: hexOf(hash),
    quality,
    dihedral: Object.fromEntries(turns.map((turn) => [turn, hexOf(dihedral[turn])])),
  });
};

/** The bytes of a plain file. A pipe or a device may have no end. */
const bytesOf = async (file: string): Promise<Result<Uint8Array, Refusal<'file-unreadable' | 'too-many-bytes'>>> => {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const stat = await handle.stat();
    if (!stat.isFile()) return refuse('file-unreadable', { detail: 'it is not a plain file' });
    return stat.size > mostBytes ? refuse('too-many-bytes') : ok(await handle.readFile());
  } catch (error) {
    return refuse('file-unreadable', { detail: (error as Error).message });
  } finally {
    await handle?.close();
  }
};

const reasons: { readonly [code: string]: string } = {
  'file-unreadable': 'it cannot be read',
  'too-many-bytes': 'it has more than 100 MB',
  'too-many-pixels': 'it has more than 40 million pixels',
  'not-an-image': 'it is no JPEG, PNG, WebP, GIF or AVIF',
  'damaged-image': 'it is damaged',
};

const sayWhy = (out: Terminal, file: string, { code, detail }: Refusal): void =>
  out.fail(`${file}: ${reasons[code] ?? code}${detail ? ` (${detail})` : ''}.`, undefined, code);
