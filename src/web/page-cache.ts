// Finished public pages in memory, by address and encoding, ready to be sent without another thought.
import { compress, type Encoding, encodings } from './encoding.ts';
import { etagOf } from './etag.ts';

/** One finished response with status 200. `raw` is its header list as node's `writeHead` takes it, security included. */
export type Kept = {
  readonly body: Buffer<ArrayBuffer>;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: readonly string[];
  readonly rawUnchanged: readonly string[];
};

/** What a page is made from. `keep` false: true for this request only, as when it was drawn from memory. */
export type Drawn = {
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly keep: boolean;
};

export type PageCache = {
  /** The finished page of exactly this address (path and query as sent). */
  readonly hit: (address: string, encoding: Encoding) => Kept | undefined;
  /** The finished page, made when missing; many who ask at once wait for one making. Undefined when there is no such page. */
  readonly keep: (
    address: string,
    encoding: Encoding,
    draw: () => Promise<Drawn | undefined>,
  ) => Promise<Kept | undefined>;
  /** Forgets the page of one address, which says something else from now on. */
  readonly forget: (address: string) => void;
  readonly clear: () => void;
  readonly bytes: () => number;
};

type Place = { readonly kept: Kept; used: boolean };

/** At most `maxBytes`, everything forgotten when `today` (a day number) changes, since what is overdue changes with it. */
export const createPageCache = (options: {
  readonly maxBytes: number;
  readonly today: () => number;
  readonly common: Readonly<Record<string, string>>;
}): PageCache => {
  const places = new Map<string, Place>();
  let making = new Map<string, Promise<Kept | undefined>>();
  let bytes = 0;
  let day = options.today();

  const clear = () => {
    places.clear();
    // Who asks from now on must not join a making that began before the change.
    making = new Map();
    bytes = 0;
  };

  const find = (name: string): Kept | undefined => {
    const today = options.today();
    if (today !== day) {
      day = today;
      clear();
    }
    const place = places.get(name);
    if (place === undefined) return undefined;
    place.used = true;
    return place.kept;
  };

  const store = (name: string, kept: Kept) => {
    const size = sizeOf(name, kept);
    if (size > options.maxBytes / 4) return;
    places.set(name, { kept, used: false });
    bytes += size;
    while (bytes > options.maxBytes) bytes -= evict();
  };

  /** Drops the oldest that nobody used since it last came round. */
  const evict = (): number => {
    for (const [name, place] of places) {
      places.delete(name);
      if (!place.used) return sizeOf(name, place.kept);
      places.set(name, { kept: place.kept, used: false });
    }
    return bytes;
  };

  return {
    hit: (address, encoding) => find(`${encoding} ${address}`),
    keep: (address, encoding, draw) => {
      const name = `${encoding} ${address}`;
      const found = find(name);
      if (found) return Promise.resolve(found);
      const mine = making;
      const started = mine.get(name);
      if (started) return started;
      const work = draw()
        .then(async (drawn) => {
          if (drawn === undefined) return undefined;
          const kept = await finish(drawn, encoding, options.common);
          if (drawn.keep && mine === making && mine.get(name) === work) store(name, kept);
          return kept;
        })
        .finally(() => {
          if (mine.get(name) === work) mine.delete(name);
        });
      mine.set(name, work);
      return work;
    },
    forget: (address) => {
      for (const encoding of encodings) {
        const name = `${encoding} ${address}`;
        const place = places.get(name);
        if (place !== undefined) bytes -= sizeOf(name, place.kept);
        places.delete(name);
        // A making that began before goes to whoever waits for it, and is kept for nobody.
        making.delete(name);
      }
    },
    clear,
    bytes: () => bytes,
  };
};

/** About what one entry holds: the body, and objects and headers around it. */
const sizeOf = (name: string, kept: Kept): number => kept.body.length + name.length * 2 + 3000;

/** Compresses a page and adds everything its response needs. */
export const finish = async (
  drawn: Drawn,
  encoding: Encoding,
  common: Readonly<Record<string, string>>,
  hard = false,
): Promise<Kept> => {
  const plain = typeof drawn.body === 'string' ? Buffer.from(drawn.body) : drawn.body;
  const form: Encoding = plain.length < 512 ? 'identity' : encoding;
  const body = Buffer.from(await compress(plain, form, hard));
  const etag = etagOf(plain, form[0]);
  const headers = {
    ...common,
    ...drawn.headers,
    'content-length': String(body.length),
    etag,
    vary: 'Accept-Encoding',
    ...(form === 'identity' ? {} : { 'content-encoding': form }),
  };
  const {
    'content-length': _length,
    'content-type': _type,
    'content-encoding': _form,
    ...unchanged
  } = headers as Record<string, string>;
  return { body, etag, headers, raw: Object.entries(headers).flat(), rawUnchanged: Object.entries(unchanged).flat() };
};
