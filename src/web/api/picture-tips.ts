// Asking with a picture by API: its words and what it shows together, as the form does it.
import type { z } from '@hono/zod-openapi';
import type { Json } from '../../base/canonical-json.ts';
import { isUiLang } from '../../base/lang.ts';
import { type AskPictureRefusal, askWithPicture } from '../ask.ts';
import type { Problem } from '../problem.ts';
import { jsonReply, operation } from './operation.ts';
import { pictureTipReply } from './picture-schemas.ts';
import { pictureBytes, pictureTypes } from './pictures.ts';

import { tellerOf } from './summaries.ts';
import { replyOf } from './tips.ts';

export const askWithPictureOperation = operation({
  method: 'post',
  path: '/picture-tips',
  summary: 'Ask about a picture',
  detail:
    'The picture as the body, up to 10 MB and 40 million pixels; of a moving one the first frame and three more are compared, and the words of the first are read. Its words are read and answered like a message, ' +
    'and it is compared with the pictures of checks. By itself answers only a picture without words that is whole and alike one picture alone; everything else may answer. ' +
    'A video (MP4, WebM) is looked at where the server has ffmpeg (`video-off` where not): one picture of each of its first 20 seconds is compared, and what a fifth of them show may answer, never by itself. ' +
    'Put the words right by asking with them (`/tips`). While the question waits, a copy without metadata is kept for the team, of a chat with names and faces blurred (`picture.kept`); it is erased with the words, or, where the team took it for the check that they write, with the case if no check comes of it. ' +
    'The same Idempotency-Key with the same picture gives the same reply.',
  body: { bytes: pictureBytes, types: [...pictureTypes, 'video/mp4', 'video/webm'] },
  remembers: true,
  replies: {
    200: { description: 'Answered, not stored', schema: pictureTipReply },
    201: { description: 'Answered and stored', schema: pictureTipReply },
  },
  problems: [
    'picture-not-readable',
    'picture-too-large',
    'picture-busy',
    'picture-blank',
    'video-off',
    'video-not-read',
  ],
  answer: async (door, { asked, bytes, once }) => {
    const { world, metrics } = door.options;
    const kept = once && { key: world.keyed('ticket-lookup', `idempotency ${once.key}`), body: once.body };
    if (kept) {
      const before = await world.tips.remembered(kept);
      if (!before.ok && before.error.code === 'idempotency-key-reused')
        return { code: before.error.code, field: 'Idempotency-Key' };
      if (before.ok && before.value.replay !== null) return jsonReply(asked, before.value.replay, { status: 201 });
    }
    const lang = door.langOf(asked);
    const teller = tellerOf(door.options, lang);
    const whole = (...[matched, received]: Told): z.infer<typeof pictureTipReply> => {
      const asked = matched.picture;
      const picture = {
        reading: asked?.reading ?? 'unread',
        text: asked?.text ?? null,
        likenesses: asked?.likenesses ?? 0,
        agreeing: [...(asked?.agreeing ?? [])],
        frames: asked?.frames ?? null,
        kept: asked?.isKept === true && received.stored,
      };
      return { ...replyOf(door, teller, lang, matched, received), picture };
    };
    const answered = await askWithPicture(
      world,
      { bytes, text: null, lang: isUiLang(lang) ? lang : null },
      'api',
      (matched) => kept && { ...kept, replyOf: (received) => whole(matched, received) as Json },
    );
    if (!answered.ok) return problemOf(answered.error);
    const { matched, received } = answered.value;
    metrics.asked(matched.outcome, received.stored);
    return jsonReply(asked, received.replay ?? whole(matched, received), { status: received.stored ? 201 : 200 });
  },
});

type Told = readonly [Parameters<typeof replyOf>[3], Parameters<typeof replyOf>[4]];

const problemOf = (error: AskPictureRefusal): Problem => {
  if (error.code === 'idempotency-key-reused') return { code: error.code, field: 'Idempotency-Key' };
  return error.code === 'picture-busy' ? { code: error.code, retryAfter: 10 } : { code: error.code };
};
