// Sessions for whoever proved by other means than a password who they are; callable by our own code alone.
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/** Adds `signInVerified` to the library: a session for a member, with its cookie. There is no route to it. */
export const signInVerified = () => ({
  id: 'sangto-verified' as const,
  endpoints: {
    signInVerified: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ staff: z.string() }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(ctx.body.staff);
        if (user === null) throw new APIError('UNAUTHORIZED');
        const session = await internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ session: session.id });
      },
    ),
  },
});
