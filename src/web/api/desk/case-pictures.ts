// Pictures at the desk by API: laying them on a case, saying what they are, and looking at them.
import { z } from '@hono/zod-openapi';
import { pictureKinds, pictureLimits } from '../../../core/picture.ts';
import { describePicture, largestFile, type PictureFields, removePicture, restoreFile } from '../../../desk/index.ts';
import { privately } from '../../door.ts';
import { laidPicture } from '../../laid-picture.ts';
import { done, refused, told } from '../desk-operation.ts';
import { type Operation, operation } from '../operation.ts';
import { day, pictureSays } from '../schemas.ts';
import { caseNumber, caseOperation, givenDay, givenTexts, ofCase, texts, textsOf } from './shapes.ts';

/** A picture of a case, in a reply. */
export const casePicture = z
  .object({
    file: z.string(),
    width: z.int(),
    height: z.int(),
    asked: z.int().openapi({ description: 'How many asked with it' }),
    says: pictureSays.nullable(),
    told: z
      .object({ kind: z.enum(pictureKinds), alt: texts, seenUrl: z.string().nullable(), seenOn: day.nullable() })
      .nullable()
      .openapi({ description: 'What the team says of it so far; null where nobody of the team laid it there' }),
  })
  .openapi('CasePicture');

/** What is said of a picture, as given. */
export const pictureTold = z
  .strictObject({
    kind: z.enum(pictureKinds),
    alt: givenTexts(pictureLimits.alt).openapi({
      description: 'What can be seen; before it is published, in every language of the check',
    }),
    seenUrl: z.string().max(pictureLimits.url).default('').openapi({
      description: 'A page where it was seen first; the address of a post is refused',
    }),
    seenOn: givenDay.optional(),
  })
  .openapi('PictureTold');

/** As the verbs take it. */
export const pictureTyped = ({ kind, alt, seenUrl, seenOn }: z.output<typeof pictureTold>): PictureFields => ({
  kind,
  alt: textsOf(alt),
  seenUrl,
  seenOn: seenOn ?? '',
});

const file = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .openapi({ param: { name: 'file', in: 'path' } });
const inCase = z.object({ number: caseNumber, file });
const laid = z.object({ file: z.string() }).openapi('PictureLaid');

const layOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/pictures',
  summary: 'Lay a picture on a case',
  detail:
    'The bytes as the body, up to 10 MB and 40 million pixels, always as `application/octet-stream`: JPEG, PNG, WebP, GIF or AVIF. ' +
    'Kept drawn anew from its pixels; what the file says about itself is read first. Only the team sees it until a check that two people agree to shows it. The same picture again changes nothing.',
  right: 'case.work',
  params: ofCase,
  body: { bytes: largestFile, types: ['application/octet-stream'] },
  replies: { 201: { description: 'Laid; its file, by which it is described and handed in', schema: laid } },
  problems: [
    ...(['case-not-open', 'invalid-input', 'files-away'] as const),
    ...(['picture-not-readable', 'picture-too-large', 'picture-busy'] as const),
  ],
  answer: async (door, { bytes }, { member }, head) => {
    const done = await laidPicture(door.options.world, member, head.id, bytes);
    if (done.ok) return told(laid, { file: done.value }, 201);
    const problem = refused(done.error);
    return problem.code === 'picture-busy' ? { ...problem, retryAfter: 10 } : problem;
  },
});

const describeOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/pictures/{file}',
  summary: 'Describe a picture of a case',
  detail:
    'Which copy it is, what can be seen, where it was seen first. One that people asked with becomes one of the case by it. ' +
    'Whoever describes it is a writer of a check that shows it.',
  right: 'case.work',
  params: inCase,
  body: { json: pictureTold },
  replies: { 204: { description: 'Described' } },
  problems: ['case-not-open'],
  answer: async (door, { params, json }, { member }, head) => {
    const typed = pictureTyped(json);
    const said = await describePicture(door.options.world, member, head.id, { file: params.file, typed });
    return said.ok ? done() : refused(said.error);
  },
});

const removeOperation = caseOperation({
  method: 'delete',
  path: '/desk/cases/{number}/pictures/{file}',
  summary: 'Take a picture off a case',
  detail:
    'One that the team laid there. What a published check shows stays until it is corrected. ' +
    'It can be brought back for a day; the case tells who took it off, in `removedFiles`.',
  right: 'case.work',
  params: inCase,
  replies: { 204: { description: 'Taken off' } },
  problems: ['case-not-open'],
  answer: async (door, { params }, { member }, head) => {
    const removed = await removePicture(door.options.world, member, head.id, params.file);
    return removed.ok ? done() : refused(removed.error);
  },
});

const restoreOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/pictures/{file}/restore',
  summary: 'Bring a picture of a case back',
  detail: 'As it was described, within a day; after that it is `not-found`.',
  right: 'case.work',
  params: inCase,
  replies: { 204: { description: 'Back' } },
  problems: ['case-not-open'],
  answer: async (door, { params }, { member }, head) => {
    const back = await restoreFile(door.options.world, member, head.id, { picture: params.file });
    return back.ok ? done() : refused(back.error);
  },
});

const readOperation = operation({
  method: 'get',
  path: '/desk/pictures/{file}',
  summary: 'Look at a picture of a case',
  detail: 'Named by a case, by what was handed in, or by a check. WebP, drawn anew from its pixels without metadata.',
  guard: { right: 'desk.see', by: 'anyone' },
  params: z.object({ file }),
  replies: { 200: { description: 'Its bytes' } },
  problems: [],
  answer: async (door, { params }) => {
    const { pictures, files } = door.options.world;
    const bytes = (await pictures.isAtDesk(params.file)) ? await files.get(params.file) : undefined;
    if (bytes === undefined) return { code: 'not-found' };
    return new Response(Uint8Array.from(bytes), { headers: { ...privately, 'content-type': 'image/webp' } });
  },
});

export const deskPictureOperations: readonly Operation[] = [
  layOperation,
  describeOperation,
  removeOperation,
  restoreOperation,
  readOperation,
];
