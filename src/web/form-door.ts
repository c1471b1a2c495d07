// Forms: urlencoded fields, each known and each at most once.
import { ok, type Result, refuse } from '../base/result.ts';
import { visibleText } from '../base/visible-text.ts';
import type { Problem } from './problem.ts';

type FormRefusal = Problem & {
  readonly code: 'invalid-input' | 'unsupported-media-type' | 'tip-not-unicode' | 'tip-has-nul';
};

/** The media type without its parameters, in lower case. */
export const mediaType = (header: string | null | undefined): string =>
  (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * Reads `application/x-www-form-urlencoded`; absent fields are absent. Refuses fields it was not told of and doubled ones,
 * bytes that are not UTF-8, and NUL. Texts come without what nobody sees (`visibleText`); passwords as they were typed.
 */
export const parseForm = <Name extends string>(
  contentType: string | undefined,
  body: Uint8Array,
  names: readonly Name[],
): Result<Readonly<Partial<Record<Name, string>>>, FormRefusal> => {
  if (mediaType(contentType) !== 'application/x-www-form-urlencoded')
    return refuse('unsupported-media-type', { field: 'Content-Type' });
  const raw = Buffer.from(body).toString('latin1');
  if (/%(?![0-9a-f]{2})/i.test(raw)) return refuse('invalid-input');
  const fields: Partial<Record<Name, string>> = {};
  for (const pair of raw.split('&')) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    const name = decoded(cut < 0 ? pair : pair.slice(0, cut));
    const value = decoded(cut < 0 ? '' : pair.slice(cut + 1));
    if (name === undefined || value === undefined) return refuse('tip-not-unicode');
    // No text of ours holds it, and the database takes none that does.
    if (value.includes('\0')) return refuse('tip-has-nul', { field: name.slice(0, 100) });
    const known = names.find((n) => n === name);
    if (known === undefined || fields[known] !== undefined)
      return refuse('invalid-input', { field: name.slice(0, 100) });
    fields[known] = secret.has(name) ? value : visibleText(value);
  }
  return ok(fields);
};

const secret: ReadonlySet<string> = new Set(['password', 'current', 'again']);

/** WHATWG URL, section 5.1, but bytes that are no UTF-8 are undefined instead of replaced. */
const decoded = (raw: string): string | undefined => {
  const bytes = Buffer.from(
    raw
      .replaceAll('+', ' ')
      .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};
