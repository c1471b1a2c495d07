// All routes together, with what happens before and after each of them.
import { OpenAPIHono } from '@hono/zod-openapi';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { routePath } from 'hono/route';
import { apiRoutes } from './api/index.ts';
import type { Asked, Door, WebEnv } from './door.ts';
import { healthRoutes } from './health.ts';
import type { Importer } from './importer.ts';
import { createLimiter } from './limiter.ts';
import { isFilesAway, isStoreAway } from './problem.ts';
import { siteRoutes } from './site/index.ts';
import type { StaticFiles } from './static-files.ts';

const longestAddress = 16 * 1024;

export const createApp = (door: Door, files: StaticFiles, importer: Importer): OpenAPIHono<WebEnv> => {
  const app = new OpenAPIHono<WebEnv>();
  const limiter = createLimiter(door);
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
    const retryAfter = path === '/healthz' || path === '/readyz' || path === '/metrics' ? 0 : limiter.take(asked);
    if (retryAfter > 0) return door.problem(asked, { code: 'rate-limited', retryAfter });
    await next();
    limiter.note(asked);
    return undefined;
  });
  healthRoutes(app, door);
  apiRoutes(app, door);
  siteRoutes(app, door, files, importer);
  app.notFound((asked) => door.problem(asked, { code: 'not-found' }));
  app.onError((error, asked) => {
    if (isStoreAway(error)) return door.problem(asked, { code: 'store-away' });
    if (isFilesAway(error)) {
      door.options.log({ level: 'error', what: 'files-away', error: error.message });
      return door.problem(asked, { code: 'files-away' });
    }
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
