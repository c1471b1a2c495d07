// better-auth as this house uses it: passwords and second factors on our tables, called by our own routes alone.
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import type { NewId } from '../../base/ids.ts';
import { longestPassword, shortestPassword } from '../../core/password.ts';
import type { SignInRows } from '../../desk/index.ts';
import { rowsAdapter } from './rows-adapter.ts';
import { signInVerified } from './sign-in-verified.ts';

/** How long a session lasts, in seconds; it is not prolonged. */
const sessionSeconds = 12 * 3600;
const challengeSeconds = 600;

export type AuthParts = {
  readonly rows: SignInRows;
  readonly newId: NewId;
  /** Signs cookies and encrypts second factors. */
  readonly secret: string;
  readonly origin: string;
  /** What an authenticator app calls the instance. */
  readonly name: string;
};

export type Auth = ReturnType<typeof authWith>;

export const authWith = ({ rows, newId, secret, origin, name }: AuthParts) => {
  const https = origin.startsWith('https://');
  return betterAuth({
    appName: name,
    baseURL: origin,
    secret,
    database: rowsAdapter(rows),
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      // People come in by invitation alone.
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      // In UTF-16 units, where ours are characters.
      maxPasswordLength: longestPassword * 2,
    },
    session: {
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
      // Every request asks the database, so that whoever is removed is out at once.
      cookieCache: { enabled: false },
    },
    verification: { storeIdentifier: 'hashed' },
    rateLimit: { enabled: false },
    advanced: {
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => newId() },
      // `__Host-`: this host alone, over https alone, for all paths. The library's own prefix is `__Secure-`, which is less.
      useSecureCookies: false,
      cookiePrefix: https ? '__Host-sangto' : 'sangto',
      // Not strict: a link in a letter to a case is to be followed by who is signed in. Forms check where they come from.
      defaultCookieAttributes: { httpOnly: true, secure: https, sameSite: 'lax', path: '/' },
    },
    plugins: [
      signInVerified(),
      twoFactor({
        issuer: name,
        twoFactorCookieMaxAge: challengeSeconds,
        totpOptions: { digits: 6, period: 30 },
        backupCodeOptions: { amount: 10, length: 10, storeBackupCodes: 'encrypted' },
        accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 },
      }),
    ],
  });
};
