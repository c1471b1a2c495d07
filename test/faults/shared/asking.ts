// Asking through the API, once or without pause, keeping what was acknowledged.
import { setTimeout as delay } from 'node:timers/promises';

export type Asked = {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly stored: boolean;
  readonly outcome: string | null;
  /** Secret of the ticket, and the message as it was kept. */
  readonly ticket: string | null;
  readonly text: string;
  readonly ms: number;
};

type Reply = {
  readonly stored: boolean;
  readonly outcome: string;
  readonly text: string;
  readonly ticket?: { readonly id: string };
};

/** Asks one question. */
export const ask = async (address: string, text: string): Promise<Asked> => {
  const began = performance.now();
  const nothing = { stored: false, outcome: null, ticket: null, text };
  try {
    const response = await fetch(`${address}/api/v1/tips`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
      signal: AbortSignal.timeout(60_000),
    });
    const reply = (await response.json()) as Reply;
    const ms = performance.now() - began;
    if (!response.ok) return { ...nothing, status: response.status, ms };
    const { stored, outcome, ticket } = reply;
    return { status: response.status, stored, outcome, ticket: ticket?.id ?? null, text: reply.text, ms };
  } catch {
    return { ...nothing, status: 0, ms: performance.now() - began };
  }
};

export type Asking = {
  /** Messages by the secret of their ticket: each was acknowledged. Grows. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** How often each status came; `unstored` counts answers from memory alone. Grows. */
  readonly counts: { unstored: number; readonly statuses: Record<string, number>; slowestMs: number };
  /** Resolves when nobody asks any more. */
  readonly stop: () => Promise<void>;
};

let sequence = 0;

/**
 * `askers` ask one after the other without pause, or with `everyMs` between two of theirs. `into` goes on with the
 * acknowledged of an earlier call.
 */
export const keepAsking = (
  address: string,
  how: { readonly askers: number; readonly everyMs?: number; readonly into?: Map<string, string> },
): Asking => {
  const acknowledged = how.into ?? new Map<string, string>();
  const counts: Asking['counts'] = { unstored: 0, statuses: {}, slowestMs: 0 };
  let stopped = false;
  const work = Array.from({ length: how.askers }, async () => {
    while (!stopped) {
      sequence += 1;
      const got = await ask(address, `Rumour ${sequence}: is it true that well ${sequence * 7919} was poisoned?`);
      counts.statuses[got.status] = (counts.statuses[got.status] ?? 0) + 1;
      counts.slowestMs = Math.max(counts.slowestMs, Math.round(got.ms));
      if (got.stored && got.ticket) acknowledged.set(got.ticket, got.text);
      else if (got.status === 200) counts.unstored += 1;
      // Nobody there: asking again at once would only take the processor from whoever starts.
      if (got.status === 0) await delay(20);
      else if (how.everyMs) await delay(Math.max(0, how.everyMs - got.ms));
    }
  });
  return {
    acknowledged,
    counts,
    stop: async () => {
      stopped = true;
      await Promise.all(work);
    },
  };
};

/** How many of these tickets cannot be opened, or hold another message than was acknowledged. */
export const lost = async (address: string, acknowledged: ReadonlyMap<string, string>): Promise<number> => {
  let gone = 0;
  const tickets = [...acknowledged];
  for (let at = 0; at < tickets.length; at += 50) {
    const kept = await Promise.all(tickets.slice(at, at + 50).map(([id, text]) => holds(address, id, text)));
    gone += kept.filter((held) => !held).length;
  }
  return gone;
};

const holds = async (address: string, id: string, text: string): Promise<boolean> => {
  const response = await fetch(`${address}/api/v1/tickets/${id}`);
  return response.status === 200 && ((await response.json()) as { text: string }).text === text;
};
