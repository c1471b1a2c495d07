// A reader of pictures that reads in each whatever it is told, and blurs nobody.
import { ok } from '../../src/base/result.ts';
import type { Ocr } from '../../src/desk/world.ts';

type Read = Awaited<ReturnType<Ocr['read']>>;

export const readsIn = (read: Read): Ocr => ({ read: async () => read, blurPeople: async (picture) => ok(picture) });

/** Words where there seem to be so many letters, none of them legible. */
export const illegible = (letters: number): Read => ({ ok: false, error: { code: 'ocr-no-text', letters } });

export const legibleAs = (text: string): Read =>
  ok({ text, confidence: 0.95, messages: [text], lines: [], people: [] });
