// The team by API: who is in it; and, for owners who have just shown the second factor, letting in, roles and letting go.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import { uiLangs } from '../../../base/lang.ts';
import { agreedThings } from '../../../core/let-in.ts';
import { type Role, roles } from '../../../core/rights.ts';
import { changeRole, inviteMember, type Member, removeMember, withdrawInvitation } from '../../../desk/index.ts';
import type { Asked, Door } from '../../door.ts';
import { inLanguage } from '../../pages/addresses.ts';
import type { Problem } from '../../problem.ts';
import type { Caller } from '../caller.ts';
import { deskOperation, done, refused, told } from '../desk-operation.ts';
import { jsonReply, operation, revalidated } from '../operation.ts';
import { day, idText } from '../schemas.ts';
import { listOf, pathId } from './shapes.ts';

const member = z
  .object({
    id: idText,
    name: z.string(),
    role: z.enum(roles),
    state: z.enum(['active', 'removed', 'sample']),
    lang: z.enum(uiLangs),
  })
  .openapi('Member');
const team = z.object({ members: listOf(member) }).openapi('Team');
const invitation = z
  .object({ id: idText, role: z.enum(roles), member: idText.nullable(), expiresOn: day })
  .openapi('Invitation');
const invitations = z.object({ invitations: listOf(invitation) }).openapi('Invitations');
const link = z
  .object({ url: z.string().openapi({ description: 'Works once, within seven days; told this once' }) })
  .openapi('InvitationLink');
const owners = { right: 'team.manage', by: 'proven' } as const;
const params = z.object({ id: pathId() });

export const teamOperation = deskOperation({
  method: 'get',
  path: '/desk/team',
  summary: 'List the team',
  detail: 'Everybody who ever was in it: what was decided by somebody who left still says by whom.',
  right: 'desk.see',
  replies: { 200: { description: 'By name', schema: team } },
  problems: [],
  answer: async (door) => told(team, { members: await door.options.world.team.members() }),
});

export const invitationsOperation = deskOperation({
  right: 'team.manage',
  by: 'person',
  method: 'get',
  path: '/desk/team/invitations',
  summary: 'List open invitations',
  detail: 'Newest first, without their links.',
  replies: { 200: { description: 'All of them', schema: invitations } },
  problems: [],
  answer: async (door) => {
    const { world } = door.options;
    return told(invitations, { invitations: await world.team.invitations(world.now()) });
  },
});

export const inviteOperation = deskOperation({
  ...owners,
  method: 'post',
  path: '/desk/team/invitations',
  summary: 'Invite somebody',
  detail: 'Gives a link to hand over. Sent again, it makes another one.',
  body: { json: z.strictObject({ role: z.enum(roles) }).openapi('InviteGiven') },
  remembers: true,
  replies: { 201: { description: 'The link', schema: link } },
  problems: [],
  answer: (door, { asked, json }, who) => linkTo(door, asked, who, json.role, null),
});

const linkTo = async (
  door: Door,
  asked: Asked,
  who: Caller,
  role: Role,
  back: Member | null,
): Promise<Response | Problem> => {
  const { world, organisation, randomToken } = door.options;
  const code = randomToken();
  const of = { code, role, member: back?.id ?? null, letter: null };
  const invited = await inviteMember(world, who.member, of);
  if (!invited.ok) return refused(invited.error);
  return told(link, { url: `${organisation.origin}${inLanguage(door.langOf(asked), '/join')}?code=${code}` }, 201);
};

export const withdrawInvitationOperation = deskOperation({
  ...owners,
  method: 'delete',
  path: '/desk/team/invitations/{id}',
  summary: 'Withdraw an invitation',
  detail: 'Its link stops working.',
  params,
  replies: { 204: { description: 'Withdrawn' } },
  problems: ['not-found'],
  answer: async (door, { params }, who) => {
    const withdrawn = await withdrawInvitation(door.options.world, who.member, params.id as Id);
    return withdrawn.ok ? done() : refused(withdrawn.error);
  },
});

export const roleOperation = deskOperation({
  ...owners,
  method: 'post',
  path: '/desk/team/{id}/role',
  summary: 'Give somebody another role',
  detail: 'Told to the public without a name. The last owner stays one.',
  params,
  body: { json: z.strictObject({ role: z.enum(roles) }).openapi('RoleGiven') },
  replies: { 204: { description: 'Given' } },
  problems: ['not-found', 'not-now'],
  answer: async (door, { params, json }, who) => {
    const given = await changeRole(door.options.world, who.member, { member: params.id as Id, role: json.role });
    if (given.ok) door.cache.clear();
    return given.ok ? done() : refused(given.error);
  },
});

export const renewOperation = deskOperation({
  ...owners,
  method: 'post',
  path: '/desk/team/{id}/renew',
  summary: 'Let somebody back in',
  detail: 'Who lost their way in, or was removed by mistake; with the role they had.',
  params,
  remembers: true,
  replies: { 201: { description: 'The link', schema: link } },
  problems: ['not-found'],
  answer: async (door, { asked, params }, who) => {
    const found = await door.options.world.team.member(params.id as Id);
    return found === undefined ? { code: 'not-found' } : linkTo(door, asked, who, found.role, found);
  },
});

export const removeMemberOperation = deskOperation({
  ...owners,
  method: 'delete',
  path: '/desk/team/{id}',
  summary: 'Remove somebody from the team',
  detail: 'Every session and token of theirs ends at once; what they decided stays. The last owner stays.',
  params,
  replies: { 204: { description: 'Removed' } },
  problems: ['not-found', 'not-now'],
  answer: async (door, { params }, who) => {
    const removed = await removeMember(door.options.world, who.member, params.id as Id);
    if (removed.ok) door.cache.clear();
    return removed.ok ? done() : refused(removed.error);
  },
});

const log = z.object({
  changes: listOf(
    z.object({
      day,
      change: z.enum(['added', 'changed', 'removed', 'renewed', 'let-in-agreed']),
      role: z.enum(roles),
      of: z.enum(agreedThings).nullable().openapi({ description: 'Of `let-in-agreed`: what the two agreed to' }),
      page: z
        .object({ of: z.enum(['check', 'explainer', 'note', 'declined', 'request']), name: z.string() })
        .nullable()
        .openapi({
          description: 'Where everybody reads it: its slug, or its number; null while it has no public page',
        }),
    }),
  ),
});

export const teamLogOperation = operation({
  method: 'get',
  path: '/team-log',
  summary: 'List changes of rights',
  detail: 'What became of rights in the team, newest first, without names.',
  replies: { 200: { description: 'The last three hundred', schema: log } },
  problems: [],
  answer: async (door, { asked }) =>
    jsonReply(asked, log.parse({ changes: await door.options.world.team.log(300) }), { headers: revalidated }),
});
