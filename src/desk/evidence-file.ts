// A file of evidence as it is kept: by its content, under a name that says nothing to a file system.
import { fileTypeOf } from '../core/file-type.ts';
import type { EvidenceFile, Lay } from './work-ports.ts';
import type { World } from './world.ts';

export const largestFile = 10 * 1024 * 1024;

/** The file that a row will name, and what makes its bytes durable: before the row stands, so that none points at nothing. */
export const fileOf = (
  { files }: Pick<World, 'files'>,
  given: { readonly name: string; readonly bytes: Uint8Array } | null,
): { readonly file: EvidenceFile | null; readonly lay: Lay } => {
  if (given === null) return { file: null, lay: async () => undefined };
  const { name, bytes } = given;
  return {
    file: { sha256: files.nameOf(bytes), name: fileName(name), type: fileTypeOf(bytes), size: bytes.length },
    lay: () => files.put(bytes),
  };
};

const fileName = (given: string): string =>
  given
    .normalize('NFC')
    .replace(/[\p{C}/\\]/gu, '')
    .trim()
    .slice(-120)
    .trim() || 'file';
