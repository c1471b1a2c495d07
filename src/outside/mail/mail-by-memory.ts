// For a trial without a mail server: letters stay in memory, the newest first, for its owners to read.
import { ok } from '../../base/result.ts';
import type { Letter, Mail } from '../../desk/index.ts';

const mostLetters = 100;

/** Takes every letter as sent; nothing leaves the machine. */
export const mailByMemory = (): Mail & { readonly letters: () => readonly Letter[] } => {
  const held: Letter[] = [];
  return {
    send: async ({ to, subject, text }) => {
      held.unshift({ to, subject, text });
      held.length = Math.min(held.length, mostLetters);
      return ok(null);
    },
    letters: () => held,
  };
};
