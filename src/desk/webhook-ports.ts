// Where webhooks and their deliveries are kept, and how one is sent.

import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import type { StaffId } from '../core/rights.ts';
import type { HookEvent, HookMessage } from '../core/webhook.ts';

export type Webhook = {
  readonly id: Id;
  readonly url: string;
  readonly events: readonly HookEvent[];
  /** Counts secrets: the secret itself is made of it, the id and the instance's key. */
  readonly secretN: number;
  readonly active: boolean;
  readonly madeOn: Day;
  readonly waiting: number;
  readonly failed: number;
};

export type Delivery = {
  readonly id: Id;
  readonly type: string;
  readonly happenedAt: Date;
  readonly state: 'waiting' | 'delivered' | 'failed';
  readonly tries: number;
  /** What the other side answered last. */
  readonly status: number | null;
  readonly problem: HookProblem | null;
  readonly triedAt: Date | null;
  readonly nextAt: Date | null;
};

export type HookProblem = 'webhook-forbidden-address' | 'webhook-unreachable' | 'webhook-timeout';

export type DueDelivery = HookMessage & {
  readonly id: Id;
  readonly tries: number;
  readonly hook: Id;
  readonly url: string;
  readonly secretN: number;
};

/** What became of a try; `nextAt` is null when it is not tried again. */
export type Tried = Pick<Delivery, 'state' | 'status' | 'problem' | 'nextAt'>;

export type Webhooks = {
  readonly list: () => Promise<readonly Webhook[]>;
  readonly webhook: (id: Id) => Promise<Webhook | undefined>;
  /** false: `most` are there already. */
  readonly add: (
    hook: Pick<Webhook, 'id' | 'url' | 'events' | 'madeOn'> & { readonly madeBy: StaffId },
    most: number,
  ) => Promise<boolean>;
  /** Each gives whether there is such a webhook. A paused one is told nothing, later neither. */
  readonly pause: (id: Id, paused: boolean) => Promise<boolean>;
  readonly renewSecret: (id: Id) => Promise<boolean>;
  readonly remove: (id: Id) => Promise<boolean>;
  /** The newest deliveries. */
  readonly deliveries: (hook: Id, limit: number) => Promise<readonly Delivery[]>;
  /** Sends a delivery again from its first try; false when it is gone, or on its way. */
  readonly replay: (hook: Id, delivery: Id, at: Date) => Promise<boolean>;
  /** A message that says only that it is a test. */
  readonly test: (hook: Id, delivery: Id, at: Date) => Promise<boolean>;
  /** Takes what is due and keeps it from others for `leaseSeconds`, so that two workers do not send it at once. */
  readonly take: (at: Date, limit: number, leaseSeconds: number) => Promise<readonly DueDelivery[]>;
  readonly tried: (delivery: Id, tried: Tried, at: Date) => Promise<void>;
  readonly forget: (before: Date) => Promise<number>;
};

/** Whether an address leads outside now: every address of its name is looked up and judged as at each later connection. */
export type SeeHook = (url: string) => Promise<Result<null, { readonly code: HookProblem; readonly field?: string }>>;

/** Posts one signed message (Standard Webhooks 1.0); whatever is answered beside the status is not read. */
export type PostHook = (message: {
  readonly url: string;
  /** The same for every try, so that the other side can tell a second one. */
  readonly id: Id;
  readonly at: Date;
  readonly body: string;
  readonly secret: string;
}) => Promise<Result<{ readonly status: number }, { readonly code: HookProblem }>>;
