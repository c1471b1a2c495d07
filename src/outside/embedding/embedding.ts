// Asks an OpenAI-compatible endpoint (`POST /v1/embeddings`) what texts mean, as vectors. The operator chose it.
import { Agent, type Dispatcher, request } from 'undici';
import { ok, type Result, refuse } from '../../base/result.ts';
import type { Embed } from '../../desk/world.ts';
import { readVectors } from './read-vectors.ts';

export type EmbeddingEndpoint = {
  /** Address up to `/embeddings`, such as `http://127.0.0.1:8080/v1`. */
  readonly url: string;
  readonly model: string;
  readonly key: string | null;
  /** What the model wants to be put before a question and before a text to be found; often nothing. */
  readonly queryPrefix: string;
  readonly passagePrefix: string;
};

export type EmbeddingOptions = {
  /** Milliseconds a question may take; by default 300. */
  readonly queryMs?: number;
  /** Milliseconds a batch of texts may take; by default 60,000. */
  readonly passageMs?: number;
  /** Waits between tries of a batch; by default a timer. */
  readonly wait?: (ms: number) => Promise<void>;
  /** Milliseconds from any clock that never runs backwards; by default the process's own. */
  readonly clock?: () => number;
};

const perBatch = 32;
const longestReply = 64 * 1024 * 1024;
const tries = 6;
const firstWaitMs = 500;
const longestWaitMs = 30_000;
// After so many questions without an answer the endpoint is left alone for a while: nobody waits for what is down.
const patience = 3;
const restMs = 10_000;

type Refused = Extract<Awaited<ReturnType<Embed>>, { ok: false }>['error'];
type Asked = Result<readonly Float32Array[], Refused & { readonly retryAfterMs?: number }>;

/** `close` ends what is under way, as `embedding-away`. */
export type OpenEmbedding = { readonly embed: Embed; readonly close: () => Promise<void> };

/** Fills the port `embed`. Redirects are not followed; nothing is sent but the model's name and the texts. */
export const openEmbedding = (endpoint: EmbeddingEndpoint, options: EmbeddingOptions = {}): OpenEmbedding => {
  const { queryMs = 300, passageMs = 60_000, wait = pause, clock = () => performance.now() } = options;
  const agent = new Agent({ maxResponseSize: longestReply, connections: 8, pipelining: 1 });
  const closing = new AbortController();
  let failed = 0;
  let restUntil = 0;

  const query: Embed = async (texts) => {
    if (clock() < restUntil) return refuse('embedding-away', { detail: 'left alone after it did not answer' });
    const asked = await ask(agent, endpoint, texts, endpoint.queryPrefix, queryMs);
    failed = asked.ok ? 0 : failed + 1;
    if (failed >= patience) {
      restUntil = clock() + restMs;
      // One answer too few, and it rests again.
      failed = patience - 1;
    }
    return asked;
  };
  const passages: Embed = async (texts) => {
    const all: Float32Array[] = [];
    for (let at = 0; at < texts.length; at += perBatch) {
      const batch = await persistently(
        () => ask(agent, endpoint, texts.slice(at, at + perBatch), endpoint.passagePrefix, passageMs),
        wait,
        closing.signal,
      );
      if (!batch.ok) return batch;
      all.push(...batch.value);
    }
    return ok(all);
  };
  return {
    embed: async (texts, kind) => (texts.length === 0 ? ok([]) : (kind === 'query' ? query : passages)(texts, kind)),
    close: () => {
      closing.abort();
      return agent.destroy();
    },
  };
};

/** Tries again what may pass: a busy, slow or absent endpoint. What it refuses, it refuses. */
const persistently = async (
  once: () => Promise<Asked>,
  wait: (ms: number) => Promise<void>,
  closing: AbortSignal,
): Promise<Asked> => {
  const closed = new Promise<void>((resume) => closing.addEventListener('abort', () => resume(), { once: true }));
  for (let tried = 1; ; tried++) {
    const asked = await once();
    if (asked.ok || asked.error.code !== 'embedding-away' || tried === tries || closing.aborted) return asked;
    const ms = Math.max(asked.error.retryAfterMs ?? 0, firstWaitMs * 2 ** (tried - 1));
    await Promise.race([wait(Math.min(longestWaitMs, ms)), closed]);
  }
};

const ask = async (
  dispatcher: Dispatcher,
  { url, model, key }: EmbeddingEndpoint,
  texts: readonly string[],
  prefix: string,
  ms: number,
): Promise<Asked> => {
  const input = texts.map((text) => `${prefix}${text}`);
  let status: number;
  let headers: Dispatcher.ResponseData['headers'];
  let said: string;
  try {
    const reply = await request(`${url.replace(/\/+$/, '')}/embeddings`, {
      dispatcher,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({ model, input, encoding_format: 'float' }),
      signal: AbortSignal.timeout(ms),
      headersTimeout: ms,
      bodyTimeout: ms,
    });
    status = reply.statusCode;
    headers = reply.headers;
    said = await reply.body.text();
  } catch (error) {
    const { name, code } = error as NodeJS.ErrnoException;
    const late = name === 'TimeoutError' || /TIMEOUT/.test(String(code));
    return refuse('embedding-away', { detail: late ? `no answer within ${ms} ms` : String(code ?? name) });
  }
  if (status === 429 || status >= 500) {
    const seconds = Number(headers['retry-after']);
    const error = { code: 'embedding-away', detail: `HTTP ${status}` } as const;
    return { ok: false, error: seconds > 0 ? { ...error, retryAfterMs: seconds * 1000 } : error };
  }
  if (status !== 200) return refuse('embedding-refused', { detail: `HTTP ${status}` });
  const vectors = readVectors(said, texts.length);
  return vectors === undefined ? refuse('embedding-malformed', { detail: 'no vector for each text' }) : ok(vectors);
};

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(), ms).unref();
  });
