// What the S3 server of our tests lacks and every real store has: conditions on PUT, and one thing after the other at one place.
// A front within that server, for tests alone; what it does itself is tried in src/outside/log/conditional-store.test.ts.
import type { Context, Middleware } from '@20minutes/s3rver';

/** Which conditions are kept; one that is not is as if it had not been sent. `loses`: whether the answer to a PUT gets lost. */
export type Kept = { readonly ifNoneMatch: boolean; readonly ifMatch: boolean; readonly loses?: () => boolean };

/** Comes before everything else in the server. */
export const conditionsOf = (kept: Kept): Middleware => {
  const turns = new Map<string, Promise<void>>();
  return async (ctx, next) => {
    const before = turns.get(ctx.path);
    const mine = Promise.withResolvers<void>();
    turns.set(ctx.path, mine.promise);
    await before;
    try {
      if (ctx.method === 'PUT') {
        const refused = await refusal(ctx, kept);
        if (refused !== undefined) return answer(ctx, ...refused);
      }
      await next();
      if (ctx.method === 'PUT' && kept.loses?.() === true) ctx.req.socket.destroy();
      await wholeBody(ctx);
    } finally {
      if (turns.get(ctx.path) === mine.promise) turns.delete(ctx.path);
      mine.resolve();
    }
  };
};

type Refused = readonly [status: number, code: string];

/** As Amazon's documentation of PutObject says: 412 where the condition fails, 404 where nothing is there to be matched. */
const refusal = async (ctx: Context, kept: Kept): Promise<Refused | undefined> => {
  const [match, noneMatch] = [ctx.get('if-match'), ctx.get('if-none-match')];
  const lies = await etagOf(ctx);
  if (kept.ifNoneMatch && noneMatch === '*' && lies !== undefined) return [412, 'PreconditionFailed'];
  if (!kept.ifMatch || match === '' || match === lies) return undefined;
  return lies === undefined ? [404, 'NoSuchKey'] : [412, 'PreconditionFailed'];
};

const etagOf = async ({ path, store }: Context): Promise<string | undefined> => {
  const [, bucket = '', ...key] = decodeURIComponent(path).split('/');
  const there = await store.getObject(bucket, key.join('/'));
  there?.content?.destroy();
  return there?.metadata.etag;
};

const answer = (ctx: Context, status: number, code: string): void => {
  ctx.req.resume();
  ctx.status = status;
  ctx.type = 'application/xml';
  ctx.body = `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;
};

/** The file is read to its end before anybody may write it again. */
const wholeBody = async (ctx: Context): Promise<void> => {
  const { body, length } = ctx;
  if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body)) return;
  const pieces: Uint8Array[] = [];
  for await (const piece of body as AsyncIterable<Uint8Array>) pieces.push(piece);
  ctx.body = Buffer.concat(pieces);
  if (length !== undefined) ctx.length = length;
};
