// What moves while people look: which cases changed, and who of the team looks at which. In memory, and gone with the process.
import type { CaseCursor, Member } from '../../desk/index.ts';
import { type Asked, type Door, privately } from '../door.ts';
import { isStoreAway } from '../problem.ts';

type Listener = {
  readonly member: Member;
  /** The case looked at; null on the queue. */
  readonly at: number | null;
  /** Whether whoever listens still may. */
  readonly still: () => Promise<boolean>;
  readonly send: (text: string) => void;
  readonly end: () => void;
};

export type Live = {
  /** A stream of server-sent events for one reader: `changed` with numbers of cases, `looking` with names by number. */
  readonly listen: (asked: Asked, member: Member, at: number | null, still: () => Promise<boolean>) => Response;
  readonly looking: () => ReadonlyMap<number, readonly string[]>;
};

const everyMs = 2_000;
/** Proxies close a connection that says nothing for long; every so many looks it says that it is there. */
const beatEvery = 8;
/** Of all together, and of one person in all of their tabs and sessions. */
export const mostListeners = { all: 600, each: 10 } as const;
/** Whoever takes in nothing for so long is not there any more. */
const mostUnread = 500;

const lives = new WeakMap<Door, Live>();

/** The one of a server, for pages in every language and for programs. */
export const liveOf = (door: Door): Live => {
  const live = lives.get(door) ?? createLive(door);
  lives.set(door, live);
  return live;
};

/** Looks at the store only while somebody listens, once for all who do. */
const createLive = (door: Door): Live => {
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | undefined;
  let cursor: CaseCursor | null = null;
  let looks = 0;

  const looking: Live['looking'] = () => {
    const found = new Map<number, string[]>();
    const seen = new Set<string>();
    for (const { member, at } of listeners) {
      if (at === null || seen.has(`${at} ${member.id}`)) continue;
      seen.add(`${at} ${member.id}`);
      found.set(at, [...(found.get(at) ?? []), member.name]);
    }
    return found;
  };
  const toAll = (event: string, data: unknown): void => {
    for (const { send } of listeners) send(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const tellLooking = (): void => toAll('looking', Object.fromEntries(looking()));

  const leave = (listener: Listener): void => {
    if (!listeners.delete(listener)) return;
    if (listener.at !== null) tellLooking();
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    cursor = null;
  };

  const look = async (): Promise<void> => {
    looks++;
    // Whoever was removed from the team hears nothing more.
    for (const listener of listeners) if (!(await listener.still())) listener.end();
    const { cases, at }: Awaited<ReturnType<typeof door.options.world.caseQueue.changed>> =
      await door.options.world.caseQueue.changed(cursor);
    cursor = at;
    if (cases.length > 0) toAll('changed', { cases });
    else if (looks % beatEvery === 0) for (const { send } of listeners) send(': still here\n\n');
  };
  let busy = false;
  const tick = (): void => {
    if (busy) return;
    busy = true;
    look()
      .catch((error: unknown) => {
        if (!isStoreAway(error))
          door.options.log({ level: 'error', what: 'live', error: String((error as Error).name) });
      })
      .finally(() => {
        busy = false;
      });
  };

  return {
    looking,
    listen: (asked, member, at, still) => {
      const mine = [...listeners].filter((one) => one.member.id === member.id);
      // The eldest of too many is a tab that was forgotten. It is told, or it would come back at once and push out the next.
      if (mine.length >= mostListeners.each) {
        mine[0]?.send('event: full\ndata: {}\n\n');
        mine[0]?.end();
      }
      if (listeners.size >= mostListeners.all) return door.problem(asked, { code: 'rate-limited', retryAfter: 30 });
      return new Response(
        streamOf(door.leaving, (send, end) => {
          const listener: Listener = { member, at, still, send, end };
          listeners.add(listener);
          timer ??= setInterval(tick, everyMs);
          tick();
          if (at === null) send(`event: looking\ndata: ${JSON.stringify(Object.fromEntries(looking()))}\n\n`);
          else tellLooking();
          return () => leave(listener);
        }),
        {
          headers: { ...privately, 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
        },
      );
    },
  };
};

/** A body that goes on until its reader leaves, the server does, or `end` is called; `begin` gives what to do then. */
const streamOf = (
  leaving: AbortSignal,
  begin: (send: (text: string) => void, end: () => void) => () => void,
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  let over = (): void => undefined;
  return new ReadableStream({
    start: (controller) => {
      let ended = false;
      let left = (): void => undefined;
      const finish = (): void => {
        if (ended) return;
        ended = true;
        leaving.removeEventListener('abort', end);
        left();
      };
      const end = (): void => {
        if (ended) return;
        finish();
        controller.close();
      };
      over = finish;
      const send = (text: string): void => {
        if (ended) return;
        controller.enqueue(encoder.encode(text));
        if ((controller.desiredSize ?? 0) < -mostUnread) end();
      };
      // Browsers come back by themselves after so long.
      send('retry: 3000\n\n');
      left = begin(send, end);
      leaving.addEventListener('abort', end);
      if (leaving.aborted) end();
    },
    cancel: () => over(),
  });
};

/** What of a page may be told to the browser about who looks: everybody but oneself. */
export const othersLooking = (
  looking: ReadonlyMap<number, readonly string[]>,
  { name }: Pick<Member, 'name'>,
): ReadonlyMap<number, readonly string[]> =>
  new Map([...looking].map(([number, names]) => [number, names.filter((one) => one !== name)]));
