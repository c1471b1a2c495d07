// The pictures of published checks, by the name of their content. Everything in them was drawn anew from pixels.
import type { Hono } from 'hono';
import type { Asked, Door, WebEnv } from '../door.ts';
import { isStoreAway } from '../problem.ts';

/** What stands under a name never changes, but it may go: with its check, or with a correction of it. */
const kept = 'public, max-age=86400';

export const pictureRoutes = (app: Hono<WebEnv>, door: Door): void => {
  app.get('/pictures/:name', (asked) => picture(door, asked, asked.req.param('name')));
};

const picture = async (door: Door, asked: Asked, name: string): Promise<Response> => {
  const { world } = door.options;
  const file = /^([0-9a-f]{64})\.webp$/.exec(name)?.[1];
  if (file === undefined || !(await isPublic(world, file))) return door.problem(asked, { code: 'not-found' });
  const bytes = await world.files.get(file);
  if (bytes === undefined) return door.problem(asked, { code: 'not-found' });
  return new Response(Uint8Array.from(bytes), {
    headers: {
      'content-type': 'image/webp',
      'cache-control': kept,
      'content-length': String(bytes.length),
      'x-robots-tag': 'noimageindex',
    },
  });
};

/** Known in memory, or, of a check that was taken back, in the store. */
const isPublic = async ({ sight, pictures }: Door['options']['world'], file: string): Promise<boolean> => {
  if (sight.byFile(file) !== undefined) return true;
  try {
    return await pictures.isPublic(file);
  } catch (error) {
    if (!isStoreAway(error)) throw error;
    return false;
  }
};
