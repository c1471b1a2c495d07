// Sessions for whoever proved by other means than a password who they are; callable by our own code alone.
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/**
 * Adds to the library: `signInVerified`, a session for a member, with its cookie; and `signInByLink`, which the library
 * takes for a password, so that it asks for the code before there is a session. There is no route to either.
 */
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
    // The second step is asked for after sign-ins at a few paths that the library knows; this one is free here.
    signInByLink: createAuthEndpoint(
      '/sign-in/username',
      { method: 'POST', body: z.object({ staff: z.string() }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(ctx.body.staff);
        if (user === null) throw new APIError('UNAUTHORIZED');
        await setSessionCookie(ctx, { session: await internalAdapter.createSession(user.id), user });
        return ctx.json({});
      },
    ),
  },
});
