// The text in a picture, so that a screenshot can be asked about. Nothing of it is stored.

import type { Ocr } from '../../desk/index.ts';
import { privately } from '../door.ts';
import type { Problem } from '../problem.ts';
import { jsonReply, operation } from './operation.ts';
import { pictureReply } from './picture-schemas.ts';

export const pictureBytes = 10 * 1024 * 1024;
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'] as const;

type OcrRefusal = Extract<Awaited<ReturnType<Ocr['read']>>, { ok: false }>['error']['code'];

const problems: Readonly<Record<OcrRefusal, Problem>> = {
  'ocr-unavailable': { code: 'not-found', detail: 'This instance cannot read pictures. Type the words you see.' },
  'ocr-not-an-image': { code: 'picture-not-readable' },
  'ocr-too-large': { code: 'too-large' },
  'ocr-no-text': { code: 'picture-unreadable' },
  'ocr-busy': { code: 'rate-limited', retryAfter: 10 },
};

export const pictureOperation = operation({
  method: 'post',
  path: '/pictures',
  summary: 'Read the text in a picture',
  detail:
    'The picture as the body, up to 10 MB and 40 million pixels; of a moving one the first frame. ' +
    'Vietnamese and English are read. `confidence` is from 0 to 1, and below 0.6 there is no text. ' +
    'Of a screenshot of a chat only the bubbles are read, each a message: not its head, names and hours. ' +
    'What is none of the five kinds by its bytes is `picture-not-readable`, whatever its Content-Type says; a picture without words is `picture-unreadable`. ' +
    'The picture is read in memory and forgotten, what was read within ten minutes; ask with the text that comes back.',
  body: {
    bytes: pictureBytes,
    types: pictureTypes,
  },
  replies: { 200: { description: 'What was read', schema: pictureReply } },
  problems: ['not-found', 'picture-not-readable', 'picture-unreadable'],
  answer: async (door, { asked, bytes }) => {
    const read = await door.options.world.ocr.read(bytes);
    return read.ok ? jsonReply(asked, read.value, { headers: privately }) : problems[read.error.code];
  },
});
