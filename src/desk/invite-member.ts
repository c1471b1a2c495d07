// An owner lets somebody in, or back in: a link that works once, within seven days.
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may, type Role, type StaffId } from '../core/rights.ts';
import { invitationToken } from './invitation-token.ts';
import type { World } from './world.ts';

const days = 7;

export type Letter = { readonly to: string; readonly subject: string; readonly text: string };

/**
 * Keeps the invitation of a code that the caller made by chance and shows once. With `member` it is the way back of
 * somebody who lost theirs or was removed; the role is then the one they have. `sent` says whether the letter went out.
 */
export const inviteMember = async (
  world: Pick<World, 'team' | 'mail' | 'now' | 'newId' | 'keyed'>,
  actor: Actor,
  { code, role, member, letter }: Invited,
): Promise<Result<{ readonly sent: boolean }, Refusal<'forbidden' | 'not-found'>>> => {
  if (!may(actor.role, 'team.manage')) return refuse('forbidden');
  const back = member === null ? undefined : await world.team.member(member);
  if (member !== null && (back === undefined || back.state === 'sample')) return refuse('not-found');
  const at = world.now();
  await world.team.invite({
    id: world.newId(),
    token: invitationToken(world, code),
    role: back?.role ?? role,
    member,
    invitedBy: actor.id,
    at,
    until: new Date(at.getTime() + days * 86_400_000),
  });
  const sent = letter !== null && (await world.mail.send(letter)).ok;
  return ok({ sent });
};

type Invited = {
  readonly code: string;
  readonly role: Role;
  readonly member: StaffId | null;
  readonly letter: Letter | null;
};
