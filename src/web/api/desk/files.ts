// Files of evidence by API: for the team alone, found by their content, and never drawn by a browser.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import { attachFile, largestFile, restoreFile, showFile } from '../../../desk/index.ts';
import { fileProblem } from '../../desk/file-problem.ts';
import { privately } from '../../door.ts';
import { done, refused, told } from '../desk-operation.ts';
import type { Operation } from '../operation.ts';
import { idText } from '../schemas.ts';
import { caseNumber, caseOperation, evidenceFile, inCase, listOf, ofCase } from './shapes.ts';

const list = z
  .object({ files: listOf(evidenceFile.extend({ evidence: idText }).openapi('FileOfCase')) })
  .openapi('FilesOfCase');

const listOperation = caseOperation({
  method: 'get',
  path: '/desk/cases/{number}/files',
  summary: 'List the files of the evidence',
  detail: 'Of evidence that stands on this case.',
  right: 'desk.see',
  params: ofCase,
  replies: { 200: { description: 'In the order of the evidence', schema: list } },
  problems: [],
  answer: async (door, _request, _who, head) => {
    const { evidence } = await door.options.world.caseWork.gathered(head.id);
    return told(list, {
      files: evidence.flatMap(({ id, file }) => (file === null ? [] : [{ ...file, evidence: id }])),
    });
  },
});

const attachOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/evidence/{id}/file',
  summary: 'Lay a file beside evidence',
  detail:
    'The bytes as the body, up to 10 MB, always as `application/octet-stream`: what they are is seen by how they begin. ' +
    'Of a screenshot of a chat the drawing is kept in which names and faces cannot be made out, as WebP. One file for each piece; `reason` is `evidence-has-file` where there is one. The same bytes are kept once.',
  right: 'case.work',
  params: inCase,
  query: z.object({ name: z.string().max(300).optional().openapi({ description: 'The name it is given back under' }) }),
  body: { bytes: largestFile, types: ['application/octet-stream'] },
  replies: { 201: { description: 'Kept', schema: evidenceFile } },
  problems: ['case-not-open', 'not-now', 'invalid-input', 'files-away', 'picture-busy'],
  answer: async (door, { params, query, bytes }, { member }, head) => {
    const given = { name: query.name ?? '', bytes };
    const laid = await attachFile(door.options.world, member, head.id, { evidence: params.id as Id, given });
    if (!laid.ok) {
      const problem = refused(laid.error);
      return problem.code === 'picture-busy' ? { ...problem, retryAfter: 10 } : problem;
    }
    return laid.value === null ? { code: 'not-found' } : told(evidenceFile, laid.value, 201);
  },
});

const detachOperation = caseOperation({
  method: 'delete',
  path: '/desk/cases/{number}/evidence/{id}/file',
  summary: 'Take the file off evidence',
  detail:
    'The evidence stays. Laid beside it again, the same bytes have the same address. What a check stands on keeps its file: ' +
    '`evidence-published`, until a correction has taken the evidence off. It can be brought back for a day (`removedFiles` of the case).',
  right: 'case.work',
  params: inCase,
  replies: { 204: { description: 'Taken off' } },
  problems: ['case-not-open', 'evidence-published'],
  answer: async (door, { params }, { member }, head) => {
    const taken = await attachFile(door.options.world, member, head.id, { evidence: params.id as Id, given: null });
    return taken.ok ? done() : refused(taken.error);
  },
});

const restoreOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/evidence/{id}/file/restore',
  summary: 'Bring the file of evidence back',
  detail:
    'The one that was taken off last, within a day; after that it is `not-found`. `reason` is `evidence-has-file` where another one lies there.',
  right: 'case.work',
  params: inCase,
  replies: { 204: { description: 'Back' } },
  problems: ['case-not-open', 'invalid-input'],
  answer: async (door, { params }, { member }, head) => {
    const back = await restoreFile(door.options.world, member, head.id, { evidence: params.id as Id });
    return back.ok ? done() : refused(back.error);
  },
});

const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .openapi({ param: { name: 'sha256', in: 'path' } });

const readOperation = caseOperation({
  method: 'get',
  path: '/desk/cases/{number}/files/{sha256}',
  summary: 'Read a file of the evidence',
  detail:
    'Only one that evidence of this case names; always as an attachment. A picture is drawn anew, as PNG or JPEG: nothing that its file said beside it (place, time, maker, names) is given out, and its bytes are others than those of its name.',
  right: 'desk.see',
  params: z.object({ number: caseNumber, sha256: hash }),
  replies: { 200: { description: 'Its bytes' } },
  problems: ['picture-not-shown', 'files-away'],
  answer: async (door, { params }, _who, head) => {
    const shown = await showFile(door.options.world, head.id, params.sha256);
    if (!shown.ok) return fileProblem(shown.error);
    return new Response(Buffer.from(shown.value.bytes), {
      headers: {
        ...privately,
        'content-type': 'application/octet-stream',
        'content-disposition': 'attachment; filename="file"',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      },
    });
  },
});

export const fileOperations: readonly Operation[] = [
  listOperation,
  attachOperation,
  readOperation,
  detachOperation,
  restoreOperation,
];
