// A file of evidence as it is kept: by its content, under a name that says nothing to a file system.
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { fileTypeOf, isUnopened } from '../core/file-type.ts';
import type { EvidenceFile, Lay } from './work-ports.ts';
import type { World } from './world.ts';

export const largestFile = 10 * 1024 * 1024;

/** What no case takes: too large, or a photograph of a kind that nobody could be shown. */
export const mayLay = (
  bytes: Uint8Array,
): Result<null, Refusal<'evidence-file-too-large' | 'evidence-picture-kind'>> => {
  if (bytes.length > largestFile) return refuse('evidence-file-too-large', { field: 'file' });
  return isUnopened(fileTypeOf(bytes)) ? refuse('evidence-picture-kind', { field: 'file' }) : ok(null);
};

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
