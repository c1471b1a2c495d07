// Another way of asking for a check, by API: proposed by one of the team, agreed to by another.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import { uiLangs } from '../../../base/lang.ts';
import { aliasLimits } from '../../../core/alias.ts';
import { proposeAlias, settleAlias } from '../../../desk/index.ts';
import { decision } from '../decision.ts';
import { deskOperation, done, refused, told } from '../desk-operation.ts';
import type { Operation } from '../operation.ts';
import { day, idText } from '../schemas.ts';
import { harsh, harshOf, listOf, pathId } from './shapes.ts';

const most = 500;

const list = z
  .object({
    proposals: listOf(
      z
        .object({
          id: idText,
          check: idText,
          slug: z.string().nullable().openapi({ description: 'Of the check it would lead to' }),
          lang: z.string(),
          text: z.string(),
          harsh,
          proposedBy: idText,
          proposedOn: day,
          refused: z
            .object({ by: idText, on: day })
            .nullable()
            .openapi({ description: 'Somebody said no; it may be proposed anew, or taken back' }),
        })
        .openapi('AliasProposal'),
    ),
  })
  .openapi('AliasProposals');

const listed = deskOperation({
  method: 'get',
  path: '/desk/alias-proposals',
  summary: 'List the ways of asking that wait for a second person',
  detail: 'Nothing is found by them, and no reader sees them. The newest first, 500 at most.',
  right: 'aliases.decide',
  replies: { 200: { description: 'What waits, and what was refused', schema: list } },
  problems: [],
  answer: async (door) => {
    const { world } = door.options;
    const { proposals } = await world.aliases.list(most);
    const cards = await world.cards.get([...new Set(proposals.map(({ check }) => check))]);
    return told(list, {
      proposals: proposals.map(({ key: _key, declined, ...proposal }) => ({
        ...proposal,
        refused: declined,
        harsh: harshOf(proposal.text),
        slug: cards.get(proposal.check)?.slug ?? null,
      })),
    });
  },
});

const made = z.object({ id: idText }).openapi('AliasProposed');

const propose = deskOperation({
  method: 'post',
  path: '/desk/alias-proposals',
  summary: 'Propose a way of asking for a check',
  detail:
    'Used and public once somebody else agrees. Nothing that names a person, a number of one, a handle or an address; ' +
    'what is broken of the rules stands in `reason`.',
  right: 'aliases.decide',
  by: 'proven',
  body: {
    json: z
      .strictObject({
        check: z.string().max(200).openapi({ description: 'The slug of the check' }),
        lang: z.enum(uiLangs),
        text: z.string().max(aliasLimits.characters * 2),
      })
      .openapi('AliasGiven'),
  },
  replies: { 201: { description: 'It waits for a second person', schema: made } },
  problems: ['not-found', 'invalid-input', 'not-now'],
  answer: async (door, { json }, { member }) => {
    const { world } = door.options;
    const found = await world.reads.check(json.check);
    if (found === undefined) return { code: 'not-found', field: 'check' };
    const proposed = await proposeAlias(world, member, { check: found.id, lang: json.lang, text: json.text });
    return proposed.ok ? told(made, { id: proposed.value }, 201) : refused(proposed.error);
  },
});

const params = z.object({ id: pathId() });

const decide = deskOperation({
  method: 'post',
  path: '/desk/alias-proposals/{id}/decision',
  summary: 'Agree to a way of asking of somebody else, or refuse it',
  detail: 'Agreed to, it is public, and the check may answer whoever asks so. Nobody agrees to their own.',
  right: 'aliases.decide',
  by: 'proven',
  params,
  body: { json: z.strictObject({ decision }).openapi('AliasProposalDecision') },
  replies: { 204: { description: 'Decided' } },
  problems: ['not-found', 'invalid-input', 'not-now', 'alias-own', 'let-in-lately', 'first-without-right'],
  answer: async (door, { params, json }, { member }) => {
    const as = json.decision === 'agree' ? 'confirmed' : 'declined';
    const decided = await settleAlias(door.options.world, member, params.id as Id, as);
    return decided.ok ? done() : refused(decided.error);
  },
});

const takeBack = deskOperation({
  method: 'delete',
  path: '/desk/alias-proposals/{id}',
  summary: 'Take back a way of asking that one proposed',
  detail: 'To the one of somebody else one says no instead.',
  right: 'aliases.decide',
  by: 'person',
  params,
  replies: { 204: { description: 'Taken back' } },
  problems: ['not-found', 'not-now'],
  answer: async (door, { params }, { member }) => {
    const gone = await settleAlias(door.options.world, member, params.id as Id, 'taken-back');
    return gone.ok ? done() : refused(gone.error);
  },
});

export const aliasProposalOperations: readonly Operation[] = [listed, propose, decide, takeBack];
