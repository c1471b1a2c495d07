// Imports by API: what was brought in, what of it waits for a second person, and that person's decision.
import { z } from '@hono/zod-openapi';
import { dayOf } from '../../../base/clock.ts';
import type { Id } from '../../../base/ids.ts';
import type { Source } from '../../../core/check.ts';
import { pictureKinds } from '../../../core/picture.ts';
import { takenFor } from '../../../core/publisher-name.ts';
import { decideImport, type HeldItem, type ImportRun, importFailures } from '../../../desk/index.ts';
import { told as asTold, decision } from '../decision.ts';
import { deskOperation, done, refused, told } from '../desk-operation.ts';
import { day, idText, pictureSays } from '../schemas.ts';
import { listOf, pathId, texts } from './shapes.ts';

const run = z
  .object({
    id: idText,
    name: z.string(),
    startedOn: day,
    finished: z.boolean(),
    failed: z.enum(importFailures).nullable().openapi({ description: 'Why it broke off; what it stored stays' }),
    counts: z
      .object({
        read: z.int(),
        imported: z.int(),
        changed: z.int(),
        unchanged: z.int(),
        held: z.int().openapi({ description: 'Waiting for a second person, or let in and about to become checks' }),
        dropped: z.int().openapi({ description: 'Held once, and refused by the second person or taken back' }),
        refused: z.int(),
        doubles: z.int().openapi({ description: 'The same again in one file' }),
      })
      .openapi('ImportCounts', { description: '`read` is the sum of all the others, at every moment' }),
    held: z
      .object({
        askedBy: idText.nullable().openapi({ description: 'null: whoever runs the machine' }),
        decision: z.enum(['agreed', 'refused', 'withdrawn']).nullable().openapi({ description: 'null: it waits' }),
        decidedBy: idText.nullable(),
        decidedOn: day.nullable(),
        letIn: z.boolean().openapi({
          description:
            'The two who let it in came into the team through each other or through the same person, less than seven days before',
        }),
        items: z.int().openapi({ description: 'How many items wait, or are still to become checks' }),
      })
      .openapi('ImportHeld')
      .nullable()
      .openapi({ description: 'null: done on the machine itself, where nobody else is asked' }),
  })
  .openapi('ImportRun');

const item = z
  .object({
    publisher: z.string(),
    site: z.string(),
    claim: z.string(),
    label: z.string().nullable().openapi({ description: 'The publisher’s own words for its verdict' }),
    url: z.string().nullable(),
    readsLike: listOf(z.object({ name: z.string(), site: z.string() })).openapi({
      description: 'Publishers that answer by themselves and whose names differ only by accents or look-alike letters',
    }),
  })
  .openapi('ImportItem');

const most = 1000;
const countsOf = ({ declined, ...counts }: ImportRun['counts']) => ({ ...counts, dropped: declined });
const runOf = ({ id, name, startedAt, finishedAt, failed, counts, held }: ImportRun) => ({
  ...{ id, name, failed },
  counts: countsOf(counts),
  held: held && { ...held, decision: held.decision && asTold(held.decision) },
  startedOn: dayOf(startedAt),
  finished: finishedAt !== null,
});
const itemOf = ({ publisher, save: { check } }: HeldItem, answering: readonly Source[]) => ({
  publisher: publisher.name,
  site: publisher.site,
  claim: Object.values(check.texts)[0]?.claim ?? '',
  label: check.label ?? check.verdict,
  url: check.originalUrl,
  readsLike: takenFor(publisher, answering).map(({ name, site }) => ({ name, site })),
});

const list = z.object({ imports: listOf(run) });
export const importsOperation = deskOperation({
  method: 'get',
  path: '/desk/imports',
  summary: 'List imports',
  detail: 'What waits for a second person, the oldest first, then the last fifty.',
  right: 'sources.manage',
  replies: { 200: { description: 'The imports', schema: list } },
  problems: [],
  answer: async (door) => {
    const { imports } = door.options.world;
    const [waiting, runs] = await Promise.all([imports.waiting(), imports.runs()]);
    const other = runs.filter(({ id }) => !waiting.some((one) => one.id === id));
    return told(list, { imports: [...waiting, ...other].map(runOf) });
  },
});

const params = z.object({ id: pathId() });
const heldPicture = z
  .object({
    file: z.string(),
    check: z.string().openapi({ description: 'The slug of the check it would stand on' }),
    kind: z.enum(pictureKinds),
    alt: texts,
    seenUrl: z.string().nullable(),
    seenOn: day.nullable(),
    says: pictureSays.nullable(),
  })
  .openapi('ImportPicture');
const whole = z.object({ import: run, items: listOf(item), pictures: listOf(heldPicture) });
export const importOperation = deskOperation({
  method: 'get',
  path: '/desk/imports/{id}',
  summary: 'Read one import',
  detail: 'With up to a thousand of the items that wait, or the pictures that do.',
  right: 'sources.manage',
  params,
  replies: { 200: { description: 'The import', schema: whole } },
  problems: ['not-found'],
  answer: async (door, { params }) => {
    const { imports, checks } = door.options.world;
    const found = await imports.run(params.id as Id);
    if (found === undefined) return { code: 'not-found' };
    const answering = (await checks.sources()).filter(({ answers }) => answers);
    const items = (await imports.items(found.id, most)).map((one) => itemOf(one, answering));
    const pictures = (await imports.pictures.held(found.id)).map(({ slug, picture }) => ({
      ...{ check: slug, file: picture.file, kind: picture.kind, alt: picture.alt },
      ...{ seenUrl: picture.seenUrl, seenOn: picture.seenOn, says: picture.says ?? null },
    }));
    return told(whole, { import: runOf(found), items, pictures });
  },
});

export const decideImportOperation = deskOperation({
  method: 'post',
  path: '/desk/imports/{id}/decision',
  summary: 'Agree that an import comes in, or refuse it',
  detail: 'Agreed to, its items become checks within seconds. Nobody lets in what they brought themselves.',
  right: 'sources.manage',
  by: 'proven',
  params,
  body: { json: z.strictObject({ decision }).openapi('ImportDecision') },
  replies: { 204: { description: 'Decided' } },
  problems: ['not-found', 'import-own', 'let-in-lately', 'first-without-right', 'import-decided'],
  answer: async (door, { params, json }, { member }) => {
    const as = json.decision === 'agree' ? 'released' : 'declined';
    const decided = await decideImport(door.options.world, member, params.id as Id, as);
    return decided.ok ? done() : refused(decided.error);
  },
});

export const takeBackImportOperation = deskOperation({
  method: 'delete',
  path: '/desk/imports/{id}',
  summary: 'Take an import back',
  detail: 'By whoever brought it, as long as nobody decided. Nothing of its items is left.',
  right: 'sources.manage',
  params,
  replies: { 204: { description: 'Taken back' } },
  problems: ['not-found', 'import-decided'],
  answer: async (door, { params }, { member }) => {
    const taken = await decideImport(door.options.world, member, params.id as Id, 'withdrawn');
    return taken.ok ? done() : refused(taken.error);
  },
});
