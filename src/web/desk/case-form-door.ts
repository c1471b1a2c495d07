// Evidence as its form sends it: fields, and at most one file, all within a cap before any of it is looked at.
import { visibleText } from '../../base/visible-text.ts';
import { BodyCut, patientBody } from '../body.ts';
import { BrokenForm, boundaryOf, formParts } from '../multipart.ts';
import { typedTexts } from '../typed-texts.ts';
import type { Inside } from './inside.ts';

const longestValue = 32_768;

export type FileSent = { readonly name: string; readonly bytes: Uint8Array };
export type FilledForm<Name extends string> = {
  readonly values: Readonly<Partial<Record<Name, string>>>;
  readonly file: FileSent | null;
};

/**
 * Reads `multipart/form-data`; a part that was not asked for or comes twice is refused. A file beyond `mostBytes` is read
 * to its end and left out, with its true size unknown: `tooLarge` says so, and the fields are all there.
 */
export const filledForm = async <Name extends string>(
  { door, asked }: Pick<Inside, 'door' | 'asked'>,
  names: readonly Name[],
  mostBytes: number,
): Promise<(FilledForm<Name> & { readonly tooLarge: boolean }) | Response> => {
  const boundary = boundaryOf(asked.req.header('content-type'));
  if (boundary === undefined) return door.problem(asked, { code: 'unsupported-media-type', field: 'Content-Type' });
  const values: Partial<Record<Name, string>> = {};
  asked.set('typed', () => typedTexts(Object.entries<string>(values as Readonly<Record<string, string>>)));
  let file: FileSent | null = null;
  let tooLarge = false;
  // Twice the largest file: whoever picked one a little too large gets the form back instead of a dead end.
  const caps = { bytes: mostBytes * 2, milliseconds: door.options.limits.slowBodyMs };
  try {
    const body = patientBody({ incoming: asked.env.incoming, request: asked.req.raw }, caps);
    for await (const part of formParts(body, boundary)) {
      const known = names.find((name) => name === part.name);
      const whole = await within(part.body, part.name === 'file' ? mostBytes : longestValue);
      if (part.name === 'file' && file === null) {
        tooLarge = whole === undefined;
        if (whole && whole.length > 0) file = { name: nameIn(part.filename), bytes: whole };
      } else if (known !== undefined && values[known] === undefined && whole !== undefined) {
        const text = textOf(whole);
        if (text === undefined) return door.problem(asked, { code: 'tip-not-unicode' });
        if (text.includes('\0')) return door.problem(asked, { code: 'tip-has-nul', field: known });
        values[known] = visibleText(text);
      } else return door.problem(asked, { code: 'invalid-input', field: part.name.slice(0, 100) });
    }
  } catch (error) {
    if (error instanceof BodyCut) return door.problem(asked, { code: error.code });
    if (error instanceof BrokenForm) return door.problem(asked, { code: 'bad-request', detail: error.message });
    throw error;
  }
  return { values, file, tooLarge };
};

/** HTML, section 4.10.21.8: browsers write a quote and line ends in a file's name as percent signs. */
const nameIn = (filename: string | null): string =>
  visibleText((filename ?? '').replace(/%22/g, '"').replace(/%0[da]/gi, ' '));

/** The bytes of a part, read to its end; undefined when they are more than `most`. */
const within = async (body: AsyncIterable<Buffer>, most: number): Promise<Buffer | undefined> => {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size <= most) pieces.push(piece);
    else pieces.length = 0;
  }
  return size > most ? undefined : Buffer.concat(pieces);
};

const textOf = (bytes: Buffer): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};
