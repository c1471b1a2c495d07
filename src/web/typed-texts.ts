// What somebody typed into a form that could not be taken, so that the refusal shows it for copying and none of it is lost.
import { visibleText } from '../base/visible-text.ts';
import { type BodySource, patientBody, readBody } from './body.ts';
import { mediaType } from './form-door.ts';
import { boundaryOf, formParts } from './multipart.ts';

/** What a form sent, by name. */
type Sent = Iterable<readonly [string, string]>;

/** Never shown again: what lets somebody in, and what the page itself said in hidden fields. */
const unshown: ReadonlySet<string> = new Set([
  ...['password', 'current', 'again', 'code', 'passkey'],
  ...['next', 'return', 'view', 'moves', 'hash', 'base', 'standing', 'waiting'],
]);
/** What people write in plain letters and is still no choice. */
const written = /(^|[.-])(text|title|reason|query|slug|name)([.-]|$)/;
/** Ids, numbers, days and the words of choices. */
const choice = /^[a-z0-9-]*$/;

/** The texts among what was sent, in the order of the form: no secrets, no ids, no choices. */
export const typedTexts = (sent: Sent): readonly string[] =>
  [...sent].flatMap(([name, value]) => {
    const text = visibleText(value).trim();
    return text === '' || unshown.has(name) || (choice.test(text) && !written.test(name)) ? [] : [text];
  });

/** The same of a form in `application/x-www-form-urlencoded`; whatever else it is, nothing. */
export const typedInForm = (type: string | undefined, body: Uint8Array): readonly string[] =>
  mediaType(type) === 'application/x-www-form-urlencoded'
    ? typedTexts(new URLSearchParams(Buffer.from(body).toString('utf8')))
    : [];

/** Room for every text of a form, and for a file beside them that is passed over. */
const caps = { bytes: 1_048_576, withFile: 33_554_432 };
const longestText = 32_768;

/** Reads a form of which nothing will be taken, whatever its fields; a broken one gives what came until there. */
export const typedUnread = async (source: BodySource, milliseconds: number): Promise<readonly string[]> => {
  const type = source.request.headers.get('content-type') ?? undefined;
  const boundary = boundaryOf(type);
  if (boundary === undefined) {
    const body = await readBody(source, { bytes: caps.bytes, milliseconds });
    return body.ok ? typedInForm(type, body.value) : [];
  }
  const sent: (readonly [string, string])[] = [];
  try {
    for await (const part of formParts(patientBody(source, { bytes: caps.withFile, milliseconds }), boundary)) {
      const pieces: Buffer[] = [];
      let size = 0;
      for await (const piece of part.body) {
        size += piece.length;
        if (part.filename === null && size <= longestText) pieces.push(piece);
      }
      if (size <= longestText && part.filename === null) sent.push([part.name, Buffer.concat(pieces).toString('utf8')]);
    }
  } catch {
    // Cut off or broken: what came is shown all the same.
  }
  return typedTexts(sent);
};
