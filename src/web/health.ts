// Whether the process lives, whether it can serve, and its figures.
import type { Hono } from 'hono';
import { type Asked, type Door, privately, type WebEnv } from './door.ts';
import { awaySeconds, isStoreAway, statusOf } from './problem.ts';
import { isOperator } from './site/operator-session.ts';

export const healthRoutes = (app: Hono<WebEnv>, door: Door): void => {
  const { ready, world, metrics } = door.options;
  // A log that signs nothing is for a person to mend: whoever watches must hear of it, though pages go on.
  app.get('/healthz', () => {
    const fault = world.log.fault();
    return fault === undefined
      ? plain({ ok: true }, 200)
      : plain({ ok: false, log: fault.code }, statusOf('store-away'));
  });
  app.get('/readyz', async () => {
    const parts = { index: ready(), database: await answers(world.reads.ping) };
    const able = parts.index && parts.database;
    return plain({ ready: able, ...parts }, able ? 200 : statusOf('store-away'));
  });
  app.get('/metrics', async (asked) => {
    if (!isLocal(asked) && !isOperator(door, asked)) return door.problem(asked, { code: 'forbidden' });
    const { contentType, body } = await metrics.text();
    return new Response(body, { headers: { ...privately, 'content-type': contentType } });
  });
};

const answers = async (ping: () => Promise<void>): Promise<boolean> => {
  try {
    await ping();
    return true;
  } catch (error) {
    if (isStoreAway(error)) return false;
    throw error;
  }
};

/** From this machine itself: a proxy on it that passes on what strangers ask says so in one of these. */
const isLocal = (asked: Asked): boolean => {
  const loopback = /^(127\.|::1$|::ffff:127\.)/.test(asked.env.socket);
  return (
    loopback &&
    !['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'].some(
      (name) => asked.req.header(name) !== undefined,
    )
  );
};

const plain = (value: unknown, status: number): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      ...(status === 200 ? {} : { 'retry-after': String(awaySeconds) }),
    },
  });
