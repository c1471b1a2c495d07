// Where the instance runs, a link is printed that makes an owner, or lets one back in: whoever reads it runs the machine.
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { invitationToken } from './invitation-token.ts';
import type { World } from './world.ts';

const hours = 24;

/** Keeps a printed link in for a day; the one printed before stops working. `email`: the way back of that owner. */
export const inviteOwner = async (
  world: Pick<World, 'team' | 'now' | 'newId' | 'keyed'>,
  { code, email }: { readonly code: string; readonly email: string | null },
): Promise<Result<null, Refusal<'not-found'>>> => {
  const owner =
    email === null
      ? undefined
      : (await world.team.members()).find((one) => one.role === 'owner' && one.email === email.trim().toLowerCase());
  if (email !== null && owner === undefined) return refuse('not-found');
  const at = world.now();
  await world.team.invite({
    id: world.newId(),
    token: invitationToken(world, code),
    role: 'owner',
    member: owner?.id ?? null,
    invitedBy: null,
    at,
    until: new Date(at.getTime() + hours * 3_600_000),
  });
  return ok(null);
};
