// Schemas of replies about a picture that somebody sent: what is read in it, and what it is answered with.
import { z } from '@hono/zod-openapi';
import { tipReply } from './schemas.ts';

const pictureBox = z
  .object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() })
  .openapi('PictureBox', { description: 'In pixels of the picture as it lies upright' });
export const pictureReply = z
  .object({
    text: z.string(),
    confidence: z.number(),
    messages: z.array(z.string()).openapi({
      description:
        'Of a chat what each bubble says, without who said it and when; of any other picture the text as one',
    }),
    lines: z.array(
      z.object({
        text: z.string(),
        confidence: z.number(),
        box: pictureBox,
        words: z.array(z.object({ text: z.string(), box: pictureBox })),
      }),
    ),
    people: z
      .array(pictureBox)
      .openapi({ description: 'Of a chat what shows or names somebody: blur it before you show it' }),
  })
  .openapi('PictureText');

const picturePlace = z
  .object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() })
  .openapi('PicturePlace', { description: 'In shares of its sides, from 0 to 1, as it lies upright' });
export const pictureTipReply = tipReply
  .extend({
    picture: z.object({
      reading: z.enum(['read', 'illegible', 'wordless', 'unread']).openapi({
        description: 'illegible: words that cannot be made out; unread: nothing here reads pictures just now',
      }),
      text: z.string().nullable().openapi({
        description:
          'The words as they were read, with an empty line between the bubbles of a chat; ask with them put right',
      }),
      likenesses: z.int().openapi({ description: 'How many checks have a picture that is like it' }),
      agreeing: z
        .array(picturePlace)
        .openapi({ description: 'Where in it the words stand that agree with what is offered' }),
      kept: z.boolean().openapi({ description: 'A copy of it waits with the question, for the team' }),
      frames: z.int().nullable().openapi({ description: 'Of a video: how many of its pictures were compared' }),
    }),
  })
  .openapi('PictureTipReply');
