// Evidence and fruitless searches by API, taking them off a case, and the files that came with them.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import { evidenceKinds, interests, stances } from '../../../core/evidence.ts';
import { addEvidence, noteSearch, removeEvidence } from '../../../desk/index.ts';
import { privately } from '../../door.ts';
import { done, refused } from '../desk-operation.ts';
import type { Operation } from '../operation.ts';
import { langTag } from '../schemas.ts';
import { caseNumber, caseOperation, givenDay, givenTexts, inCase, made, madeReply, ofCase, textsOf } from './shapes.ts';

const evidenceGiven = z
  .strictObject({
    kind: z.enum(evidenceKinds),
    url: z.string().max(2048).optional().openapi({ description: 'Of a page; a post on a social network is refused' }),
    title: z.string().max(300),
    publisher: z.string().max(200),
    lang: langTag.optional(),
    stance: z.enum(stances),
    interest: z.enum(interests).openapi({ description: 'Whose evidence it is' }),
    publishedOn: givenDay.optional(),
    accessedOn: givenDay.optional().openapi({ description: 'Today where it is left out' }),
    locator: z.string().max(300).optional(),
    quotation: z.string().max(4000).optional(),
    translation: z.string().max(4000).optional(),
    archivedUrl: z.string().max(2048).optional(),
    shows: givenTexts(600),
  })
  .openapi('EvidenceGiven');

export const addEvidenceOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/evidence',
  summary: 'Add evidence',
  detail:
    'A page, a call or a document: what it shows, and whose interest it is. Files are added on the page of the case.',
  right: 'case.work',
  params: ofCase,
  body: { json: evidenceGiven },
  replies: { 201: { description: 'Added', schema: made } },
  problems: ['case-not-open'],
  answer: async (door, { json }, { member }, { id }) => {
    const { shows, ...rest } = json;
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const added = await addEvidence(door.options.world, member, id, { ...given, shows: textsOf(shows), file: null });
    return added.ok ? madeReply(added.value) : refused(added.error);
  },
});

export const noteSearchOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/searches',
  summary: 'Note a search that found nothing',
  detail: 'An `unproven` verdict rests on such searches, and readers may repeat them.',
  right: 'case.work',
  params: ofCase,
  body: {
    json: z
      .strictObject({
        query: z.string().max(300),
        where: z.string().max(300),
        on: givenDay.optional(),
        found: givenTexts(600),
      })
      .openapi('SearchGiven'),
  },
  replies: { 201: { description: 'Noted', schema: made } },
  problems: ['case-not-open'],
  answer: async (door, { json }, { member }, { id }) => {
    const noted = await noteSearch(door.options.world, member, id, { ...json, found: textsOf(json.found) });
    return noted.ok ? madeReply(noted.value) : refused(noted.error);
  },
});

const removal = (of: 'evidence' | 'search', back: boolean): Operation => {
  const path = of === 'evidence' ? 'evidence' : 'searches';
  const what = of === 'evidence' ? 'evidence' : 'a search';
  return caseOperation({
    method: back ? 'post' : 'delete',
    path: `/desk/cases/{number}/${path}/{id}${back ? '/restore' : ''}`,
    summary: back ? `Bring ${what} back` : `Take ${what} off a case`,
    detail: back ? 'As it was.' : 'It can be brought back.',
    right: 'case.work',
    params: inCase,
    replies: { 204: { description: back ? 'Back' : 'Taken off' } },
    problems: ['case-not-open'],
    answer: async (door, { params }, { member }, head) => {
      const removed = await removeEvidence(door.options.world, member, head.id, { of, id: params.id as Id, back });
      return removed.ok ? done() : refused(removed.error);
    },
  });
};

export const removalOperations: readonly Operation[] = [
  removal('evidence', false),
  removal('evidence', true),
  removal('search', false),
  removal('search', true),
];

const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .openapi({ param: { name: 'sha256', in: 'path' } });

export const fileOperation = caseOperation({
  method: 'get',
  path: '/desk/cases/{number}/files/{sha256}',
  summary: 'Read a file of the evidence',
  detail: 'Only one that evidence of this case names; always as an attachment.',
  right: 'desk.see',
  params: z.object({ number: caseNumber, sha256: hash }),
  replies: { 200: { description: 'Its bytes' } },
  problems: [],
  answer: async (door, { params }, _who, head) => {
    const { world } = door.options;
    const { evidence } = await world.caseWork.gathered(head.id);
    const named = evidence.find(({ file }) => file?.sha256 === params.sha256)?.file;
    const bytes = named ? await world.files.get(params.sha256) : undefined;
    if (bytes === undefined) return { code: 'not-found' };
    return new Response(Buffer.from(bytes), {
      headers: {
        ...privately,
        'content-type': 'application/octet-stream',
        'content-disposition': 'attachment; filename="file"',
        'content-security-policy': "default-src 'none'; sandbox",
      },
    });
  },
});
