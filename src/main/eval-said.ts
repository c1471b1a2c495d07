// What an evaluation says when a file of it cannot be used.
import type { EvalRefusal } from './eval-lines.ts';
import { exitCodes } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** Tells which file, and which line of it, and what to do. Gives the exit code. */
export const sayRefusal = (out: Terminal, refusal: EvalRefusal): number => {
  const where = refusal.field ?? 'the file';
  if (refusal.code === 'file-unreadable')
    out.fail(`${where} cannot be read: ${refusal.detail}`, 'Give a file that is there.', refusal.code);
  else out.fail(`${where}: ${refusal.detail}`, 'sangto eval --help says what each file looks like.', refusal.code);
  return exitCodes.unreadable;
};

/** A share with four places, as trec_eval prints it. */
export const fourPlaces = (share: number): string => share.toFixed(4);
