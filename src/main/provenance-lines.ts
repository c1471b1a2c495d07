// sangto provenance: one JSON line for each picture that can be looked at.
import { readFile, stat } from 'node:fs/promises';
import { uiLangs } from '../base/lang.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { Provenance } from '../desk/world.ts';
import { provenanceReader } from '../outside/provenance/index.ts';
import { provenanceWords } from '../web/index.ts';
import { exitCodes } from './exit-codes.ts';
import { terminal } from './terminal.ts';

const mostBytes = 20 * 1024 * 1024;

/** Prints what could be looked at, tells what could not; 1 if anything could not. */
export const provenanceCommand = async (
  files: readonly string[],
  flags: { readonly anchors?: string; readonly json?: boolean },
): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const anchors = flags.anchors === undefined ? ok(null) : await anchorsIn(flags.anchors);
  if (!anchors.ok) {
    out.fail(`${flags.anchors}: ${reasons[anchors.error.code]}.`, undefined, anchors.error.code);
    return exitCodes.usage;
  }
  const read = provenanceReader({ anchors: anchors.value });
  let refused = 0;
  for (const file of files) {
    const bytes = await bytesOf(file);
    const found: Result<Provenance, Refusal> = bytes.ok ? await read(bytes.value) : bytes;
    if (found.ok) process.stdout.write(`${JSON.stringify(lineOf(file, found.value))}\n`);
    else {
      refused++;
      out.fail(`${file}: ${reasons[found.error.code] ?? found.error.code}.`, undefined, found.error.code);
    }
  }
  return refused === 0 ? exitCodes.fine : exitCodes.refused;
};

const lineOf = (file: string, found: Provenance) => ({
  file,
  ...found,
  words: Object.fromEntries(uiLangs.map((lang) => [lang, provenanceWords(found, lang).join(' ')])),
});

const anchorsIn = async (file: string): Promise<Result<string, Refusal<'file-unreadable' | 'anchors-wrong'>>> => {
  const bytes = await bytesOf(file);
  if (!bytes.ok) return refuse('file-unreadable');
  const text = new TextDecoder().decode(bytes.value);
  return text.includes('-----BEGIN CERTIFICATE-----') ? ok(text) : refuse('anchors-wrong');
};

/** The bytes of a plain file. A pipe or a device may have no end. */
const bytesOf = async (
  file: string,
): Promise<Result<Uint8Array, Refusal<'file-unreadable' | 'provenance-too-large'>>> => {
  try {
    const found = await stat(file);
    if (!found.isFile()) return refuse('file-unreadable');
    return found.size > mostBytes ? refuse('provenance-too-large') : ok(await readFile(file));
  } catch {
    return refuse('file-unreadable');
  }
};

const reasons: { readonly [code: string]: string } = {
  'file-unreadable': 'it cannot be read',
  'anchors-wrong': 'there is no certificate in it (PEM)',
  'provenance-too-large': 'it has more than 20 MB',
  'provenance-not-an-image': 'it is no JPEG, PNG, WebP, GIF, AVIF or HEIC',
  'provenance-unreadable': 'the reader broke down over it',
};
