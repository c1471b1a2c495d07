import type { Invitation } from './team-ports.ts';
import type { World } from './world.ts';

/** What is kept of an invitation's code; the code itself is in the link alone. */
export const invitationToken = (world: Pick<World, 'keyed'>, code: string): string =>
  world.keyed('sign-in', `invitation ${code.slice(0, 100)}`);

/** The open invitation of a code; undefined when it was used, withdrawn or is too old. */
export const openInvitation = (
  world: Pick<World, 'team' | 'now' | 'keyed'>,
  code: string,
): Promise<Invitation | undefined> => world.team.invitation(invitationToken(world, code), world.now());
