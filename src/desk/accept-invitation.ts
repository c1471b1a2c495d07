// Somebody follows their link and says who they are.
import type { UiLang } from '../base/lang.ts';
import { type Refusal, type Result, refuse } from '../base/result.ts';
import { mailboxOf } from '../core/let-in.ts';
import { checkPassword, type PasswordRefusal } from '../core/password.ts';
import type { StaffId } from '../core/rights.ts';
import { parseStaffName, type StaffNameRefusal } from '../core/staff-name.ts';
import { invitationToken } from './invitation-token.ts';
import { parseEmail } from './staff-details.ts';
import type { World } from './world.ts';

export type JoinRefusal =
  | PasswordRefusal
  | StaffNameRefusal
  | Refusal<'invitation-over' | 'email-taken' | 'name-taken' | 'email-wrong'>;

/** Uses the link up. What was typed is checked first, so that a slip costs nobody their link. */
export const acceptInvitation = async (
  world: Pick<World, 'team' | 'signIn' | 'now' | 'newId' | 'keyed'>,
  { code, name, email, password, lang, organisation }: Joining,
): Promise<Result<StaffId, JoinRefusal>> => {
  const called = parseStaffName(name);
  if (!called.ok) return called;
  const address = parseEmail(email);
  if (address === undefined) return refuse('email-wrong', { field: 'email' });
  const fits = checkPassword(password, [called.value, address, organisation]);
  if (!fits.ok) return fits;
  const token = invitationToken(world, code);
  if ((await world.team.invitation(token, world.now())) === undefined) return refuse('invitation-over');
  const sealed = await world.signIn.seal(password);
  return world.team.join(
    token,
    {
      id: world.newId(),
      credential: world.newId(),
      name: called.value,
      email: address,
      mailbox: world.keyed('sign-in', `mailbox ${mailboxOf(address)}`),
      lang,
      sealed,
    },
    world.now(),
  );
};

type Joining = {
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly lang: UiLang;
  readonly organisation: string;
};
