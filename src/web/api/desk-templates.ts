// Templates by API: read by anybody; another text is proposed by one who may and agreed to by somebody else.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../base/ids.ts';
import { uiLangs } from '../../base/lang.ts';
import {
  blanksIn,
  longestTemplate,
  outgoing,
  shippedTemplate,
  type TemplateText,
  templateKeys,
  templatesInUse,
} from '../../core/template.ts';
import { decideTemplate, proposeTemplate, type TemplateProposal } from '../../desk/index.ts';
import { told as asTold, decision } from './decision.ts';
import { listOf, pathId } from './desk/shapes.ts';
import { deskOperation, done, privateJson, refused, told } from './desk-operation.ts';
import { jsonReply, operation, revalidated } from './operation.ts';
import { day, idText } from './schemas.ts';

const templateShape = z
  .object({
    key: z.enum(templateKeys),
    lang: z.enum(uiLangs),
    n: z.int().openapi({ description: '0: as shipped. Counts every change' }),
    text: z.string().openapi({ description: 'With its blanks, `[[…]]`' }),
    outgoing: z.string().openapi({ description: 'As it is sent: lines with blanks left out' }),
    blanks: z.array(z.string()),
    changedOn: day.nullable(),
  })
  .openapi('Template');

const earlierShape = z.object({ n: z.int(), text: z.string(), changedOn: day.nullable() }).openapi('EarlierTemplate');

export const templatesOperation = operation({
  method: 'get',
  path: '/templates',
  summary: 'List the short answers in use',
  detail: 'Every text the team sends beside its checks, in every language, with the texts that were in use before.',
  replies: {
    200: {
      description: 'All of them',
      schema: z.object({
        templates: z.array(templateShape.extend({ earlier: z.array(earlierShape) }).openapi('TemplateWithEarlier')),
      }),
    },
  },
  problems: [],
  answer: async (door, { asked }) => {
    const { templates } = door.options.world;
    const [current, history] = [await templates.current(), await templates.history(null)];
    const withEarlier = templatesInUse(current).map((text) => {
      const own = history.filter(({ key, lang }) => key === text.key && lang === text.lang);
      const before = own.length === 0 ? [] : [...own, shippedTemplate(text.key, text.lang)];
      const earlier = before.filter(({ n }) => n !== text.n);
      return {
        ...templateOf(text),
        earlier: earlier.map(({ n, text, changedOn }) => ({ n, text, changedOn })),
      };
    });
    return jsonReply(asked, { templates: withEarlier }, { headers: revalidated });
  },
});

const proposalShape = z
  .object({
    id: idText,
    key: z.enum(templateKeys),
    lang: z.enum(uiLangs),
    base: z.int().openapi({ description: 'The `n` of the text it was written over' }),
    text: z.string(),
    outgoing: z.string().openapi({ description: 'As it would be sent' }),
    proposedBy: idText,
    proposedOn: day,
    state: z.enum(['waiting', 'agreed', 'refused', 'withdrawn']),
    decidedBy: idText.nullable(),
    decidedOn: day.nullable(),
    reason: z.string().nullable(),
  })
  .openapi('TemplateProposal');

const proposalOf = (one: TemplateProposal) => ({ ...one, state: asTold(one.state), outgoing: outgoing(one.text) });

export const templateProposalsOperation = deskOperation({
  method: 'get',
  path: '/desk/templates',
  summary: 'List proposed texts of short answers',
  detail: 'What waits for a second person, at most one for each template and language, and what was decided last.',
  right: 'templates.approve',
  replies: { 200: { description: 'The newest first', schema: z.object({ proposals: listOf(proposalShape) }) } },
  problems: [],
  answer: async (door) => {
    const proposals = await door.options.world.templates.proposals();
    return privateJson({ proposals: proposals.map(proposalOf) });
  },
});

export const proposeTemplateOperation = deskOperation({
  method: 'post',
  path: '/desk/templates',
  summary: 'Propose another text of a short answer',
  detail:
    'In use and public once somebody else agrees. `base` is the `n` of the text it was written over. One’s own text that waits is replaced by it.',
  right: 'templates.edit',
  by: 'proven',
  body: {
    json: z
      .strictObject({
        key: z.enum(templateKeys),
        lang: z.enum(uiLangs),
        text: z.string().max(longestTemplate * 2),
        base: z.int().min(0).max(1_000_000),
      })
      .openapi('TemplateGiven'),
  },
  replies: { 201: { description: 'It waits', schema: proposalShape } },
  problems: ['invalid-input', 'template-changed', 'template-waiting'],
  answer: async (door, { json }, { member }) => {
    const { world } = door.options;
    const proposed = await proposeTemplate(world, { ...json, actor: member });
    if (!proposed.ok) return refused(proposed.error);
    const kept = await world.templates.proposal(proposed.value.id);
    return kept === undefined ? { code: 'not-found' } : told(proposalShape, proposalOf(kept), 201);
  },
});

const params = z.object({ id: pathId() });

export const decideTemplateOperation = deskOperation({
  method: 'post',
  path: '/desk/templates/{id}/decision',
  summary: 'Agree to a proposed text, or refuse it',
  detail: 'Agreed to, it is in use and public at once. Nobody agrees to their own; a no says why.',
  right: 'templates.approve',
  by: 'proven',
  params,
  body: {
    json: z.strictObject({ decision, reason: z.string().max(2000).default('') }).openapi('TemplateDecision'),
  },
  replies: { 200: { description: 'The proposal after it', schema: proposalShape } },
  problems: ['not-found', 'template-own', 'let-in-lately', 'first-without-right', 'template-decided'],
  answer: async (door, { params, json }, { member }) => {
    const { world } = door.options;
    const as = json.decision === 'agree' ? 'approved' : 'declined';
    const decided = await decideTemplate(world, member, params.id as Id, { ...json, decision: as });
    if (!decided.ok) return refused(decided.error);
    const kept = await world.templates.proposal(params.id as Id);
    return kept === undefined ? { code: 'not-found' } : told(proposalShape, proposalOf(kept));
  },
});

export const takeBackTemplateOperation = deskOperation({
  method: 'delete',
  path: '/desk/templates/{id}',
  summary: 'Take back a text of one’s own',
  detail: 'As long as nobody decided on it. The text in use stays.',
  right: 'templates.edit',
  params,
  replies: { 204: { description: 'Taken back' } },
  problems: ['not-found', 'template-decided'],
  answer: async (door, { params }, { member }) => {
    const { world } = door.options;
    const found = await world.templates.proposal(params.id as Id);
    if (found?.proposedBy !== member.id) return { code: 'not-found' };
    const taken = await decideTemplate(world, member, found.id, { decision: 'withdrawn', reason: '' });
    return taken.ok ? done() : refused(taken.error);
  },
});

const templateOf = ({ key, lang, n, text, changedOn }: TemplateText): z.infer<typeof templateShape> => ({
  key,
  lang,
  n,
  text,
  outgoing: outgoing(text),
  blanks: [...blanksIn(text)],
  changedOn,
});
