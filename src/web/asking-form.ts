// The form of the one field: words, or words and a picture.
import { pictureBytes } from './api/pictures.ts';
import { readBody } from './body.ts';
import { filledForm } from './desk/case-form-door.ts';
import type { Asked, Door } from './door.ts';
import { mediaType, parseForm } from './form-door.ts';

export type AskingForm = {
  readonly text: string;
  readonly key: string | undefined;
  /** The asker saw an answer and meant another question. */
  readonly anyway: boolean;
  readonly picture: Uint8Array | null;
  /** There was a picture, and it is too large to be looked at. */
  readonly tooLarge: boolean;
};

/** More than the longest message has where each of its letters is three bytes, spelled out: what is longer is refused unread. */
const mostBytes = 262_144;

const names = ['text', 'key', 'anyway'] as const;

/** Reads it in both ways in which browsers send it; a refusal is already a response. */
export const readAsking = async (door: Door, asked: Asked): Promise<AskingForm | Response> => {
  if (mediaType(asked.req.header('content-type')) === 'multipart/form-data') {
    const form = await filledForm({ door, asked }, names, pictureBytes);
    if (form instanceof Response) return form;
    return { ...given(form.values), picture: form.file?.bytes ?? null, tooLarge: form.tooLarge };
  }
  const { limits } = door.options;
  const body = await readBody(
    { incoming: asked.env.incoming, request: asked.req.raw },
    { bytes: Math.min(limits.bodyBytes, mostBytes), milliseconds: limits.slowBodyMs },
  );
  if (!body.ok) return door.problem(asked, body.error);
  const form = parseForm(asked.req.header('content-type'), body.value, names);
  return form.ok ? { ...given(form.value), picture: null, tooLarge: false } : door.problem(asked, form.error);
};

const given = ({ text = '', key, anyway }: Readonly<Partial<Record<(typeof names)[number], string>>>) => ({
  text,
  key,
  anyway: anyway === '1',
});
