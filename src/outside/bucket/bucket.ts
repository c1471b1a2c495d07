// One bucket of an object store that speaks S3, by path-style addresses. Whatever it answers otherwise than it should is FilesAway.
// Signed by aws4fetch (Signature Version 4 is a page of exact steps, and a slip in one shows only at somebody else's store);
// the client of Amazon would do it too, in twenty megabytes.
import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { FilesAway } from '../../desk/files-away.ts';
import { type ListPage, readListPage } from './list-page.ts';

export type BucketPlace = {
  /** Origin and perhaps a path, without the bucket. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly key: string;
  readonly secret: string;
  /** What the names of all our objects begin with; empty, or ending in a slash. */
  readonly prefix: string;
};

export type Bucket = {
  /** Comes back when the store has said that it keeps them. False where something else lies there than `over` says. */
  readonly put: (name: string, bytes: Uint8Array, how?: PutHow) => Promise<boolean>;
  readonly get: (name: string) => Promise<Buffer | undefined>;
  /** The bytes with the mark by which the store knows this version of them. */
  readonly find: (name: string) => Promise<Found | undefined>;
  /** When it was laid there by our clock, or else by the store's; undefined where there is none. */
  readonly laidAt: (name: string) => Promise<Date | undefined>;
  /** The names that begin so, a page at a time, with the store's time of each. */
  readonly list: (start: string) => AsyncGenerator<ListPage['objects'][number]>;
  readonly remove: (name: string) => Promise<void>;
};

/** `laid`: when, by our clock. `over`: only in the place of that version, or where there is nothing. */
export type PutHow = { readonly laid?: Date; readonly over?: Found['etag'] | 'nothing' };
export type Found = { readonly bytes: Buffer; readonly etag: string };

const patienceMs = 20_000;
const mostTries = 2;
const laidHeader = 'x-amz-meta-laid';

export const openBucket = (place: BucketPlace): Bucket => {
  const { key: accessKeyId, secret: secretAccessKey, region } = place;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
  const base = `${place.endpoint.replace(/\/+$/, '')}/${encodeURIComponent(place.bucket)}`;

  const ask = async <T>(
    method: string,
    at: string,
    fine: readonly number[],
    read: (answer: Response) => Promise<T>,
    more: { readonly headers?: Record<string, string>; readonly body?: Uint8Array } = {},
  ): Promise<T> => {
    const { body, headers = {} } = more;
    const sent = body === undefined ? {} : { body: Buffer.from(body) };
    const signal = AbortSignal.timeout(patienceMs);
    for (let tries = 1; ; tries++) {
      const answer = await client
        .fetch(`${base}${at}`, { method, headers, ...sent, redirect: 'error', signal })
        .then(async (got) => ({ got, read: fine.includes(got.status) ? await read(got) : await got.text() }))
        .catch((error: unknown) => ({ broken: reasonOf(error) }));
      if ('got' in answer && fine.includes(answer.got.status)) return answer.read as T;
      // Everything asked here may be asked twice, and a connection that was kept may just have been closed by the other side.
      if (tries < mostTries && ('broken' in answer ? !signal.aborted : answer.got.status >= 500)) continue;
      // Told without its cause: a connection refused there is not the database's.
      throw new FilesAway(
        'broken' in answer
          ? `the file store does not answer: ${answer.broken}`
          : `the file store answers ${method} with ${answer.got.status} ${codeOf(answer.read as string)}`.trim(),
      );
    }
  };
  const nameAt = (name: string): string => `/${place.prefix}${name}`;
  const find: Bucket['find'] = (name) =>
    ask('GET', nameAt(name), [200, 404], async (answer) => {
      const bytes = Buffer.from(await answer.arrayBuffer());
      return answer.status === 404 ? undefined : { bytes, etag: answer.headers.get('etag') ?? '' };
    });
  const empty = (answer: Response): Promise<void> => answer.arrayBuffer().then(() => undefined);

  return {
    put: (name, bytes, { laid, over } = {}) =>
      ask(
        'PUT',
        nameAt(name),
        // 409: another conditional write was under way. 404: what was to be replaced is gone.
        over === undefined ? [200] : over === 'nothing' ? [200, 409, 412] : [200, 404, 409, 412],
        async (answer) => {
          await empty(answer);
          return answer.status === 200;
        },
        {
          body: bytes,
          headers: {
            // The store compares what arrived with what was signed.
            'x-amz-content-sha256': createHash('sha256').update(bytes).digest('hex'),
            ...(laid && { [laidHeader]: laid.toISOString() }),
            ...(over === 'nothing' ? { 'if-none-match': '*' } : over === undefined ? {} : { 'if-match': over }),
          },
        },
      ),
    get: async (name) => (await find(name))?.bytes,
    find,
    laidAt: (name) =>
      ask('HEAD', nameAt(name), [200, 404], async (answer) => {
        await empty(answer);
        if (answer.status === 404) return undefined;
        const told = Date.parse(answer.headers.get(laidHeader) ?? answer.headers.get('last-modified') ?? '');
        if (Number.isNaN(told)) throw new FilesAway('the file store does not say how old a file is');
        return new Date(told);
      }),
    list: async function* (start) {
      let next: string | undefined;
      do {
        const more = next === undefined ? '' : `&continuation-token=${encodeURIComponent(next)}`;
        const at = `?list-type=2&prefix=${encodeURIComponent(place.prefix + start)}${more}`;
        const page = await ask('GET', at, [200], async (answer) => readListPage(await answer.text()));
        if (page === undefined) throw new FilesAway('the file store lists its files in no way we know');
        for (const { name, modified } of page.objects) yield { name: name.slice(place.prefix.length), modified };
        next = page.next;
      } while (next !== undefined);
    },
    remove: (name) => ask('DELETE', nameAt(name), [200, 204, 404], empty),
  };
};

/** `SignatureDoesNotMatch`, `NoSuchBucket`, …; what else an error says may hold keys. */
const codeOf = (xml: string): string => /<Code>([A-Za-z]{1,60})<\/Code>/.exec(xml)?.[1] ?? '';

const reasonOf = (error: unknown): string => {
  const { cause, name } = error as Error;
  return (cause as NodeJS.ErrnoException | undefined)?.code ?? name;
};
