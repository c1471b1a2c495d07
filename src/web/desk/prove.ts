// Showing that it is oneself: the code of the app, or a passkey, just now.
import type { Inside } from './inside.ts';
import type { Refused } from './pages/team-model.ts';
import { passkeyIn } from './passkey-door.ts';
import { cookiesOf, refusedBy } from './sign-in-routes.ts';
import { slowed } from './slowed.ts';

export type Shown = { readonly code?: string | undefined; readonly passkey?: string | undefined };

/** Null when what was shown is good; it then counts for ten minutes. */
export const prove = async ({ door, asked, who }: Inside, { code = '', passkey }: Shown): Promise<Refused> => {
  const wait = slowed(door, `confirm ${who.member.id}`);
  if (wait > 0) return { code: 'sign-in-slowed', wait };
  const { signIn } = door.options.world;
  if (passkey !== undefined) {
    const answer = passkeyIn(passkey);
    if (answer === undefined) return { code: 'passkey-wrong', wait: null };
    const shown = await signIn.passkeys.prove(who, answer);
    return shown.ok ? null : { code: shown.error.code, wait: null };
  }
  const proven = await signIn.prove(cookiesOf(asked), code);
  return proven.ok ? null : refusedBy(proven.error);
};

/** Whether somebody may show a passkey instead of a code. */
export const hasPasskey = async ({ door, who }: Pick<Inside, 'door' | 'who'>): Promise<boolean> => {
  const { passkeys } = door.options.world.signIn;
  return passkeys.offered && (await passkeys.of(who.member.id)).length > 0;
};
