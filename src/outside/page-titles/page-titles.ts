// Page titles for askers who send a link: remembered, never asked for twice at once, and never often.
import type { PageSeen, Pages } from '../../desk/world.ts';
import { boundedMap } from './bounded-map.ts';
import { type ReadOptions, readPageHead } from './read-page-head.ts';
import { type TokenBucket, tokenBucket } from './token-bucket.ts';

export type PageTitleOptions = Partial<ReadOptions> & {
  /** Pages opened at once and per second, all sites together; by default 20 and 4. */
  readonly overall?: readonly [most: number, perSecond: number];
  /** The same for one host; by default 5 and one in four seconds. */
  readonly perHost?: readonly [most: number, perSecond: number];
  /** Milliseconds from any clock that never runs backwards; by default the process's own. */
  readonly clock?: () => number;
};

const remembered = 2_000;
const keepReadMs = 60 * 60 * 1000;
const keepUnreadMs = 5 * 60 * 1000;
const hostsKnown = 1_000;

/** Reads nothing: for tests, and for operators who switched reading pages off. */
export const noPages: Pages = { head: async () => undefined };

/**
 * Fills the port `pages`. An address is asked by one reader at a time, whoever else waits for it; what was read is kept
 * in memory for an hour, what could not be read for five minutes, 2,000 addresses at most; beyond a rate, per host and
 * overall, links go unread. Nobody waits longer than `timeoutMs` (2.5 s).
 */
export const pageTitles = (options: PageTitleOptions = {}): Pages => {
  const { overall = [20, 4], perHost = [5, 0.25], clock = () => performance.now(), ...given } = options;
  const reading: ReadOptions = { timeoutMs: 2_500, ...given };
  const memory = boundedMap<{ readonly seen: PageSeen | undefined; readonly until: number }>(remembered);
  const hosts = boundedMap<TokenBucket>(hostsKnown);
  const everything = tokenBucket(...overall);
  const underWay = new Map<string, Promise<PageSeen | undefined>>();

  const mayAsk = (url: URL): boolean => {
    const bucket = hosts.get(url.hostname) ?? tokenBucket(...perHost);
    hosts.set(url.hostname, bucket);
    return bucket.take(clock()) && everything.take(clock());
  };
  const open = (address: string): Promise<PageSeen | undefined> => {
    // Nothing that a stranger's page makes us stumble over is the asker's affair.
    const seeing = readPageHead(address, reading)
      .catch(() => undefined)
      .then((seen) => {
        underWay.delete(address);
        memory.set(address, { seen, until: clock() + (seen === undefined ? keepUnreadMs : keepReadMs) });
        return seen;
      });
    underWay.set(address, seeing);
    return seeing;
  };
  return {
    head: async (address) => {
      const known = memory.get(address);
      if (known !== undefined && known.until > clock()) return known.seen;
      const url = URL.parse(address);
      const seeing = underWay.get(address) ?? (url !== null && mayAsk(url) ? open(address) : undefined);
      return seeing && within(reading.timeoutMs, seeing);
    },
  };
};

const within = <T>(ms: number, work: Promise<T>): Promise<T | undefined> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};
