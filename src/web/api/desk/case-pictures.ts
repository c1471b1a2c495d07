// Pictures at the desk by API: those that people asked with, and those of what was handed in.
import { z } from '@hono/zod-openapi';
import { privately } from '../../door.ts';
import { type Operation, operation } from '../operation.ts';

const readOperation = operation({
  method: 'get',
  path: '/desk/pictures/{file}',
  summary: 'Look at a picture people asked with',
  detail: 'Named by a case, by what was handed in, or by a check. WebP, drawn anew from its pixels without metadata.',
  guard: { right: 'desk.see', by: 'anyone' },
  params: z.object({
    file: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .openapi({ param: { name: 'file', in: 'path' } }),
  }),
  replies: { 200: { description: 'Its bytes' } },
  problems: [],
  answer: async (door, { params }) => {
    const { pictures, files } = door.options.world;
    const bytes = (await pictures.isAtDesk(params.file)) ? await files.get(params.file) : undefined;
    if (bytes === undefined) return { code: 'not-found' };
    return new Response(Uint8Array.from(bytes), { headers: { ...privately, 'content-type': 'image/webp' } });
  },
});

export const deskPictureOperations: readonly Operation[] = [readOperation];
