// A file of evidence as it is kept: by its content, under a name that says nothing to a file system.
import { fileTypeOf } from '../core/file-type.ts';
import type { EvidenceFile } from './work-ports.ts';
import type { World } from './world.ts';

export const largestFile = 10 * 1024 * 1024;

/** Durable before the row that names it: a row never points at nothing. */
export const fileOf = async (
  { files }: Pick<World, 'files'>,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<EvidenceFile> => ({
  sha256: await files.put(bytes),
  name,
  type: fileTypeOf(bytes),
  size: bytes.length,
});

export const fileName = (given: string): string =>
  given
    .normalize('NFC')
    .replace(/[\p{C}/\\]/gu, '')
    .trim()
    .slice(-120)
    .trim() || 'file';
