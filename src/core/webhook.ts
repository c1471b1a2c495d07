// Webhooks: an address of a team's own programs is told what became of cases and checks, by id alone.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { EventType } from './event.ts';

export const hookEvents = [
  'check.published',
  'check.changed',
  'case.opened',
  'case.merged',
  'case.split',
  'case.decided',
  'case.closed',
  'case.reopened',
] as const satisfies readonly EventType[];
export type HookEvent = (typeof hookEvents)[number];

export const isHookEvent = (text: string): text is HookEvent => (hookEvents as readonly string[]).includes(text);

/** What tries out an address; of no event. */
export const hookTest = 'webhook.test';

export const mostWebhooks = 20;
/** How many days a delivery is kept. */
export const deliveryDays = 7;

/** Minutes to wait after the first, second, … try that failed: a little over a day in all. */
const waits = [1, 5, 30, 120, 300, 600, 840] as const;

/** When a delivery is tried again after so many tries; null when it is given up. */
export const nextTry = (tries: number, at: Date): Date | null => {
  const minutes = waits[tries - 1];
  return minutes === undefined ? null : new Date(at.getTime() + minutes * 60_000);
};

/** An address to tell: https, no name or password inside. That it leads outside is seen at each connect. */
export const parseHookUrl = (given: string): Result<string, Refusal<'webhook-address'>> => {
  const url = URL.parse(given.trim());
  const fits = url?.protocol === 'https:' && url.username === '' && url.password === '' && url.href.length <= 2000;
  if (url === null || !fits) return refuse('webhook-address', { field: 'url' });
  url.hash = '';
  return ok(url.href);
};

export type HookMessage = {
  readonly type: string;
  readonly happenedAt: Date;
  /** Ids only: `check`, `case`, and for cases joined or parted `into` and `made`. */
  readonly data: Readonly<Record<string, Id>>;
};

/** The body that is signed and sent; the same message gives the same bytes. */
export const hookBody = ({ type, happenedAt, data }: HookMessage): string =>
  JSON.stringify({ type, timestamp: happenedAt.toISOString(), data });
