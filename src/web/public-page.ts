// Pages that are the same for everybody: from memory when there, drawn once when not.
import type { Asked, Door } from './door.ts';
import { negotiate } from './encoding.ts';
import { isHeld } from './etag.ts';
import type { Drawn, Kept } from './page-cache.ts';

/** How long readers and caches between may keep a page: long enough to carry a rush, short enough for a correction. */
export const publicly = 'public, max-age=60';

/** Of a check: kept, and asked after each time by its validator, so that nobody reads what was decided away a moment ago. */
export const askedAfter = 'public, max-age=0, must-revalidate';

/** A page's body with the headers of a public page; one drawn from memory while the database is away is nobody's to keep. */
export const drawnPage = (
  body: string | Buffer,
  more: {
    readonly type?: string;
    readonly lang?: string;
    readonly keep?: boolean;
    readonly caching?: typeof publicly | typeof askedAfter;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Drawn => {
  const keep = more.keep ?? true;
  return {
    body,
    keep,
    headers: {
      'content-type': more.type ?? 'text/html; charset=utf-8',
      'cache-control': keep ? (more.caching ?? publicly) : 'no-store',
      ...(more.lang === undefined ? {} : { 'content-language': more.lang }),
      ...more.headers,
    },
  };
};

/** Answers with the page of an address (canonical: known parameters in their order), drawing it when it is not there. */
export const publicPage = async (
  door: Door,
  asked: Asked,
  address: string,
  draw: () => Promise<Drawn | undefined>,
  more: Readonly<Record<string, string>> = {},
): Promise<Response> => {
  const kept = await door.cache.keep(address, negotiate(asked.req.header('accept-encoding')), draw);
  return kept ? sent(asked, kept, more) : door.problem(asked, { code: 'not-found' });
};

const sent = (asked: Asked, kept: Kept, more: Readonly<Record<string, string>>): Response => {
  if (!isHeld(asked.req.header('if-none-match'), kept.etag))
    return new Response(kept.body, { headers: { ...kept.headers, ...more } });
  const {
    'content-length': _length,
    'content-type': _type,
    'content-encoding': _form,
    ...headers
  } = kept.headers as Record<string, string>;
  return new Response(null, { status: 304, headers: { ...headers, ...more } });
};
