// Evidence and fruitless searches by API, in one language more, and taking them off a case.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import { uiLangs } from '../../../base/lang.ts';
import { evidenceKinds, interests, stances, undoDays } from '../../../core/evidence.ts';
import {
  addEvidence,
  type EvidenceFields,
  noteSearch,
  removeEvidence,
  translateEvidence,
} from '../../../desk/index.ts';
import { done, refused } from '../desk-operation.ts';
import type { Operation } from '../operation.ts';
import { langTag } from '../schemas.ts';
import { caseOperation, givenDay, givenTexts, inCase, made, madeReply, ofCase, textsOf } from './shapes.ts';

export const evidenceGiven = z
  .strictObject({
    kind: z.enum(evidenceKinds),
    url: z.string().max(2048).optional().openapi({
      description:
        'Of a page, kept and published as given; refused are a post on a social network, a name or password inside, and what is no public host',
    }),
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
    archivedUrl: z.string().max(2048).optional().openapi({ description: 'As `url`' }),
    shows: givenTexts(600),
  })
  .openapi('EvidenceGiven');

/** As the verbs take it: what was left out is not there. */
export const evidenceTyped = ({ shows, ...rest }: z.output<typeof evidenceGiven>): EvidenceFields => ({
  ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  shows: textsOf(shows),
});

export const addEvidenceOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/evidence',
  summary: 'Add evidence',
  detail: 'A page, a call or a document: what it shows, and whose interest it is. A file is laid beside it afterwards.',
  right: 'case.work',
  params: ofCase,
  body: { json: evidenceGiven },
  replies: { 201: { description: 'Added', schema: made } },
  problems: ['case-not-open'],
  answer: async (door, { json }, { member }, { id }) => {
    const added = await addEvidence(door.options.world, member, id, { ...evidenceTyped(json), file: null });
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

const stays =
  'What a check stands on, published or handed in, stays: `evidence-published`. A correction by two changes it.';
const canBack = `It can be brought back, with its file, for ${undoDays} days. ${stays}`;
const inTime = `As it was, with its file, within ${undoDays} days; after that it is \`not-found\`.`;

const removal = (of: 'evidence' | 'search', back: boolean): Operation => {
  const path = of === 'evidence' ? 'evidence' : 'searches';
  const what = of === 'evidence' ? 'evidence' : 'a search';
  return caseOperation({
    method: back ? 'post' : 'delete',
    path: `/desk/cases/{number}/${path}/{id}${back ? '/restore' : ''}`,
    summary: back ? `Bring ${what} back` : `Take ${what} off a case`,
    detail: of === 'evidence' ? (back ? inTime : canBack) : back ? 'As it was.' : `It can be brought back. ${stays}`,
    right: 'case.work',
    params: inCase,
    replies: { 204: { description: back ? 'Back' : 'Taken off' } },
    problems: back ? ['case-not-open'] : ['case-not-open', 'evidence-published'],
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

export const translateOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/evidence/{id}/translations',
  summary: 'Say what evidence shows in another language',
  detail:
    'In one in which nobody said it yet; `reason` is `evidence-translated` otherwise. Whoever translates is a writer. ' +
    stays,
  right: 'case.work',
  params: inCase,
  body: {
    json: z.strictObject({ lang: z.enum(uiLangs), text: z.string().max(600) }).openapi('EvidenceTranslation'),
  },
  replies: { 204: { description: 'Said' } },
  problems: ['case-not-open', 'not-now', 'evidence-published'],
  answer: async (door, { params, json }, { member }, head) => {
    const said = { evidence: params.id as Id, ...json };
    const translated = await translateEvidence(door.options.world, member, head.id, said);
    return translated.ok ? done() : refused(translated.error);
  },
});
