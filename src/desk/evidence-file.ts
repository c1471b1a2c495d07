// A file of evidence as it is kept: by its content, under a name that says nothing to a file system.
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { fileTypeOf, isPhotograph, isUnopened } from '../core/file-type.ts';
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

type Given = { readonly name: string; readonly bytes: Uint8Array };

/**
 * The file as it may be kept: of a chat the drawing in which nobody can be made out, everything else as it came. Refused where
 * nobody could look for people just now. What nothing here can decode is shown to nobody, and stays as it is.
 */
export const withoutPeople = async (
  { ocr }: Pick<World, 'ocr'>,
  given: Given,
): Promise<Result<Given, Refusal<'picture-busy'>>> => {
  if (!isPhotograph(fileTypeOf(given.bytes))) return ok(given);
  const read = await ocr.read(given.bytes);
  const people = read.ok ? read.value.people : read.error.people;
  if (people === undefined) {
    const isAway = !read.ok && (read.error.code === 'ocr-busy' || read.error.code === 'ocr-unavailable');
    return isAway ? refuse('picture-busy', { field: 'file' }) : ok(given);
  }
  if (people.length === 0) return ok(given);
  const blurred = await ocr.blurPeople(given.bytes, { people });
  if (!blurred.ok) return refuse('picture-busy', { field: 'file' });
  return ok({ name: `${given.name.replace(/\.[^.]*$/, '')}.webp`, bytes: blurred.value });
};

/** The file that a row will name, and what makes its bytes durable: before the row stands, so that none points at nothing. */
export const fileOf = (
  { files }: Pick<World, 'files'>,
  given: Given | null,
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
