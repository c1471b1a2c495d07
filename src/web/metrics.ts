// Counts and times for Prometheus, without a word about who asked or what.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Outcome } from '../core/tip.ts';

export type Metrics = {
  /** Starts the clock of one request; called again with how it ended. Routes are patterns, never addresses. */
  readonly request: () => (ended: { readonly method: string; readonly route: string; readonly status: number }) => void;
  /** One page sent from memory as it was. */
  readonly cached: () => void;
  readonly asked: (outcome: Outcome, stored: boolean) => void;
  /** The text format of Prometheus, with its media type. */
  readonly text: () => Promise<{ readonly contentType: string; readonly body: string }>;
};

/** One figure, or one for each value of a label. */
type Gauged = { readonly help: string } & (
  | { readonly read: () => number; readonly label?: never }
  | { readonly read: () => Readonly<Record<string, number>>; readonly label: string }
);

/** Makes the metrics of one process. `gauges` are read whenever they are asked for. */
export const createMetrics = (gauges: Readonly<Record<string, Gauged>> = {}): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'sangto_' });
  const seconds = new Histogram({
    name: 'sangto_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const cached = new Counter({
    name: 'sangto_http_cached_total',
    help: 'Pages sent from memory',
    registers: [registry],
  });
  const asked = new Counter({
    name: 'sangto_tips_total',
    help: 'Messages answered, by outcome and whether they were stored',
    labelNames: ['outcome', 'stored'],
    registers: [registry],
  });
  for (const [name, { help, label, read }] of Object.entries(gauges))
    new Gauge({
      name,
      help,
      labelNames: label === undefined ? [] : [label],
      registers: [registry],
      collect() {
        const found = read();
        if (typeof found === 'number') return this.set(found);
        for (const [value, figure] of Object.entries(found)) this.set({ [label ?? '']: value }, figure);
      },
    });
  return {
    request: () => {
      const stop = seconds.startTimer();
      return ({ method, route, status }) => {
        stop({ method: known.has(method) ? method : 'other', route, status: String(status) });
      };
    },
    cached: () => cached.inc(),
    asked: (outcome, stored) => asked.inc({ outcome, stored: String(stored) }),
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
};

// A label takes a fixed set of values, or strangers could grow the memory by inventing methods.
const known = new Set(['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS']);
