// Pictures at the desk: those that people asked with, and those of what was handed in. Drawn anew, without metadata.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { inside } from './inside.ts';

export const deskPictureRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(
    `/${lang}/desk/pictures/:name`,
    inside(door, lang, 'desk.see', async ({ asked }) => {
      const { world } = door.options;
      const file = /^([0-9a-f]{64})\.webp$/.exec(asked.req.param('name') ?? '')?.[1];
      const isShown = file !== undefined && (await world.pictures.isAtDesk(file));
      const bytes = isShown ? await world.files.get(file) : undefined;
      if (bytes === undefined) return door.problem(asked, { code: 'not-found' });
      return new Response(Uint8Array.from(bytes), { headers: { ...privately, 'content-type': 'image/webp' } });
    }),
  );
};
