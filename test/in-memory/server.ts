// A web server over a world in memory, with settings a test may change.

import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Organisation } from '../../src/core/organisation.ts';
import {
  createMetrics,
  createOperatorDoor,
  createServer,
  type OperatorDoor,
  type WebOptions,
  type WebServer,
} from '../../src/web/index.ts';
import { type MemoryWorld, memoryWorld } from './world.ts';

export const origin = 'https://kiemchung.example';

export type TestServer = {
  readonly world: MemoryWorld;
  readonly server: WebServer;
  readonly operator: OperatorDoor;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  readonly imports: readonly unknown[];
  /** A request to a path; a body given as an object goes as JSON, one given as URLSearchParams as a form. */
  readonly ask: (
    method: string,
    path: string,
    body?: object | string,
    headers?: Record<string, string>,
    from?: string,
  ) => Promise<Response>;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>;
};

export const organisation: Organisation = {
  name: 'Tòa soạn Thử',
  origin,
  languages: ['vi', 'en'],
  contact: 'hoi@kiemchung.example',
  licence: 'CC BY 4.0',
  demo: false,
  statements: {},
};

export const testServer = (more: Partial<WebOptions> = {}, world: MemoryWorld = memoryWorld()): TestServer => {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const imports: unknown[] = [];
  let count = 0;
  const randomToken = () => createHash('sha256').update(`token ${count++}`).digest('hex').slice(0, 32);
  const operator = createOperatorDoor({ now: world.now, randomToken });
  const folder = mkdtempSync(join(tmpdir(), 'sangto-web-'));
  const server = createServer({
    world,
    organisation,
    assets: { map: {}, folder: join(folder, 'client') },
    uploads: join(folder, 'uploads'),
    limits: {
      perClientPerMinute: 6000,
      instancePerSecond: 6000,
      appealsPerClientPerHour: 6000,
      lettersPerClientPerHour: 6000,
      bodyBytes: 1_048_576,
      slowBodyMs: 2000,
    },
    trustedProxies: 0,
    randomToken,
    operator,
    identity: { whoIs: async () => undefined },
    onImport: (ended) => imports.push(ended),
    metrics: createMetrics(),
    ready: () => true,
    log: (line) => lines.push(line),
    ...more,
  });
  const ask: TestServer['ask'] = (method, path, body, headers = {}, from) => {
    const form = body instanceof URLSearchParams;
    const type =
      body === undefined ? {} : { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json' };
    const sent =
      body === undefined ? {} : { body: typeof body === 'string' || form ? String(body) : JSON.stringify(body) };
    return server.fetch(
      new Request(`http://anything.example${path}`, { method, ...sent, headers: { ...type, ...headers } }),
      from,
    );
  };
  return { world, server, operator, lines, imports, ask, get: (path, headers) => ask('GET', path, undefined, headers) };
};
