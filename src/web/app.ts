// All routes together, with what happens before and after each of them.
import { OpenAPIHono } from '@hono/zod-openapi';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { routePath } from 'hono/route';
import { apiRoutes } from './api/index.ts';
import { clientAddress, clientKeys } from './client-key.ts';
import type { Asked, Door, WebEnv } from './door.ts';
import { healthRoutes } from './health.ts';
import type { Importer } from './importer.ts';
import { isStoreAway } from './problem.ts';
import { siteRoutes } from './site/index.ts';
import type { StaticFiles } from './static-files.ts';
import { createBuckets } from './token-buckets.ts';

const longestAddress = 16 * 1024;
const mostClients = 50_000;
/** Reading a page that is not in memory costs this much of what asking does: whole towns share one address. */
const readingCost = 0.25;

export const createApp = (door: Door, files: StaticFiles, importer: Importer): OpenAPIHono<WebEnv> => {
  const app = new OpenAPIHono<WebEnv>();
  const limit = limiter(door);
  app.use('*', async (asked, next) => {
    const ended = door.options.metrics.request();
    await next();
    ended({ method: asked.req.method, route: routePath(asked, -1), status: asked.res.status });
  });
  app.use(
    '*',
    methodNotAllowed({ app, onMethodNotAllowed: (asked, methods) => otherMethod(door, asked as Asked, methods) }),
  );
  app.use('*', async (asked, next) => {
    const { path } = asked.req;
    const address = asked.req.raw.url;
    if (address.length > longestAddress) return door.problem(asked, { code: 'too-large' });
    // What is decoded to a control character has no business in an address; some of it ends up in headers and logs.
    if (/^[^?]*%(0[0-9a-f]|1[0-9a-f]|7f|(?![0-9a-f]{2}))/i.test(address))
      return door.problem(asked, { code: 'bad-request' });
    const retryAfter = path === '/healthz' || path === '/readyz' || path === '/metrics' ? 0 : limit(asked);
    if (retryAfter > 0) return door.problem(asked, { code: 'rate-limited', retryAfter });
    return next();
  });
  healthRoutes(app, door);
  apiRoutes(app, door);
  siteRoutes(app, door, files, importer);
  app.notFound((asked) => door.problem(asked, { code: 'not-found' }));
  app.onError((error, asked) => {
    if (isStoreAway(error)) return door.problem(asked, { code: 'store-away' });
    door.options.log({
      level: 'error',
      what: 'request-failed',
      method: asked.req.method,
      route: routePath(asked, -1),
      ...traceOf(error),
    });
    return door.problem(asked, { code: 'internal' });
  });
  return app;
};

const limiter = (door: Door): ((asked: Asked) => number) => {
  const { limits, trustedProxies, randomToken, world } = door.options;
  const keyOf = clientKeys(randomToken() + randomToken());
  const perMinute = limits.perClientPerMinute;
  const clients = createBuckets({ capacity: perMinute, perSecond: perMinute / 60 }, mostClients);
  const instance = createBuckets({ capacity: limits.instancePerSecond, perSecond: limits.instancePerSecond }, 1);
  return (asked) => {
    const reads = asked.req.method === 'GET' || asked.req.method === 'HEAD' || asked.req.method === 'OPTIONS';
    const cost = reads ? readingCost : 1;
    const at = world.now().getTime();
    const client = keyOf(clientAddress(asked.env.socket, asked.req.header('x-forwarded-for'), trustedProxies));
    return clients.take(client, cost, at) || instance.take('all', cost, at);
  };
};

/** OPTIONS tells what a path takes; any other method it does not take is refused with the same list. */
const otherMethod = (door: Door, asked: Asked, methods: readonly string[]): Response => {
  const allow = [...methods, 'OPTIONS'];
  if (asked.req.method !== 'OPTIONS') return door.problem(asked, { code: 'method-not-allowed', allow });
  const open = asked.req.path.startsWith('/api/') && methods.includes('GET');
  return new Response(null, {
    status: 204,
    headers: {
      allow: allow.join(', '),
      'cache-control': 'no-store',
      // Other sites' scripts may read what is public; sending stays with our own pages and with programs.
      ...(open
        ? {
            'access-control-allow-origin': '*',
            'access-control-allow-methods': 'GET, HEAD',
            'access-control-max-age': '86400',
          }
        : {}),
    },
  });
};

/** Where it happened, without the message: those of the database carry the values of the statement, an asker's words among them. */
const traceOf = (error: Error): Readonly<Record<string, unknown>> => {
  const cause = error.cause instanceof Error ? error.cause : undefined;
  const code = (error as { code?: unknown }).code ?? (cause as { code?: unknown } | undefined)?.code;
  return {
    error: error.name,
    ...(cause ? { cause: cause.name } : {}),
    ...(typeof code === 'string' ? { code } : {}),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12),
  };
};
