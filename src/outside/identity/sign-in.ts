// Signing in, told in this house's words.

import { isAPIError } from 'better-auth/api';
import { hashPassword, symmetricDecrypt } from 'better-auth/crypto';
import { type Clock, dayOf } from '../../base/clock.ts';
import { type Id, parseId } from '../../base/ids.ts';
import { ok, type Result, refuse } from '../../base/result.ts';
import type { AccountChange } from '../../core/outgoing.ts';
import type { NewCookies, PasskeyRows, SignedIn, SignIn, SignInRefusal, SignInRows, Team } from '../../desk/index.ts';
import { type Auth, type AuthParts, authWith } from './auth.ts';
import { linksWith } from './links.ts';
import { passkeysWith } from './passkeys.ts';
import { toldApart } from './told-apart.ts';
import { usedOnce } from './used-once.ts';

/** How long a second factor counts as just shown. */
const provenMs = 10 * 60_000;

/** Everything about signing in, over the rows of the store. `secret` is made from the instance's key. */
export const signInWith = (parts: SignInParts): SignIn => {
  const { rows, team, now, secret } = parts;
  const auth = authWith(parts);
  const used = usedOnce(now);

  const entered: SignIn['entered'] = async (cookies) => {
    const found = await sessionOf(auth, cookies);
    if (found === undefined) return undefined;
    const [member, proven] = await Promise.all([team.member(found.staff), rows.proven(found.id)]);
    if (member === undefined || member.state !== 'active') return undefined;
    const provenUntil = proven === null ? null : new Date(proven.getTime() + provenMs);
    return { member, session: found.id, provenUntil };
  };

  const proveSession = async (cookies: string | null): Promise<void> => {
    const found = await sessionOf(auth, cookies);
    if (found !== undefined) await rows.prove(found.id, now());
  };

  /** Whoever it was: its holder is told what became of their account. */
  const tell = async (cookies: string | null, change: AccountChange): Promise<void> => {
    const found = await sessionOf(auth, cookies);
    if (found !== undefined) await rows.tell(found.staff, change, dayOf(now()));
  };

  /** Verifies a code that was not used before; what is refused uses nothing up. */
  const once = async <T>(
    code: string,
    verify: (body: { code: string }) => Promise<Result<T, SignInRefusal>>,
  ): Promise<Result<T, SignInRefusal>> => {
    const digits = code.replace(/\s/g, '');
    if (!used.take(digits)) return refuse('code-wrong', { field: 'code' });
    const done = await asked(() => verify({ code: digits }));
    if (!done.ok) used.release(digits);
    return done;
  };

  const signIn: Omit<SignIn, 'passkeys' | 'links'> = {
    entered,
    whoIs: async (cookies) => {
      const who = await entered(cookies);
      return who?.member.twoFactor === true ? who : undefined;
    },
    withPassword: (email, password) =>
      asked<{ readonly cookies: NewCookies; readonly next: 'code' | 'set-up' }>(async () => {
        const { headers, response } = await auth.api.signInEmail({
          body: { email, password },
          headers: new Headers(),
          returnHeaders: true,
        });
        const cookies = headers.getSetCookie();
        if ('twoFactorRedirect' in response) return ok({ cookies, next: 'code' });
        // The password is here just now: a second factor is made ready, so that nobody is asked for it twice.
        await auth.api.enableTwoFactor({ body: { password }, headers: cookieHeaders(carried(null, cookies)) });
        return ok({ cookies, next: 'set-up' });
      }),
    withCode: (cookies, code, kind) =>
      once(code, async (body) => {
        const request = { body, headers: cookieHeaders(cookies), returnHeaders: true } as const;
        const { headers } =
          kind === 'app' ? await auth.api.verifyTOTP(request) : await auth.api.verifyBackupCode(request);
        const lines = headers.getSetCookie();
        await proveSession(carried(cookies, lines));
        if (kind === 'recovery') await tell(carried(cookies, lines), 'recovery');
        return ok(lines);
      }),
    signOut: (cookies) => leave(auth, cookies),
    prove: (cookies, code) =>
      once(code, async (body) => {
        if ((await entered(cookies)) === undefined) return refuse('signed-out');
        await auth.api.verifyTOTP({ body, headers: cookieHeaders(cookies) });
        await proveSession(cookies);
        return ok(null);
      }),
    setup: async (cookies) => {
      const who = await entered(cookies);
      if (who === undefined) return undefined;
      const encrypted = await waitingSecret(rows, who);
      if (encrypted === undefined) return undefined;
      const shared = await symmetricDecrypt({ key: secret, data: encrypted });
      return setupOf(parts.name, who.member.email ?? '', shared);
    },
    finishSetup: (cookies, code) =>
      once(code, async (body) => {
        const who = await entered(cookies);
        if (who === undefined || (await waitingSecret(rows, who)) === undefined) return refuse('signed-out');
        const { headers } = await auth.api.verifyTOTP({ body, headers: cookieHeaders(cookies), returnHeaders: true });
        const lines = headers.getSetCookie();
        await proveSession(carried(cookies, lines));
        const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId: who.member.id } });
        return ok({ cookies: lines, recovery: backupCodes });
      }),
    renewSecondFactor: (cookies, password) =>
      asked(async () => {
        const request = { body: { password }, headers: cookieHeaders(cookies), returnHeaders: true } as const;
        const { headers } = await auth.api.disableTwoFactor(request);
        const lines = headers.getSetCookie();
        await auth.api.enableTwoFactor({ body: { password }, headers: cookieHeaders(carried(cookies, lines)) });
        await tell(carried(cookies, lines), 'factor');
        return ok(lines);
      }),
    newRecoveryCodes: (cookies, password) =>
      asked(async () => {
        const made = await auth.api.generateBackupCodes({ body: { password }, headers: cookieHeaders(cookies) });
        await tell(cookies, 'factor');
        return ok(made.backupCodes);
      }),
    changePassword: (cookies, currentPassword, newPassword) =>
      asked(async () => {
        const { headers } = await auth.api.changePassword({
          body: { currentPassword, newPassword, revokeOtherSessions: true },
          headers: cookieHeaders(cookies),
          returnHeaders: true,
        });
        const lines = headers.getSetCookie();
        await proveSession(carried(cookies, lines));
        await tell(carried(cookies, lines), 'password');
        return ok(lines);
      }),
    sessions: async (cookies) => {
      const here = await sessionOf(auth, cookies);
      if (here === undefined) return [];
      const where = [{ field: 'userId', operator: 'eq', value: here.staff, connector: 'AND' }] as const;
      const all = await rows.find('session', where, {
        limit: 100,
        offset: 0,
        sort: { field: 'createdAt', direction: 'desc' },
      });
      return all
        .map((row) => ({
          id: row.id as Id,
          since: dayOf(row.createdAt as Date),
          until: row.expiresAt as Date,
          here: row.id === here.id,
        }))
        .filter(({ until }) => until > now());
    },
    endSession: async (cookies, id) => {
      const here = await sessionOf(auth, cookies);
      return here !== undefined && rows.endSession(here.staff, id);
    },
    tidy: () => rows.tidy(now()),
    seal: hashPassword,
  };
  return {
    ...toldApart(signIn, rows),
    passkeys: toldApart(passkeysWith({ ...parts, auth }), rows),
    links: toldApart(linksWith({ ...parts, auth }), rows),
  };
};

type SignInParts = AuthParts & {
  readonly team: Pick<Team, 'member'>;
  readonly passkeys: PasskeyRows;
  readonly now: Clock;
};

type Session = { readonly id: Id; readonly staff: Id };

const sessionOf = async (auth: Auth, cookies: string | null): Promise<Session | undefined> => {
  if (cookies === null || !cookies.includes('sangto.')) return undefined;
  const found = await auth.api.getSession({ headers: cookieHeaders(cookies) });
  const id = parseId(found?.session.id ?? '');
  const staff = parseId(found?.user.id ?? '');
  return id && staff && { id, staff };
};

/** The cookies are all that the library gets to see of a request: neither where it comes from nor by what. */
const cookieHeaders = (cookies: string | null): Headers => new Headers(cookies === null ? {} : { cookie: cookies });

/** The cookies a browser would send after it took in `lines`. */
const carried = (before: string | null, lines: NewCookies): string => {
  const held = new Map<string, string>();
  for (const pair of [...(before ?? '').split(';'), ...lines.map((line) => line.split(';')[0] ?? '')]) {
    const cut = pair.indexOf('=');
    if (cut > 0) held.set(pair.slice(0, cut).trim(), pair.slice(cut + 1).trim());
  }
  return [...held].map(([name, value]) => `${name}=${value}`).join('; ');
};

const leave = async (auth: Auth, cookies: string | null): Promise<NewCookies> => {
  const { headers } = await auth.api.signOut({ headers: cookieHeaders(cookies), returnHeaders: true });
  return headers.getSetCookie();
};

const waitingSecret = async (rows: SignInRows, who: SignedIn): Promise<string | undefined> => {
  const where = [{ field: 'userId', operator: 'eq', value: who.member.id, connector: 'AND' }] as const;
  const [found] = await rows.find('twoFactor', where, { limit: 1, offset: 0, sort: null });
  return found?.verified === false && typeof found.secret === 'string' ? found.secret : undefined;
};

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 6238 by the address that authenticator apps read; the secret also in groups of four, for typing. */
const setupOf = (issuer: string, label: string, shared: string) => {
  let bits = 0;
  let held = 0;
  let secret = '';
  for (const byte of new TextEncoder().encode(shared)) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      secret += base32[(held >> bits) & 31];
    }
    held &= 31;
  }
  if (bits > 0) secret += base32[(held << (5 - bits)) & 31];
  const query = new URLSearchParams({ secret, issuer, digits: '6', period: '30' });
  const uri = `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(label)}?${query}`;
  return { uri, secret };
};

const refusals: Readonly<Record<string, SignInRefusal['code']>> = {
  INVALID_EMAIL_OR_PASSWORD: 'sign-in-wrong',
  INVALID_PASSWORD: 'sign-in-wrong',
  INVALID_EMAIL: 'sign-in-wrong',
  INVALID_CODE: 'code-wrong',
  INVALID_BACKUP_CODE: 'code-wrong',
  INVALID_TWO_FACTOR_COOKIE: 'sign-in-over',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'sign-in-over',
  ACCOUNT_TEMPORARILY_LOCKED: 'sign-in-locked',
  TOTP_NOT_ENABLED: 'sign-in-over',
  UNAUTHORIZED: 'signed-out',
  SESSION_EXPIRED: 'signed-out',
};

/** The library's refusals by their code; what is no refusal of a person's making goes on being thrown. */
const asked = async <T>(work: () => Promise<Result<T, SignInRefusal>>): Promise<Result<T, SignInRefusal>> => {
  try {
    return await work();
  } catch (error) {
    if (!isAPIError(error)) throw error;
    const code = (error.body as { code?: unknown } | undefined)?.code;
    const known = typeof code === 'string' ? refusals[code] : undefined;
    if (known !== undefined) return refuse(known);
    if (error.statusCode === 401) return refuse('signed-out');
    throw error;
  }
};
