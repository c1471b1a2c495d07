// A witness on the web (c2sp.org/tlog-witness): one address to post to, and a page of text that says who this is.
import type { IncomingMessage } from 'node:http';
import type { Refusal } from '../../base/result.ts';
import { cosignCheckpoint, type Witnessing } from '../../desk/index.ts';
import { formatVerifierKey, longestAddCheckpoint, noteLine, parseAddCheckpoint } from '../../kit/tlog/index.ts';
import { readBody } from '../body.ts';
import { createListener, type Listener } from '../listen.ts';
import { createBuckets } from '../token-buckets.ts';

type WitnessOptions = {
  readonly world: Witnessing;
  /** Requests a second of all together, and for a tree of one log that was signed already. */
  readonly perSecond?: number;
  readonly againPerSecond?: number;
  /** Told when nothing may be signed any more. */
  readonly onBroken: (error: unknown) => void;
};

const headers = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
} as const;

/** The server. Holds no port before `listen`. */
export const createWitnessServer = (options: WitnessOptions): Listener => {
  const { world, perSecond = 200, againPerSecond = 5 } = options;
  const everybody = createBuckets({ capacity: 2 * perSecond, perSecond }, 1);
  const again = createBuckets({ capacity: 4 * againPerSecond, perSecond: againPerSecond }, world.logs.size + 1);

  const add = async (request: Request, incoming: IncomingMessage): Promise<Response> => {
    const at = world.now().getTime();
    const wait = everybody.take('all', 1, at);
    if (wait > 0) return busy(wait);
    const body = await readBody({ request, incoming }, { bytes: longestAddCheckpoint, milliseconds: 10_000 });
    if (!body.ok) return said(400, `${body.error.code}\n`);
    const asked = parseAddCheckpoint(body.value);
    if (!asked.ok) return refusal(asked.error);
    const { origin, size } = asked.value.checkpoint;
    // Anybody may send again what a log sent, so that alone is limited: a log that goes on needs its key, and is never held up.
    const isAgain = asked.value.oldSize === size && world.logs.has(origin);
    const waitForLog = isAgain ? again.take(origin, 1, at) : 0;
    if (waitForLog > 0) return busy(waitForLog);
    try {
      const signed = await cosignCheckpoint(world, asked.value);
      return signed.ok ? said(200, noteLine(signed.value)) : refusal(signed.error);
    } catch (error) {
      options.onBroken(error);
      return said(500, 'witness-broken\n');
    }
  };
  return createListener({
    ready: () => undefined,
    cached: () => undefined,
    bodyCap: () => longestAddCheckpoint,
    headers,
    fetch: async (request, _, incoming) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/add-checkpoint')
        return request.method === 'POST'
          ? add(request, incoming)
          : said(405, 'post to this address\n', { allow: 'POST' });
      if (pathname === '/' && request.method === 'GET') return said(200, about(world));
      return said(404, 'not-found\n');
    },
  });
};

// The statuses of the specification; a conflict tells the size that the witness has, and nothing else.
const statuses: Readonly<Record<string, number>> = {
  'add-checkpoint-malformed': 400,
  'witness-old-size': 400,
  'witness-not-signed': 403,
  'witness-log-unknown': 404,
  'witness-proof': 422,
  'witness-state-damaged': 500,
};

const refusal = ({ code, detail }: Refusal): Response =>
  code === 'witness-size-conflict'
    ? said(409, `${detail}\n`, { 'content-type': 'text/x.tlog.size' })
    : said(statuses[code] ?? 500, detail === undefined ? `${code}\n` : `${code}: ${detail}\n`);

const busy = (seconds: number): Response => said(429, 'too-many-requests\n', { 'retry-after': String(seconds) });

const said = (status: number, body: string, more: Readonly<Record<string, string>> = {}): Response =>
  new Response(body, { status, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8', ...more } });

const about = ({ signer, logs }: Witnessing): string =>
  [
    'A witness for public logs (c2sp.org/tlog-witness): it signs what goes on from what it signed before, and nothing else.',
    '',
    `key: ${formatVerifierKey(signer.key)}`,
    'logs:',
    ...[...logs.keys()].map((origin) => `  ${origin}`),
    '',
  ].join('\n');
