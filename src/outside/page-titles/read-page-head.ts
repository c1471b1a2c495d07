// Opens one page and reads its head: the first 256 kB of HTML at most, and only pages that are for everybody.
import type { PageSeen } from '../../desk/world.ts';
import { htmlText, openAddress, pageHead } from '../../kit/links/index.ts';
import { type FetchOptions, FetchStopped, fetchWith } from '../fetch/index.ts';

export type ReadOptions = Pick<FetchOptions, 'allow' | 'lookup' | 'ports'> & { readonly timeoutMs: number };

const mostBytes = 256 * 1024;
// On the wire and unpacked. More is announced by nobody who serves a page to readers.
const mostFetched = 16 * 1024 * 1024;

/**
 * What the page at `url` says of itself. Where a redirect leads to a post, a login or the like, that address is not
 * asked: it comes back without titles, and so does a page that is no HTML or answers with an error behind a redirect.
 * Undefined when nothing was learnt. Never rejects; waits for the network for `timeoutMs` at most.
 */
export const readPageHead = async (url: string, options: ReadOptions): Promise<PageSeen | undefined> => {
  const visited: string[] = [];
  const fetch = fetchWith({
    ...options,
    maxBytes: mostFetched,
    mayVisit: (hop) => {
      visited.push(hop.href);
      return openAddress(hop.href) !== undefined;
    },
  });
  const page = await fetch(url);
  const onlyWhere = visited.length > 1 ? { visited, stands: [], titles: [] } : undefined;
  if (!page.ok || !isHtml(page.value.contentType)) return onlyWhere;
  const { url: address, contentType, body } = page.value;
  const head = pageHead(htmlText(await firstBytes(body), contentType), address);
  return { visited, stands: head.addresses, titles: head.titles };
};

const isHtml = (contentType: string): boolean =>
  /^\s*(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i.test(contentType);

/** What came before the body broke or took too long is still read: the head comes first. */
const firstBytes = async (body: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const bytes = Buffer.alloc(mostBytes);
  let filled = 0;
  try {
    for await (const chunk of body) {
      // A tag may be cut in two by the chunks.
      const from = Math.max(0, filled - headEnd.length);
      bytes.set(chunk.subarray(0, mostBytes - filled), filled);
      filled = Math.min(mostBytes, filled + chunk.byteLength);
      if (filled === mostBytes || bytes.subarray(from, filled).includes(headEnd)) break;
    }
  } catch (error) {
    if (!(error instanceof FetchStopped)) throw error;
  }
  return bytes.subarray(0, filled);
};

const headEnd = '</head>';
