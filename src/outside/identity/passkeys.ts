// Passkeys by WebAuthn: options for the browser, and its answers checked. Whose machine it is and of what make is not asked.
import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server';
import { isoBase64URL } from '@simplewebauthn/server/helpers';
import { type Clock, dayOf } from '../../base/clock.ts';
import type { Id } from '../../base/ids.ts';
import { ok, type Result, refuse } from '../../base/result.ts';
import type {
  HeldPasskey,
  Holder,
  PasskeyAnswer,
  PasskeyRefusal,
  PasskeyRows,
  Passkeys,
  SignInRows,
} from '../../desk/index.ts';
import type { Auth, AuthParts } from './auth.ts';
import { challengesIn } from './challenges.ts';
import { algorithms, counted, isOffered, madeKey } from './webauthn.ts';

/** Of one person. */
const most = 10;
const patienceMs = 5 * 60_000;

type Parts = Pick<AuthParts, 'newId' | 'origin' | 'name'> & {
  readonly rows: SignInRows;
  readonly passkeys: PasskeyRows;
  readonly now: Clock;
  readonly auth: Auth;
};

export const passkeysWith = ({ rows, passkeys, newId, now, origin, name, auth }: Parts): Passkeys => {
  const rpID = new URL(origin).hostname;
  const challenges = challengesIn({ rows, newId, now });
  const offered = isOffered(origin);
  const cookie = origin.startsWith('https://') ? '__Host-sangto.passkey' : 'sangto.passkey';
  const attributes = `; Path=/; HttpOnly${origin.startsWith('https://') ? '; Secure' : ''}; SameSite=Strict`;
  // In every answer user verification is required: the machine has asked for a finger, a face or its own code.
  const asking = { rpID, userVerification: 'required', timeout: patienceMs } as const;

  /** Whose key has just answered what was asked. The challenge is used up first, whatever comes of it. */
  const shown = async (
    purpose: 'prove' | 'sign-in',
    bound: string,
    answer: PasskeyAnswer,
  ): Promise<Result<HeldPasskey, PasskeyRefusal>> => {
    const expectedChallenge = await challenges.take(purpose, bound);
    if (expectedChallenge === undefined) return refuse('passkey-over');
    const held = await passkeys.held(answer.id);
    if (held === undefined) return refuse('passkey-wrong');
    if (answer.userHandle !== '' && answer.userHandle !== handleOf(held.staff)) return refuse('passkey-wrong');
    const counter = await counted(answer, held, { expectedChallenge, expectedOrigin: origin, expectedRPID: rpID });
    if (counter === undefined) return refuse('passkey-wrong');
    // Of two who show the same key, the second counts from where the first has been.
    return (await passkeys.used(held.id, counter, dayOf(now()))) ? ok(held) : refuse('passkey-copied');
  };

  return {
    offered,
    of: async (member) => (await passkeys.of(member)).map(({ id, addedOn, usedOn }) => ({ id, addedOn, usedOn })),

    toAdd: async (holder) => {
      if (!offered) return refuse('passkeys-off');
      const { member } = holder;
      const options = await generateRegistrationOptions({
        rpID,
        rpName: name,
        userID: new TextEncoder().encode(member.id),
        userName: member.email ?? member.name,
        userDisplayName: member.name,
        timeout: patienceMs,
        attestationType: 'none',
        excludeCredentials: (await passkeys.of(member.id)).map(({ credential }) => ({ id: credential })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        supportedAlgorithmIDs: algorithms,
      });
      await challenges.keep('add', boundTo(holder), options.challenge);
      return ok({ ...options });
    },

    add: async (holder, answer) => {
      const expectedChallenge = await challenges.take('add', boundTo(holder));
      if (expectedChallenge === undefined) return refuse('passkey-over');
      const made = await madeKey(answer, { expectedChallenge, expectedOrigin: origin, expectedRPID: rpID });
      if (made === undefined) return refuse('passkey-wrong');
      const [id, addedOn] = [newId(), dayOf(now())];
      const done = await passkeys.add({ id, staff: holder.member.id, addedOn, ...made }, most);
      return done === 'done' ? ok({ id, addedOn, usedOn: null }) : refuse(done);
    },

    remove: (holder, id) => passkeys.remove(holder.member.id, id, holder.session, dayOf(now())),

    toProve: async (holder) => {
      if (!offered) return refuse('passkeys-off');
      const mine = await passkeys.of(holder.member.id);
      const allowCredentials = mine.map(({ credential }) => ({ id: credential }));
      const options = await generateAuthenticationOptions({ ...asking, allowCredentials });
      await challenges.keep('prove', boundTo(holder), options.challenge);
      return ok({ ...options });
    },

    prove: async (holder, answer) => {
      const done = await shown('prove', boundTo(holder), answer);
      if (!done.ok) return done;
      // A good key, but a colleague's: it opens their door, not this one.
      if (done.value.staff !== holder.member.id) return refuse('passkey-wrong');
      await rows.prove(holder.session as Id, now());
      return ok(null);
    },

    toSignIn: async () => {
      if (!offered) return refuse('passkeys-off');
      const options = await generateAuthenticationOptions(asking);
      const browser = newId();
      await challenges.keep('sign-in', browser, options.challenge);
      const line = `${cookie}=${browser}; Max-Age=${patienceMs / 1000}${attributes}`;
      return ok({ options: { ...options }, cookies: [line] });
    },

    signIn: async (cookies, answer) => {
      const browser = cookieIn(cookies, cookie);
      if (browser === undefined) return refuse('passkey-over');
      const done = await shown('sign-in', browser, answer);
      if (!done.ok) return done;
      const body = { staff: done.value.staff };
      const { headers, response } = await auth.api.signInVerified({
        body,
        headers: new Headers(),
        returnHeaders: true,
      });
      await rows.prove(response.session as Id, now());
      return ok([...headers.getSetCookie(), `${cookie}=; Max-Age=0${attributes}`]);
    },
  };
};

const boundTo = ({ member, session }: Holder): string => `${member.id} ${session}`;

const handleOf = (staff: string): string => isoBase64URL.fromUTF8String(staff);

const cookieIn = (cookies: string | null, name: string): string | undefined =>
  (cookies ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
